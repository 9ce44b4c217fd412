"""What the shell prints for people: addresses, links, QR codes. Only words; nothing is decided here."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import click
import segno

from contest import certificates, seats
from contest.demo import Cast
from contest.doctor import Finding
from contest.serving import FIRST_PORT
from contest.store import audit
from contest.store.tables import ContestRow
from contest.web.base import Parts
from contest.words import _


def announce(joined: Parts, asked_port: int | None) -> None:
    """Where a real server can be reached, and how the first organizer gets in."""
    settings = joined.settings
    _say_port(settings.port, asked_port)
    click.echo(_("The contests lie in %(folder)s", folder=settings.data))
    click.echo(_("Open one of these addresses:"))
    for url in joined.addresses.urls():
        click.echo(f"  {url}/")
    if settings.https_port is not None:
        made = certificates.ready(settings.data, joined.addresses.hosts())
        click.echo(_("Tablets learn to trust the secure address here; the fingerprint they show must be this one:"))
        click.echo(f"  {joined.addresses.best()}/trust\n  {made.fingerprint()}")
    if not seats.has_organizer():
        link = joined.addresses.best() + seats.organizer_link(settings)
        click.echo(_("First of all, choose the organizer's name and password here (works once):"))
        _link(link, with_code=True)
    click.echo(_("Stop with Ctrl-C."))


def announce_demo(joined: Parts, cast: Cast, asked_port: int | None, asked_language: str | None) -> None:
    """The five doors of the demo."""
    address = joined.addresses.best()
    suffix = f"?lang={asked_language}" if asked_language else ""
    _say_port(joined.settings.port, asked_port)
    click.echo(_("The demo lies in %(folder)s", folder=joined.settings.data))
    click.echo(_("It plays itself now, for a few minutes. Open the projector first, full screen:"))
    _link(f"{address}/c/{cast.slug}/screen/{suffix}", with_code=False, label=_("Projector"))
    _link(f"{address}/c/{cast.slug}{suffix}", with_code=True, label=_("Audience"))
    _link(f"{address}{_with(suffix, cast.visitor)}", with_code=False, label=_("A judge, whose scores do not count"))
    desk = f"?next=/c/{cast.slug}/desk" + suffix.replace("?", "&")
    _link(f"{address}{_with(desk, cast.organizer)}", with_code=False, label=_("Desk, as organizer"))
    click.echo(_("Stop with Ctrl-C."))


def links(told: dict[str, Any]) -> str:
    """Who gets which link, aligned."""
    rows = [(one["seat"], one["name"], one["url"]) for one in told["links"]]
    rows += [("–", _("Audience"), told["audience"]), ("–", _("Projector"), told["screen"])]
    seat_width, name_width = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "\n".join(f"{seat:<{seat_width}}  {name:<{name_width}}  {url}" for seat, name, url in rows)


def sound(row: ContestRow) -> str:
    """One line for a contest whose log checks out, with the fingerprint to compare with the printed sheet."""
    rows = len(audit.rows(row.id))
    return _("%(slug)s: whole, %(rows)s rows, fingerprint %(hash)s", slug=row.slug, rows=rows, hash=audit.fingerprint(row.id))


def findings(found: Sequence[Finding]) -> str:
    """What the doctor found, a line each; what must be mended stands last, where the eye is."""
    signs = {"ok": "  ", "amber": "! ", "red": "✗ "}
    ranked = sorted(found, key=lambda one: list(signs).index(one.level))
    return "\n".join(signs[one.level] + _(one.text, **one.values) for one in ranked)


def findings_json(found: Sequence[Finding]) -> str:
    told = [{"about": one.about, "level": one.level, "message": _(one.text, **one.values)} for one in found]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _say_port(port: int, asked: int | None) -> None:
    if asked is None and port != FIRST_PORT:
        click.echo(_("Port %(first)s is taken, so this is port %(port)s.", first=FIRST_PORT, port=port))


def _link(url: str, with_code: bool, label: str = "") -> None:
    click.echo(f"  {label + ': ' if label else ''}{url}")
    if with_code:
        code = io.StringIO()
        segno.make(url, error="l").terminal(code, compact=True, border=1)
        click.echo(code.getvalue())


def _with(suffix: str, link: str) -> str:
    """A query goes before a link's fragment."""
    path, _hash, secret = link.partition("#")
    return f"{path}{suffix}#{secret}"
