"""Results that others have published, turned from tables of figures into archives (docs/ARCHIVE.md): an example of a converter.

    python docs/examples/published.py TABLES ARCHIVES

Only structure and marks go into an archive, never a place or a total: those are for Contest to compute. Standard library only.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

Row = dict[str, str]
Archive = dict[str, Any]

JUDGES = ("j1", "j2", "j3", "j4", "j5", "j6", "j7", "j8", "j9", "j10", "j11", "j12", "j13", "j14", "j15", "j16", "j17")
SONG_POINTS = ["12", "10", "8", "7", "6", "5", "4", "3", "2", "1"]
CHOPIN_SHARES = {
    1: [[1, "1"]],
    2: [[1, "0.3"], [2, "0.7"]],
    3: [[1, "0.1"], [2, "0.2"], [3, "0.7"]],
    4: [[1, "0.1"], [2, "0.2"], [3, "0.35"], [4, "0.35"]],
}
SAME_COUPLE = {"Mark W & Karen": "Mark & Karen", "Pixe & Trent": "Pixie & Trent"}  # as the table has them in week 1


def main(tables: Path, archives: Path) -> None:
    """Write an archive for every contest whose table lies in the folder."""
    archives.mkdir(parents=True, exist_ok=True)
    for needed, convert in TABLES.items():
        if all((tables / name).exists() for name in needed):
            for archive in convert(*(read(tables / name) for name in needed)):
                path = archives / f"{archive['contest']['slug']}.json"
                path.write_text(json.dumps(archive, ensure_ascii=False, indent=2), encoding="utf-8")
                print(path)


def read(path: Path) -> list[Row]:
    """A table's rows; lines that begin with # say where it comes from."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def diving(rows: list[Row]) -> Iterator[Archive]:
    """Sydney 2000. Seven judges, the highest and the lowest dropped, the rest added, times 0.6, times the dive's difficulty.

    A dive is a criterion and its difficulty the diver's own factor in it. The semifinal's points are carried over.
    """
    for event in _different(rows, "event"):
        made = Book(f"diving-{event}", f"Diving, Sydney 2000: {event}")
        judges = [made.judge(name) for name in JUDGES[:7]]
        mine = [row for row in rows if row["event"] == event]
        for number, name in enumerate(("Semi", "Final"), start=1):
            dives = sorted({int(row["dive_no"]) for row in mine if row["round"] == name})
            criteria = [criterion(f"Dive {dive}", "10", weight="0.6") for dive in dives]
            method = {"name": "trimmed_sum", "scope": "criterion", "drop_high": 1, "drop_low": 1, "round_score": 2}
            made.round(name, criteria, method)
            for row in (row for row in mine if row["round"] == name):
                entry, dive = made.entry(row["diver"]), dives.index(int(row["dive_no"])) + 1
                made.add("factors", round=number, entry=entry, criterion=dive, factor=row["difficulty"])
                for judge, column in zip(judges, JUDGES[:7], strict=True):
                    made.score(number, entry, judge, dive, row[column])
        yield made.archive()


def skating(components: list[Row], results: list[Row]) -> Iterator[Archive]:
    """Figure skating, ISU 2017: each component's trimmed mean of nine to 2 decimals, times its factor to 2 decimals, added.

    The technical panel's elements are points that no judge gave; its deductions are penalties.
    """
    for program in _different(components, "program"):
        made = Book(f"isu-2017-{program}", f"ISU Worlds 2017: {program}")
        judges = [made.judge(name) for name in JUDGES[:9]]
        mine = [row for row in components if row["program"] == program]
        factors = {row["component"]: row["factor"] for row in mine}
        method = {
            "name": "trimmed_mean", "scope": "criterion", "drop_high": 1, "drop_low": 1,
            "round_criterion": 2, "round_score": 2,
        }
        made.round("Programme", [criterion(name, "10", "0.25", one) for name, one in factors.items()], method)
        for row in mine:
            entry, number = made.entry(row["skater"]), list(factors).index(row["component"]) + 1
            for judge, column in zip(judges, JUDGES[:9], strict=True):
                made.score(1, entry, judge, number, row[column])
        for row in (row for row in results if row["program"] == program):
            entry = made.entry(row["skater"])
            made.add("externals", entry=entry, label="Elements", points=row["official_elements"])
            if row["deductions"].strip("0."):
                made.add("penalties", entry=entry, points=row["deductions"], reason="Deductions")
        yield made.archive()


def chopin(rows: list[Row]) -> Iterator[Archive]:
    """The Chopin Competition of 2025: four stages, each mark clamped to the mean of its panel, and cuts to 40, 20 and 11.

    A juror does not mark a pupil, so a blank is a recusal. Equal points share a place, and the next place follows at once.
    """
    made = Book("chopin-2025", "International Chopin Piano Competition 2025", numbering="dense")
    judges = {column: made.judge(f"Juror {column[1:]}") for column in JUDGES}
    stages = ["1", "2", "3", "final"]
    for number, stage in enumerate(stages, start=1):
        mine = [row for row in rows if row["stage"] == stage]
        following = sum(row["stage"] == stages[number] for row in rows) if number < len(stages) else None
        method = {"name": "clamped_mean", "clamp": "3" if number == 1 else "2", "round_mark": 2}
        combine = {"shares": CHOPIN_SHARES[number], "go_on": following}
        made.round(f"Stage {stage}", [criterion("Performance", "25", "1", minimum="1")], method, combine)
        for row in mine:
            entry = made.entry(row["name"])
            for column, judge in judges.items():
                if row[column]:
                    made.score(number, entry, judge, 1, row[column])
                else:
                    made.recuse(judge, entry)
    yield made.archive()


def song_contest_2022(rows: list[Row]) -> Iterator[Archive]:
    """Eurovision 2022: 40 countries give 12, 10, 8, 7 ... 1 for their jury's order and again for their televote's.

    A country does not vote for itself, which is what a judge's `units` are for. The televote's points break ties.
    """
    made = Book("eurovision-2022", "Eurovision Song Contest 2022", ties=["round:2"])
    songs = [name for name in rows[0] if name not in ("voter", "kind")]
    voters = {voter: made.judge(voter, units=[voter]) for voter in _different(rows, "voter")}
    for song in songs:
        made.entry(song, unit=song)
    for number, kind in enumerate(("jury", "televote"), start=1):
        made.round(kind.title(), [_place_among(len(songs))], {"name": "place_points", "marks": "places", "table": SONG_POINTS})
        for row in (row for row in rows if row["kind"] == kind):
            for song in songs:
                made.score(number, made.entry(song), voters[row["voter"]], 1, row[song])
    yield made.archive()


def song_contest_2014(rows: list[Row]) -> Iterator[Archive]:
    """Eurovision 2014: in every country (a division) the sum of five jurors' ranks gives the jury's order, which is added to the
    televote's; the televote breaks ties. Ties of the jury were decided by a show of hands: recorded as people's decisions.
    """
    made = Book("eurovision-2014", "Eurovision Song Contest 2014", ties=["round:2"])
    jurors = {column: made.judge(f"Juror {column[1]}", rounds=[1]) for column in ("jA", "jB", "jC", "jD", "jE")}
    televote = made.judge("Televote", rounds=[2])
    criteria = [_place_among(26)]
    made.round("Jury", criteria, {"name": "rank_sum", "marks": "places"}, {"adds": "places"})
    made.round("Televote", criteria, {"name": "mean", "marks": "places"}, {"adds": "places"})
    for division, voter in enumerate(_different(rows, "voter"), start=1):
        made.contest.setdefault("divisions", []).append({"name": voter})
        mine = [row for row in rows if row["voter"] == voter]
        for row in mine:
            entry = made.entry(f"{row['song']} in {voter}", division=division)
            for column, judge in jurors.items():
                made.score(1, entry, judge, 1, row[column])
            made.score(2, entry, televote, 1, row["official_televote_rank"])
        for tied in _tied_for_the_jury([row for row in mine if row["jA"]]):
            entries = [made.entry(f"{row['song']} in {voter}") for row in tied]
            made.add("settlements", entries=entries, joint=False, after=1, reason="The jury's show of hands")
    yield made.archive()


def dances(rows: list[Row]) -> Iterator[Archive]:
    """Strictly Come Dancing, series 12: the marks added, afresh every week. A round is the nth dance of a couple in a week; a
    fifth judge was there once, as a guest. Who went on was for the public to say too: recorded as cuts.
    """
    made = Book("strictly-12", "Strictly Come Dancing, series 12")
    evenings = _evenings(rows)
    present = {column: [at for at, (_, evening) in enumerate(evenings, start=1) if evening[0][column]] for column in JUDGES[:6]}
    judges = {column: made.judge(f"Judge {column[1:]}", rounds=rounds) for column, rounds in present.items() if rounds}
    for number, (week, evening) in enumerate(evenings, start=1):
        following = [row["couple"] for _, later in evenings[number : number + 1] for row in later]
        cut = bool(following) and len(following) < len(evening)
        shares = [[at, "1"] for at, (other, _) in enumerate(evenings[:number], start=1) if other == week]
        combine = {"shares": shares, "go_on": len(following) if cut else None}
        made.round(f"Week {week}, dance {len(shares)}", [criterion("Dance", "10", "1")], {"name": "sum"}, combine)
        for row in evening:
            for column, judge in judges.items():
                if row[column]:
                    made.score(number, made.entry(row["couple"]), judge, 1, row[column])
        if cut:
            made.add("cuts", round=number, entries=[made.entry(couple) for couple in following], reason="With the public's votes")
    yield made.archive()


TABLES: dict[tuple[str, ...], Callable[..., Iterator[Archive]]] = {
    ("diving_sydney2000.csv",): diving,
    ("isu_worlds2017_components.csv", "isu_worlds2017_results.csv"): skating,
    ("chopin2025_scores.csv",): chopin,
    ("eurovision2022_ranks.csv",): song_contest_2022,
    ("eurovision2014_final.csv",): song_contest_2014,
    ("strictly_series12.csv",): dances,
}


class Book:
    """An archive in the making: numbers for names, in the order in which they come up."""

    def __init__(self, name: str, title: str, **settings: Any) -> None:
        slug = "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())
        self.contest: dict[str, Any] = {"slug": slug, "title": title, **settings}
        self._lists: dict[str, list[Any]] = {"rounds": [], "judges": []}
        self._entries: dict[str, dict[str, Any]] = {}
        self._sheets: dict[tuple[int, int, int], dict[str, str]] = {}

    def round(self, name: str, criteria: list[Any], method: dict[str, Any], combine: dict[str, Any] | None = None) -> None:
        self.add("rounds", name=name, criteria=criteria, method=method, combine=combine or {})

    def judge(self, name: str, **more: Any) -> int:
        return self.add("judges", name=name, **more)

    def recuse(self, judge: int, entry: int) -> None:
        recused = self._lists["judges"][judge - 1].setdefault("recused", [])
        if entry not in recused:
            recused.append(entry)

    def entry(self, name: str, **more: Any) -> int:
        """The number of the entry of that name, which is made when it is new."""
        known = self._entries.setdefault(name, {"number": len(self._entries) + 1, "name": name, **more})
        return int(known["number"])

    def score(self, round_: int, entry: int, judge: int, criterion: int, mark: str) -> None:
        """A judge's mark; a blank is left out."""
        if mark:
            self._sheets.setdefault((round_, entry, judge), {})[str(criterion)] = mark

    def add(self, part: str, **told: Any) -> int:
        """One more of a list; its number there."""
        self._lists.setdefault(part, []).append(told)
        return len(self._lists[part])

    def archive(self) -> Archive:
        sheets = [
            {"round": round_, "entry": entry, "judge": judge, "scores": scores}
            for (round_, entry, judge), scores in self._sheets.items()
        ]
        return {
            "format": "contest-archive", "version": 2, "contest": self.contest, **self._lists,
            "entries": list(self._entries.values()), "scoresheets": sheets,
        }


def criterion(name: str, maximum: str, step: str = "0.5", weight: str = "1", minimum: str = "0") -> dict[str, str]:
    return {"name": name, "maximum": maximum, "step": step, "weight": weight, "minimum": minimum}


def _place_among(count: int) -> dict[str, str]:
    return criterion("Place", str(count), "1", minimum="1")


def _tied_for_the_jury(rows: list[Row]) -> Iterator[list[Row]]:
    """The songs whose five ranks add up to the same, in the order that the jury is known to have given them."""

    def added(row: Row) -> int:
        return sum(int(row[column]) for column in ("jA", "jB", "jC", "jD", "jE"))

    for _, level in groupby(sorted(rows, key=lambda row: (added(row), int(row["official_jury_rank"]))), key=added):
        tied = list(level)
        if len(tied) > 1:
            yield tied


def _evenings(rows: list[Row]) -> list[tuple[int, list[Row]]]:
    """(week, dances) for the first dance of each couple in a week, then for the second, and so on."""
    found: dict[tuple[int, int], list[Row]] = {}
    seen: dict[tuple[int, str], int] = {}
    for row in sorted(rows, key=lambda row: (int(row["week"]), int(row["order"]))):
        week, couple = int(row["week"]), SAME_COUPLE.get(row["couple"], row["couple"])
        seen[week, couple] = seen.get((week, couple), 0) + 1
        found.setdefault((week, seen[week, couple]), []).append({**row, "couple": couple})
    return [(week, evening) for (week, _), evening in sorted(found.items(), key=lambda pair: pair[0])]


def _different(rows: Iterable[Row], column: str) -> list[str]:
    """The values of a column, each once, in the order of the table."""
    return list(dict.fromkeys(row[column] for row in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
