"""`contest doctor`: each check's amber and red, and the command over a good and a damaged folder."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from contest import certificates, config, doctor
from contest.cli import main
from contest.config import Settings
from contest.doctor import Finding
from contest.store import schema
from tests.halls import Hall

DAY = 24 * 3600


def told(data: Path, **more: object) -> Settings:
    return Settings(data, b"s" * 32, f"sqlite:///{data / 'contest.db'}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "level"),
    [
        (doctor.python((3, 10, 9)), "red"), (doctor.python((3, 11, 0)), "ok"),
        (doctor.space(100), "red"), (doctor.space(500), "amber"), (doctor.space(5000), "ok"),
        (doctor.clock(1000.0, 2000.0), "red"), (doctor.clock(2000.0, 2030.0), "ok"),
        (doctor.connections(900, 5000), "amber"), (doctor.connections(5000, 5000), "ok"),
        (doctor.port_of(8000, is_free=False, is_served=False), "amber"),
        (doctor.port_of(8000, is_free=True, is_served=False), "ok"),
        (doctor.port_of(8000, is_free=False, is_served=True), "ok"),
        (doctor.address("http://127.0.0.1:8000"), "amber"), (doctor.address("http://192.0.2.7:8000"), "ok"),
        (doctor.sqlite((3, 40, 1)), "amber"), (doctor.sqlite((3, 51, 3)), "ok"),
        (doctor.file_system("nfs4"), "red"), (doctor.file_system("ext4"), "ok"),
        (doctor.redis("redis://127.0.0.1:1/0", False), "amber"), (doctor.redis(None, False), "ok"),
        (doctor.proxy(told(Path("x"), public_url="https://scores.example.org")), "amber"),
        (doctor.proxy(told(Path("x"), behind_proxy=True)), "amber"),
        (doctor.proxy(told(Path("x"), behind_proxy=True, public_url="https://scores.example.org")), "ok"),
    ],
)  # fmt: skip
def test_each_check_is_green_amber_or_red(found: Finding, level: str) -> None:
    assert found.level == level


def test_fonts_a_readable_secret_and_backups(tmp_path: Path) -> None:
    assert doctor.assets(tmp_path).level == "red"
    config.load(tmp_path)
    assert doctor.rights(tmp_path).level == "ok"
    (tmp_path / "secret").chmod(0o644)
    assert doctor.rights(tmp_path).level == "red"
    assert doctor.backups(tmp_path / "backups", 0.0).level == "amber"
    (tmp_path / "backups").mkdir()
    copy = tmp_path / "backups" / "20261124-1.db"
    copy.write_bytes(b"this is no database at all" * 50)
    assert doctor.backups(tmp_path / "backups", 0.0).level == "red"
    copy.write_bytes(b"")  # an empty file is an empty database
    os.utime(copy, (1000, 1000))
    assert [doctor.backups(tmp_path / "backups", now).level for now in (1000.0, 1000.0 + 2 * DAY)] == ["ok", "amber"]


def test_a_certificate_that_runs_out(tmp_path: Path) -> None:
    certificates.ready(tmp_path, ["127.0.0.1"])
    leaf = doctor.leaf_in(tmp_path)
    assert leaf is not None
    last, now = leaf.not_valid_after_utc, datetime.now(UTC)
    assert [doctor.certificate(leaf, at).level for at in (now, last - timedelta(days=3), last + timedelta(1))] == [
        "ok",
        "amber",
        "red",
    ]


def test_the_command_says_what_is_wrong_and_its_status_says_whether(tmp_path: Path) -> None:
    config.load(tmp_path)
    good = CliRunner().invoke(main, ["doctor", "--data", str(tmp_path), "--json"])
    levels = {one["about"]: one["level"] for one in json.loads(good.output)}
    assert (good.exit_code, levels["database"], levels["python"]) == (0, "amber", "ok")
    (tmp_path / "secret").chmod(0o644)
    bad = CliRunner().invoke(main, ["doctor", "--data", str(tmp_path), "--lang", "vi"])
    assert bad.exit_code == 1
    assert "Người khác đọc được" in bad.output


@pytest.mark.parametrize("fault", [schema.TooNew("9999"), OperationalError("", {}, Exception("no route to host"))])
def test_a_database_that_is_too_new_or_does_not_answer(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> bool:
        raise fault

    monkeypatch.setattr(schema, "is_current", asked)
    assert doctor.database().level == "red"


def test_a_log_that_was_edited_is_found(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "is_current", lambda: True)
    assert [one.level for one in doctor.logs()] == ["ok"]
    monkeypatch.setattr("contest.doctor.checks.faults", lambda row: iter(["edited"]))
    assert [one.level for one in doctor.logs()] == ["red"]
