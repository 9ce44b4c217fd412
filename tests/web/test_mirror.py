"""The panel's mirror: who may look, the published nine-judge table by its exact figures, and who must not be named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from contest import words
from contest.access import TOPICS
from contest.actions import ceremony, panel, teams
from contest.documents.mirror import Mirror, mirror
from contest.snapshots.board import Board
from contest.snapshots.latest import SNAPSHOTS
from contest.store.database import db, driver
from contest.store.tables import CriterionRow, EntryRow, RoundRow, ScoreRow, ScoresheetRow
from tests.builders import sheet_of
from tests.halls import Hall, open_hall
from tests.rules.test_agreement import NINE_JUDGES
from tests.web.visitors import Visitor

NINE = {entry: [str(mark) for _, mark in sorted(row.items())] for entry, row in NINE_JUDGES.items()}
THREE = {1: ["80", "82", "81"], 2: ["70", "71", "75"], 3: ["60", "62", "90"]}


def judged(hall: Hall, totals: Mapping[int, Sequence[str]], signed: bool = True) -> Hall:
    """Scoresheets with these totals, the judges in order; an empty string: no scoresheet."""
    row, round_ = hall.row, Board(hall.row).contest.rounds[0]
    for entry, marks in totals.items():
        for judge, total in enumerate(marks, 1):
            if total:
                scores = sheet_of(round_, entry, judge, total).scores
                db.session.add(ScoresheetRow(contest_id=row.id, round=1, entry=entry, judge=judge, signed=signed))
                db.session.flush()
                for criterion, value in scores.items():
                    db.session.add(ScoreRow(
                        contest_id=row.id, round=1, entry=entry, judge=judge, criterion=criterion, value=value, revision=1
                    ))
    hall.put_by_hand()
    return hall


@pytest.fixture
def nine(tmp_path: Path) -> Iterator[Hall]:
    """The published table: ten teams before nine judges. Its names repeat after the eighth team, so these have their own."""
    with open_hall(tmp_path, entries=8, judges=9) as hall:
        for number in (9, 10):
            hall.act(teams.add_team, name=f"Đội Cúc Vàng {number}", short_name="", concept="")
        yield judged(hall, NINE)


def looked(hall: Hall, for_judge: bool = False, language: str = "en") -> Mirror:
    with words.use(language):
        return mirror(Board(hall.row), for_judge)


def page(hall: Hall, language: str = "en") -> str:
    organizer = Visitor(hall)
    organizer.sign_in()
    answer = organizer.get(f"/c/{hall.slug}/mirror?lang={language}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"</?bdi>", "", answer.text))


# ---- who may look


def test_the_desk_leads_to_the_head_judges_page_where_there_is_a_head_judge(hall: Hall) -> None:
    organizer = Visitor(hall)
    organizer.sign_in()
    link, desk = f'href="/c/{hall.slug}/judge-2/panel"', f"/c/{hall.slug}/desk"
    assert link not in organizer.get(desk).text
    hall.act(panel.change_judge, judge=2, head=True)
    assert link in organizer.get(desk).text


def test_only_the_organizer_and_the_head_judge_may_look(hall: Hall) -> None:
    hall.act(panel.change_judge, judge=2, head=True)
    path = f"/c/{hall.slug}/mirror"
    for seat, opens in (("judge-1", False), ("judge-2", True), ("scorekeeper-1", False)):
        visitor = Visitor(hall)
        visitor.pair(seat)
        assert (visitor.get(path).status_code == 200) == opens, seat
    assert Visitor(hall).get(path).status_code == 302
    hall.act(panel.change_judge, judge=2, head=False)
    former = Visitor(hall)
    former.pair("judge-2")
    assert former.get(path).status_code == 302


def test_no_public_page_or_topic_tells_any_of_it(nine: Hall) -> None:
    nine.act(ceremony.set_curtain, curtain="live", base=0)
    looked_at = looked(nine).rounds[0]
    secret = {"mirror", *(one.value for one in looked_at.gauges), *(one.severity for one in looked_at.lines)}
    paths = (f"/c/{nine.slug}", f"/c/{nine.slug}/result", f"/c/{nine.slug}/entries/3", f"/api/v1/contests/{nine.slug}/standings")
    told = [Visitor(nine).get(f"{path}?lang=en") for path in paths]
    assert [one.status_code for one in told] == [200, 403, 200, 200]  # no result before it is published
    texts = [one.text for one in told]
    texts += [str(nine.topic(name)) for name, who in TOPICS.items() if "public" in who and name in SNAPSHOTS]
    assert secret <= set(words_of(page(nine)))
    assert [one for text in texts for one in secret if one in words_of(text)] == []


def words_of(text: str) -> list[str]:
    return re.findall(r"[+−]?[0-9.]+|[a-z]+", text)


def test_the_page_is_kept_by_no_cache_and_changes_nothing(nine: Hall) -> None:
    organizer = Visitor(nine)
    organizer.sign_in()
    before = everything(nine)
    answer = organizer.get(f"/c/{nine.slug}/mirror")
    assert "no-store" in answer.headers["Cache-Control"]
    assert everything(nine) == before


def everything(hall: Hall) -> list[str]:
    """Every row of every table as text."""
    with closing(driver().connect(hall.parts.settings.data / "contest.db")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [str(row) for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]


def test_a_head_judge_sees_a_team_only_once_all_its_scoresheets_are_signed(hall: Hall) -> None:
    judged(hall, {1: THREE[1], 2: ["70", "71", ""]})
    for_judge, for_organizer = looked(hall, True), looked(hall)
    assert [one.entry for one in for_judge.rounds[0].strips] == [1]
    assert [one.entry for one in for_organizer.rounds[0].strips] == [1, 2]
    assert (for_judge.waiting, for_judge.podiums) == (2, ())
    assert for_organizer.podiums
    assert "71" not in repr(for_judge)


def test_a_scoresheet_that_is_complete_but_not_signed_is_kept_from_the_head_judge(hall: Hall) -> None:
    judged(hall, THREE, signed=False)
    assert looked(hall, True).rounds[0].strips == ()
    assert len(looked(hall).rounds[0].strips) == 3


def test_a_head_judge_of_a_blind_contest_sees_numbers_and_the_organizer_names(hall: Hall) -> None:
    judged(hall, THREE).row.blind = True
    hall.put_by_hand()
    assert [one.name for one in looked(hall, True).rounds[0].strips] == ["#1", "#2", "#3"]
    assert looked(hall).rounds[0].strips[1].name == "Đội Hoa Mai"


# ---- the figures


def test_the_nine_judges_agree_by_these_figures(nine: Hall) -> None:
    (round_,) = looked(nine).rounds
    assert (round_.judges, round_.teams, round_.complete, round_.cannot_tell) == (9, 10, 10, "")
    order, same, holds = round_.gauges
    assert (order.value, order.answer) == ("0.45", "The same in the large, not in the details.")
    assert (order.at, order.chance) == ("45.10%", "13.44%")
    assert "lots reach about 0.11" in order.meaning
    assert (same.value, same.answer) == ("0.15", "No: the judges' scales differ.")
    assert (holds.value, holds.answer) == ("0.73", "Only in part: neighbours might change places.")


def test_the_fourth_judge_is_severe_and_runs_against_the_others(nine: Hall) -> None:
    lines = looked(nine).rounds[0].lines
    assert [one.correlation for one in lines] == ["0.88", "0.61", "0.22", "−0.19", "0.61", "0.92", "0.21", "0.75", "0.84"]
    assert [one.against for one in lines] == [judge == 4 for judge in range(1, 10)]
    fourth = lines[3]
    assert (fourth.severity, fourth.severity_at) == ("−5.78", "3.00%")
    assert fourth.severity_said.endswith("on average 5.78 points below the panel")
    assert (fourth.correlation_from, fourth.correlation_width) == ("41.10%", "8.90%")


def test_the_unusual_total_is_ringed_and_named(nine: Hall) -> None:
    strip = next(one for one in looked(nine).rounds[0].strips if one.entry == 3)
    assert [one.unusual for one in strip.dots] == [True, *[False] * 8]
    assert strip.unusual == (("Giám khảo 4", "4, where the middle is 19"),)
    assert "Giám khảo 4: 4, where the middle is 19" in page(nine)
    assert "Giám khảo 4: 4, trong khi mức giữa là 19" in page(nine, "vi")


def test_equal_totals_stand_over_each_other(hall: Hall) -> None:
    judged(hall, {1: ["80", "80", "70"]})
    (strip,) = looked(hall).rounds[0].strips
    assert [(one.at, one.up) for one in strip.dots] == [("3.00%", 0), ("97.00%", -4), ("97.00%", 4)]


def test_with_three_judges_nobody_is_named(hall: Hall) -> None:
    (round_,) = looked(judged(hall, THREE)).rounds
    assert round_.cannot_tell.startswith("With 3 judges the numbers cannot tell which one stands apart.")
    assert round_.lines == ()
    assert not any(dot.unusual for one in round_.strips for dot in one.dots)
    assert [(one.low, one.high) for one in round_.strips] == [("80", "82"), ("70", "75"), ("60", "90")]
    assert "không thể nói ai chấm khác" in page(hall, "vi")


def test_with_two_teams_even_a_large_panel_tells_nothing_yet(tmp_path: Path) -> None:
    with open_hall(tmp_path, judges=5) as hall:
        (round_,) = looked(judged(hall, {1: ["80"] * 5, 2: ["20", *["90"] * 4]})).rounds
    assert round_.cannot_tell == "With 2 teams judged the numbers cannot tell yet which judge stands apart."
    assert (round_.gauges, round_.lines) == ((), ())


def test_a_team_that_not_all_have_judged_takes_no_part_in_what_needs_all(tmp_path: Path) -> None:
    with open_hall(tmp_path, entries=4) as hall:
        complete = looked(judged(hall, THREE)).rounds[0]
        partial = looked(judged(hall, {4: ["50", "60", ""]})).rounds[0]
    assert partial.gauges == complete.gauges
    assert (partial.teams, partial.complete) == (4, 3)
    assert dict(partial.notes[-1].lines) == {"Giám khảo 3": "Hướng Dương"}


def test_marks_of_the_whole_jury_take_no_part(tmp_path: Path) -> None:
    """The first criterion is the jury's: what is left of 80 after its 20 points is each judge's own."""
    with open_hall(tmp_path, judges=4) as hall:
        first, *others = db.session.query(CriterionRow).filter_by(contest_id=hall.row.id).order_by(CriterionRow.number)
        first.consensus = True
        hall.put_by_hand()
        hall.act(panel.change_judge, judge=1, head=True)
        (strip,) = looked(judged(hall, {1: ["80", "81", "82", "83"]})).rounds[0].strips
        assert (strip.low, strip.high) == (figures(80 - first.maximum), figures(83 - first.maximum))
        for one in others:
            one.consensus = True
        hall.put_by_hand()
        (round_,) = looked(hall).rounds
    assert round_.cannot_tell == "In this round the whole jury gives one mark: there is nothing to compare."
    assert (round_.strips, round_.lines, round_.gauges) == ((), (), ())


def figures(value: Decimal) -> str:
    return str(int(value))


def test_judges_who_write_places_are_not_called_severe(nine: Hall) -> None:
    row = db.session.query(RoundRow).one()
    row.method = {**row.method, "name": "rank_sum", "marks": "places"}
    nine.put_by_hand()
    (round_,) = looked(nine).rounds
    assert {one.severity for one in round_.lines} == {"–"}
    assert round_.lines[3].correlation == "−0.19"


def test_nothing_scored_says_so(hall: Hall) -> None:
    assert looked(hall) == Mirror((), (), 0)
    assert "Nothing has been scored yet." in page(hall)


# ---- worth a second look


def notes(hall: Hall) -> dict[str, dict[str, str]]:
    return {note.heading: dict(note.lines) for note in looked(hall).rounds[0].notes}


def test_a_full_sheet_and_a_flat_sheet_are_told_by_judge(hall: Hall) -> None:
    round_ = Board(hall.row).contest.rounds[0]
    judged(hall, {1: ["80", "80", str(round_.maximum)]})
    hall.fill(1, 2, ("15", "15", "15", "15", "15"), sign=False)
    found = notes(hall)
    assert found["The highest score in every criterion"] == {"Giám khảo 3": "CHPN Tham mưu"}
    assert found["One and the same score in every criterion"] == {"Giám khảo 1": "Hoa Mai"}


def test_scores_further_apart_than_agreed_are_told(hall: Hall) -> None:
    judged(hall, {1: ["18", "10", "12"]})
    for criterion in db.session.query(CriterionRow).filter_by(contest_id=hall.row.id, number=1):
        criterion.apart = Decimal("7.5")
    hall.put_by_hand()
    told = notes(hall)["Judges further apart than the rules allow"]
    assert list(told.values()) == ["Chủ đề: from 10 to 18, at most 7.5 apart was agreed"]


def test_an_unusual_score_in_a_criterion_is_named(tmp_path: Path) -> None:
    with open_hall(tmp_path, judges=5) as hall:
        for entry in (1, 2, 3):
            for judge in range(1, 6):
                odd = (entry, judge) == (2, 5)
                hall.fill(judge, entry, ("15", "2" if odd else str(17 + judge % 2), "16", "12", "17"))
        told = notes(hall)["Scores far from the panel's middle"]
    assert list(told) == ["Giám khảo 5"]
    assert re.fullmatch(r"Hoa Mai, .+: 2 \(middle 17\)", told["Giám khảo 5"])


# ---- the podium


def test_a_podium_that_hangs_on_one_score_names_it(hall: Hall) -> None:
    judged(hall, {1: ["80", "80", "83"], 2: ["79", "81", "82"], 3: ["50", "51", "52"]})
    (podium,) = looked(hall).podiums
    first, second, third = "CHPN Tham mưu", "Hoa Mai", "THPT Minh Khai"
    assert podium.stands == f"{first} · {second} · {third}"
    assert podium.verdict.startswith("Had one of these scores been")
    assert podium.decisive


def test_a_clear_podium_hangs_on_nothing(hall: Hall) -> None:
    judged(hall, {1: ["90", "91", "92"], 2: ["70", "71", "72"], 3: ["50", "51", "52"]})
    (podium,) = looked(hall).podiums
    assert podium.decisive == ()
    assert [(told, changes) for _, told, changes in podium.others] == [("The same podium", False)] * 3


def test_each_division_has_its_own_podium(hall: Hall) -> None:
    hall.row.divisions = [{"number": 1, "name": "Người lớn"}, {"number": 2, "name": "Thiếu nhi"}]
    db.session.query(EntryRow).filter_by(number=2).one().division = 2
    hall.put_by_hand()
    judged(hall, THREE)
    assert [(one.division, one.stands) for one in looked(hall).podiums] == [
        ("Người lớn", "CHPN Tham mưu · THPT Minh Khai"), ("Thiếu nhi", "Hoa Mai"),
    ]


def test_a_large_contest_is_looked_at_within_a_second(tmp_path: Path) -> None:
    with open_hall(tmp_path, entries=8, judges=7) as hall:
        for number in range(9, 41):
            hall.act(teams.add_team, name=f"Đội {number}", short_name="", concept="")
        judged(hall, {entry: [str(50 + (entry * 7 + judge * 3) % 41) for judge in range(7)] for entry in range(1, 41)})
        start = perf_counter()
        looked(hall)
        took = perf_counter() - start
    assert took < 3  # about 0.4 s by itself; a shared machine may be busy
