"""Ties decided by the panel once more: a tie room opened, marked and closed, or lots drawn. No score of a round is touched."""

from __future__ import annotations

import hashlib
import secrets
from decimal import Decimal
from typing import Any

from contest.actions.act import Do, Done, reason_given
from contest.rules import scoresheets
from contest.rules.contests import Contest
from contest.rules.facts import Fact, LotsDrawn, TieRoomClosed, TieRoomDropped, TieRoomOpened, TieScoreEntered
from contest.rules.refusals import Refused
from contest.rules.tie_room import Outcome, Place, named, outcome, seats
from contest.store import read
from contest.store.database import db
from contest.store.tables import SettlementRow, TieRoomRow, TieScoreRow

SEED_BYTES = 16


def open_tie_room(do: Do, entries: list[int], criteria: list[list[int]]) -> Done:
    """Ask the judges to mark tied entries again in these criteria ([round, criterion]).

    Raises Refused('not_tied') for others than an open tie, 'tie_room_open' while another room stands open,
    'unknown_criterion' and, where nobody could mark all of them, 'no_judges_left'.
    """
    contest = read.contest(do.row)
    after = tie_after(do, entries)
    if any(row.state == "open" for row in read.tie_room_rows(do.row.id)):
        raise Refused("tie_room_open")
    wanted = [(one[0], one[1]) for one in criteria]
    for of in wanted:
        if named(contest, of) is None:
            raise Refused("unknown_criterion", criterion=of[1])
    if len(set(wanted)) != len(wanted) or not wanted:
        raise Refused("bad_request")
    if not seats(contest, entries, wanted):
        raise Refused("no_judges_left")
    number = max((row.number for row in read.tie_room_rows(do.row.id)), default=0) + 1
    ordered = sorted(entries)
    db.session.add(TieRoomRow(contest_id=do.row.id, number=number, entries=ordered, criteria=criteria, after=after, state="open"))
    db.session.flush()
    return Done([TieRoomOpened(number, ordered, criteria)], {"room": number})


def enter_tie_score(
    do: Do, room: int, entry: int, round: int, criterion: int, value: str | None, base: int
) -> Done:
    """Save one of the judge's own numbers in an open room; `value` None wipes it. `base` as in enter_score."""
    row, contest = _open(do, room), read.contest(do.row)
    wanted = [(one[0], one[1]) for one in row.criteria]
    found = named(contest, (round, criterion))
    if do.actor.number not in seats(contest, row.entries, wanted):
        raise Refused("not_allowed", act="tie_room")
    if found is None or (round, criterion) not in wanted:
        raise Refused("unknown_criterion", criterion=criterion)
    if entry not in row.entries:
        raise Refused("not_found", what=f"entry {entry}")
    exact = None if value is None else scoresheets.check_score(found, scoresheets.read_score(value))
    score = _score(do, room, entry, round, criterion)
    if base != score.revision:
        raise Refused("score_stale", mine=_text(exact), theirs=_text(score.value), revision=score.revision)
    old, score.value = score.value, exact
    score.revision += 1
    db.session.flush()
    fact = TieScoreEntered(room, entry, score.judge, round, criterion, _text(exact), _text(old), score.revision)
    return Done([fact], {"score": {"value": _text(exact), "revision": score.revision}})


def close_tie_room(do: Do, room: int, reason: str) -> Done:
    """Let the room's outcome settle the tie.

    Raises Refused('not_tied') when these are no longer exactly an open tie, 'tie_room_incomplete', and 'still_tied' for who
    is level again.
    """
    why = reason_given(reason)
    row = _open(do, room)
    after = tie_after(do, row.entries)
    found = told(do.row.id, read.contest(do.row), row)
    if found.missing or not found.groups:
        raise Refused("tie_room_incomplete", count=len(found.missing))
    if any(len(group) > 1 for group in found.groups):
        raise Refused("still_tied")
    order = [group[0] for group in found.groups]
    row.state, row.reason = "closed", why
    _settle(do, order, why, "tie_room", after)
    return Done([TieRoomClosed(room, order, why)], {"entries": order})


def drop_tie_room(do: Do, room: int, reason: str) -> Done:
    """Give a room up: what was marked in it stays in the record and decides nothing."""
    why = reason_given(reason)
    return Done([_dropped(_open(do, room), why)])


def draw_lots(do: Do, entries: list[int], reason: str) -> Done:
    """Draw the order of tied entries. Anybody can draw it again: by the SHA-256 of "seed|entry number", least first."""
    why = reason_given(reason)
    after = tie_after(do, entries)
    seed = secrets.token_hex(SEED_BYTES)
    order = drawn(seed, entries)
    _settle(do, order, why, "lots", after, seed)
    return Done([*rooms_given_up(do, why), LotsDrawn(order, seed, why)], {"entries": order, "seed": seed})


def drawn(seed: str, entries: list[int]) -> list[int]:
    """The order that a seed gives."""
    return sorted(entries, key=lambda entry: hashlib.sha256(f"{seed}|{entry}".encode()).hexdigest())


def tie_after(do: Do, entries: list[int]) -> int | None:
    """The round whose standing these entries tie in across a cut; None for a tie of the result. Raises Refused('not_tied')."""
    standings = read.standings(do.row, official=True)
    if len(set(entries)) != len(entries):
        raise Refused("not_tied")
    for number, tie in standings.cuts_open:
        if set(tie) == set(entries):
            return number
    if set(entries) not in [set(tie) for tie in standings.ties_left]:
        raise Refused("not_tied")
    return None


def rooms_given_up(do: Do, reason: str) -> list[Fact]:
    """The open room is dropped when its tie was decided in another way: no judge marks for nothing."""
    rooms = [row for row in read.tie_room_rows(do.row.id) if row.state == "open"]
    return [_dropped(row, reason) for row in rooms if not _still_tied(do, row)]


def _still_tied(do: Do, row: TieRoomRow) -> bool:
    db.session.flush()
    try:
        tie_after(do, row.entries)
    except Refused:
        return False
    return True


def told(contest_id: int, contest: Contest, row: TieRoomRow) -> Outcome:
    """What a room comes to as it stands."""
    given: dict[Place, Decimal] = {
        (one.entry, one.judge, one.round, one.criterion): one.value
        for one in read.tie_score_rows(contest_id, row.number) if one.value is not None
    }
    return outcome(contest, row.entries, [(one[0], one[1]) for one in row.criteria], given)


def _dropped(row: TieRoomRow, why: str) -> Fact:
    row.state, row.reason = "dropped", why
    return TieRoomDropped(row.number, why)


def _open(do: Do, room: int) -> TieRoomRow:
    row = next((one for one in read.tie_room_rows(do.row.id) if one.number == room), None)
    if row is None:
        raise Refused("not_found", what=f"tie room {room}")
    if row.state != "open":
        raise Refused("tie_room_closed")
    return row


def _score(do: Do, room: int, entry: int, round: int, criterion: int) -> TieScoreRow:
    """The judge's own number, begun when there is none."""
    where: dict[str, Any] = {"entry": entry, "judge": do.actor.number, "round": round, "criterion": criterion}
    rows = read.tie_score_rows(do.row.id, room)
    found = next((one for one in rows if all(getattr(one, name) == value for name, value in where.items())), None)
    if found is None:
        found = TieScoreRow(contest_id=do.row.id, room=room, value=None, revision=0, **where)
        db.session.add(found)
    return found


def _settle(do: Do, order: list[int], why: str, how: str, after: int | None, seed: str = "") -> None:
    db.session.add(
        SettlementRow(contest_id=do.row.id, entries=order, joint=False, reason=why, how=how, seed=seed, after=after)
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
