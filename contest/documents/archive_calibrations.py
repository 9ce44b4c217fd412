"""What can be wrong with the practice samples of an archive that its schema cannot see. archive_faults.py asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from contest import words
from contest.rules import shapes
from contest.rules.contests import Criterion
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion, check_score
from contest.words import _

Fault = tuple[str, str]


def calibration_faults(archive: dict[str, Any]) -> Iterator[Fault]:
    """Numbers that stand twice, judges and criteria that are not there, scores that do not fit, a sample left open before
    another, a judge who is done with a blank."""
    judges = {one["number"] for one in archive["judges"]}
    samples = archive["calibrations"]
    for place, one in enumerate(samples):
        path = f"$.calibrations[{place}]"
        if one["number"] in {other["number"] for other in samples[:place]}:
            yield path, _("this stands there twice")
        if one["state"] == "open" and one["number"] != max(other["number"] for other in samples):
            yield f"{path}.state", _("only the last sample can be open")
        criteria = {told["number"]: shapes.criterion_from(told) for told in one["criteria"]}
        if len(criteria) != len(one["criteria"]):
            yield f"{path}.criteria", _("this stands there twice")
        for position, criterion in enumerate(criteria.values()):
            yield from _refused(f"{path}.criteria[{position}]", check_criterion, criterion)
        yield from _sheets(path, one, criteria, judges)


def _sheets(path: str, one: dict[str, Any], criteria: dict[int, Criterion], judges: set[int]) -> Iterator[Fault]:
    seen: set[int] = set()
    for position, sheet in enumerate(one["sheets"]):
        where = f"{path}.sheets[{position}]"
        if sheet["judge"] not in judges:
            yield f"{where}.judge", _("there is no judge %(number)s", number=sheet["judge"])
        if sheet["judge"] in seen:
            yield where, _("this stands there twice")
        seen.add(sheet["judge"])
        given = {int(number): score["value"] for number, score in sheet["scores"].items() if score["value"] is not None}
        for number in map(int, sheet["scores"]):
            if number not in criteria:
                yield f"{where}.scores.{number}", _("there is no criterion %(number)s", number=number)
            elif number in given:
                yield from _refused(f"{where}.scores.{number}", check_score, criteria[number], Decimal(given[number]))
        blank = criteria.keys() - given.keys()
        if sheet["finished"] and blank:
            yield f"{where}.finished", _("criterion %(number)s is blank", number=min(blank))


def _refused(path: str, check: Callable[..., object], *told: object) -> Iterator[Fault]:
    try:
        check(*told)
    except Refused as no:
        yield path, words.refusal(no.code, no.details)
