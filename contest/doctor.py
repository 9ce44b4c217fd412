"""`contest doctor`: what is wrong with a set-up and how to mend it. `examine` looks at this machine, the checks judge."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from cryptography import x509
from sqlalchemy.exc import SQLAlchemyError

from contest import backup, checks, paths, runtime
from contest.addresses import Addresses
from contest.config import Settings
from contest.live.neighbours import is_reachable
from contest.store import read, schema
from contest.store.database import db, driver, wal_is_safe
from contest.words import N_

Level = Literal["ok", "amber", "red"]
OLDEST_PYTHON = (3, 11)
LITTLE, VERY_LITTLE = 1024, 200  # megabytes
DAY = 24 * 3600
SOON = 14 * DAY
NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "ceph", "gluster", "vboxsf", "davfs")


@dataclass(frozen=True)
class Finding:
    """`text` with `values` is for people: what is so and, where it is not well, how to mend it."""

    about: str
    level: Level
    text: str
    values: dict[str, Any] = field(default_factory=dict)


def examine(settings: Settings, port: int, verify: bool) -> Iterator[Finding]:
    """Everything about this folder on this machine, in an app context. `verify`: the audit logs too."""
    yield python(sys.version_info[:3])
    yield assets(paths.STATIC)
    yield rights(settings.data)
    yield space(shutil.disk_usage(settings.data).free // 1024**2)
    yield clock(time.time(), _newest(settings.data))
    yield connections(runtime.room_for(settings.most_viewers + runtime.AT_WORK), settings.most_viewers + runtime.AT_WORK)
    yield port_of(port, runtime.is_free(port), _is_served(settings))
    yield address(Addresses(settings).best())
    yield proxy(settings)
    if settings.is_sqlite:
        yield sqlite(driver().sqlite_version_info)
        yield file_system(_kind_of(settings.data))
        yield backups(settings.backups, time.time())
    yield redis(settings.redis_url, settings.redis_url is not None and is_reachable(settings.redis_url))
    leaf = leaf_in(settings.data)
    if leaf is not None:
        yield certificate(leaf, datetime.now(UTC))
    found = database()
    yield found
    if verify and found.level != "red":
        yield from logs()


def is_well(findings: Iterable[Finding]) -> bool:
    return all(one.level != "red" for one in findings)


def python(version: tuple[int, ...]) -> Finding:
    values = {"version": ".".join(map(str, version))}
    if version < OLDEST_PYTHON:
        return Finding("python", "red", N_("Python %(version)s is too old. Install Python 3.11 or newer."), values)
    return Finding("python", "ok", N_("Python %(version)s"), values)


def assets(static: Path) -> Finding:
    if not any((static / "fonts").glob("*.woff2")):
        return Finding("fonts", "red", N_("The fonts are missing. Install Contest again with pip: that builds them."))
    return Finding("fonts", "ok", N_("Fonts and pages are there"))


def rights(folder: Path) -> Finding:
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            "folder", "red", N_("%(folder)s cannot be written to. Give it to the user who runs Contest."), {"folder": folder}
        )
    secret = folder / "secret"
    if os.name == "posix" and secret.exists() and secret.stat().st_mode & 0o077:
        return Finding(
            "folder",
            "red",
            N_("Others can read %(file)s, and with it make every link. Run: chmod 600 %(file)s"),
            {"file": secret},
        )
    return Finding("folder", "ok", N_("The contests lie in %(folder)s"), {"folder": folder})


def space(megabytes: int) -> Finding:
    values = {"megabytes": megabytes}
    if megabytes < VERY_LITTLE:
        return Finding("space", "red", N_("Only %(megabytes)s MB are free: scores may be refused. Free some space now."), values)
    if megabytes < LITTLE:
        return Finding("space", "amber", N_("%(megabytes)s MB are free. Free some space before the day."), values)
    return Finding("space", "ok", N_("%(megabytes)s MB are free"), values)


def clock(now: float, newest: float) -> Finding:
    if newest - now > 60:
        return Finding(
            "clock",
            "red",
            N_("This computer's clock is behind what was saved before. Set the clock, then start the server again."),
        )
    return Finding("clock", "ok", N_("The clock fits what was saved before"))


def connections(room: int, wanted: int) -> Finding:
    values = {"room": room, "wanted": wanted}
    if room < wanted:
        text = N_(
            "This system allows %(room)s connections, %(wanted)s are set. Raise `ulimit -n` or "
            "LimitNOFILE, or lower CONTEST_MOST_VIEWERS."
        )
        return Finding("connections", "amber", text, values)
    return Finding("connections", "ok", N_("%(wanted)s connections are allowed"), values)


def port_of(port: int, is_free: bool, is_served: bool) -> Finding:
    values = {"port": port}
    if is_served:
        return Finding("port", "ok", N_("A server is running on this folder"))
    if not is_free:
        return Finding(
            "port", "amber", N_("Another program holds port %(port)s. Stop it, or choose another with --port."), values
        )
    return Finding("port", "ok", N_("Port %(port)s is free"), values)


def address(best: str) -> Finding:
    values = {"address": best}
    if "//127." in best or "//localhost" in best or "//[::1]" in best:
        return Finding(
            "address", "amber", N_("No tablet can reach this computer yet. Join it to the hall's Wi-Fi or cable."), values
        )
    return Finding("address", "ok", N_("The hall reaches this computer at %(address)s"), values)


def proxy(settings: Settings) -> Finding:
    if settings.public_url is not None and not settings.behind_proxy:
        text = N_(
            "CONTEST_PUBLIC_URL is set without CONTEST_BEHIND_PROXY=1: behind nginx everybody would "
            "seem to come from one address."
        )
        return Finding("proxy", "amber", text)
    if settings.behind_proxy and settings.public_url is None:
        return Finding("proxy", "amber", N_("Behind nginx, set CONTEST_PUBLIC_URL too: links and QR codes carry that address."))
    return Finding("proxy", "ok", N_("Behind nginx") if settings.behind_proxy else N_("Reached directly, without nginx"))


def sqlite(version: tuple[int, ...]) -> Finding:
    values = {"version": ".".join(map(str, version))}
    if not wal_is_safe(version):
        return Finding("sqlite", "amber", N_("SQLite %(version)s is an old one: saved safely, but a little slower."), values)
    return Finding("sqlite", "ok", N_("SQLite %(version)s"), values)


def file_system(kind: str) -> Finding:
    values = {"kind": kind}
    if kind.startswith(NETWORK):
        text = N_(
            "The folder lies on a network drive (%(kind)s), where SQLite can lose data. Move it to this computer's own disk."
        )
        return Finding("disk", "red", text, values)
    return Finding("disk", "ok", N_("The folder lies on a disk of this computer"), values)


def backups(folder: Path, now: float) -> Finding:
    newest = max(folder.glob("*.db"), key=lambda path: path.name, default=None)
    if newest is None:
        return Finding(
            "backup", "amber", N_("There is no backup yet. A running server makes one each minute; or run “contest backup”.")
        )
    values = {"file": newest}
    if not _reads_well(newest):
        return Finding(
            "backup", "red", N_("The newest backup cannot be read: %(file)s. Run “contest backup” and look at the disk."), values
        )
    if now - newest.stat().st_mtime > DAY:
        return Finding("backup", "amber", N_("The newest backup is more than a day old: %(file)s. Run “contest backup”."), values)
    return Finding("backup", "ok", N_("The newest backup is sound: %(file)s"), values)


def certificate(leaf: x509.Certificate, now: datetime) -> Finding:
    left = (leaf.not_valid_after_utc - now).total_seconds()
    values = {"days": int(left // DAY)}
    if left < 0:
        return Finding(
            "certificate", "red", N_("The certificate has run out. Start the server again: it makes a new one."), values
        )
    if left < SOON:
        return Finding(
            "certificate",
            "amber",
            N_("The certificate lasts %(days)s more days. Start the server again: it makes a new one."),
            values,
        )
    return Finding("certificate", "ok", N_("The certificate lasts %(days)s more days"), values)


def redis(url: str | None, is_there: bool) -> Finding:
    if url is not None and not is_there:
        return Finding(
            "redis",
            "amber",
            N_("Redis does not answer: boards of other processes are up to 15 seconds late. Start redis-server."),
        )
    return Finding("redis", "ok", N_("Redis answers") if url is not None else N_("One process, without Redis"))


def database() -> Finding:
    try:
        if schema.is_current():
            return Finding("database", "ok", N_("The database answers and is up to date"))
        text = N_("The database is new or of an older version. “contest run” brings it up to date.")
        return Finding("database", "amber", text)
    except schema.TooNew:
        return Finding("database", "red", N_("This folder was last used by a newer version of Contest. Update this one first."))
    except SQLAlchemyError:
        return Finding("database", "red", N_("The database does not answer. Start it, and look at CONTEST_DATABASE_URL."))


def logs() -> Iterator[Finding]:
    """What `contest verify` says, of every contest."""
    for row in read.contest_rows() if schema.is_current() else []:
        is_whole = next(iter(checks.faults(row)), None) is None
        text = N_("%(slug)s: the log is whole") if is_whole else N_("%(slug)s: the log was tampered with. Run “contest verify”.")
        yield Finding("log", "ok" if is_whole else "red", text, {"slug": row.slug})
    db.session.rollback()


def leaf_in(data: Path) -> x509.Certificate | None:
    """The certificate that `contest run --https` made for this folder, where it did."""
    path = data / "https" / "leaf.pem"
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.exists() else None


def _reads_well(copy: Path) -> bool:
    try:
        return backup.is_sound(copy)
    except driver().Error:
        return False


def _newest(folder: Path) -> float:
    """When anything in the folder was last changed."""
    return max((one.stat().st_mtime for one in folder.iterdir()), default=0.0)


def _is_served(settings: Settings) -> bool:
    lock = runtime.FolderLock(settings.data)
    if not lock.take():
        return True
    lock.release()
    return False


def _kind_of(folder: Path) -> str:
    """The type of the file system that holds it, where the system tells (Linux); else empty."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    found = [(line.split()[1].replace("\\040", " "), line.split()[2]) for line in mounts.read_text().splitlines()]
    holding = [(place, kind) for place, kind in found if folder.is_relative_to(place)]
    return max(holding, key=lambda one: len(one[0]), default=("", ""))[1]
