"""Published results of real contests must come out to the last digit. Through archive and import: tests/web/test_published.py."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from contest.rules.contests import Method
from contest.rules.reckoning import panel_points
from tests.builders import plain_contest, sheet

PUBLISHED = Path(__file__).parent / "published"
ISU = Method("trimmed_mean", "criterion", drop_high=1, drop_low=1, round_score=2, round_criterion=2)


def rows(name: str) -> list[dict[str, str]]:
    """A table of figures; the lines that begin with # name its source."""
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def marks(row: dict[str, str]) -> list[str]:
    """Of the judges who were there."""
    return [mark for column, mark in row.items() if column[0] == "j" and column[1:].isdigit() and mark]


def test_all_141_totals_of_a_dance_series_with_four_or_five_judges() -> None:
    round_ = plain_contest(method=Method("sum", round_points=0), step="1", maximum="10").rounds[0]
    dances = rows("strictly_series12.csv")
    assert len(dances) == 141
    assert {len(marks(dance)) for dance in dances} == {4, 5}
    for dance in dances:
        sheets = [sheet(1, judge, mark) for judge, mark in enumerate(marks(dance), 1)]
        assert str(panel_points(round_, sheets).points) == dance["official_total"], dance


def test_all_400_panel_scores_and_80_component_totals_of_the_skating_worlds_2017() -> None:
    performances: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("isu_worlds2017_components.csv"):
        performances[row["program"], row["skater"]].append(row)
    totals = {(row["program"], row["skater"]): row["official_components"] for row in rows("isu_worlds2017_results.csv")}
    panel_scores = 0
    for performance, components in performances.items():
        round_ = plain_contest(method=ISU, weights=[row["factor"] for row in components]).rounds[0]
        by_judge = zip(*(marks(row) for row in components), strict=True)
        made = panel_points(round_, [sheet(1, judge, *scores) for judge, scores in enumerate(by_judge, 1)])
        for row, step in zip(components, made.steps, strict=True):
            assert step.figure.after == Decimal(row["official_panel_score"]), row
            panel_scores += 1
        assert made.points == Decimal(totals[performance]), performance
    assert (panel_scores, len(performances)) == (400, 80)
