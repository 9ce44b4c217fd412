"""Rounds brought together by adding their places: ties inside one round, and what separates equal sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from contest.rules.contests import Combine, Contest
from contest.rules.standings import Standings, rank
from contest.rules.ties import Settlement
from tests.builders import plain_contest, sheet

# Points of teams 1, 2, 3. Round 1 places them 1.5, 1.5, 3 and round 2 as 2, 3, 1: sums 3.5, 4.5, 4.
FIRST, SECOND = ("80", "80", "70"), ("85", "75", "90")


def two_rounds(ties: tuple[str, ...] = ()) -> Contest:
    contest = plain_contest(teams=3, panel=1, ties=ties)
    first = replace(contest.rounds[0], phase="closed", combine=Combine(adds="places"))
    return replace(contest, rounds=(first, replace(first, number=2, name="Vòng 2")))


def played(contest: Contest, first: tuple[str, ...], second: tuple[str, ...], *settled: Settlement) -> Standings:
    scores = [(round_, entry, score) for round_, row in ((1, first), (2, second)) for entry, score in enumerate(row, 1)]
    return rank(contest, [sheet(entry, 1, score, round=round_) for round_, entry, score in scores], settlements=settled)


def told(standings: Standings) -> list[tuple[int, int | None, str]]:
    return [(row.entry, row.place, str(row.points)) for row in standings.rows]


def test_who_share_a_place_in_a_round_bring_the_mean_of_the_places_they_cover() -> None:
    assert told(played(two_rounds(), FIRST, SECOND)) == [(1, 1, "3.50"), (3, 2, "4.00"), (2, 3, "4.50")]


def test_a_round_that_people_decided_brings_whole_places() -> None:
    settled = Settlement((2, 1), joint=False, reason="Giơ tay", after=1)
    standings = played(two_rounds(), FIRST, SECOND, settled)
    assert told(standings) == [(1, 1, "4.00"), (2, 1, "4.00"), (3, 1, "4.00")]
    assert standings.ties_left == ((1, 2, 3),)


def test_equal_sums_of_places_are_separated_by_the_points_of_a_named_round() -> None:
    settled = Settlement((2, 1), joint=False, reason="Giơ tay", after=1)
    standings = played(two_rounds(("round:2",)), FIRST, SECOND, settled)
    assert [(row.entry, row.place) for row in standings.rows] == [(3, 1), (1, 2), (2, 3)]
    assert standings.rows[0].points == Decimal(4)


def test_a_division_without_one_of_the_rounds_counts_the_other() -> None:
    assert told(played(two_rounds(), FIRST, ())) == [(1, 1, "1.50"), (2, 1, "1.50"), (3, 3, "3.00")]
