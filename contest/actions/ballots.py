"""The audience's ballot: set up, opened and closed by the desk, voted on from phones and the kiosk.

A vote is no fact and moves no revision: nothing that the hall sees may tell that one came. What the votes are worth is written
down when the ballot is closed: as counted votes of a special prize, or as points of a round that a share caps.
"""

from __future__ import annotations

from contest import texts
from contest.actions.act import Do, Done, check_base, reason_given, set_up
from contest.rules import ballot as rules
from contest.rules.ballot_facts import BallotChanged, BallotClosed, BallotOpened, BallotRemoved, TicketsMade
from contest.rules.contests import Contest, Round
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.rules.scoresheets import read_score
from contest.store import ballots, read
from contest.store.ballot_tables import BallotRow, BallotVoteRow
from contest.store.database import db
from contest.store.given_tables import ExternalRow, VoteRow

TITLE_LETTERS = 120
MOST_TICKETS = 20_000
FEWEST_ENTRIES = 2


def change_ballot(
    do: Do, title: str, round: int | None, by_ticket: bool, by_device: bool, prize: int | None, share: str | None,
    base: int | None = None,
) -> Done:
    """Set the ballot up, or put it right before it opens. `prize`: the special prize by vote that the most votes decide; `share`:
    the most points that votes give in `round`, at most half of what can be reached there; one of them or neither."""
    check_base(base, do.row.setup_revision)
    row = ballots.ballot_row(do.row.id)
    if row is not None and row.state != "planned":
        raise Refused("ballot_begun")
    contest = read.contest(do.row)
    found = _round(contest, round) if round is not None else None
    most = None if share is None else read_score(share)
    if not (by_ticket or by_device):
        raise Refused("ballot_for_nobody")
    if prize is not None and prize not in {one.number for one in contest.special_prizes if one.kind == "vote"}:
        raise Refused("not_found", what="prize")
    if most is not None and (prize is not None or found is None):
        raise Refused("bad_request")
    if most is not None and found is not None and not 0 < most <= found.maximum:
        raise Refused("share_too_large", most=plain(found.maximum))
    told = {
        "title": _title(title), "round": round, "by_ticket": by_ticket, "by_device": by_device, "prize": prize, "share": most,
    }
    if row is not None and all(getattr(row, name) == value for name, value in told.items()):
        return Done()
    if row is None:
        row = BallotRow(contest_id=do.row.id, state="planned", revision=0, tickets=0, entries=[], counts=None)
        db.session.add(row)
    for name, value in told.items():
        setattr(row, name, value)
    row.revision += 1
    return set_up(do, [BallotChanged(**{**told, "share": None if most is None else plain(most)})])  # type: ignore[arg-type]


def remove_ballot(do: Do, base: int | None = None) -> Done:
    """Do without a vote, as long as none could be cast."""
    check_base(base, do.row.setup_revision)
    row = ballots.the_ballot(do.row.id)
    if row.state != "planned":
        raise Refused("ballot_begun")
    db.session.delete(row)
    return set_up(do, [BallotRemoved(row.title)])


def make_tickets(do: Do, count: int) -> Done:
    """So many more voting cards, also while the vote is on; those printed before stay valid."""
    row = ballots.the_ballot(do.row.id)
    if not row.by_ticket or row.state == "closed":
        raise Refused("ballot_closed" if row.by_ticket else "ballot_without_tickets")
    if count < 1 or row.tickets + count > MOST_TICKETS:
        raise Refused("too_many_tickets", most=MOST_TICKETS)
    first, row.tickets = row.tickets + 1, row.tickets + count
    row.revision += 1
    return Done([TicketsMade(first, row.tickets)], {"first": first, "last": row.tickets})


def open_ballot(do: Do, base: int, reason: str = "") -> Done:
    """Let the audience vote. A ballot that was closed goes on with the votes it has, and takes back what they were worth: that
    needs a reason, since the desk has seen the counts."""
    row = ballots.the_ballot(do.row.id)
    if row.state == "open":
        return Done()
    check_base(base, row.revision)
    why = reason_given(reason) if row.state == "closed" else ""
    if row.state == "closed" and ballots.cast(do.row.id) != _with_votes(row):
        raise Refused("ballot_elsewhere")
    if row.by_ticket and not row.by_device and not row.tickets:
        raise Refused("tickets_needed")
    entries = row.entries or _entries(do, row)
    if len(entries) < FEWEST_ENTRIES:
        raise Refused("ballot_too_short")
    if row.counts is not None:
        _take_back(do, row)
    row.state, row.entries, row.counts = "open", entries, None
    row.revision += 1
    return Done([BallotOpened(row.title, entries, why)])


def close_ballot(do: Do, base: int) -> Done:
    """Take no more votes, and write down what they are worth. Raises Refused('share_seen') where the hall would see at once
    whom the vote moved."""
    row = ballots.the_ballot(do.row.id)
    if row.state == "closed":
        return Done()
    if row.state != "open":
        raise Refused("ballot_not_open")
    check_base(base, row.revision)
    if row.share is not None and do.row.curtain == "live":
        raise Refused("share_seen")
    found = ballots.cast(do.row.id)
    counts = [[entry, found.get(entry, 0)] for entry in row.entries]
    row.state, row.counts = "closed", counts
    row.revision += 1
    _count_in(do, row)
    return Done([BallotClosed(row.title, sum(votes for _entry, votes in counts), ballots.sealed(row))])


def cast_vote(do: Do, voter: str, entry: int) -> Done:
    """One vote of one card or device, for an entry on the ballot; a later one replaces it until the vote closes. `voter`: as
    contest/tickets.py names whoever asks; nobody may say it themselves."""
    row = ballots.the_ballot(do.row.id)
    if row.state != "open":
        raise Refused("ballot_closed" if row.state == "closed" else "ballot_not_open")
    if entry not in row.entries:
        raise Refused("not_on_ballot")
    chosen = read.entry_row(do.row.id, entry)
    if chosen.status == "withdrawn":
        raise Refused("entry_not_competing", name=f"#{entry}" if do.row.blind else chosen.name)
    vote = ballots.vote_of(do.row.id, voter)
    if vote is None:
        db.session.add(BallotVoteRow(contest_id=do.row.id, voter=voter, entry=entry))
    else:
        vote.entry = entry
    return Done()


def check_none_open(do: Do) -> None:
    """Raises Refused('ballot_open') while votes still come that the result depends on."""
    row = ballots.ballot_row(do.row.id)
    if row is not None and row.state == "open":
        raise Refused("ballot_open")


def _with_votes(row: BallotRow) -> dict[int, int]:
    return {entry: votes for entry, votes in ballots.counts_of(row).items() if votes}


def _entries(do: Do, row: BallotRow) -> list[int]:
    """Who stands on the ballot, in running order: those of its round, which must be known to all by then."""
    contest = read.contest(do.row)
    competing = [one for one in contest.entries if one.status == "competing"]
    if row.round is None:
        return [one.number for one in competing]
    found = _round(contest, row.round)
    if found.phase == "planned" and found.number != contest.rounds[0].number:
        raise Refused("round_not_open")
    inside = read.standings(do.row).inside.get(found.number, frozenset())
    return [one.number for one in competing if one.number in inside]


def _count_in(do: Do, row: BallotRow) -> None:
    """What the counts are worth, in place of what stood there by hand."""
    counts = ballots.counts_of(row)
    _take_back(do, row)
    if row.prize in {one.number for one in read.contest(do.row).special_prizes if one.kind == "vote"}:
        for entry, votes in counts.items():
            db.session.add(VoteRow(contest_id=do.row.id, prize=row.prize, entry=entry, votes=votes))
    if row.share is not None:
        for entry, points in rules.shares(counts, row.share).items():
            db.session.add(ExternalRow(contest_id=do.row.id, round=row.round, entry=entry, label=row.title, points=points))
    db.session.flush()


def _take_back(do: Do, row: BallotRow) -> None:
    given = [one for one in read.vote_rows(do.row.id) if one.prize == row.prize]
    if row.share is not None:
        given += [one for one in read.external_rows(do.row.id) if (one.round, one.label) == (row.round, row.title)]
    for one in given:
        db.session.delete(one)
    db.session.flush()


def _round(contest: Contest, number: int) -> Round:
    for one in contest.rounds:
        if one.number == number:
            return one
    raise Refused("not_found", what="round")


def _title(text: str) -> str:
    title = texts.clean(text)
    if not title:
        raise Refused("name_needed")
    if len(title) > TITLE_LETTERS:
        raise Refused("name_too_long", most=TITLE_LETTERS)
    return title
