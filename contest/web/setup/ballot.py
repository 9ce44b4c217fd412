"""The audience's vote as a step of set-up: what it asks, who may vote, what the votes are worth, and the cards to print."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from contest import runtime, tickets, words
from contest.actions import ballots as acts
from contest.documents.tickets_pdf import Ticket, TicketWords, tickets_pdf
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.store import ballots, read
from contest.store.ballot_tables import BallotRow
from contest.web import forms
from contest.web.base import parts, settings
from contest.web.setup.frame import act, bp, organizer, show_step, step_url
from contest.words import _, figures

MOST_AT_ONCE = 2400  # cards in one PDF: a hundred pages
FIRST_CARDS = 240


@bp.get("/c/<slug>/setup/ballot")
def ballot(slug: str) -> Response:
    return _page(slug)


@bp.post("/c/<slug>/setup/ballot")
def ballot_post(slug: str) -> Response:
    """`worth`: what the votes decide: `prize-<number>`, `share` (with `round` and at most `share` points) or nothing."""
    typed = request.form

    def fields() -> dict[str, Any]:
        worth = typed.get("worth", "")
        round_ = forms.whole_or_none(typed.get("round", ""))
        return {
            "title": typed.get("title", ""), "by_ticket": "by_ticket" in typed, "by_device": "by_device" in typed,
            "round": round_, "prize": forms.whole(worth.removeprefix("prize-")) if worth.startswith("prize-") else None,
            "share": forms.points(typed.get("share", "")) if worth == "share" else None,
        }

    return act(acts.change_ballot, slug, fields, lambda ack: step_url(slug, "ballot"), lambda fault: _page(slug, fault))


@bp.post("/c/<slug>/setup/ballot/remove")
def ballot_remove(slug: str) -> Response:
    return act(
        acts.remove_ballot, slug, dict, lambda ack: step_url(slug, "ballot"), lambda fault: _page(slug, fault)
    )


@bp.post("/c/<slug>/setup/ballot/tickets")
def tickets_post(slug: str) -> Response:
    """So many more cards."""
    return act(
        acts.make_tickets, slug, lambda: {"count": forms.whole(request.form.get("count", ""))},
        lambda ack: f"{step_url(slug, 'ballot')}?first={ack['first']}&last={ack['last']}#tickets",
        lambda fault: _page(slug, fault), based=False,
    )


@bp.get("/c/<slug>/setup/ballot/tickets.pdf")
def tickets_file(slug: str) -> Response:
    """Cards `first` to `last` to print; all of them where nothing is said."""
    organizer()
    row = read.contest_row(slug)
    found = ballots.the_ballot(row.id)
    first, last = _span(found)
    if last - first >= MOST_AT_ONCE:
        raise Refused("too_many_sheets", most=MOST_AT_ONCE)
    address = parts().addresses.best()
    cards = [_ticket(slug, address, number) for number in range(first, last + 1)]
    said = TicketWords(
        words.language(), _("Voting card"), found.title, _("Scan and choose. Or type the code at"),
        f"{address.split('://')[-1]}/c/{slug}/vote",
    )
    content = runtime.offload(tickets_pdf, cards, said)
    headers = {"Content-Disposition": f'inline; filename="{slug}-{first}-{last}.pdf"', "Cache-Control": "private, no-store"}
    return Response(content, content_type="application/pdf", headers=headers)


def _span(found: BallotRow) -> tuple[int, int]:
    """The cards asked for, of those there are. Raises Refused('tickets_needed')."""
    first = max(1, request.args.get("first", 1, type=int))
    last = min(found.tickets, request.args.get("last", found.tickets, type=int))
    if first > last:
        raise Refused("tickets_needed")
    return first, last


def _ticket(slug: str, address: str, number: int) -> Ticket:
    code = tickets.ticket_code(settings().secret, slug, number)
    return Ticket(number, f"{address}/c/{slug}/vote#t={code}", tickets.written(code))


def _page(slug: str, fault: str | None = None) -> Response:
    row = read.contest_row(slug)
    found = ballots.ballot_row(row.id)
    made = (request.args.get("first", type=int), request.args.get("last", type=int))
    return show_step(
        slug, "ballot", fault, ballot=found, told=request.form if fault and "title" in request.form else _told(found),
        voted=[one for one in read.contest(row).special_prizes if one.kind == "vote"], made=made if all(made) else None,
        batches=[(first, min(first + MOST_AT_ONCE - 1, found.tickets)) for first in range(1, found.tickets + 1, MOST_AT_ONCE)]
        if found else [], first_cards=FIRST_CARDS,
    )


def _told(found: BallotRow | None) -> dict[str, str]:
    """The form's fields as they stand."""
    if found is None:
        return {"by_ticket": "on"}
    worth = f"prize-{found.prize}" if found.prize else "share" if found.share is not None else ""
    told = {"title": found.title, "round": str(found.round or ""), "worth": worth}
    told |= {name: "on" for name in ("by_ticket", "by_device") if getattr(found, name)}
    return told | ({"share": figures(plain(found.share))} if found.share is not None else {})
