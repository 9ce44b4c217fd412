"""A round of one entry as a table: each judge a column, each criterion a row, what was given and what it counted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from contest.rules.arithmetic import Rounded, RoundStanding, Step, Term
from contest.rules.contests import Contest, Criterion, Round
from contest.rules.methods import METHODS, SKATING
from contest.rules.rounding import SHOWN_PLACES, decimal_places, half_up, plain, written
from contest.words import N_, _, figures

Weight = Literal["plain", "sum", "penalty", "total"]

USES = {
    "dropped_high": N_("highest"),
    "dropped_low": N_("lowest"),
    "not_middle": N_("not in the middle"),
}
# what a method made of a judge's number
COUNTED = {
    "clamped_mean": N_("Moved to the limit"),
    "rank_sum": N_("Rank"),
    "borda": N_("Entries left behind"),
    "place_points": N_("Points for the place"),
    "skating": N_("Placing"),
    "z_scores": N_("On the common scale"),
    "additive": N_("Freed of severity"),
}


@dataclass(frozen=True)
class Cell:
    """A number in a table. `note` says what became of it; `struck`: it was given but does not count."""

    value: str
    note: str = ""
    struck: bool = False


@dataclass(frozen=True)
class GridRow:
    label: str
    cells: tuple[Cell, ...]
    note: str = ""
    weight: Weight = "plain"


@dataclass(frozen=True)
class Grid:
    """`heads` name the columns after the first."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


def round_grid(contest: Contest, round_: Round, standing: RoundStanding, off: str = "") -> Grid:
    """What the judges gave. `standing` has steps; `off` says why points are off every judge's sheet."""
    judges = [term.judge for term in standing.steps[0].terms]
    heads = tuple(judge_said(contest, judge) for judge in judges)
    if round_.method.scope == "judge_total":
        return Grid(heads, tuple(_total_rows(round_, standing.steps[0], off)))
    weighted = round_.method.name != SKATING and any(step.weight * step.factor != 1 for step in standing.steps)
    figures_, points = ([getattr(step, name) for step in standing.steps] for name in ("figure", "points"))
    ends = [_column(figures_), *([_column(points)] if weighted else [])]
    rows = (_criterion_row(round_, *row) for row in zip(standing.steps, zip(*ends, strict=True), strict=True))
    heads = (*heads, _("Placing") if round_.method.name == SKATING else _("Panel"), *([_("Weighted")] if weighted else []))
    return Grid(heads, tuple(rows))


def judge_said(contest: Contest, number: int) -> str:
    """A judge by name; by number where the name says no more."""
    name = next((judge.name for judge in contest.judges if judge.number == number), "")
    return name or _("Judge %(number)s", number=number)


def places_of(round_: Round, step: Step) -> int:
    """As many decimals as the round's scores can have, so that the figures of every entry stand under each other; places
    are whole."""
    criteria = round_.criteria if round_.method.marks == "scores" else ()
    steps = [Fraction(one.step) if step.criterion else Fraction(one.step * one.weight) for one in criteria]
    needed = [decimal_places(value) for value in (*steps, *(term.value for term in step.terms), step.sum)]
    return min(max(SHOWN_PLACES if one is None else one for one in needed), SHOWN_PLACES)


def number_said(value: Fraction, places: int) -> str:
    """A number with at least so many decimals, never rounded: an endless or very long one is cut, and says so."""
    needed = decimal_places(value)
    if needed is None or needed > SHOWN_PLACES:
        return figures(written(value))
    return figures(half_up(value, max(places, needed)))


def rounded_said(value: Rounded) -> str:
    return figures(written(value.after)) if value.places is None else figures(half_up(value.after, value.places))


def rounding_said(value: Rounded) -> str:
    """What stood there before a rounding that changed it."""
    return "" if value.before == value.after else _("rounded from %(number)s", number=figures(written(value.before)))


def _total_rows(round_: Round, step: Step, off: str) -> Iterable[GridRow]:
    names = {one.number: one for one in round_.criteria}
    if len(round_.criteria) > 1 or any(term.value != part.score for term in step.terms for part in term.parts):
        for place, part in enumerate(step.terms[0].parts):
            cells = tuple(Cell(figures(term.parts[place].score), struck=term.use != "kept") for term in step.terms)
            yield GridRow(names[part.criterion].name, cells, _beside(names[part.criterion], part.factor))
    if any(term.off for term in step.terms):
        taken = tuple(Cell(figures(plain(-term.off))) for term in step.terms)
        yield GridRow(_("Penalty on each scoresheet"), taken, off, weight="penalty")
    places = places_of(round_, step)
    yield GridRow(_("Total"), tuple(_total(term, places) for term in step.terms), weight="sum")
    if _became(round_, step):
        counted = tuple(_used(term, figures(written(term.counted))) for term in step.terms)
        yield GridRow(_(COUNTED[step.method]), counted, weight="sum")


def _total(term: Term, places: int) -> Cell:
    """A judge's total; where a penalty would take it below zero, that is said."""
    cell = _used(term, number_said(term.value, places))
    is_floored = term.off and term.value != sum((part.points for part in term.parts), Fraction(0)) - Fraction(term.off)
    return replace(cell, note=_("Not below zero")) if is_floored else cell


def _became(round_: Round, step: Step) -> bool:
    """Whether the method made other numbers of the judges': a limit only where it was reached, places written anyway not."""
    if METHODS[step.method].turn is None:
        return False
    as_given = all(term.counted == term.value for term in step.terms)
    return not as_given or (step.method != "clamped_mean" and round_.method.marks == "scores")


def _column(numbers: Sequence[Rounded]) -> list[Cell]:
    """The panel's numbers of all criteria under each other, with as many decimals as the longest that ends."""
    ending = [decimal_places(one.after) or 0 for one in numbers if one.places is None]
    places = min(max(ending, default=0), SHOWN_PLACES)
    return [
        Cell(number_said(one.after, places) if one.places is None else rounded_said(one), rounding_said(one))
        for one in numbers
    ]


def _criterion_row(round_: Round, step: Step, ends: Sequence[Cell]) -> GridRow:
    criterion = next(one for one in round_.criteria if one.number == step.criterion)
    places = places_of(round_, step)
    became = _became(round_, step)
    cells = [_counted(step, _used(term, number_said(term.value, places)), term, became) for term in step.terms]
    return GridRow(criterion.name, (*cells, *ends), "" if step.method == SKATING else _beside(criterion, step.factor))


def _used(term: Term, value: str) -> Cell:
    said = USES.get(term.use)
    return Cell(value, _(said) if said else "", struck=said is not None)


def _counted(step: Step, cell: Cell, term: Term, became: bool) -> Cell:
    if not became or (step.method == "clamped_mean" and term.counted == term.value):
        return cell
    said = f"{_(COUNTED[step.method])}: {figures(written(term.counted))}"
    return replace(cell, note=f"{said}. {cell.note}" if cell.note else said)


def _beside(criterion: Criterion, factor: Decimal) -> str:
    """What a score is multiplied by, and whether the jury gave it as one."""
    times = [f"× {figures(plain(one))}" for one in (criterion.weight, factor) if one != 1]
    return " ".join([*times, *([_("one mark of the whole jury")] if criterion.consensus else [])])


def in_columns(grid: Grid) -> Sequence[tuple[str, ...]]:
    """The table as lines of texts, for a terminal: what does not count stands in brackets."""
    lines = [("", *grid.heads)]
    for row in grid.rows:
        cells = (f"({cell.value})" if cell.struck else cell.value for cell in row.cells)
        lines.append((f"{row.label} {row.note}".strip(), *cells))
    return lines
