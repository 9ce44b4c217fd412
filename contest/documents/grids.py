"""A round of one entry as a table: each judge a column, each criterion a row, what was given and what it counted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from contest.rules.arithmetic import Rounded, RoundStanding, Step, Term
from contest.rules.contests import Contest, Criterion, Round
from contest.rules.rounding import SHOWN_PLACES, decimal_places, half_up, written
from contest.words import N_, _, figures

Weight = Literal["plain", "sum", "penalty", "total"]

USES = {
    "dropped_high": N_("Highest, not counted"),
    "dropped_low": N_("Lowest, not counted"),
    "not_middle": N_("Not in the middle"),
}
# what a method made of a judge's number
COUNTED = {
    "clamped_mean": N_("Moved to the limit"),
    "rank_sum": N_("Rank"),
    "borda": N_("Entries left behind"),
    "place_points": N_("Points for the place"),
    "skating": N_("Place"),
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


def round_grid(contest: Contest, round_: Round, standing: RoundStanding) -> Grid:
    """What the judges gave. `standing` has steps."""
    judges = [term.judge for term in standing.steps[0].terms]
    heads = tuple(judge_said(contest, judge) for judge in judges)
    if round_.method.scope == "judge_total":
        return Grid(heads, tuple(_total_rows(round_, standing.steps[0])))
    weighted = any(step.weight * step.factor != 1 for step in standing.steps)
    rows = (_criterion_row(round_, step, weighted) for step in standing.steps)
    ends = (_("Place"),) if round_.method.name == "skating" else (_("Panel"), *([_("Weighted")] if weighted else []))
    return Grid((*heads, *ends), tuple(rows))


def judge_said(contest: Contest, number: int) -> str:
    """A judge by name; by number where the name says no more."""
    name = next((judge.name for judge in contest.judges if judge.number == number), "")
    return name or _("Judge %(number)s", number=number)


def places_of(round_: Round, step: Step) -> int:
    """As many decimals as the round's scores can have, so that the figures of every entry stand under each other."""
    steps = [Fraction(one.step) if step.criterion else Fraction(one.step * one.weight) for one in round_.criteria]
    needed = [decimal_places(value) for value in (*steps, *(term.value for term in step.terms), step.sum)]
    return min(max(SHOWN_PLACES if one is None else one for one in needed), SHOWN_PLACES)


def number_said(value: Fraction, places: int) -> str:
    """A number with so many decimals; an endless one cut, and saying so."""
    return figures(half_up(value, places)) if decimal_places(value) is not None else figures(written(value))


def rounded_said(value: Rounded) -> str:
    return figures(written(value.after)) if value.places is None else figures(half_up(value.after, value.places))


def rounding_said(value: Rounded) -> str:
    """What stood there before a rounding that changed it."""
    return "" if value.before == value.after else _("rounded from %(number)s", number=figures(written(value.before)))


def _total_rows(round_: Round, step: Step) -> Iterable[GridRow]:
    names = {one.number: one for one in round_.criteria}
    if len(round_.criteria) > 1 or any(term.value != part.score for term in step.terms for part in term.parts):
        for place, part in enumerate(step.terms[0].parts):
            cells = tuple(Cell(figures(term.parts[place].score), struck=term.use != "kept") for term in step.terms)
            yield GridRow(names[part.criterion].name, cells, _times(names[part.criterion], part.factor))
    if any(term.off for term in step.terms):
        yield GridRow(_("Off the scoresheet"), tuple(Cell(figures(-term.off)) for term in step.terms), weight="penalty")
    places = places_of(round_, step)
    yield GridRow(_("Total"), tuple(_used(term, number_said(term.value, places)) for term in step.terms), weight="sum")
    if any(term.counted != term.value for term in step.terms):
        counted = tuple(Cell(figures(written(term.counted)), struck=term.use != "kept") for term in step.terms)
        yield GridRow(_(COUNTED[step.method]), counted, weight="sum")


def _criterion_row(round_: Round, step: Step, weighted: bool) -> GridRow:
    criterion = next(one for one in round_.criteria if one.number == step.criterion)
    places = places_of(round_, step)
    cells = [_counted(step, _used(term, number_said(term.value, places)), term) for term in step.terms]
    cells.append(Cell(rounded_said(step.figure), rounding_said(step.figure)))
    if weighted and step.method != "skating":
        cells.append(Cell(rounded_said(step.points), rounding_said(step.points)))
    return GridRow(criterion.name, tuple(cells), "" if step.method == "skating" else _times(criterion, step.factor))


def _used(term: Term, value: str) -> Cell:
    said = USES.get(term.use)
    return Cell(value, _(said) if said else "", struck=said is not None)


def _counted(step: Step, cell: Cell, term: Term) -> Cell:
    if term.counted == term.value:
        return cell
    return Cell(cell.value, f"{_(COUNTED[step.method])}: {figures(written(term.counted))}", cell.struck)


def _times(criterion: Criterion, factor: object) -> str:
    """What a score is multiplied by."""
    times = [one for one in (criterion.weight, factor) if one != 1]
    return " ".join(f"× {figures(str(one))}" for one in times)


def in_columns(grid: Grid) -> Sequence[tuple[str, ...]]:
    """The table as lines of texts, for a terminal: what does not count stands in brackets."""
    lines = [("", *grid.heads)]
    for row in grid.rows:
        cells = (f"({cell.value})" if cell.struck else cell.value for cell in row.cells)
        lines.append((f"{row.label} {row.note}".strip(), *cells))
    return lines
