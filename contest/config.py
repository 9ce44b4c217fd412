"""Settings: CONTEST_* from the environment and what the command line says, checked once at start."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from contest import paths


@dataclass(frozen=True)
class Settings:
    """`secret` signs links and cookies; `public_url` is how the hall reaches us when that is not an own address;
    `behind_proxy`: the caller's address and
    scheme are those that the proxy before us tells; past `most_viewers` a phone
    asks every few seconds instead of holding a line; `metrics_token` opens /metrics to whoever bears it;
    `redis_url`: where several processes tell each other what was touched;
    `https_port` is served beside `port`, None without `--https`."""

    data: Path
    secret: bytes
    database_url: str
    host: str = "0.0.0.0"
    port: int = 8000
    public_url: str | None = None
    https_port: int | None = None
    most_viewers: int = 3000
    behind_proxy: bool = False
    metrics_token: str | None = None
    redis_url: str | None = None
    testing: bool = False
    extra_hosts: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def backups(self) -> Path:
        return self.data / "backups"


def load(data: Path | None = None, **overrides: object) -> Settings:
    """Settings for a data folder, which is made when missing. Raises ValueError with one line for people."""
    place = folder(data)
    place.mkdir(parents=True, exist_ok=True)
    url = os.environ.get("CONTEST_DATABASE_URL") or f"sqlite:///{place / 'contest.db'}"
    if url.startswith("postgresql+psycopg:"):
        raise ValueError("CONTEST_DATABASE_URL: use postgresql+psycopg2 (psycopg 3 would block every client)")
    public = os.environ.get("CONTEST_PUBLIC_URL") or None
    if public and not public.startswith(("http://", "https://")):
        raise ValueError("CONTEST_PUBLIC_URL must start with http:// or https://")
    redis_url = os.environ.get("CONTEST_REDIS_URL") or None
    if redis_url is not None:
        _check_redis(redis_url, url)
    values: dict[str, object] = {
        "data": place, "secret": _secret(place), "database_url": url, "public_url": public,
        "behind_proxy": os.environ.get("CONTEST_BEHIND_PROXY") == "1",
        "most_viewers": _number("CONTEST_MOST_VIEWERS", Settings.most_viewers),
        "redis_url": redis_url,
        "metrics_token": os.environ.get("CONTEST_METRICS_TOKEN") or None,
    }
    return Settings(**{**values, **overrides})  # type: ignore[arg-type]


def _check_redis(redis_url: str, database_url: str) -> None:
    if not redis_url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("CONTEST_REDIS_URL must start with redis://, rediss:// or unix://")
    if database_url.startswith("sqlite"):
        raise ValueError("CONTEST_REDIS_URL is for several processes, which need PostgreSQL: set CONTEST_DATABASE_URL too")
    if find_spec("redis") is None:
        raise ValueError("CONTEST_REDIS_URL: install Contest with its server part, pip install 'contest[server]'")


def _number(name: str, usual: int) -> int:
    told = os.environ.get(name) or str(usual)
    if not told.isdecimal():
        raise ValueError(f"{name} must be a whole number")
    return int(told)


def folder(data: Path | None = None) -> Path:
    """The data folder: the one named, else CONTEST_DATA, else the usual place. It need not exist."""
    return Path(data or os.environ.get("CONTEST_DATA") or paths.default_data()).expanduser().resolve()


def _secret(folder: Path) -> bytes:
    """The installation's secret: made once, readable by its owner only."""
    path = folder / "secret"
    if not path.exists():
        fresh = folder / f"secret.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # of two processes that start together one is first
            os.link(fresh, path)
        fresh.unlink()
    text = path.read_text().strip()
    if len(text) < 32:
        raise ValueError(f"{path} is damaged: it holds no secret")
    return bytes.fromhex(text)
