"""A reveal with invented names and points, so that a rehearsal teaches nobody who won. It looks at the set-up only."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

from contest.rules.contests import Contest
from contest.rules.prizes import Placed, award
from contest.rules.reveal import Ranked

# names are data; whichever resembles a real team's is left out
NAMES = (
    "Đội Vầng Trăng Khuyết", "Tổ Sao Hôm", "Câu lạc bộ Gió Đồng Nội và Mây Trắng phường Thượng Nguồn", "Nhóm Suối Reo",
    "Đội Nắng Thủy Tinh", "Hội Cầu Vồng", "Nhóm Sương Sớm", "Đội Mưa Bóng Mây", "Tổ Ánh Lửa", "Câu lạc bộ Biển Xanh",
    "Đội Núi Ngàn", "Nhóm Đèn Trời",
)
BEST, STEP = Decimal("96.40"), Decimal("1.35")
JOINT = 3  # the third and the fourth share their place, so that a tie is rehearsed too


def invented(contest: Contest) -> tuple[tuple[Ranked, ...], dict[int, str]]:
    """Rows, best first within each division, and the names of their entries; these have numbers that no entry has."""
    names = _names(contest)
    numbers = count(-1, -1)
    rows: list[Ranked] = []
    there = [one for one in contest.entries if one.status != "withdrawn"]
    for division in contest.divisions:
        own = [one for one in there if one.division == division.number]
        rows += _division(contest, division.number, [next(numbers) for _ in own])
    if not contest.divisions:
        rows = _division(contest, None, [next(numbers) for _ in there])
    rows = _with_specials(contest, rows)
    return tuple(rows), {one.entry: names[(-one.entry - 1) % len(names)] for one in rows}


def _names(contest: Contest) -> list[str]:
    real = {word.casefold() for one in contest.entries for word in (one.name, one.short_name) if word}
    return [name for name in NAMES if not any(word in name.casefold() or name.casefold() in word for word in real)] or list(NAMES)


def _division(contest: Contest, division: int | None, numbers: list[int]) -> list[Ranked]:
    placed = [Placed(entry, _place(turn), BEST - STEP * (_place(turn) - 1)) for turn, entry in enumerate(numbers, 1)]
    prizes = award(placed, contest.prizes, contest.crossing).prizes
    shared = len(numbers) > JOINT
    return [
        Ranked(one.entry, one.place, one.points, shared and one.place == JOINT, prizes.get(one.entry), (), division)
        for one in placed
    ]


def _place(turn: int) -> int:
    return JOINT if turn == JOINT + 1 else turn


def _with_specials(contest: Contest, rows: list[Ranked]) -> list[Ranked]:
    """Each prize beside the places goes to somebody, from the last one up."""
    names = [one.name for one in contest.special_prizes]
    won: dict[int, tuple[str, ...]] = {}
    for turn, name in enumerate(names if rows else []):
        entry = rows[-1 - turn % len(rows)].entry
        won[entry] = (*won.get(entry, ()), name)
    return [
        Ranked(one.entry, one.place, one.points, one.tied, one.prize, won.get(one.entry, ()), one.division) for one in rows
    ]
