"""Words for people in both languages. English is the source text; translations/<language>/*.po are read at start.

`_()` translates into the language of whoever is asking now; `use()` says which that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from typing import Any

from babel.messages import pofile

from contest import paths

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
FIRST = "vi"
SOURCE = "en"
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_language: ContextVar[str] = ContextVar("language", default=FIRST)


def language() -> str:
    return _language.get()


def choose(wanted: str | None, accepted: str | None = None) -> str:
    """The language to speak: what was asked for, else the browser's first that we know, else Vietnamese."""
    if wanted in LANGUAGES:
        return wanted
    for part in (accepted or "").split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return FIRST


def set_language(code: str) -> None:
    _language.set(code)


@contextmanager
def use(code: str) -> Iterator[None]:
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def _(text: str, /, **values: Any) -> str:
    """The text in the asker's language, with its %(name)s filled."""
    said = catalog(language()).get(text, text)
    return said % values if values else said


def N_(text: str) -> str:
    """Marks a text to be translated where it is shown, not where it stands."""
    return text


@cache
def catalog(code: str) -> Mapping[str, str]:
    """Every message of a language: source text to translation."""
    messages: dict[str, str] = {}
    for path in sorted((paths.TRANSLATIONS / code).glob("*.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale=code):
                if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string:
                    messages[message.id] = message.string
    return messages


def figures(value: Decimal | int | str | None, places: int | None = None) -> str:
    """A number as people write it: comma in Vietnamese, point in English, true minus."""
    if value is None:
        return "–"
    text = str(value) if places is None else format(Decimal(value), f".{places}f")
    text = text.replace("-", "\u2212")
    return text.replace(".", ",") if language() == "vi" else text


def minutes(seconds: int) -> str:
    """45:00, 3:24, with hours only when there are some."""
    whole, rest = divmod(abs(seconds), 60)
    hours, whole_minutes = divmod(whole, 60)
    sign = "\u2212" if seconds < 0 else ""
    return f"{sign}{hours}:{whole_minutes:02}:{rest:02}" if hours else f"{sign}{whole}:{rest:02}"


def refusal(code: str, details: Mapping[str, Any]) -> str:
    """The sentence for a refusal, in the asker's language."""
    told = {name: _detail(value) for name, value in details.items()}
    return catalog(language()).get(REFUSALS[code], REFUSALS[code]) % told


def _detail(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    is_number = isinstance(value, (Decimal, int)) or (isinstance(value, str) and _DECIMAL.fullmatch(value))
    return figures(value) if is_number and not isinstance(value, bool) else str(value)


REFUSALS = {
    "not_allowed": N_("This seat may not do that."),
    "not_found": N_("There is no such thing in this contest."),
    "bad_request": N_("That did not arrive as it should. Reload the page and try once more."),
    "too_many_requests": N_("Too many tries in a short time. Wait a minute, then try again."),
    "many_viewers": N_("Very many people are watching: this page looks for news every few seconds."),
    "link_not_valid": N_("This link no longer works. Ask the organizer for a new one."),
    "seat_revoked": N_("This seat was given a new link. Ask the organizer for it."),
    "pin_needed": N_("This seat has a PIN of six digits beside its link."),
    "pin_wrong": N_("That is not this seat's PIN. Tries left: %(left)s."),
    "pin_locked": N_("Too many wrong PINs: this seat is locked. The organizer can unlock it."),
    "device_waiting": N_("Another device holds this seat. The organizer is asked whether this one may take it over."),
    "device_refused": N_("The organizer did not let this device take the seat."),
    "taken_over": N_("Another device has taken this seat over."),
    "sign_in_first": N_("Sign in first."),
    "wrong_password": N_("Name or password is not right."),
    "password_too_short": N_("Choose a password of at least 8 characters."),
    "already_set_up": N_("The first organizer has already chosen a password. Sign in instead."),
    "stale": N_("Somebody changed this a moment ago. Look again, then decide."),
    "operation_reused": N_("This act was already used for something else. Reload the page and try once more."),
    "storage_full": N_("The disk is full: nothing was saved. Free some space; tablets keep their scores meanwhile."),
    "try_again": N_("The database is busy: nothing was saved. Try again in a moment."),
    "unknown_criterion": N_("This criterion is not on the scoresheet."),
    "score_out_of_range": N_("The score must lie between %(minimum)s and %(maximum)s."),
    "score_off_step": N_("The score goes in steps of %(step)s."),
    "scoresheet_signed": N_("This scoresheet is signed. Ask the organizer to reopen it."),
    "scoresheet_incomplete": N_("Still blank: %(missing)s."),
    "scoresheet_not_signed": N_("This scoresheet is not signed."),
    "score_stale": N_("Another device saved %(theirs)s here; yours is %(mine)s. Choose one."),
    "scoresheet_stale": N_("The scoresheet changed after you read it. Read it back once more, then sign."),
    "sheets_not_in": N_(
        "Signed for number %(entry)s: %(received)s of %(panel)s scoresheets. The head judge sees scores once all are."
    ),
    "round_not_whole": N_("A round is signed as a whole. Left out: number %(entries)s."),
    "not_waiting": N_("This scoresheet does not wait for a second person (any more)."),
    "paper_not_waiting": N_("Nothing typed from paper waits here (any more)."),
    "paper_code_unknown": N_("This code is on no sheet of this contest. Choose the judge and the entry by their numbers."),
    "too_many_sheets": N_("That is more than %(most)s sheets at once. Print judge by judge."),
    "own_confirmation": N_("A second person confirms: not the judge whose scoresheet it is, nor whoever corrected it."),
    "own_sheet_first": N_("Sign your own scoresheet for number %(entry)s first, then read the others'."),
    "round_not_open": N_("This round is not open yet."),
    "round_closed": N_("This round is closed: no score is taken any more."),
    "round_already_open": N_("The round %(name)s is open. Close it first."),
    "before_time_up": N_("Scoring starts when time is up."),
    "entry_not_competing": N_("%(name)s has withdrawn."),
    "reason_needed": N_("Write the reason; it goes into the record."),
    "countdown_not_running": N_("The countdown is not running."),
    "countdown_not_paused": N_("The countdown is not paused."),
    "countdown_ended": N_("This countdown has ended."),
    "countdown_not_started": N_("The countdown has not started yet."),
    "no_entry_on_stage": N_("Call an entry on stage first."),
    "photo_too_large": N_("This photo is larger than %(most)s MB. Take it again with a smaller size."),
    "photo_heic": N_(
        "This is a HEIC photo, which browsers do not show. On the iPhone choose Settings, Camera, Formats, “Most Compatible”, "
        "and take it again."
    ),
    "photo_kind": N_("This is no JPEG, PNG or WebP photo."),
    "photo_too_many_pixels": N_("This photo has more than %(most)s million pixels. Take it again with a smaller size."),
    "photo_broken": N_("This photo cannot be opened. Take it again."),
    "too_many_photos": N_("This team has %(most)s photos already. Take one away first."),
    "file_too_large": N_("This file is larger than %(most)s MB."),
    "not_on_stage": N_("Only the clock of the entry on stage is in your hands."),
    "not_your_stamp": N_("Somebody else stamped this finish. The desk can put it right, with a reason."),
    "stamp_too_old": N_("This stamp is more than a minute old. The desk can put it right, with a reason."),
    "time_below_zero": N_("So much time is not left to take away."),
    "contest_not_running": N_("The contest is not running."),
    "result_official": N_("The result is official. Withdraw it first, with a reason."),
    "result_not_official": N_("The result is not official yet."),
    "result_undecided": N_("Some things are still open; the list says which."),
    "stage_not_in_round": N_("This stage runs for all together."),
    "penalty_settled": N_("This penalty was already decided."),
    "penalty_not_confirmed": N_("This penalty does not count, so there is nothing to take back."),
    "penalty_too_large": N_("A penalty of that size is surely a slip of the finger."),
    "not_tied": N_("These entries are not tied any more. Look at the standings again."),
    "entry_without_place": N_("%(name)s has no place, so it cannot get a prize."),
    "special_alone": N_("%(name)s has a main prize already; “%(prize)s” is for somebody else."),
    "not_neighbours": N_("Only teams on neighbouring places can share one."),
    "tie_room_open": N_("A tie room is open already: close it first."),
    "tie_room_closed": N_("This tie room is closed."),
    "tie_room_incomplete": N_("Numbers still missing in the tie room: %(count)s."),
    "still_tied": N_("The tie room left them level again: draw lots, or decide by people."),
    "tie_needs_order": N_("Some of these go on to the next round and some do not: put them in order."),
    "no_judges_left": N_("No judge may judge all of these teams: decide another way."),
    "sign_the_round": N_("In this contest one signature signs the whole round: read the round back and sign there."),
    "calibration_open": N_("A practice sample is open already: close it first."),
    "calibration_closed": N_("This practice sample is closed."),
    "calibration_done": N_("You have said that you are done with this sample. Ask the organizer for another one."),
    "calibration_incomplete": N_("Numbers still missing in the sample: %(count)s."),
    "nothing_to_calibrate": N_("In this round no judge marks alone with points: there is nothing to practise."),
    "scoring_begun": N_("Scoring has begun in this round; practice belongs before the start."),
    "curtain_not_allowed": N_("This curtain comes with the reveal: begin the reveal."),
    "reveal_under_way": N_("A reveal is under way. End it first."),
    "reveal_not_running": N_("The reveal is not running."),
    "reveal_not_paused": N_("The reveal is not paused."),
    "reveal_stale": N_("The reveal has moved already: it stands at step %(step)s. Nothing was opened by this press."),
    "reveal_at_end": N_("Everything is opened. End the reveal."),
    "reveal_at_start": N_("Nothing has been opened yet."),
    "nothing_to_reveal": N_("There is no prize and no place to open."),
    "unknown_award": N_("There is no such prize to put in order: %(key)s."),
    "unknown_scene": N_("There is no such scene."),
    "no_sound_device": N_("Choose first where the sound comes from."),
    "recording_too_large": N_("The recording is too large: at most %(most)s MB."),
    "not_a_recording": N_("This is no sound that is known here: use WAV, MP3, M4A, OGG or WebM."),
    "screen_exists": N_("There is already a screen called %(name)s."),
    "last_screen": N_("Keep at least one screen."),
    "draw_too_few": N_("Lots need at least two teams."),
    "draw_too_late": N_("A team has already been on stage: the order stays. Set-up can still move single teams."),
    "title_needed": N_("Give the contest a title."),
    "slug_taken": N_("There is already a contest at that address: %(slug)s."),
    "bad_slug": N_("“%(text)s” cannot stand in an address: use letters without marks, digits and dashes."),
    "name_needed": N_("Write a name."),
    "name_taken": N_("There is already one called %(name)s."),
    "number_taken": N_("Number %(number)s is taken."),
    "name_too_long": N_("Keep it to %(most)s characters."),
    "bad_number": N_("“%(text)s” is not a number we can use."),
    "too_many_calls": N_("At most %(most)s announcements in a stage."),
    "bad_time": N_("“%(text)s” is not a time; write minutes and seconds, as 45:00."),
    "bad_date": N_("“%(text)s” is not a date."),
    "scores_given": N_("Scores have been given: this would change what they mean. Start over, or leave it as it is."),
    "judge_has_scores": N_("%(name)s has already scored and stays on the panel."),
    "team_has_scores": N_("%(name)s has already been scored. Mark the team as withdrawn instead."),
    "criterion_needed": N_("A round needs at least one criterion."),
    "round_needed": N_("A contest needs at least one round."),
    "maximum_not_on_step": N_("%(name)s: the maximum must be reached in whole steps."),
    "trim_too_large": N_("So many judges cannot be dropped from this panel."),
    "colour_too_faint": N_("This colour is too faint to read on paper (%(contrast)s : 1, needed 4.5 : 1)."),
    "teams_have_faults": N_("Nothing was saved: mend the rows marked below."),
    "confirm_title": N_("Type the contest's title exactly to confirm."),
    "contest_archived": N_("This contest is archived: it can only be read."),
    "stage_started": N_("%(name)s has already been timed: its kind, time and deductions stay as they are."),
    "order_incomplete": N_("The running order must name every team once."),
    "unknown_preset": N_("There is no such preset."),
    "logo_too_large": N_("This logo's file is larger than %(most)s MB. Save it smaller: 800 pixels are wide enough."),
    "logo_kind": N_("A logo is a PNG, JPEG or WebP picture. SVG, PDF and other files are not taken: save it as PNG first."),
    "logo_broken": N_("This logo cannot be opened. Save it as PNG once more and choose that file."),
    "too_many_logos": N_("There are %(most)s sponsors' logos already. Remove one first."),
    "unknown_motif": N_("Scoresheets are drawn as a flower, a star or a plain bar, not as “%(motif)s”."),
    "unknown_method": N_("There is no such method."),
    "unknown_tie_break": N_("There is no such tie-break."),
    "division_has_teams": N_("There are teams in %(name)s: put them elsewhere first."),
    "special_criterion_needed": N_("Say by which criterion %(name)s is given."),
    "scope_not_possible": N_("This method looks at each criterion by itself; choose that."),
    "sheet_penalty_needs_totals": N_(
        "Points off every judge's sheet need judges' totals: this round looks at criteria one by one."
    ),
    "judge_recused": N_("This judge does not judge %(name)s."),
    "judge_not_in_round": N_("This judge does not judge in this round."),
    "judge_left": N_("This judge has left already."),
    "no_round_under_way": N_("No round is under way."),
    "entry_not_in_round": N_("%(name)s is not in this round."),
    "cut_undecided": N_("Who goes on is not decided: teams tie across the line. Decide the tie first."),
    "cut_not_ready": N_("Who goes on is not known yet: scoresheets of %(round)s are not signed."),
    "no_cut": N_("Everybody goes on from this round."),
    "clamp_needed": N_("Say how far from the panel's mean a mark may lie."),
    "table_needed": N_("Say how many points each place is worth."),
    "head_needed": N_("Marks of the whole jury are kept by the head judge: say first who that is."),
    "panels_differ": N_(
        "%(round)s: this method compares orders, so the same judges must judge every team. Choose a mean, or lift the recusals."
    ),
    "panels_unequal": N_("%(round)s: sums need panels of the same size for every team. Choose a mean, or lift the recusals."),
    "judge_ties": N_(
        "Judge %(judge)s gave two teams the same in %(criterion)s; this method needs a clear order from every judge."
    ),
    "judges_not_connected": N_("These groups of teams have no judge in common, so they cannot be compared: %(groups)s."),
    "too_few_entries": N_("Judge %(judge)s judged fewer than %(needed)s teams, too few to put on a common scale."),
    "ballot_not_open": N_("The audience's vote is not open yet."),
    "ballot_closed": N_("The audience's vote is closed: no vote is taken any more."),
    "ballot_open": N_("The audience's vote is still open. Close it first."),
    "ballot_begun": N_("The audience's vote has begun: what it asks stays as it is."),
    "ballot_for_nobody": N_("Say who may vote: by card, by device, or both."),
    "ballot_elsewhere": N_("These votes were cast on another computer: the vote cannot go on here."),
    "ballot_too_short": N_("A vote needs at least two teams to choose from."),
    "ballot_without_tickets": N_("This vote does not go by cards."),
    "not_on_ballot": N_("This team is not on the ballot."),
    "share_too_large": N_("The audience gives at most half of all points: no more than %(most)s."),
    "share_seen": N_("The curtain is live: the hall would see at once whom the vote moves. Lower it, then close the vote."),
    "tickets_needed": N_("There is no voting card yet. Print some first."),
    "too_many_tickets": N_("That is more than %(most)s cards in all."),
    "ticket_needed": N_("Type the code from your voting card."),
    "ticket_mistyped": N_("There is a slip in this code. Look at the card again, letter by letter."),
    "ticket_unknown": N_("This code is on no card of this vote."),
    "parcel_unreadable": N_("This is no file of unsent scores, or it is not whole. Save it again on the tablet."),
    "parcel_too_new": N_("These scores were saved by a newer version of this program."),
    "parcel_foreign": N_("These scores belong to another contest or another server: %(contest)s."),
    "parcel_changed": N_("These scores were changed after the tablet saved them. Nothing is taken in."),
    "from_before": N_("This is from before the contest was started over. It does not count."),
    "parcel_old": N_("These scores are from before the contest was started over. They are not taken in."),
    "parcel_void": N_("This seat was given a new link since. Open the new link on that tablet; it keeps its scores."),
    "parcel_not_seated": N_("This tablet does not hold the judge's seat, so nothing is taken in from it."),
    "parcel_replaced": N_("Another tablet has taken this seat over. Only the organizer may take in what this one kept."),
    "code_unknown": N_("This is no code of unsent scores, or it was misread. Try again."),
    "codes_mixed": N_("This code belongs to another tablet or another moment. Finish the first ones, or start again."),
    "photo_without_code": N_("No code of unsent scores is seen on this photo. Come closer, hold still, avoid reflections."),
    "late_settled": N_("This has been decided already."),
    "archive_broken": N_("This file is not a whole archive: %(path)s: %(why)s"),
    "archive_too_new": N_("This archive was made by a newer version (%(version)s)."),
}
