"""The commands of the shell: `contest run`, `demo`, `import`, `export`, `standings`, `links`, `verify`, `doctor`, `backup`.

What goes wrong is said in one line, with exit status 1 (2 for a command that was mistyped).
"""

from __future__ import annotations

from contest import runtime

runtime.patch()  # before anything else is imported

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from contest import backup, checks, config, demo, doctor, seats, serving, terminal, words
from contest.access import Actor
from contest.actions.archive import import_contest
from contest.addresses import Addresses
from contest.app import create_app
from contest.config import Settings
from contest.documents import archive
from contest.documents.standings import standings_text, standings_told
from contest.photos import Photos
from contest.rules.refusals import Refused
from contest.store import read, schema
from contest.store.tables import ContestRow
from contest.words import N_, _

IN_USE = N_("A server is running on this folder (%(folder)s). Use the desk instead, or stop the server first.")
PORT_TAKEN = N_("Port %(port)s is taken on this machine. Choose another with --port.")
FEW_FILES = N_(
    "This system gives one program few connections: phones after the first %(count)s ask every few seconds (raise `ulimit -n`)."
)
NO_CONTESTS = N_("There are no contests in %(folder)s.")
TOO_NEW = N_("This folder was last used by a newer version of Contest. Update this one first.")
TOO_OLD = N_("This folder is from an older version. Run “contest run” once: it brings it up to date.")
NO_FILE = N_("%(file)s cannot be read: %(why)s")

DATA = click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder that holds the contests.")
HOST = click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on; 127.0.0.1: this machine only.")
PORT = click.option("--port", type=click.IntRange(1, 65535), help="Port; without it 8000 or the next free one.")
LANG = click.option("--lang", type=click.Choice(list(words.LANGUAGES)), help="Language of what is printed.")


class OneLine(click.ClickException):
    """What people are told when it does not work."""

    def show(self, file: Any = None) -> None:
        click.echo(f"contest: {self.message}", err=True)


class Commands(click.Group):
    """Turns everything that is known to go wrong into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        words.set_language(_shell_language())
        try:
            return super().invoke(ctx)
        except Refused as no:
            raise OneLine(words.refusal(no.code, no.details)) from no
        except backup.BackupFailed as failure:
            raise OneLine(_(backup.MESSAGES[failure.code])) from failure
        except serving.FolderInUse as in_use:
            raise OneLine(_(IN_USE, folder=in_use)) from in_use
        except serving.PortTaken as taken:
            raise OneLine(_(PORT_TAKEN, port=taken)) from taken
        except schema.TooNew as newer:
            raise OneLine(_(TOO_NEW)) from newer


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="contest")
def main() -> None:
    """Live scoring for timed, judged events: a countdown, judges on tablets, a projected leaderboard."""


@main.command()
@HOST
@PORT
@DATA
@click.option("--https", is_flag=True, help="Serve over TLS too, with a certificate of this installation's own.")
def run(host: str, port: int | None, data: Path | None, https: bool) -> None:
    """Serve the contests of a folder until Ctrl-C."""
    listener = serving.listen(host, port)
    secure = serving.listen(host, None, serving.FIRST_HTTPS_PORT) if https else None
    https_port = secure.getsockname()[1] if secure else None
    settings = _settings(data, host=host, port=listener.getsockname()[1], https_port=https_port)
    fitted = serving.fitted(settings)
    if fitted != settings:
        click.echo(_(FEW_FILES, count=fitted.most_viewers))
    with serving.taken(fitted) as app:
        stop = runtime.StopSignal()
        serving.start(app, listener, secure)
        with app.app_context():
            terminal.announce(serving.parts(app), port)
        stop.wait()


@main.command("demo")
@HOST
@PORT
@DATA
@LANG
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="2 plays twice as fast.")
def demo_command(host: str, port: int | None, data: Path | None, lang: str | None, speed: float) -> None:
    """A small contest that plays itself, in a fresh folder of its own."""
    words.set_language(lang or words.language())
    spoken = lang or words.FIRST  # the contest itself is Vietnamese unless told otherwise; the terminal keeps its own language
    listener = serving.listen(host, port)
    settings = _settings(data or demo.fresh_folder(), host=host, port=listener.getsockname()[1])
    with serving.taken(settings) as app:
        stop = runtime.StopSignal()
        with app.app_context():
            cast = demo.prepare(serving.parts(app), speed, spoken)
        serving.start(app, listener)
        terminal.announce_demo(serving.parts(app), cast, port, lang)
        with demo.playing(cast, speed, spoken):
            stop.wait()


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "slug", metavar="NEW", help="The short name it gets here, when its own is taken.")
@DATA
def import_command(file: Path, slug: str | None, data: Path | None) -> None:
    """Put a contest back from its archive FILE."""
    content = _file(file)
    told = archive.read_archive(content.decode("utf-8", "surrogateescape"))
    fields = {"archive": told, "sha256": hashlib.sha256(content).hexdigest(), "as_slug": slug}
    with serving.taken(_settings(data)) as app, app.app_context():
        done = serving.parts(app).door.perform(import_contest, Actor("organizer"), None, fields)
    click.echo(_("Imported: %(title)s (%(slug)s)", title=done["title"], slug=done["slug"]))


@main.command()
@click.argument("slug")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output.")
@DATA
def export(slug: str, output: Path | None, data: Path | None) -> None:
    """Write a whole contest as one JSON archive, scores and audit log included."""
    with _reading(data):
        text = archive.export_contest(read.contest_row(slug))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(_("Written: %(file)s", file=output))


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--explain", is_flag=True, help="With the arithmetic that led there.")
@DATA
def standings(slug: str, as_json: bool, explain: bool, data: Path | None) -> None:
    """Who stands where, uncurtained: for the organizer's eyes."""
    with _reading(data):
        row = read.contest_row(slug)
        click.echo(archive.written(standings_told(row, explain)) if as_json else standings_text(row, explain), nl=False)


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--organizer", is_flag=True, help="With the organizer's own link.")
@DATA
def links(slug: str, as_json: bool, organizer: bool, data: Path | None) -> None:
    """Which link goes to whom. A link is a key: hand each to its person only."""
    with _reading(data) as settings:
        told = _links(settings, read.contest_row(slug), organizer)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else terminal.links(told))


@main.command()
@click.argument("slug", required=False)
@DATA
def verify(slug: str | None, data: Path | None) -> None:
    """Check the audit log and the photos of one contest or of all; name what was changed behind its back."""
    with _reading(data) as settings:
        files = Photos(settings)
        rows = [read.contest_row(slug)] if slug else read.contest_rows()
        found = [(row.slug, fault) for row in rows for fault in (*checks.faults(row), *checks.photo_faults(row, files))]
        for row in rows:
            if not any(name == row.slug for name, _fault in found):
                click.echo(terminal.sound(row))
    for name, fault in found:
        click.echo(f"{name}: {_(fault.text, **fault.values)}", err=True)
    if found:
        raise click.exceptions.Exit(1)


@main.command("doctor")
@DATA
@LANG
@click.option("--port", type=click.IntRange(1, 65535), default=serving.FIRST_PORT, show_default=True, help="Port to serve.")
@click.option("--verify", "with_logs", is_flag=True, help="Check the audit logs too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor_command(data: Path | None, lang: str | None, port: int, with_logs: bool, as_json: bool) -> None:
    """Say what is wrong with this set-up and how to mend it. Exit status 1 when something must be mended."""
    words.set_language(lang or words.language())
    folder = config.folder(data)
    if not (folder / "secret").exists():
        raise OneLine(_(NO_CONTESTS, folder=folder))
    settings = _settings(folder, **serving.remembered(folder))
    with create_app(settings).app_context():
        found = list(doctor.examine(settings, port, with_logs))
    click.echo(terminal.findings_json(found) if as_json else terminal.findings(found))
    if not doctor.is_well(found):
        raise click.exceptions.Exit(1)


@main.command("backup")
@DATA
def backup_command(data: Path | None) -> None:
    """Make a verified copy of the database now; the last 20 are kept."""
    with _reading(data) as settings:
        joined = create_app(settings).extensions["contest"]
        name = joined.backups.make("by_hand")
    click.echo(str(settings.backups / name))


def _settings(data: Path | None, **told: Any) -> Settings:
    try:
        return config.load(data, **told)
    except (ValueError, OSError) as fault:
        raise OneLine(str(fault)) from fault


@contextmanager
def _reading(data: Path | None) -> Iterator[Settings]:
    """A folder looked at, also while a server runs on it; nothing is made in it."""
    folder = config.folder(data)
    if not (folder / "secret").exists():
        raise OneLine(_(NO_CONTESTS, folder=folder))
    settings = _settings(folder, **serving.remembered(folder))
    with create_app(settings).app_context():
        if not schema.is_current():
            raise OneLine(_(NO_CONTESTS, folder=folder) if schema.is_new() else _(TOO_OLD))
        yield settings


def _links(settings: Settings, row: ContestRow, organizer: bool) -> dict[str, Any]:
    address = Addresses(settings).best()
    people = [
        {"seat": f"{seat.role}-{seat.number}", "name": seat.name,
         "url": address + seats.seat_link(settings, row.slug, f"{seat.role}-{seat.number}", seat.version)}
        for seat in read.seat_rows(row.id)
    ]  # fmt: skip
    if organizer:
        people.append({"seat": "organizer", "name": _("Organizer"), "url": address + seats.organizer_link(settings)})
    open_to_all = {"audience": f"{address}/c/{row.slug}", "screen": f"{address}/c/{row.slug}/screen/"}
    return {"contest": row.slug, "address": address, "links": people, **open_to_all}


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OneLine(_(NO_FILE, file=path, why=fault.strerror)) from fault


def _shell_language() -> str:
    """The terminal's language when we know it, English otherwise."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return told[:2] if told[:2] in words.LANGUAGES else words.SOURCE


if __name__ == "__main__":
    main()
