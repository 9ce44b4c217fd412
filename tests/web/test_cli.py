"""The commands of the shell: exit statuses, one-line refusals, what may run beside a server."""

from __future__ import annotations

import contextvars
import json
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from contest import serving
from contest.backup import KEPT
from contest.cli import main
from tests import servers
from tests.servers import big_contest

SLUG = "huong-sac-thang-3"
COMMANDS = ("run", "demo", "import", "export", "standings", "links", "verify", "backup")


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one contest, which no test here changes."""
    data = tmp_path_factory.mktemp("hall")
    big_contest(data, 3, 4)
    return data


def test_every_command_tells_what_it_does() -> None:
    listed = contest("--help").stdout
    for command in COMMANDS:
        assert f"  {command} " in listed
        told = contest(command, "--help")
        assert told.returncode == 0
        assert "--data" in told.stdout


def test_a_folder_without_contests_is_said_in_one_line_and_not_made(tmp_path: Path) -> None:
    told = contest("standings", SLUG, data=tmp_path / "nowhere")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.count("\n") == 1
    assert "no contests" in told.stderr
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_contest_is_said_in_one_line(hall: Path) -> None:
    for command in ("standings", "export", "links", "verify"):
        told = contest(command, "nobody", data=hall)
        assert told.returncode == 1
        assert told.stderr.count("\n") == 1


def test_standings_come_as_json_and_as_words(hall: Path) -> None:
    told = json.loads(contest("standings", SLUG, "--json", data=hall).stdout)
    assert told["provisional"] is True
    assert [row["entry"] for row in told["rows"]] == [1, 2, 3, 4]
    assert "Chi hội Phụ nữ Phòng Tham mưu tổng hợp" in contest("standings", SLUG, "--explain", data=hall).stdout


def test_links_tell_who_gets_which_and_the_organizers_only_when_asked(hall: Path) -> None:
    told = json.loads(contest("links", SLUG, "--json", data=hall).stdout)
    assert [one["seat"] for one in told["links"]] == ["judge-1", "judge-2", "judge-3", "scorekeeper-1"]
    assert all(f"/c/{SLUG}/{one['seat']}#" in one["url"] for one in told["links"])
    with_organizer = json.loads(contest("links", SLUG, "--json", "--organizer", data=hall).stdout)
    assert with_organizer["links"][-1]["seat"] == "organizer"


def test_an_archive_comes_back_with_the_same_standings_and_a_sound_log(hall: Path, tmp_path: Path) -> None:
    archive = tmp_path / "hall.json"
    assert contest("export", SLUG, "-o", archive, data=hall).returncode == 0
    other = tmp_path / "other"
    assert contest("import", archive, data=other).returncode == 0
    again = contest("import", archive, data=other)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert contest("import", archive, "--as", "second", data=other).returncode == 0
    assert contest("verify", data=other).returncode == 0
    before, after = (contest("standings", SLUG, "--json", data=folder).stdout for folder in (hall, other))
    assert before == after != ""


def test_a_broken_archive_is_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "contest-archive"')
    told = contest("import", broken, data=tmp_path / "hall")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert contest("import", tmp_path / "none.json", data=tmp_path / "hall").returncode == 1


def test_verify_names_the_row_of_the_log_that_was_edited(hall: Path, tmp_path: Path) -> None:
    copied = copy_of(hall, tmp_path)
    edit(copied, "DROP TRIGGER fact_no_update", "UPDATE fact SET body = replace(body, 'Tham mưu', 'Hậu cần') WHERE number = 2")
    told = contest("verify", data=copied)
    assert told.returncode == 1
    assert "Row 2 of the log" in told.stderr
    assert "teams_added" in told.stderr or "team_added" in told.stderr


def test_verify_names_a_score_that_was_put_in_past_the_log(hall: Path, tmp_path: Path) -> None:
    copied = copy_of(hall, tmp_path)
    edit(
        copied,
        "INSERT INTO scoresheet (contest_id, round, entry, judge, signed, revision, comment) VALUES (1, 1, 2, 3, 0, 1, '')",
        "INSERT INTO score (contest_id, round, entry, judge, criterion, value, revision) VALUES (1, 1, 2, 3, 1, '20', 1)",
    )
    told = contest("verify", SLUG, data=copied)
    assert told.returncode == 1
    assert "entry 2, judge 3, criterion 1" in told.stderr


def test_the_log_cannot_be_changed_by_whoever_opens_the_file(hall: Path, tmp_path: Path) -> None:
    copied = copy_of(hall, tmp_path)
    for act in ("UPDATE fact SET body = ''", "DELETE FROM fact"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            edit(copied, act)


def test_the_secret_is_its_owners_alone(hall: Path) -> None:
    assert stat.S_IMODE((hall / "secret").stat().st_mode) == 0o600


@pytest.mark.server
def test_beside_a_running_server_reading_works_and_writing_is_refused_in_one_line(hall: Path, tmp_path: Path) -> None:
    data = copy_of(hall, tmp_path)
    archive = tmp_path / "hall.json"
    contest("export", SLUG, "-o", archive, data=hall)
    with servers.running(data) as server:
        for reading in (("standings", SLUG), ("export", SLUG), ("links", SLUG), ("verify",), ("backup",)):
            assert contest(*reading, data=data).returncode == 0
        assert f":{server.port}/" in contest("links", SLUG, data=data).stdout
        for writing in (("import", archive, "--as", "new"), ("run",), ("demo",)):
            told = contest(*writing, data=data)
            assert (told.returncode, told.stderr.count("\n")) == (1, 1)
            assert "is running" in told.stderr
        assert server.stop() == 0
    assert "/first#" in server.log()
    log = data / "contest.db-wal"
    assert not log.exists() or log.stat().st_size == 0, "the write-ahead log was not put into the database"


@pytest.mark.server
def test_a_taken_port_that_was_asked_for_is_said_in_one_line(tmp_path: Path) -> None:
    with servers.running(made(tmp_path / "one")) as server:
        told = contest("run", "--host", "127.0.0.1", "--port", str(server.port), data=tmp_path / "two")
        assert (told.returncode, told.stderr.count("\n")) == (1, 1)
        assert str(server.port) in told.stderr


def test_without_a_port_the_next_free_one_is_taken() -> None:
    first = serving.listen("127.0.0.1", None)
    second = serving.listen("127.0.0.1", None)
    assert second.getsockname()[1] > first.getsockname()[1] >= serving.FIRST_PORT
    for listener in (first, second):
        listener.close()


def test_only_the_last_backups_are_kept_and_each_opens(hall: Path, tmp_path: Path) -> None:
    data = copy_of(hall, tmp_path)
    folder = data / "backups"
    folder.mkdir(exist_ok=True)
    for number in range(KEPT + 5):
        (folder / f"20200101-000000-{number:03}-minute.db").write_bytes(b"")
    name = Path(contest("backup", data=data).stdout.strip()).name
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == KEPT
    assert name == kept[-1]
    with closing(sqlite3.connect(folder / name)) as connection:
        assert connection.execute("SELECT slug FROM contest").fetchall() == [(SLUG,)]


def contest(*arguments: str | Path, data: Path | None = None) -> CompletedProcess[str]:
    """Run a command in this process, in a context of its own: its language stays with it."""
    told = [str(one) for one in arguments] + (["--data", str(data)] if data else [])
    runner = CliRunner(env={"LANG": "C.UTF-8", "LC_ALL": None, "LC_MESSAGES": None, "CONTEST_DATA": None})
    result = contextvars.copy_context().run(runner.invoke, main, told)
    return CompletedProcess(told, result.exit_code, result.stdout, result.stderr)


def copy_of(hall: Path, place: Path) -> Path:
    return Path(shutil.copytree(hall, place / "copy"))


def edit(data: Path, *statements: str) -> None:
    """What somebody could do who has the file."""
    with closing(sqlite3.connect(data / "contest.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
