"""A full ranking of 200 entries, 20 judges and 10 criteria (40,000 scores) by every method and scope, and how it grows.

Beside it, in the same rounds, the plain mean in numpy and in pandas, which is not exact and explains nothing. Prints JSON
(milliseconds). `--repeats --entries --judges --criteria`. Needs numpy and pandas, which Contest does not:
`.venv/bin/pip install --target FIGURES numpy pandas`, then `PYTHONPATH=FIGURES .venv/bin/python bench/ranking.py`.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import pandas

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from contest.rules.contests import Contest, Criterion, Entry, Judge, Method, Round  # noqa: E402
from contest.rules.methods import METHODS, SKATING  # noqa: E402
from contest.rules.scoresheets import Scoresheet  # noqa: E402
from contest.rules.standings import rank  # noqa: E402

SIZE = {"entries": 200, "judges": 20, "criteria": 10}
BUDGET_MS = 150
STEPS = 40  # of half a point, up to 20
SETTINGS: dict[str, dict[str, Any]] = {
    "trimmed_mean": {"drop_high": 1, "drop_low": 1, "round_criterion": 2},
    "trimmed_sum": {"drop_high": 1, "drop_low": 1},
    "clamped_mean": {"clamp": Decimal(2), "round_mark": 2},
    "place_points": {"table": tuple(Decimal(points) for points in (12, 10, 8, 7, 6, 5, 4, 3, 2, 1))},
}
GROWING = ("mean", "trimmed_mean", "clamped_mean", "rank_sum", "z_scores", "additive")
CURVES = {"entries": (25, 50, 100, 200, 400), "judges": (5, 10, 20, 40)}

Case = Callable[[], object]


def main() -> None:
    told = _arguments()
    size = (told.entries, told.judges, told.criteria)
    found = _measured({**_plain_means(*size), **_methods(*size)}, told.repeats)
    print(json.dumps({
        "machine": {"cpu": _processor(), "python": platform.python_version()},
        "beside": {"numpy": numpy.__version__, "pandas": pandas.__version__},
        "size": {**dict(zip(SIZE, size, strict=True)), "scores": math.prod(size)},
        "repeats": told.repeats,
        "budget_ms": BUDGET_MS,
        "over_budget": [name for name, row in found.items() if row["median"] > BUDGET_MS],
        "ms": found,
        "ms_without_budget": _measured(_skating_of_many(*size), 3),
        "growth_ms": {axis: _growth(axis, values, size, told.repeats) for axis, values in CURVES.items()},
    }, indent=2))  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=15)
    for name, value in SIZE.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser.parse_args()


def _methods(entries: int, judges: int, criteria: int) -> dict[str, Case]:
    """Every method and scope on the same scores; skating on one criterion, in which every judge tells all entries apart."""
    contest, sheets = _contest(entries, judges, criteria), _sheets(entries, judges, criteria)
    cases: dict[str, Case] = {}
    for name, scope in _methods_and_scopes():
        if name != SKATING:
            cases[f"{name}/{scope}"] = _ranking(contest, sheets, Method(name, scope, **SETTINGS.get(name, {})))
    one, orders = _contest(entries, judges, 1, maximum=entries), _orders(entries, judges, 1)
    return {**cases, f"{SKATING}/one criterion": _ranking(one, orders, Method(SKATING))}


def _skating_of_many(entries: int, judges: int, criteria: int) -> dict[str, Case]:
    contest = _contest(entries, judges, criteria, maximum=entries)
    return {f"{SKATING}/{criteria} criteria": _ranking(contest, _orders(entries, judges, criteria), Method(SKATING, "criterion"))}


def _methods_and_scopes() -> Iterator[tuple[str, Any]]:
    return ((name, scope) for name, rule in METHODS.items() for scope in rule.scopes)


def _ranking(contest: Contest, sheets: list[Scoresheet], method: Method) -> Case:
    """A ranking as the leaderboard makes it: places and points, no arithmetic told. It has to place everybody."""
    ruled = replace(contest, rounds=tuple(replace(round_, method=method) for round_ in contest.rounds))
    assert all(row.place for row in rank(ruled, sheets).rows), method
    return lambda: rank(ruled, sheets)


def _plain_means(entries: int, judges: int, criteria: int) -> dict[str, Case]:
    """The mean of the judges' totals to 2 decimals and the places: from an array, and from a table of single scores."""
    drawn = _drawn(entries, judges, criteria)
    array = numpy.array(drawn) / 2
    rows = [(e, j, score / 2) for e, sheets in enumerate(drawn) for j, scores in enumerate(sheets) for score in scores]
    table = pandas.DataFrame(rows, columns=["entry", "judge", "score"])

    def by_numpy() -> object:
        points = numpy.round(array.sum(axis=2).mean(axis=1), 2)
        return 1 + (points[:, None] < points[None, :]).sum(axis=1)

    def by_pandas() -> object:
        totals = table.groupby(["entry", "judge"])["score"].sum()
        return totals.groupby("entry").mean().round(2).rank(method="min", ascending=False)

    return {"numpy: mean": by_numpy, "pandas: mean": by_pandas}


def _growth(axis: str, values: tuple[int, ...], size: tuple[int, int, int], repeats: int) -> dict[str, dict[str, float]]:
    """Medians by method along one axis, the rest of the size kept."""
    cases: dict[str, Case] = {}
    for value in values:
        entries, judges = (value, size[1]) if axis == "entries" else (size[0], value)
        contest, sheets = _contest(entries, judges, size[2]), _sheets(entries, judges, size[2])
        for name in GROWING:
            cases[f"{name} {value}"] = _ranking(contest, sheets, Method(name, "criterion", **SETTINGS.get(name, {})))
    found = _measured(cases, max(3, repeats // 3))
    return {f"{name}/criterion": {str(value): found[f"{name} {value}"]["median"] for value in values} for name in GROWING}


def _measured(cases: dict[str, Case], repeats: int) -> dict[str, dict[str, float]]:
    """Every case once in each round of repeats, so that a slow minute of the machine hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(repeats):
        for name, case in cases.items():
            gc.collect()
            before = time.perf_counter()
            case()
            times[name].append((time.perf_counter() - before) * 1000)
    return {
        name: {"median": round(statistics.median(all_), 1), "least": round(min(all_), 1), "most": round(max(all_), 1)}
        for name, all_ in times.items()
    }


def _contest(entries: int, judges: int, criteria: int, maximum: int = STEPS // 2) -> Contest:
    parts = tuple(Criterion(number, f"C{number}", Decimal(maximum)) for number in range(1, criteria + 1))
    return Contest(
        "bench", "Bench", (Round(1, "R", (), parts, phase="closed"),),
        tuple(Entry(number, f"E{number}", order=number) for number in range(1, entries + 1)),
        tuple(Judge(number, f"J{number}") for number in range(1, judges + 1)),
    )  # fmt: skip


def _drawn(entries: int, judges: int, criteria: int) -> list[list[list[int]]]:
    chance = random.Random(2000)
    return [[[chance.randint(0, STEPS) for _ in range(criteria)] for _ in range(judges)] for _ in range(entries)]


def _sheets(entries: int, judges: int, criteria: int) -> list[Scoresheet]:
    return [
        Scoresheet(1, entry, judge, {at: Decimal(score) / 2 for at, score in enumerate(scores, 1)}, signed=True)
        for entry, sheets in enumerate(_drawn(entries, judges, criteria), 1)
        for judge, scores in enumerate(sheets, 1)
    ]


def _orders(entries: int, judges: int, criteria: int) -> list[Scoresheet]:
    """Scores without ties: each judge's own order of the entries in each criterion."""
    chance = random.Random(2000)
    orders = [[chance.sample(range(1, entries + 1), entries) for _ in range(criteria)] for _ in range(judges)]
    return [
        Scoresheet(1, entry, judge, {at: Decimal(one[entry - 1]) for at, one in enumerate(of_judge, 1)}, signed=True)
        for judge, of_judge in enumerate(orders, 1)
        for entry in range(1, entries + 1)
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


if __name__ == "__main__":
    main()
