"""The walls of the house: who may import whom, no import inside a function, every row in its table, files with a purpose."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from contest import access, words
from contest.live import commands, topics
from contest.rules import refusals
from contest.rules.facts import KINDS
from contest.snapshots.latest import SNAPSHOTS

HOUSE = Path(__file__).resolve().parent.parent
FILES = sorted((HOUSE / "contest").rglob("*.py"))
OURS = [path for path in FILES if "migrations" not in path.parts]

# room -> the parts of contest it may import; `rules` may import nothing but itself and the standard library
MAY_IMPORT = {
    "rules": {"rules"},
    "store": {"rules", "store", "paths"},
    "actions": {"rules", "store", "actions", "access", "texts", "words"},
    "snapshots": {"rules", "store", "snapshots", "clock"},
    "live": {
        "rules", "store", "actions", "snapshots", "live", "access", "seats", "tickets", "words", "texts", "perform", "config",
    },
    "documents": {"rules", "store", "snapshots", "documents", "access", "words", "texts"},
}
NOT_FOR_WEB = {"live", "cli", "app", "demo"}
LAZY = {"runtime.py"}  # must not load eventlet before it is asked to patch


def _imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{name.name}" if node.module == "contest" else node.module for name in node.names]
    return found


def _room(path: Path) -> str:
    return path.relative_to(HOUSE / "contest").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    room = _room(path)
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("contest.")}
    if room == "web":
        assert not used & NOT_FOR_WEB
    elif room in MAY_IMPORT:
        assert used <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", [path for path in OURS if _room(path) == "rules"], ids=lambda path: path.name)
def test_rules_know_only_the_standard_library_and_no_float(path: Path) -> None:
    stdlib = {"__future__", "collections", "dataclasses", "decimal", "fractions", "functools", "importlib", "itertools", "math",
              "re", "tomllib", "typing", "contest", "enum", "operator", "string"}
    assert {name.split(".")[0] for name in _imports(path)} <= stdlib
    names = {node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)}
    assert "float" not in names


@pytest.mark.parametrize("path", [path for path in OURS if path.name not in LAZY], ids=lambda path: path.name)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        inside = [node.lineno for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert not inside


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_file_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [*OURS, *sorted((HOUSE / "static").rglob("*.js"))], ids=lambda path: path.name)
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_a_command_is_an_action_a_cell_of_the_access_table_and_a_line_of_the_documents() -> None:
    events = (HOUSE / "docs" / "EVENTS.md").read_text(encoding="utf-8")
    for name, command in commands.COMMANDS.items():
        assert command.action.__name__ == name
        assert name in access.ACTS
        assert f"`{name}`" in events


def test_a_topic_has_a_snapshot_an_audience_and_a_fact_that_touches_it() -> None:
    reports = {"presence", "health"}
    assert set(access.TOPICS) == set(SNAPSHOTS) | reports == set(topics.TOUCHED_BY)
    for topic in access.TOPICS:
        assert topics.TOUCHED_BY[topic]
        assert access.TOPICS[topic]


def test_every_fact_touches_a_topic_or_is_known_to_be_unseen() -> None:
    touching = set().union(*topics.TOUCHED_BY.values())
    assert touching | topics.UNSEEN == set(KINDS.values())


def test_every_refusal_has_its_sentence() -> None:
    assert set(words.REFUSALS) == refusals.CODES


def test_every_refusal_is_said_somewhere() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in OURS if path.name not in ("refusals.py", "words.py"))
    assert not {code for code in refusals.CODES if f'"{code}"' not in said}
