"""The people and contests that all tests share: named teams and judges, long names, scoresheets with a wanted total.

Pure: rules objects only. What needs an app or a database is built next to the tests that need it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from contest.rules import presets
from contest.rules.contests import Contest, Criterion, Entry, Judge, Method, Round
from contest.rules.penalties import Effect, Penalty, PenaltyKind, PenaltyState
from contest.rules.scoresheets import Scoresheet

TEAMS = (
    ("Chi hội Phụ nữ Phòng Tham mưu tổng hợp", "CHPN Tham mưu"),
    ("Đội Hoa Mai", "Hoa Mai"),
    ("Công đoàn Trường THPT Nguyễn Thị Minh Khai", "THPT Minh Khai"),
    ("Tổ Hướng Dương", "Hướng Dương"),
    ("Khoa Điều dưỡng Bệnh viện Đa khoa", "Khoa Điều dưỡng"),
    ("Đội Sắc Xuân", "Sắc Xuân"),
    ("Hội Cựu giáo chức phường Ỷ La", "Cựu giáo chức"),
    ("Nhóm Bằng Lăng Tím", "Bằng Lăng"),
)
JUDGES = ("Nguyễn Thị Ánh Tuyết", "Trần Đức Thắng", "Lê Thị Mỹ Ngọc", "Phạm Quỳnh Như", "Võ Hoàng Ưng")
LONG_NAME = "Liên chi hội Phụ nữ các Phòng Kỹ thuật – Hậu cần và Ban Chỉ huy Quân sự huyện Bắc Trà My"


def entries(count: int) -> tuple[Entry, ...]:
    """Teams 1 to `count` in running order; past the eighth the names repeat with their number."""
    return tuple(_entry(number) for number in range(1, count + 1))


def judges(count: int) -> tuple[Judge, ...]:
    names = [JUDGES[at] if at < len(JUDGES) else f"{JUDGES[at % len(JUDGES)]} {at + 1}" for at in range(count)]
    return tuple(Judge(number, name) for number, name in enumerate(names, 1))


def flower_contest(teams: int = 3, panel: int = 3, preset: str = "vn100", lang: str = "vi") -> Contest:
    """The seed event: VN-100 with named teams and judges, running."""
    made = presets.load(preset, lang)
    return replace(
        made, slug="huong-sac", title="Hương sắc tháng 3", entries=entries(teams), judges=judges(panel), phase="running"
    )


def plain_contest(
    teams: int = 3, panel: int = 3, maximum: str = "1000", step: str = "0.01", method: Method | None = None,
    weights: Sequence[str] = ("1",), ties: Sequence[str] = (),
) -> Contest:
    """One round, no stages, one criterion per weight: for arithmetic without flowers."""
    criteria = tuple(
        Criterion(number, f"Tiêu chí {number}", Decimal(maximum), Decimal(step), Decimal(weight))
        for number, weight in enumerate(weights, 1)
    )
    round_ = Round(1, "Vòng 1", (), criteria, method or Method())
    return Contest("thu", "Thử", (round_,), entries(teams), judges(panel), ties=tuple(ties), phase="running")


def with_method(contest: Contest, method: Method) -> Contest:
    """The same contest, every round calculated by that method."""
    return replace(contest, rounds=tuple(replace(round_, method=method) for round_ in contest.rounds))


def sheet(entry: int, judge: int, *scores: str | int, round: int = 1, signed: bool = True) -> Scoresheet:
    """A scoresheet with the criteria's scores in order; an empty string leaves a blank."""
    given = {number: Decimal(score) for number, score in enumerate(scores, 1) if score != ""}
    return Scoresheet(round, entry, judge, given, signed)


def sheet_of(round_: Round, entry: int, judge: int, total: str | int, signed: bool = True) -> Scoresheet:
    """A scoresheet whose (unweighted) scores add up to `total`, on the steps, filled from the first criterion."""
    left = Decimal(total)
    scores: dict[int, Decimal] = {}
    for criterion in round_.criteria:
        scores[criterion.number] = min(criterion.maximum, left)
        left -= scores[criterion.number]
    assert left == 0, f"{total} is more than the scoresheet's maximum"
    return Scoresheet(round_.number, entry, judge, scores, signed)


def sheets_of(contest: Contest, totals: Mapping[int, Sequence[str | int]], signed: bool = True) -> list[Scoresheet]:
    """Scoresheets of the first round: entry -> the judges' totals in order."""
    return [
        sheet_of(contest.rounds[0], entry, judge, total, signed)
        for entry, row in totals.items()
        for judge, total in enumerate(row, 1)
    ]


def penalty(
    entry: int, points: str, *, number: int = 1, kind: PenaltyKind = "time", state: PenaltyState = "confirmed",
    effect: Effect = "points", late: int | None = None, reason: str = "",
) -> Penalty:
    """A penalty of the first round, confirmed unless said otherwise."""
    stage = 1 if kind == "time" else None
    return Penalty(number, 1, stage, entry, kind, state, Decimal(points), effect, late, reason)


def _entry(number: int) -> Entry:
    name, short_name = TEAMS[(number - 1) % len(TEAMS)]
    if number > len(TEAMS):
        name, short_name = f"{name} {number}", f"{short_name} {number}"
    return Entry(number, name, short_name[:18], concept="", order=number)
