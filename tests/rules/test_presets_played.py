"""Every preset played and ranked with random panels: scores on their steps, clear orders where places are written, penalties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rules import presets
from contest.rules.contests import Contest, Criterion, Entry, Judge, Round
from contest.rules.methods import check_panel
from contest.rules.penalties import Penalty
from contest.rules.scoresheets import Scoresheet, check_score
from contest.rules.standings import Standings, rank
from tests.builders import entries, judges


@pytest.mark.parametrize("name", presets.names())
@settings(max_examples=8)
@given(seed=st.integers(0, 2**32), teams=st.integers(1, 7), more=st.integers(0, 2))
def test_every_preset_is_played_and_ranked_whole(name: str, seed: int, teams: int, more: int) -> None:
    random = Random(seed)
    contest = seated(name, teams, more, random)
    penalties = some_penalties(contest, random)
    sheets = play(contest, penalties, random)
    contest = begun(contest, len(contest.rounds))
    found = rank(contest, sheets, penalties, official=True)
    assert not found.lacking
    assert not found.missing
    for row in found.rows:
        assert row.points is not None
        assert row.arithmetic is not None
        assert row.arithmetic.points == row.points
    check_places(contest, found)
    assert mixed(contest, sheets, penalties, random) == found


def seated(name: str, teams: int, more: int, random: Random) -> Contest:
    """The preset with a panel of its usual size or a little larger; where it cuts, so early that it bites."""
    seats = presets.about(name, "vi").seats
    panel = list(judges(seats.judges + more))
    chosen = random.randrange(len(panel))
    if seats.head == "marks":
        panel[chosen] = replace(panel[chosen], head=True)
    if seats.head == "apart":
        panel.append(Judge(len(panel) + 1, "Hồ Thị Lan", head=True, marks=False))
    made = presets.load(name, random.choice(presets.LANGUAGES))
    rounds = tuple(
        replace(one, combine=replace(one.combine, go_on=random.randint(1, teams))) if one.combine.go_on else one
        for one in made.rounds
    )
    for round_ in rounds:
        check_panel(round_, seats.head is not None, len(panel))
    divided = [one.number for one in made.divisions] or [None]
    named = tuple(replace(one, division=random.choice(divided)) for one in entries(teams))
    return replace(made, slug="thu", title="Thử", rounds=rounds, entries=named, judges=tuple(panel), phase="running")


def play(contest: Contest, penalties: list[Penalty], random: Random) -> list[Scoresheet]:
    """Round after round: whoever is still in it gets a whole, signed sheet from every judge who is wanted."""
    sheets: list[Scoresheet] = []
    for at, round_ in enumerate(contest.rounds, 1):
        inside = rank(begun(contest, at), sheets, penalties, official=True).inside[round_.number]
        here = [entry for entry in contest.entries if entry.number in inside]
        for judge in contest.judges:
            sheets += sheets_of(contest, round_, judge, here, random)
    return sheets


def begun(contest: Contest, rounds: int) -> Contest:
    """So many rounds have been opened; the last of them is under way."""
    phases = ("closed",) * (rounds - 1) + ("open",) + ("planned",) * (len(contest.rounds) - rounds)
    return replace(contest, rounds=tuple(replace(one, phase=phase) for one, phase in zip(contest.rounds, phases, strict=True)))


def sheets_of(
    contest: Contest, round_: Round, judge: Judge, here: Iterable[Entry], random: Random
) -> Iterable[Scoresheet]:
    """One judge's sheets of a round: a clear order in each criterion where places are written."""
    mine = [entry for entry in here if judge in contest.wanted(round_, entry)]
    scores: dict[int, dict[int, Decimal]] = {entry.number: {} for entry in mine}
    for criterion in round_.sheet_for(judge).criteria:
        places = random.sample(range(1, len(mine) + 1), len(mine))
        for entry, place in zip(mine, places, strict=True):
            written = Decimal(place) if round_.method.marks == "places" else some_score(criterion, random)
            scores[entry.number][criterion.number] = check_score(criterion, written)
    return [Scoresheet(round_.number, entry, judge.number, given, True) for entry, given in scores.items()]


def some_score(criterion: Criterion, random: Random) -> Decimal:
    """On its step; the ends come up often, and so do ties."""
    steps = int((criterion.maximum - criterion.minimum) / criterion.step)
    return criterion.minimum + criterion.step * random.choice((0, steps, random.randint(0, steps)))


def some_penalties(contest: Contest, random: Random) -> list[Penalty]:
    found: list[Penalty] = []
    for entry in contest.entries:
        if random.random() < 0.4:
            round_ = random.choice(contest.rounds)
            on = random.choice(("total", "sheet")) if round_.method.scope == "judge_total" else "total"
            points = Decimal(random.randint(1, 40)) / 2
            number = len(found) + 1
            found.append(Penalty(number, round_.number, None, entry.number, "other", "confirmed", points, on=on))
    return found


def check_places(contest: Contest, found: Standings) -> None:
    """Places of a division follow its numbering; a tie that shares a place is one that was left to people."""
    for division in {row.division for row in found.rows}:
        rows = [row for row in found.rows if row.division == division]
        places = [row.place for row in rows if row.place is not None]
        assert len(places) == len(rows)
        step = 1 if contest.numbering == "dense" else None
        wanted = 1
        for at, place in enumerate(places):
            if at and place != places[at - 1]:
                wanted = wanted + step if step else at + 1
            assert place == wanted
    shared = {entry for tie in found.ties_left for entry in tie}
    assert {row.entry for row in found.rows if row.tied} == shared


def mixed(contest: Contest, sheets: list[Scoresheet], penalties: list[Penalty], random: Random) -> Standings:
    """The same contest, told in another order."""
    again = replace(
        contest, entries=tuple(random.sample(contest.entries, len(contest.entries))),
        judges=tuple(random.sample(contest.judges, len(contest.judges))),
    )
    mixed_sheets, mixed_penalties = (random.sample(one, len(one)) for one in (sheets, penalties))
    return rank(again, mixed_sheets, mixed_penalties, official=True)
