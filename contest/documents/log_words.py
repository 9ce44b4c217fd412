"""The audit log in words: one sentence for each kind of fact. A fact names things by number; here they get today's names."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contest.documents.ballot_words import BALLOT_WORDS
from contest.documents.log_calibration import CALIBRATION_WORDS, sample_values
from contest.documents.log_looks import LOOK_VALUES, LOOK_WORDS
from contest.documents.log_reveal import REVEAL_VALUES, REVEAL_WORDS
from contest.documents.log_show import SCENE_WORDS, SHOW_WORDS
from contest.documents.log_sound import SOUND_FIELDS, SOUND_VALUES, SOUND_WORDS
from contest.documents.penalties_said import reason_said
from contest.documents.rules_said import CHOSEN
from contest.documents.times import moment_said
from contest.rules.contests import Round
from contest.snapshots.board import Board
from contest.store import audit, read
from contest.store.tables import FactRow
from contest.words import N_, _, figures, minutes

FACT_WORDS = {
    "contest_created": N_("Contest created: %(title)s"),
    "contest_imported": N_("Contest brought in from a file: %(title)s (SHA-256 %(sha256)s)"),
    "contest_copied": N_("Contest copied from %(source)s: %(title)s"),
    "contest_changed": N_("Details changed: %(changes)s"),
    "rules_changed": N_("Rules changed: %(changes)s"),
    "rounds_changed": N_("Rounds, stages and criteria changed: %(rounds)s"),
    "team_added": N_("Team added: %(entry)s"),
    "team_changed": N_("Team changed: %(entry)s: %(changes)s"),
    "team_removed": N_("Team removed: %(name)s"),
    "running_order_set": N_("Running order set: %(entries)s"),
    "judge_added": N_("Judge added: %(name)s"),
    "judge_changed": N_("Judge %(number)s: %(name)s. %(changes)s"),
    "factor_set": N_("Factor of %(entry)s in %(round)s, %(criterion)s: %(factor)s"),
    "external_set": N_("Points from elsewhere for %(entry)s in %(round)s, %(label)s: %(points)s"),
    "judge_removed": N_("Judge removed: %(name)s"),
    "helper_added": N_("Helper added: %(name)s (%(role)s)"),
    "scorekeeper_added": N_("Scorekeeper added: %(name)s"),
    "link_renewed": N_("A new link was made for %(seat)s; the old one stopped working"),
    "seat_taken": N_("%(judge)s opened their link on %(device)s"),
    "device_asked": N_("%(device)s asked for the seat of %(judge)s"),
    "seat_handed_over": N_("%(device)s took the seat of %(judge)s over, as the organizer allowed"),
    "device_turned_away": N_("%(device)s was not let onto the seat of %(judge)s"),
    "pin_set": N_("A new PIN was set for %(seat)s"),
    "pin_removed": N_("The PIN of %(seat)s was taken away"),
    "pin_missed": N_("A wrong PIN was typed for %(seat)s; tries left: %(left)s"),
    "pin_unlocked": N_("%(seat)s was unlocked after wrong PINs"),
    "printed_address_noted": N_("Links were printed with the address %(address)s"),
    "contest_started_over": N_("Started over: %(scores)s scores cleared, kept in the backup %(backup)s"),
    "contest_archived": N_("Contest archived"),
    "preset_saved": N_("Kept as a preset of our own: %(title)s"),
    "preset_removed": N_("Own preset removed: %(title)s"),
    "round_opened": N_("%(round)s opened: judges may score"),
    "cut_made": N_("Into the next round from %(round)s: %(entries)s. %(reason)s"),
    "judge_left": N_("%(judge)s left in %(round)s; what they signed in it: %(leaver)s. Reason: %(reason)s"),
    "judge_came_back": N_("%(judge)s judges again. Reason: %(reason)s"),
    "round_closed": N_("%(round)s closed: no score is taken any more"),
    "stage_chosen": N_("Stage chosen: %(stage)s"),
    "entry_called": N_("On stage: %(entry)s (%(stage)s)"),
    "countdown_started": N_("Countdown started: %(stage)s, %(entry)s, %(seconds)s"),
    "countdown_called_off": N_("Start called off while 3-2-1 was counted: %(stage)s, %(entry)s"),
    "countdown_paused": N_("Countdown paused: %(stage)s, %(entry)s"),
    "countdown_resumed": N_("Countdown goes on: %(stage)s, %(entry)s"),
    "time_added": N_("Time added: %(seconds)s (%(stage)s, %(entry)s)"),
    "countdown_ended": N_("Countdown ended: %(stage)s, %(entry)s"),
    "finish_stamped": N_("Finish of %(entry)s: %(seconds)s (%(how)s)"),
    "finish_taken_back": N_("Stamp of %(entry)s taken back at once: it said %(old_seconds)s"),
    "photo_taken": N_("Photo of %(entry)s taken: %(photo)s"),
    "photo_removed": N_("Photo of %(entry)s taken away: %(photo)s"),
    "photo_chosen": N_("Photo that stands for %(entry)s: %(photo)s"),
    "gallery_set": N_("The public sees photos: %(gallery)s"),
    "finish_corrected": N_("Finish of %(entry)s corrected: %(old_seconds)s → %(seconds)s. Reason: %(reason)s"),
    "penalty_proposed": N_("Penalty %(penalty)s proposed: %(entry)s, %(late_seconds)s late, %(points)s points, %(effect)s"),
    "penalty_confirmed": N_("Penalty %(penalty)s confirmed: %(entry)s, %(points)s points"),
    "penalty_dismissed": N_("Penalty %(penalty)s dismissed: %(entry)s. Reason: %(reason)s"),
    "penalty_given": N_("Penalty %(penalty)s given: %(entry)s, %(points)s points. Reason: %(reason)s"),
    "penalty_withdrawn": N_("Penalty %(penalty)s withdrawn: %(entry)s. Reason: %(reason)s"),
    "entry_status_set": N_("%(entry)s: %(status)s. Reason: %(reason)s"),
    "score_entered": N_("Score for %(entry)s, %(criterion)s: %(old)s → %(value)s"),
    "score_corrected": N_("Score of %(judge)s for %(entry)s, %(criterion)s corrected: %(old)s → %(value)s. Reason: %(reason)s"),
    "score_received_late": N_("Received late, not counted, for %(entry)s, %(criterion)s: %(value)s"),
    "comment_received_late": N_("Received late, not put down, comment on %(entry)s: %(comment)s"),
    "late_noted": N_("Read by the organizer: what came late for %(entry)s from %(judge)s"),
    "comment_written": N_("Comment on %(entry)s: %(comment)s"),
    "scoresheet_submitted": N_("Scoresheet for %(entry)s signed: %(total)s"),
    "scoresheet_confirmed": N_("Scoresheet of %(judge)s for %(entry)s confirmed by a second person: %(total)s"),
    "scoresheet_reopened": N_("Scoresheet of %(judge)s for %(entry)s reopened. Reason: %(reason)s"),
    "paper_typed": N_("Paper sheet of %(judge)s for %(entry)s typed in. %(reason)s"),
    "paper_merged": N_("Paper sheet of %(judge)s for %(entry)s saved, typed alike by %(typists)s: %(total)s. %(reason)s"),
    "paper_agreed": N_("Paper sheet of %(judge)s for %(entry)s, typed alike by %(typists)s, says what was signed on the tablet"),
    "paper_dropped": N_("What was typed from paper of %(judge)s for %(entry)s was thrown away. Reason: %(reason)s"),
    "tie_settled": N_("Tie decided (%(joint)s): %(entries)s. Reason: %(reason)s"),
    "tie_room_opened": N_("Tie room %(room)s opened for %(entries)s"),
    "tie_score_entered": N_("Tie room %(room)s, %(entry)s, %(criterion)s: %(old)s → %(value)s"),
    "tie_room_closed": N_("Tie room %(room)s closed, best first: %(entries)s. Reason: %(reason)s"),
    "tie_room_dropped": N_("Tie room %(room)s given up. Reason: %(reason)s"),
    "lots_drawn": N_(
        "Lots drawn, best first: %(entries)s. Seed %(seed)s: the order of the SHA-256 of “seed|number”. Reason: %(reason)s"
    ),
    "place_shared": N_("One place for neighbours (%(joint)s): %(entries)s. Reason: %(reason)s"),
    "special_awarded": N_("Special prize “%(name)s” goes to %(entry)s. Reason: %(reason)s"),
    "votes_counted": N_("Votes for “%(name)s”, %(entry)s: %(votes)s"),
    "award_withdrawn": N_("Special prize “%(name)s” taken back. Reason: %(reason)s"),
    "result_confirmed": N_("Result confirmed as official. The log before it ends in %(fingerprint)s"),
    "result_withdrawn": N_("Official result withdrawn. Reason: %(reason)s"),
    "curtain_set": N_("Curtain of %(round)s: %(curtain)s"),
    "script_written": N_("The presenter's script, line %(line)s: “%(vi)s” · “%(en)s”"),
    **BALLOT_WORDS,
    **REVEAL_WORDS,
    **SHOW_WORDS,
    "parcel_brought": N_("Taken in by %(way)s from the tablet of %(judge)s: %(operations)s operations"),
    "late_taken_over": N_("What came late from %(judge)s for %(entry)s counts after all. Reason: %(reason)s"),
    **SOUND_WORDS,
    **CALIBRATION_WORDS,
    **LOOK_WORDS,
}
FIELD_WORDS = {
    "title": N_("title"), "theme": N_("theme"), "place": N_("place"), "date": N_("date"), "accent": N_("colour"),
    "motif": N_("motif"),
    "blind": N_("blind"), "floor_at_zero": N_("not below zero"), "stated_total": N_("stated total"),
    "ties": N_("tie-breaks"), "prizes": N_("prizes"), "name": N_("name"), "short_name": N_("short name"),
    "concept": N_("concept"), "order": N_("order"), "unit": N_("unit"), "division": N_("division"), "heat": N_("heat"),
    "say": N_("how to say it"),
    "special_prizes": N_("special prizes"), "divisions": N_("divisions"), "numbering": N_("numbering of places"),
    "crossing": N_("ties across prizes"), "rank_exact": N_("places by exact points"),
    "signing": N_("signing"), "confirming": N_("second person"),
    "head": N_("head judge"), "marks": N_("gives scores"), "counts": N_("scores count"), "rounds": N_("rounds"),
    "units": N_("units not judged"), "recused": N_("teams not judged"),
    **SOUND_FIELDS,
}
VALUE_WORDS = {
    "file": N_("file"), "codes": N_("QR codes"),
    "tap": N_("stamped"), "hands_off": N_("all hands off"), "corrected": N_("corrected"),
    "keep": N_("counts"), "drop": N_("does not count"),
    "points": N_("points"), "competing": N_("competing"), "not_placed": N_("not placed"),
    "disqualified": N_("disqualified"), "withdrawn": N_("withdrawn"),
    "live": N_("live"), "suspense": N_("suspense"), "frozen": N_("frozen"), "revealing": N_("revealing"),
    "published": N_("published"),
    **SCENE_WORDS,
    **SOUND_VALUES,
    **LOOK_VALUES,
    "never": N_("never"), "after": N_("once their stage is over"), "always": N_("at once"),
    **REVEAL_VALUES,
    "scorekeeper": N_("scorekeeper"), "steward": N_("steward"), "presenter": N_("presenter"),
}


@dataclass(frozen=True)
class LogLine:
    """A line of the log for people. `sound` is False from the first line that does not follow from the one before it."""

    number: int
    at: str
    actor: str
    sentence: str
    hash: str
    sound: bool


def log_lines(board: Board, rows: list[FactRow], first_fault: int | None) -> list[LogLine]:
    return [_line(board, row, first_fault is None or row.number < first_fault) for row in rows]


def fact_said(board: Board, kind: str, data: dict[str, Any]) -> str:
    """What happened, as a sentence; the bare data of a fact whose words are not known."""
    sentence = FACT_WORDS.get(kind)
    values = {name: _said(board, name, value, data) for name, value in data.items()}
    if kind == "tie_score_entered" and _is_being_marked(board, data.get("room")):
        values |= {"old": "•", "value": "•"}
    values |= sample_values(board, kind, data)
    try:
        told = {"number": data.get("judge", ""), "changes": "", "round": _("the whole contest"), **values}
        return _(sentence, **told).strip() if sentence else f"{kind} {values}"
    except KeyError:
        return f"{kind} {json.dumps(data, ensure_ascii=False)}"


def _is_being_marked(board: Board, room: Any) -> bool:
    """While a tie room is open nobody reads another's numbers, here neither."""
    return any(row.number == room and row.state == "open" for row in read.tie_room_rows(board.id))


def seat_said(seat: str) -> str:
    """Who a seat is."""
    role, _dash, number = seat.partition("-")
    names = {
        "organizer": _("Organizer"),
        "judge": _("Judge %(number)s", number=number),
        "scorekeeper": _("Scorekeeper %(number)s", number=number),
        "steward": _("Steward %(number)s", number=number),
        "presenter": _("Presenter %(number)s", number=number),
    }
    return names.get(role, seat)


def _line(board: Board, row: FactRow, sound: bool) -> LogLine:
    try:
        line = audit.read_line(row.body, row.hash)
    except (ValueError, KeyError, TypeError):
        return LogLine(row.number, "", "", _("This line cannot be read any more."), row.hash, sound)
    sentence = fact_said(board, line.fact, line.data)
    return LogLine(row.number, moment_said(line.at), seat_said(line.actor), sentence, row.hash, sound)


def _said(board: Board, name: str, value: Any, data: dict[str, Any]) -> str:
    tell = TELLERS.get(name)
    return tell(board, value, data) if tell else str(value)


def _round_of(board: Board, data: dict[str, Any]) -> Round | None:
    return next((one for one in board.contest.rounds if one.number == data.get("round")), None)


def _part(board: Board, parts: str, number: Any, data: dict[str, Any]) -> str:
    round_ = _round_of(board, data)
    names = [one.name for one in getattr(round_, parts, ()) if one.number == number]
    return names[0] if names else f"#{number}"


def _entry(board: Board, value: Any, data: dict[str, Any]) -> str:
    if value is None:
        return _("everybody")
    entry = board.entries.get(value)
    name = entry.name if entry else data.get("name", "")
    return f"{value}. {name}" if name else f"#{value}"


def _seconds(board: Board, value: Any, data: dict[str, Any]) -> str:
    return _("no stamp") if value is None else minutes(value)


def _number(board: Board, value: Any, data: dict[str, Any]) -> str:
    return figures(value)


def _reason(board: Board, value: Any, data: dict[str, Any]) -> str:
    return reason_said(value) or "–"


def _word(board: Board, value: Any, data: dict[str, Any]) -> str:
    return _(VALUE_WORDS.get(value, value)) if value else "–"


def _changes(board: Board, value: Any, data: dict[str, Any]) -> str:
    said = {field: _chosen(field, new) for field, new in value.items()}
    return "; ".join(f"{_(FIELD_WORDS.get(field, field))}: {new}" for field, new in said.items())


def _chosen(field: str, value: Any) -> str:
    """A value of ours in its words, anything else as it is."""
    words = {**CHOSEN, "motif": LOOK_VALUES}.get(field, {})
    return _(words[value]) if value in words else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value) or "–"
    if isinstance(value, dict):
        return " ".join(_plain(one) for one in value.values() if one is not None)
    return "–" if value in (None, "") else str(value)


TELLERS: dict[str, Callable[[Board, Any, dict[str, Any]], str]] = {
    "entry": _entry,
    "entries": lambda board, value, data: ", ".join(_entry(board, one, {}) for one in value),
    "judge": lambda board, value, data: _("Judge %(number)s", number=value),
    "round": lambda board, value, data: (
        _("the whole contest") if value is None else getattr(_round_of(board, data), "name", f"#{value}")
    ),
    "stage": lambda board, value, data: _part(board, "stages", value, data),
    "criterion": lambda board, value, data: _("all points") if value is None else _part(board, "criteria", value, data),
    "rounds": lambda board, value, data: ", ".join(one["name"] for one in value),
    "seat": lambda board, value, data: seat_said(value),
    "way": _word,
    "operations": lambda board, value, data: str(len(value)),
    "device": lambda board, value, data: value or _("a device"),
    "typists": lambda board, value, data: ", ".join(seat_said(one) for one in value),
    "joint": lambda board, value, data: _("joint place") if value else _("best first"),
    "changes": _changes,
    "factor": _number,
    "seconds": _seconds,
    "old_seconds": _seconds,
    "late_seconds": _seconds,
    "value": _number,
    "old": _number,
    "points": _number,
    "total": _number,
    "reason": _reason,
    "how": _word,
    "role": _word,
    "gallery": _word,
    "photo": lambda board, value, data: value[:8],
    "logo": lambda board, value, data: value[:8],
    "whose": _word,
    "leaver": _word,
    "effect": _word,
    "status": _word,
    "curtain": _word,
    "scene": _word,
    "where": _word,
    "order": _word,
    "why": _word,
    "rehearsal": lambda board, value, data: _plain(value),
    "extras": lambda board, value, data: ", ".join(_plain(one) for one in value),
    "screens": lambda board, value, data: ", ".join(one if isinstance(one, str) else one["screen"] for one in value),
}
