"""Who counts on a panel: guests, shadow judges, presidents, recusals, judges who leave, the jury's common marks; and what a
method says when it lacks what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contest.rules.contests import (
    Bites,
    Contest,
    Criterion,
    Entry,
    Judge,
    Method,
    Overtime,
    Round,
    Scope,
    Stage,
)
from contest.rules.methods import check_method, check_panel
from contest.rules.penalties import Penalty
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from tests.builders import entries, judges, sheet
from tests.rules.building import Mark, a_contest, a_round, marks, places, points

ROWS: dict[int, Sequence[Mark]] = {1: [90, 80, 70], 2: [60, 70, 80]}


def with_judge(number: int, *, teams: int = 2, panel: int = 3, round_: Round | None = None, **traits: Any) -> Contest:
    """A panel one of whose judges is special."""
    people = tuple(replace(one, **traits) if one.number == number else one for one in judges(panel))
    return a_contest(round_ or a_round(), teams=teams, judges=people)


def counts(standings: Standings) -> dict[int, tuple[int, int]]:
    """Scoresheets received and panel of each entry."""
    return {row.entry: (row.received, row.panel) for row in sorted(standings.rows, key=lambda row: row.entry)}


def judges_heard(standings: Standings, entry: int) -> list[int]:
    arithmetic = standings.row(entry).arithmetic
    assert arithmetic is not None
    return [term.judge for term in arithmetic.rounds[0].steps[0].terms]


def test_a_guest_counts_in_the_named_rounds_only() -> None:
    guest = replace(judges(3)[2], rounds=(2,))
    contest = a_contest(a_round(1), a_round(2), teams=1, judges=(*judges(3)[:2], guest))
    standings = rank(contest, [*marks({1: [6, 8, 100]}), *marks({1: [6, 8, 10]}, 2)])
    assert [one.points for one in standings.row(1).rounds] == [7, 8]
    assert counts(standings) == {1: (5, 5)}
    assert rank(contest, []).missing == ((1, 1, 1), (1, 1, 2), (2, 1, 1), (2, 1, 2), (2, 1, 3))


def test_a_shadow_judge_learns_and_does_not_count() -> None:
    contest = with_judge(3, counts=False)
    standings = rank(contest, marks(ROWS))
    assert points(standings) == {1: "85.00", 2: "65.00"}
    assert counts(standings) == {1: (2, 2), 2: (2, 2)}
    assert judges_heard(standings, 1) == [1, 2]
    assert {judge for _, _, judge in rank(contest, []).missing} == {1, 2}


def test_a_president_leads_and_has_nothing_to_mark() -> None:
    contest = with_judge(3, head=True, marks=False)
    standings = rank(contest, marks(ROWS))
    assert points(standings) == {1: "85.00", 2: "65.00"}
    assert counts(standings) == {1: (2, 2), 2: (2, 2)}
    assert {judge for _, _, judge in rank(contest, []).missing} == {1, 2}


def test_a_head_judge_who_marks_counts_like_the_others() -> None:
    assert points(rank(with_judge(3, head=True), marks(ROWS))) == {1: "80.00", 2: "70.00"}


@pytest.mark.parametrize("recusal", [{"recused": (1,)}, {"units": ("THPT Lam Sơn",)}, {"units": ("x", "thpt LAM SƠN")}])
def test_a_recused_judge_is_not_waited_for_and_the_panel_is_smaller(recusal: dict[str, Any]) -> None:
    contest = with_judge(1, **recusal)
    home = replace(contest.entries[0], unit="THPT Lam Sơn")
    contest = replace(contest, entries=(home, contest.entries[1]))
    standings = rank(contest, marks(ROWS))
    assert points(standings) == {1: "75.00", 2: "70.00"}
    assert counts(standings) == {1: (2, 2), 2: (3, 3)}
    assert judges_heard(standings, 1) == [2, 3]
    assert (1, 1, 1) not in rank(contest, []).missing
    assert len(rank(contest, []).missing) == 5


def test_entries_without_a_unit_are_nobodys_pupils() -> None:
    assert counts(rank(with_judge(1, units=("",)), marks(ROWS))) == {1: (3, 3), 2: (3, 3)}
    assert counts(rank(with_judge(1, units=("THPT Lam Sơn",)), marks(ROWS))) == {1: (3, 3), 2: (3, 3)}


def leaver(leave: str, left: int = 1, signed: bool = True) -> Standings:
    """Judge 3 signs entry 1 (or only completes it) and goes home in round `left`."""
    method = Method(leaver=leave)  # type: ignore[arg-type]
    people = (*judges(3)[:2], replace(judges(3)[2], left=left))
    contest = a_contest(a_round(1, method), a_round(2, method), teams=2, judges=people)
    first = [one if one.judge < 3 else replace(one, signed=signed) for one in marks({1: [90, 80, 40], 2: [60, 70]})]
    return rank(contest, [*first, *marks({1: [50, 50, 90], 2: [60, 60]}, 2)])


def test_what_a_judge_signed_before_leaving_is_kept_or_dropped_as_the_rule_says() -> None:
    kept, dropped = leaver("keep"), leaver("drop")
    assert [str(kept.row(entry).rounds[0].points) for entry in (1, 2)] == ["70.00", "65.00"]
    assert [str(dropped.row(entry).rounds[0].points) for entry in (1, 2)] == ["85.00", "65.00"]
    assert counts(kept) == {1: (5, 5), 2: (4, 4)}
    assert counts(dropped) == {1: (4, 4), 2: (4, 4)}
    assert kept.missing == dropped.missing == ()


def test_what_a_judge_did_not_sign_before_leaving_never_counts() -> None:
    assert str(leaver("keep", signed=False).row(1).rounds[0].points) == "85.00"


def test_who_left_in_a_later_round_has_judged_the_earlier_ones_whole() -> None:
    standings = leaver("drop", left=2, signed=False)
    assert [str(one.points) for one in standings.row(1).rounds] == ["70.00", "50.00"]
    assert standings.missing == ((1, 2, 3),)


def test_who_left_before_a_round_has_no_part_in_it() -> None:
    standings = leaver("keep")
    assert standings.row(1).rounds[1].points == 50
    kept_on = leaver("keep", left=2).row(1).rounds[1]
    assert str(kept_on.points) == "63.33"


@pytest.mark.parametrize("traits", [{"counts": False}, {"marks": False}, {"rounds": (2,)}, {"recused": (1,)}])
def test_a_leaver_who_did_not_count_before_does_not_count_for_leaving(traits: dict[str, Any]) -> None:
    contest = with_judge(3, left=1, **traits)
    standings = rank(contest, marks({1: [90, 80, 40], 2: [60, 70]}))
    assert points(standings)[1] == "85.00"
    assert counts(standings) == {1: (2, 2), 2: (2, 2)}


def consensus(**head: Any) -> Contest:
    """Idea by every judge, technique by consensus; judge 3 leads."""
    criteria = [Criterion(1, "Ý tưởng", Decimal(10)), Criterion(2, "Kỹ thuật", Decimal(10), consensus=True)]
    return with_judge(3, round_=a_round(criteria=criteria), **{"head": True, "marks": False, **head})


def agreed(entry: int, score: str, judge: int = 3, **more: Any) -> Scoresheet:
    return Scoresheet(1, entry, judge, {2: Decimal(score)}, **{"signed": True, **more})


def test_the_jurys_common_mark_stands_on_every_judges_sheet() -> None:
    standings = rank(consensus(), [*marks({1: [8, 6], 2: [9, 9]}), agreed(1, "7"), agreed(2, "3")])
    assert points(standings) == {1: "14.00", 2: "12.00"}
    assert counts(standings) == {1: (2, 2), 2: (2, 2)}
    arithmetic = standings.row(1).arithmetic
    assert arithmetic is not None
    assert [[part.points for part in term.parts] for term in arithmetic.rounds[0].steps[0].terms] == [[8, 7], [6, 7]]


def test_nobodys_sheet_counts_before_the_common_mark_is_there() -> None:
    standings = rank(consensus(), [*marks({1: [8, 6], 2: [9, 9]}), agreed(2, "3")])
    assert points(standings) == {1: None, 2: "12.00"}
    assert counts(standings) == {1: (0, 2), 2: (2, 2)}
    assert standings.missing == ((1, 1, 3),)


def test_a_common_mark_alone_is_no_points() -> None:
    standings = rank(consensus(), [agreed(1, "7")])
    assert points(standings) == {1: None, 2: None}
    assert standings.missing == ((1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2), (1, 2, 3))


def test_a_common_mark_on_another_judges_sheet_is_not_the_jurys() -> None:
    sheets = [sheet(1, 1, 8, 2), sheet(1, 2, 6, 2), agreed(1, "7")]
    assert points(rank(consensus(), sheets))[1] == "14.00"
    assert points(rank(consensus(), sheets[:2]))[1] is None


def test_a_common_mark_counts_officially_once_it_is_signed() -> None:
    sheets = [*marks({1: [8, 6]}), agreed(1, "7", signed=False)]
    assert points(rank(consensus(), sheets))[1] == "14.00"
    official = rank(consensus(), sheets, official=True)
    assert points(official)[1] is None
    assert (1, 1, 3) in official.missing


def test_a_head_judge_who_marks_keeps_the_common_mark_beside_their_own() -> None:
    contest = consensus(marks=True)
    standings = rank(contest, [*marks({1: [8, 6]}), sheet(1, 3, 4, 7)])
    assert points(standings)[1] == "13.00"
    assert counts(standings)[1] == (3, 3)
    assert points(rank(contest, [*marks({1: [8, 6]}), agreed(1, "7")]))[1] is None


def test_a_common_mark_without_anybody_who_leads_gives_nothing() -> None:
    contest = consensus(head=False, marks=True)
    assert points(rank(contest, [sheet(1, one, 8, 7) for one in (1, 2, 3)]))[1] is None


def test_a_whole_round_of_common_marks_needs_a_panel_of_one_who_leads_and_marks() -> None:
    """NGC: three agree on one sheet, kept by who leads the panel."""
    criteria = [Criterion(1, "Đúng đề bài", Decimal(20), consensus=True), Criterion(2, "Thiết kế", Decimal(80), consensus=True)]
    contest = with_judge(1, panel=1, round_=a_round(criteria=criteria), head=True)
    assert points(rank(contest, [sheet(1, 1, 18, 72), sheet(2, 1, 20, 60)])) == {1: "90.00", 2: "80.00"}


def test_sheets_for_a_round_judge_or_entry_that_is_not_there_never_count() -> None:
    contest = a_contest(teams=1, panel=1)
    strangers = [sheet(1, 2, 9), sheet(2, 1, 9), sheet(1, 1, 9, round=2)]
    assert points(rank(contest, [*strangers, sheet(1, 1, 5)])) == {1: "5.00"}


def test_missing_sheets_are_listed_by_round_running_order_and_judge() -> None:
    turned = tuple(replace(one, order=5 - one.number) for one in entries(3))
    contest = a_contest(a_round(1), a_round(2), entries=turned, judges=judges(2)[::-1])
    assert rank(contest, []).missing == tuple(
        (round_, entry, judge) for round_ in (1, 2) for entry in (3, 2, 1) for judge in (1, 2)
    )


# --- what a method lacks ----------------------------------------------------------------------------------------------


def lacking(contest: Contest, rows: dict[int, Sequence[Mark]]) -> list[tuple[int, str, dict[str, Any]]]:
    standings = rank(contest, marks(rows))
    assert set(points(standings).values()) == {None}, "no points while something is lacking"
    return [(one.round, one.code, dict(one.details)) for one in standings.lacking]


@pytest.mark.parametrize("name", ["rank_sum", "borda", "skating"])
def test_rank_sums_need_the_same_judges_for_everybody(name: str) -> None:
    contest = with_judge(1, round_=a_round(method=Method(name)), recused=(1,))
    assert lacking(contest, ROWS) == [(1, "panels_differ", {"round": "Vòng 1"})]


@pytest.mark.parametrize("name", ["sum", "trimmed_sum"])
def test_sums_need_panels_of_one_size_but_not_the_same_judges(name: str) -> None:
    contest = with_judge(1, round_=a_round(method=Method(name)), recused=(1,))
    assert lacking(contest, ROWS) == [(1, "panels_unequal", {"round": "Vòng 1"})]
    people = (replace(judges(3)[0], recused=(1,)), replace(judges(3)[1], recused=(2,)), judges(3)[2])
    even = rank(replace(contest, judges=people), marks({1: [None, 80, 70], 2: [60, None, 80]}))
    assert even.lacking == ()
    assert points(even) == {1: "150.00", 2: "140.00"}


@pytest.mark.parametrize("name", ["mean", "median", "trimmed_mean", "weighted_mean", "clamped_mean", "place_points", "additive"])
def test_other_methods_take_unequal_panels(name: str) -> None:
    method = Method(name, clamp=Decimal(5), table=(Decimal(3), Decimal(1)))
    contest = with_judge(1, round_=a_round(method=method), recused=(1,))
    standings = rank(contest, marks(ROWS))
    assert standings.lacking == ()
    assert None not in points(standings).values()


def test_only_the_panels_of_those_who_compete_and_are_in_the_round_must_agree() -> None:
    contest = with_judge(1, round_=a_round(method=Method("rank_sum")), recused=(1,))
    out = replace(contest, entries=(replace(contest.entries[0], status="withdrawn"), contest.entries[1]))
    assert points(rank(out, marks(ROWS))) == {1: None, 2: "3.00"}


def test_skating_needs_judges_who_tell_all_entries_apart() -> None:
    contest = a_contest(a_round(method=Method("skating"), weights=("1", "1")), teams=2, panel=3)
    rows = {1: [[9, 1], [8, 2], [7, 3]], 2: [[8, 2], [9, 2], [6, 4]]}
    assert lacking(contest, rows) == [(1, "judge_ties", {"judge": 1, "criterion": ""})]
    each = replace(contest, rounds=(a_round(method=Method("skating", "criterion"), weights=("1", "1")),))
    assert lacking(each, rows) == [(1, "judge_ties", {"judge": 2, "criterion": "Tiêu chí 2"})]


def test_judges_who_share_no_entry_cannot_be_compared() -> None:
    contest = a_contest(a_round(method=Method("additive")), teams=4, panel=2)
    assert lacking(contest, {1: [9], 2: [8], 3: [None, 7], 4: [None, 6]}) == [
        (1, "judges_not_connected", {"groups": ((1, 2), (3, 4))}),
    ]


def test_z_scores_need_three_entries_of_each_judge() -> None:
    contest = a_contest(a_round(method=Method("z_scores")), teams=3, panel=2)
    assert lacking(contest, {1: [9, 9], 2: [8, 8], 3: [7]}) == [(1, "too_few_entries", {"judge": 2, "needed": 3})]


def test_a_round_that_lacks_something_does_not_stop_the_others() -> None:
    contest = a_contest(a_round(1), a_round(2, Method("z_scores")), teams=2, panel=1)
    standings = rank(contest, [*marks({1: [9], 2: [8]}), *marks({1: [1], 2: [5]}, 2)])
    assert points(standings) == {1: "9.00", 2: "8.00"}
    assert [(one.round, one.code) for one in standings.lacking] == [(2, "too_few_entries")]
    assert [one.points for one in standings.row(1).rounds] == [9, None]


def test_whole_orders_leave_out_entries_that_not_all_have_judged_yet() -> None:
    contest = a_contest(a_round(method=Method("rank_sum")), teams=3, panel=2)
    standings = rank(contest, marks({1: [9, 9], 2: [8, 8], 3: [10]}))
    assert points(standings) == {1: "2.00", 2: "4.00", 3: None}
    assert places(standings) == {1: 1, 2: 2, 3: None}


@pytest.mark.parametrize("name", ["mean", "additive"])
def test_other_methods_take_in_what_is_there(name: str) -> None:
    contest = a_contest(a_round(method=Method(name)), teams=2, panel=2)
    assert points(rank(contest, marks({1: [9, 7], 2: [8]}))) == {1: "8.00", 2: "8.00" if name == "mean" else "7.00"}


# --- set-up -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "panel", "code"), [
    (Method("trimmed_mean", drop_high=1, drop_low=1), 2, "trim_too_large"),
    (Method("trimmed_sum", drop_low=3), 3, "trim_too_large"),
    (Method("trimmed_sum", drop_low=3), 4, None), (Method("trimmed_sum", drop_low=3), 0, None),
    (Method("mean", drop_low=3), 3, None),
    (Method("trimmed_mean", drop_low=-1), 0, "bad_number"), (Method("trimmed_mean", drop_high=-1), 0, "bad_number"),
    (Method("place_points", table=(Decimal(3), Decimal(-1))), 0, "bad_number"),
    (Method("place_points", table=(Decimal("NaN"),)), 0, "bad_number"),
    (Method("place_points"), 0, "table_needed"), (Method("place_points", table=(Decimal(0),)), 0, None),
    (Method("clamped_mean"), 0, "clamp_needed"), (Method("clamped_mean", clamp=Decimal(0)), 0, "clamp_needed"),
    (Method("clamped_mean", clamp=Decimal("0.5")), 0, None), (Method("mean", clamp=None), 0, None),
    (Method("judgement"), 0, "scope_not_possible"), (Method("judgement", "criterion"), 0, None),
    (Method("nope"), 0, "unknown_method"),
])
def test_a_method_is_checked_with_its_panel_at_set_up(method: Method, panel: int, code: str | None) -> None:
    if code is None:
        check_method(method, panel)
        return
    with pytest.raises(Refused) as refusal:
        check_method(method, panel)
    assert refusal.value.code == code
    if code == "unknown_method":
        assert refusal.value.details == {"name": "nope"}
    if code == "bad_number":
        assert refusal.value.details["text"] in ("-1", "NaN")


def test_common_marks_need_somebody_who_leads_once_there_is_a_panel() -> None:
    round_ = consensus().rounds[0]
    check_panel(round_, head=True, panel=3)
    check_panel(round_, head=False, panel=0)
    check_panel(a_round(), head=False, panel=3)
    with pytest.raises(Refused, match="head_needed"):
        check_panel(round_, head=False, panel=1)
    with pytest.raises(Refused, match="trim_too_large"):
        check_panel(a_round(method=Method("trimmed_mean", drop_low=1)), head=True, panel=1)


def test_the_panel_is_who_counts_and_who_is_waited_for() -> None:
    contest = consensus()
    entry: Entry = contest.entries[0]
    names: list[Judge] = list(contest.judges)
    assert contest.panel(1, entry) == tuple(names[:2])
    assert contest.wanted(contest.rounds[0], entry) == tuple(names)
    assert contest.head == names[2]
    penalties: list[Penalty] = []
    assert rank(contest, [], penalties).inside == {1: {1, 2}}


@pytest.mark.parametrize(("scope", "on", "refused"), [
    ("criterion", "sheet", True), ("criterion", "total", False), ("judge_total", "sheet", False),
])
def test_lateness_on_every_sheet_needs_judges_totals(scope: Scope, on: Bites, refused: bool) -> None:
    late = Stage(2, "Thuyết trình", "each", 60, Overtime("per_started_unit", points=Decimal(1), on=on))
    round_ = replace(a_round(method=Method(scope=scope)), stages=(Stage(1, "Cắm hoa", "together", 60), late))
    if not refused:
        check_panel(round_, head=False, panel=3)
        return
    with pytest.raises(Refused, match="sheet_penalty_needs_totals"):
        check_panel(round_, head=False, panel=3)


@pytest.mark.parametrize(("name", "applied"), [
    ("mean", "mean"), ("sum", "sum"), ("median", "median"), ("trimmed_mean", "trimmed_mean"), ("trimmed_sum", "trimmed_sum"),
    ("rank_sum", "sum"), ("clamped_mean", "mean"), ("judgement", "mean"),
])
def test_the_arithmetic_says_what_was_applied(name: str, applied: str) -> None:
    method = Method(name, "criterion", drop_low=1, clamp=Decimal(9))
    arithmetic = rank(a_contest(a_round(method=method), teams=2), marks(ROWS)).row(1).arithmetic
    assert arithmetic is not None
    step = arithmetic.rounds[0].steps[0]
    assert (step.method, step.applied) == (name, applied)


@pytest.mark.parametrize(("name", "applied"), [("trimmed_mean", "mean"), ("trimmed_sum", "sum")])
def test_a_panel_too_small_to_trim_says_what_was_applied_instead(name: str, applied: str) -> None:
    contest = a_contest(a_round(method=Method(name, drop_low=2, drop_high=1)), teams=1)
    arithmetic = rank(contest, marks({1: [9, 8, 7]})).row(1).arithmetic
    assert arithmetic is not None
    step = arithmetic.rounds[0].steps[0]
    assert (step.applied, [term.use for term in step.terms]) == (applied, ["kept"] * 3)


def test_who_leads_a_jury_that_marks_as_one_is_its_panel_where_they_judge() -> None:
    criteria = [Criterion(1, "Ấn tượng chung", Decimal(10), consensus=True)]
    people = (judges(2)[0], replace(judges(2)[1], head=True, rounds=(1,)))
    contest = a_contest(a_round(1, criteria=criteria), a_round(2, criteria=criteria), teams=1, judges=people)
    assert [contest.panel(number, contest.entries[0]) for number in (1, 2)] == [people[1:], ()]
    assert rank(contest, []).missing == ((1, 1, 2),)
