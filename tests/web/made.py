"""Contests made by hand as archives and brought in, for tests of papers: a few lines say the rule that is looked at."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

from contest.actions.archive import import_contest
from contest.documents import archive
from tests.builders import JUDGES, TEAMS
from tests.halls import ORGANIZER, Hall

Json = dict[str, Any]


def brought_in(hall: Hall, told: Json, slug: str = "lam-tay") -> Hall:
    """The contest of an archive, at an address of its own."""
    text = archive.written(told)
    fields = {"archive": archive.read_archive(text), "sha256": hashlib.sha256(text.encode()).hexdigest(), "as_slug": slug}
    hall.parts.door.perform(import_contest, ORGANIZER, None, fields)
    return Hall(hall.app, hall.clock, slug)


def told(
    rounds: list[Json], marks: dict[int, dict[int, list[list[str]]]], contest: Json | None = None, **parts: Any
) -> Json:
    """An archive. `marks`: round -> entry -> each judge's scores in order; an empty list is no scoresheet."""
    sheets = [
        {"round": round_, "entry": entry, "judge": judge, "scores": {str(at): score for at, score in enumerate(scores, 1)}}
        for round_, entries in marks.items() for entry, panel in entries.items()
        for judge, scores in enumerate(panel, 1) if scores
    ]
    entries = max(entry for one in marks.values() for entry in one)
    judges = max(len(panel) for one in marks.values() for panel in one.values())
    return {
        "format": "contest-archive", "version": 2,
        "contest": {"slug": "lam-tay", "title": "Làm tay", **(contest or {})},
        "rounds": rounds,
        "entries": [{"name": name} for name, _ in TEAMS[:entries]],
        "judges": [{"name": name} for name in JUDGES[:judges]],
        "scoresheets": sheets,
        **copy.deepcopy(parts),
    }


def round_of(*criteria: str, method: Json | None = None, combine: Json | None = None, **parts: Any) -> Json:
    """A round by the names of its criteria, each of 20 points in half steps; "Màu sắc*2" counts twice."""
    named = [name.partition("*") for name in criteria]
    return {
        "criteria": [
            {"name": name, "maximum": "20", **({"weight": weight} if weight else {})} for name, _, weight in named
        ],
        "method": method or {}, "combine": combine or {}, **parts,
    }
