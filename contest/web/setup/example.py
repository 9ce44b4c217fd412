"""The live example beside the rules: invented marks of four teams through the real rules, each step of it in one line.

Nothing is read or saved here. With a panel of three marking to 100, teams A, B and C are the worked example of the seed event
(87 88 85; 91 91 86 and 2:01 late; 87 88 87 and 0:20 late); of team D one judge thinks little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from contest.rules.arithmetic import Arithmetic, Rounded, RoundStanding, Step
from contest.rules.contests import Contest, Criterion, Entry, Judge, Method, Round
from contest.rules.methods import SKATING
from contest.rules.penalties import Penalty, late_seconds, overtime_penalty
from contest.rules.rounding import exact_decimal, half_up, written
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standing, Standings, rank
from contest.web.setup.rules_words import tie_said
from contest.words import N_, _, figures, minutes, refusal

USUAL_PANEL = 3
GO_ON = 2
MOST_ROUNDS_SHOWN = 2
TEAMS = (N_("Team A"), N_("Team B"), N_("Team C"), N_("Team D"))
SHARES = (  # percent of what a judge can give: a row per team, a column per judge, again from the first for larger panels
    (87, 88, 85, 86, 87),
    (91, 91, 86, 88, 90),
    (87, 88, 87, 86, 88),
    (90, 62, 92, 91, 89),
)
LATE = {2: 121, 3: 20}  # seconds over the limit, by team
ORDER = N_("The order: %(teams)s")
OTHERWISE = N_("With the plain mean the order would be: %(teams)s")
FEWER = N_("In this example two of the four teams go on.")
WITHOUT_PANEL = N_("There is no panel yet: three judges are assumed.")
STATUS_WORDS = {"not_placed": N_("Too late: not placed"), "disqualified": N_("Too late: disqualified")}
DECIDED = N_("Equal points, decided by: %(by)s")
BEING_LATE = N_("(%(time)s late)")
PLACED = N_(" → place %(place)s")


@dataclass(frozen=True)
class Piece:
    """A bit of a line of arithmetic; `struck`: it was given and does not count."""

    text: str
    struck: bool = False


@dataclass(frozen=True)
class Row:
    """A team of the example: its place, points and prize, and the lines that lead there."""

    place: str
    name: str
    points: str
    prize: str
    lines: tuple[tuple[Piece, ...], ...]
    note: str


@dataclass(frozen=True)
class Example:
    """What the rules make of the invented marks. `order` says it in one line, `notes` what is worth knowing beside it."""

    rows: tuple[Row, ...]
    order: str
    notes: tuple[str, ...]


def worked_example(contest: Contest) -> Example:
    """The contest's rules on four invented teams, judged by its own panel."""
    tried = _invented(contest)
    standings = _standings(tried)
    return Example(
        rows=tuple(_row(tried, row) for row in standings.rows),
        order=_(ORDER, teams=_order(standings)),
        notes=tuple(_notes(contest, tried, standings)),
    )


def _invented(contest: Contest) -> Contest:
    """The same rules with four teams; nobody is recused, has gone home, or is still to begin."""
    judges = tuple(replace(judge, units=(), recused=(), left=None) for judge in contest.judges if judge.counts or judge.head)
    judges = judges or tuple(Judge(number, "", head=number == 1) for number in range(1, USUAL_PANEL + 1))
    entries = tuple(Entry(number, _(name), order=number) for number, name in enumerate(TEAMS, 1))
    rounds = tuple(replace(one, phase="closed", combine=replace(one.combine, go_on=_go_on(one))) for one in contest.rounds)
    special = tuple(one for one in contest.special_prizes if one.kind == "criterion")
    return replace(contest, rounds=rounds, entries=entries, judges=judges, divisions=(), special_prizes=special)


def _go_on(one: Round) -> int | None:
    return None if one.combine.go_on is None else min(one.combine.go_on, GO_ON)


def _standings(contest: Contest) -> Standings:
    penalties = tuple(_penalties(contest))
    out = {one.entry: one.effect for one in penalties if one.effect != "points"}
    entries = tuple(replace(one, status=out.get(one.number, one.status)) for one in contest.entries)
    return rank(replace(contest, entries=entries), tuple(_sheets(contest)), penalties, _finishes(contest))


def _penalties(contest: Contest) -> Iterable[Penalty]:
    """What the first lateness rule takes from those who are late."""
    place = next(((one, stage) for one in contest.rounds for stage in one.stages if stage.overtime), None)
    if place is None:
        return
    round_, stage = place
    assert stage.overtime is not None
    for number, (team, over) in enumerate(LATE.items(), 1):
        late = late_seconds(stage.seconds, stage.seconds + over, stage.overtime)
        proposed = overtime_penalty(stage.overtime, late)
        if proposed is not None:
            yield Penalty(
                number, round_.number, stage.number, team, "time", "confirmed", proposed.points, proposed.effect, late,
                on=stage.overtime.on,
            )


def _finishes(contest: Contest) -> dict[tuple[int, int, int], int]:
    first = contest.rounds[0]
    return {
        (first.number, stage.number, entry.number): stage.seconds + LATE.get(entry.number, -10 * entry.number)
        for stage in first.stages[:1] for entry in contest.entries
    }


def _sheets(contest: Contest) -> Iterable[Scoresheet]:
    for at, round_ in enumerate(contest.rounds):
        for seat, judge in enumerate(contest.judges):
            if judge.rounds and round_.number not in judge.rounds:
                continue
            own = round_.sheet_for(judge)
            column = [Fraction(row[(seat + at) % len(row)], 100) for row in SHARES]
            for entry, scores in zip(contest.entries, _scores(own, column, seat), strict=True):
                if own.criteria:
                    yield Scoresheet(round_.number, entry.number, judge.number, scores, signed=True)


def _scores(own: Round, column: Sequence[Fraction], seat: int) -> list[dict[int, Decimal]]:
    """One judge's scores for each team."""
    if own.method.marks == "places" or own.method.name == SKATING:
        return _ordered(own, column)
    return [_filled(own, share, seat + team) for team, share in enumerate(column)]


def _ordered(own: Round, column: Sequence[Fraction]) -> list[dict[int, Decimal]]:
    """Clear orders, as methods of places need them: no judge gives two teams the same."""
    best_first = sorted(range(len(column)), key=lambda team: (-column[team], -team))
    given: list[dict[int, Decimal]] = [{} for _ in column]
    for one in own.criteria:
        for place, team in enumerate(best_first):
            place_given = own.method.marks == "places"
            given[team][one.number] = Decimal(place + 1) if place_given else one.maximum - place * one.step
    return given


def _filled(own: Round, share: Fraction, turn: int) -> dict[int, Decimal]:
    """Scores on their steps that add up to that share of the maximum, as near below it as the steps allow."""
    values = {one.number: _on_step(one, share) for one in own.criteria}
    wanted = sum((_range(one) * Fraction(one.weight) * share for one in own.criteria), Fraction(0))
    reached = sum(((values[one.number] - Fraction(one.minimum)) * Fraction(one.weight) for one in own.criteria), Fraction(0))
    turned = own.criteria[turn % len(own.criteria):] + own.criteria[: turn % len(own.criteria)] if own.criteria else ()
    for one in turned:
        step, weight = Fraction(one.step), Fraction(one.weight)
        steps = min((wanted - reached) / (step * weight), (Fraction(one.maximum) - values[one.number]) / step)
        values[one.number] += steps.__floor__() * step
        reached += steps.__floor__() * step * weight
    return {number: exact_decimal(value) for number, value in values.items()}


def _on_step(one: Criterion, share: Fraction) -> Fraction:
    step = Fraction(one.step)
    return Fraction(one.minimum) + _range(one) * share // step * step


def _range(one: Criterion) -> Fraction:
    return Fraction(one.maximum) - Fraction(one.minimum)


def _notes(contest: Contest, tried: Contest, standings: Standings) -> Iterable[str]:
    lacking = [refusal(one.code, one.details) for one in standings.lacking]
    yield from dict.fromkeys(lacking)
    if not contest.judges:
        yield _(WITHOUT_PANEL)
    if any(one.combine.go_on is not None for one in tried.rounds[:-1]):
        yield _(FEWER)
    if not lacking and all(one.method.marks == "scores" for one in tried.rounds):
        plain = replace(tried, rounds=tuple(replace(one, method=_plain(one.method)) for one in tried.rounds))
        otherwise = _order(_standings(plain))
        if otherwise != _order(standings):
            yield _(OTHERWISE, teams=otherwise)


def _plain(method: Method) -> Method:
    return Method("mean", round_points=method.round_points)


def _order(standings: Standings) -> str:
    """The teams best first, those who share a place joined: A, B = C."""
    told: list[str] = []
    last = None
    for row in standings.rows:
        if row.place is None:
            continue
        name = _(TEAMS[row.entry - 1])
        if row.place == last:
            told[-1] += f" = {name}"
        else:
            told.append(name)
        last = row.place
    return ", ".join(told)


def _row(contest: Contest, row: Standing) -> Row:
    note = _(STATUS_WORDS[row.status]) if row.status in STATUS_WORDS else ""
    if row.decided is not None:
        note = _(DECIDED, by=tie_said(contest, row.decided.key))
    return Row(
        place="–" if row.place is None else str(row.place), name=_(TEAMS[row.entry - 1]), points=figures(row.points),
        prize=", ".join(filter(None, (row.prize, *row.specials))),
        lines=tuple(_lines(contest, row.arithmetic)) if row.arithmetic else (), note=note,
    )


def _lines(contest: Contest, arithmetic: Arithmetic) -> Iterable[tuple[Piece, ...]]:
    several = len(arithmetic.rounds) > 1
    for one in arithmetic.rounds[-MOST_ROUNDS_SHOWN:] if several else arithmetic.rounds:
        named = contest.round(one.number)
        yield from _round_lines(named, one, f"{named.name}: " if several else "")
    if several or arithmetic.deductions or arithmetic.adds == "places":
        yield _end(arithmetic)


def _round_lines(round_: Round, one: RoundStanding, prefix: str) -> Iterable[tuple[Piece, ...]]:
    if one.points is None or one.total is None or not one.steps:
        return
    names: Mapping[int | None, str] = {criterion.number: criterion.name for criterion in round_.criteria}
    first = one.steps[0]
    if first.criterion is None:
        yield (Piece(prefix), *_step(first, one.total, one.weights))
        return
    yield (Piece(f"{prefix}{names[first.criterion]}: "), *_step(first, first.figure))
    added = " + ".join(_figure(step.points.after) for step in one.steps)
    if one.weights is not None:
        added = f"({added}) / {figures(one.weights)}"
    if len(one.steps) > 1 or one.weights is not None or first.points.after != one.total.after:
        yield (Piece(prefix + added + _equals(one.total)),)


def _step(step: Step, end: Rounded, weights: Decimal | None = None) -> Iterable[Piece]:
    """(87 + 88 + 85) / 3 = 86.67, with what does not count struck out; places that are not added stand in a row."""
    is_order = step.method == SKATING
    divided = "" if step.divisor == 1 or is_order else f" / {_figure(Fraction(step.divisor))}"
    divided += f" / {figures(weights)}" if weights is not None else ""
    yield Piece("(" if divided else "")
    for at, term in enumerate(step.terms):
        given, counted = _figure(term.value), _figure(term.counted)
        yield Piece("" if not at else ", " if is_order else " + ")
        yield Piece(given if given == counted else f"{given}→{counted}", struck=term.use != "kept")
    yield Piece(_(PLACED, place=_figure(end.after)) if is_order else (f"){divided}" if divided else "") + _equals(end))


def _end(arithmetic: Arithmetic) -> tuple[Piece, ...]:
    """What the rounds add up to, less what being late costs."""
    pieces: list[Piece] = []
    for at, one in enumerate(arithmetic.added):
        weight = "" if one.weight == 1 else f" × {figures(one.weight)}"
        pieces += [Piece(" + " if at else ""), Piece(_figure(one.value) + weight, struck=not one.used)]
    if len(arithmetic.added) > 1 and arithmetic.deductions:
        pieces.append(Piece(_equals(arithmetic.sum)))
    sign = "+" if arithmetic.low_wins else "−"
    for deduction in arithmetic.deductions:
        late = _(BEING_LATE, time=minutes(deduction.late_seconds or 0))
        pieces.append(Piece(f" {sign} {figures(deduction.points)} {late}"))
    return (*pieces, Piece(f" = {figures(arithmetic.points)}"))


def _equals(end: Rounded) -> str:
    value = _figure(end.after) if end.places is None else figures(half_up(end.after, end.places))
    is_exact = end.before == end.after and not written(end.after).endswith("…")
    return f" {'=' if is_exact else '≈'} {value}"


def _figure(value: Fraction) -> str:
    """As few digits as the number has; an endless one to four decimals."""
    text = written(value)
    return figures(half_up(value, 4)) if text.endswith("…") else figures(text)
