"""The reveal as it lies in the table, to rules objects: like read.py."""

from __future__ import annotations

from sqlalchemy import select

from contest.rules import reveal
from contest.rules.contests import Contest
from contest.rules.rehearsal import invented
from contest.rules.reveal import Plan, Ranked, Step
from contest.rules.standings import Standings
from contest.store.database import db
from contest.store.reveal_tables import RevealRow


def reveal_row(contest_id: int) -> RevealRow | None:
    return db.session.scalar(select(RevealRow).where(RevealRow.contest_id == contest_id))


def plan(row: RevealRow | None, contest: Contest) -> Plan:
    """As planned, else the usual one."""
    if row is None or row.plan is None:
        return reveal.usual_plan(contest)
    return Plan(row.plan["order"], tuple((one["key"], one["after"]) for one in row.plan["extras"]))


def ranked(standings: Standings) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(one.entry, one.place, one.points, one.tied, one.prize, one.specials, one.division)
        for one in standings.rows if one.place is not None and one.points is not None
    )


def steps(row: RevealRow | None, contest: Contest, official: Standings) -> tuple[Step, ...]:
    """The steps of the reveal as it stands, with invented entries in a rehearsal."""
    is_rehearsal = row is not None and row.rehearsal
    return reveal.steps(plan(row, contest), contest, invented(contest)[0] if is_rehearsal else ranked(official))
