"""Who is asking, and what each role may do and see: one table each. What is not in a table is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contest.rules.refusals import Refused

Role = Literal["public", "screen", "judge", "head_judge", "scorekeeper", "steward", "presenter", "organizer"]


@dataclass(frozen=True)
class Actor:
    """A seat at a contest. `number` for judges and helpers; `name` for the record; `head` for the judge who leads the
    panel: an ordinary judge's seat with a second role."""

    role: Role
    number: int | None = None
    name: str = ""
    head: bool = False

    @property
    def seat(self) -> str:
        return self.role if self.number is None else f"{self.role}-{self.number}"

    @property
    def roles(self) -> frozenset[Role]:
        """Everything this actor may act as."""
        return frozenset({"judge", "head_judge"}) if self.head and self.role == "judge" else frozenset({self.role})

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


PUBLIC_SEAT = Actor("public")
EVERYBODY: frozenset[Role] = frozenset({"public", "screen", "judge", "scorekeeper", "steward", "presenter", "organizer"})
STAFF: frozenset[Role] = frozenset({"scorekeeper", "organizer"})
SCREEN: frozenset[Role] = frozenset({"screen"})
ORGANIZER: frozenset[Role] = frozenset({"organizer"})
PUBLIC: frozenset[Role] = frozenset({"public"})
JUDGE: frozenset[Role] = frozenset({"judge"})
STEWARD: frozenset[Role] = frozenset({"steward"})
PRESENTER: frozenset[Role] = frozenset({"presenter"})
REVEALERS: frozenset[Role] = ORGANIZER | PRESENTER
HELPERS: tuple[Role, ...] = ("scorekeeper", "steward", "presenter")  # the seats beside the judges'
HEAD_JUDGE: frozenset[Role] = frozenset({"head_judge"})

BEFORE_OFFICIAL = frozenset({"setup", "running"})
ON_THE_DAY = frozenset({"setup", "running", "official"})

# act -> (roles, phases of the contest in which it may be done; None = always, or there is no contest yet)
ACTS: dict[str, tuple[frozenset[Role], frozenset[str] | None]] = {
    "enter_score": (JUDGE, ON_THE_DAY),
    "write_comment": (JUDGE, ON_THE_DAY),
    "submit_scoresheet": (JUDGE, BEFORE_OFFICIAL),
    "submit_round": (JUDGE, BEFORE_OFFICIAL),
    "enter_tie_score": (JUDGE, BEFORE_OFFICIAL),
    "enter_calibration_score": (JUDGE, BEFORE_OFFICIAL),
    "finish_calibration": (JUDGE, BEFORE_OFFICIAL),
    "open_calibration": (STAFF, BEFORE_OFFICIAL),
    "close_calibration": (STAFF, BEFORE_OFFICIAL),
    "note_late": (ORGANIZER, ON_THE_DAY),
    "take_late": (ORGANIZER, BEFORE_OFFICIAL),
    "bring_parcel": (STAFF, ON_THE_DAY),
    "keep_stale": (JUDGE, BEFORE_OFFICIAL),
    "open_round": (STAFF, BEFORE_OFFICIAL),
    "close_round": (STAFF, BEFORE_OFFICIAL),
    "make_cut": (ORGANIZER, BEFORE_OFFICIAL),
    "let_judge_leave": (ORGANIZER, BEFORE_OFFICIAL),
    "let_judge_return": (ORGANIZER, BEFORE_OFFICIAL),
    "choose_stage": (STAFF, ON_THE_DAY),
    "call_entry": (STAFF | PRESENTER, ON_THE_DAY),
    "start_countdown": (STAFF | PRESENTER, BEFORE_OFFICIAL),
    "pause_countdown": (STAFF | PRESENTER, BEFORE_OFFICIAL),
    "resume_countdown": (STAFF | PRESENTER, BEFORE_OFFICIAL),
    "end_countdown": (STAFF, BEFORE_OFFICIAL),
    "add_time": (STAFF, BEFORE_OFFICIAL),
    "stamp_finish": (STAFF | STEWARD, BEFORE_OFFICIAL),
    "take_back_finish": (STAFF | STEWARD, BEFORE_OFFICIAL),
    "take_photo": (STAFF | STEWARD, ON_THE_DAY),
    "remove_photo": (STAFF | STEWARD, None),
    "choose_photo": (STAFF | STEWARD, ON_THE_DAY),
    "set_gallery": (ORGANIZER, ON_THE_DAY),
    "call_hands_off": (STAFF, BEFORE_OFFICIAL),
    "correct_finish": (STAFF, BEFORE_OFFICIAL),
    "give_penalty": (STAFF, BEFORE_OFFICIAL),
    "confirm_penalty": (STAFF, BEFORE_OFFICIAL),
    "dismiss_penalty": (STAFF, BEFORE_OFFICIAL),
    "withdraw_penalty": (STAFF, BEFORE_OFFICIAL),
    "set_entry_status": (ORGANIZER, BEFORE_OFFICIAL),
    "reopen_scoresheet": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "correct_score": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "confirm_scoresheet": (STAFF | HEAD_JUDGE, BEFORE_OFFICIAL),
    "send_back_scoresheet": (STAFF | HEAD_JUDGE, BEFORE_OFFICIAL),
    "type_paper": (STAFF, BEFORE_OFFICIAL),
    "take_paper": (ORGANIZER, BEFORE_OFFICIAL),
    "drop_paper": (STAFF, BEFORE_OFFICIAL),
    "settle_tie": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "open_tie_room": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "close_tie_room": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "drop_tie_room": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "draw_lots": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "share_place": (ORGANIZER | HEAD_JUDGE, BEFORE_OFFICIAL),
    "award_special": (ORGANIZER, BEFORE_OFFICIAL),
    "withdraw_award": (ORGANIZER, BEFORE_OFFICIAL),
    "confirm_result": (ORGANIZER, frozenset({"running"})),
    "withdraw_result": (ORGANIZER, frozenset({"official"})),
    "set_curtain": (ORGANIZER, ON_THE_DAY),
    "plan_reveal": (REVEALERS, ON_THE_DAY),
    "begin_reveal": (REVEALERS, ON_THE_DAY),
    "reveal_next": (REVEALERS, ON_THE_DAY),
    "reveal_back": (REVEALERS, ON_THE_DAY),
    "reveal_to": (REVEALERS, ON_THE_DAY),
    "pause_reveal": (REVEALERS, ON_THE_DAY),
    "resume_reveal": (REVEALERS, ON_THE_DAY),
    "end_reveal": (REVEALERS, ON_THE_DAY),
    "show_scene": (STAFF, None),
    "add_screen": (STAFF, None),
    "remove_screen": (STAFF, None),
    "rename_screen": (STAFF, None),
    "identify_screens": (STAFF, None),
    "save_scene_set": (STAFF, None),
    "show_scene_set": (STAFF, None),
    "remove_scene_set": (STAFF, None),
    "draw_order": (ORGANIZER, BEFORE_OFFICIAL),
    "open_lot": (STAFF, BEFORE_OFFICIAL),
    "choose_sound_device": (STAFF, None),
    "set_volume": (STAFF, None),
    "mute_sound": (STAFF, None),
    "try_sound": (STAFF, None),
    "set_sound": (ORGANIZER, None),
    "keep_recording": (ORGANIZER, None),
    "drop_recording": (ORGANIZER, None),
    "create_contest": (ORGANIZER, None),
    "copy_contest": (ORGANIZER, None),
    "import_contest": (ORGANIZER, None),
    "change_contest": (ORGANIZER, ON_THE_DAY),
    "add_logo": (ORGANIZER, ON_THE_DAY),
    "remove_logo": (ORGANIZER, ON_THE_DAY),
    "change_rounds": (ORGANIZER, BEFORE_OFFICIAL),
    "change_rules": (ORGANIZER, BEFORE_OFFICIAL),
    "set_factors": (ORGANIZER, BEFORE_OFFICIAL),
    "set_externals": (ORGANIZER, BEFORE_OFFICIAL),
    "set_votes": (ORGANIZER, BEFORE_OFFICIAL),
    "change_ballot": (ORGANIZER, BEFORE_OFFICIAL),
    "remove_ballot": (ORGANIZER, BEFORE_OFFICIAL),
    "make_tickets": (ORGANIZER, BEFORE_OFFICIAL),
    "open_ballot": (ORGANIZER, BEFORE_OFFICIAL),
    "close_ballot": (ORGANIZER, BEFORE_OFFICIAL),
    "cast_vote": (PUBLIC, BEFORE_OFFICIAL),
    "write_script": (ORGANIZER | PRESENTER, ON_THE_DAY),
    "add_team": (ORGANIZER, BEFORE_OFFICIAL),
    "add_teams": (ORGANIZER, BEFORE_OFFICIAL),
    "change_team": (ORGANIZER, BEFORE_OFFICIAL),
    "remove_team": (ORGANIZER, BEFORE_OFFICIAL),
    "set_running_order": (ORGANIZER, BEFORE_OFFICIAL),
    "add_judge": (ORGANIZER, BEFORE_OFFICIAL),
    "change_judge": (ORGANIZER, BEFORE_OFFICIAL),
    "remove_judge": (ORGANIZER, BEFORE_OFFICIAL),
    "add_helper": (ORGANIZER, ON_THE_DAY),
    "renew_link": (ORGANIZER, None),
    "take_seat": (JUDGE, None),
    "admit_device": (ORGANIZER, None),
    "turn_device_away": (ORGANIZER, None),
    "set_pin": (ORGANIZER, None),
    "remove_pin": (ORGANIZER, None),
    "note_pin": (JUDGE | frozenset(HELPERS), None),
    "unlock_pin": (ORGANIZER, None),
    "note_printed_address": (ORGANIZER, None),
    "start_over": (ORGANIZER, BEFORE_OFFICIAL),
    "archive_contest": (ORGANIZER, frozenset({"official"})),
    "save_preset": (ORGANIZER, None),
    "remove_preset": (ORGANIZER, None),
}

# topic -> the roles that may watch it
TOPICS: dict[str, frozenset[Role]] = {
    "contest": EVERYBODY,
    "countdown": EVERYBODY,
    "standings": EVERYBODY,
    "progress": EVERYBODY,
    "reveal": EVERYBODY,
    "screens": EVERYBODY,
    "sound": STAFF | SCREEN,
    "scene_sets": STAFF,
    "lots": EVERYBODY,
    "profiles": EVERYBODY,
    "ballot": EVERYBODY,
    "ballot_box": ORGANIZER,
    "script": ORGANIZER | PRESENTER,
    "gallery": EVERYBODY,
    "scoresheets": JUDGE | STAFF,
    "tie_room": JUDGE | STAFF,
    "calibration": JUDGE | STAFF,
    "papers": STAFF,
    "finishes": STAFF | STEWARD,
    "penalties": STAFF,
    "presence": STAFF,
    "health": STAFF,
    "panel": ORGANIZER | HEAD_JUDGE,
}

# what a socket may ask without changing anything
ASKS: dict[str, frozenset[Role]] = {
    "watch": EVERYBODY,
    "read_clock": EVERYBODY,
    "deliver": JUDGE | STAFF | STEWARD,
    "read_scoresheet": STAFF | HEAD_JUDGE,
    "read_history": STAFF | JUDGE,
    "report_tablet": JUDGE,
    "report_sound": STAFF | SCREEN,
}


Opened = Literal["public", "staff", "panel", "organizer", "operator"]

# page -> who may open it at all (`panel`: the organizer and the head judge; `operator`: the organizer or the
# bearer of the settings' token); a seat's own page checks its seat itself
PAGES: dict[str, Opened] = {
    "static": "public",
    "words": "public",
    "operations.healthz": "public",
    "operations.readyz": "public",
    "operations.metrics": "operator",
    "seats.sign_in": "public",
    "seats.sign_in_post": "public",
    "seats.first": "public",
    "seats.first_post": "public",
    "seats.organizer_link": "public",
    "seats.organizer_pair": "public",
    "seats.sign_out": "public",
    "seats.pair": "public",
    "seats.standing": "public",
    "seats.move": "public",
    "trust.trust": "public",
    "trust.authority": "public",
    "screens.home": "public",
    "screens.audience": "public",
    "screens.screen": "public",
    "screens.public_qr": "public",
    "screens.vote_qr": "public",
    "screens.screen_qr": "public",
    "screens.accent": "public",
    "sound.recording": "public",
    "sound.settings": "organizer",
    "sound.settings_post": "organizer",
    "sound.recording_post": "organizer",
    "sound.recording_drop": "organizer",
    "screens.seat": "public",
    "screens.judge_worker": "public",
    "screens.panel": "panel",
    "screens.desk": "organizer",
    "presenter.presenter": "organizer",
    "screens.qr": "organizer",
    "screens.link": "organizer",
    "ballot.vote": "public",
    "ballot.vote_post": "public",
    "documents.entry": "public",
    "documents.result": "public",
    "documents.result_csv": "public",
    "documents.log": "staff",
    "documents.mirror": "panel",
    "documents.export": "organizer",
    "photos.take": "public",
    "photos.picture": "public",
    "photos.all_photos": "organizer",
    "paper.paper": "staff",
    "intake.intake": "staff",
    "intake.read_parcel": "staff",
    "intake.take_parcel": "staff",
    "intake.read_photo": "staff",
    "paper.paper_file": "staff",
    "paper.paper_sheet": "staff",
    "setup.contests": "organizer",
    "setup.contest_create": "organizer",
    "setup.contest_copy": "organizer",
    "setup.contest_import": "organizer",
    "setup.start": "organizer",
    "setup.basics": "organizer",
    "setup.basics_post": "organizer",
    "setup.logo": "public",
    "setup.logo_add": "organizer",
    "setup.logo_remove": "organizer",
    "setup.rounds": "organizer",
    "setup.rounds_post": "organizer",
    "setup.criteria": "organizer",
    "setup.criteria_post": "organizer",
    "setup.teams": "organizer",
    "setup.team_add": "organizer",
    "setup.team_change": "organizer",
    "setup.team_remove": "organizer",
    "setup.teams_order": "organizer",
    "setup.teams_list": "organizer",
    "setup.judges": "organizer",
    "setup.judge_add": "organizer",
    "setup.judge_change": "organizer",
    "setup.judge_remove": "organizer",
    "setup.helper_add": "organizer",
    "setup.link_renew": "organizer",
    "setup.pin_post": "organizer",
    "setup.pin_remove": "organizer",
    "setup.links": "organizer",
    "setup.links_post": "organizer",
    "setup.rules": "organizer",
    "setup.rules_post": "organizer",
    "setup.rules_example": "organizer",
    "setup.divisions_post": "organizer",
    "setup.extras": "organizer",
    "setup.factors_post": "organizer",
    "setup.externals_post": "organizer",
    "setup.votes_post": "organizer",
    "setup.ballot": "organizer",
    "setup.ballot_post": "organizer",
    "setup.ballot_remove": "organizer",
    "setup.tickets_post": "organizer",
    "setup.tickets_file": "organizer",
    "setup.review": "organizer",
    "setup.start_over": "organizer",
    "setup.archive": "organizer",
    "setup.preset_save": "organizer",
    "setup.preset_remove": "organizer",
    "api.contests": "public",
    "api.contest": "public",
    "api.standings": "public",
    "api.countdown": "public",
    "api.reveal": "public",
    "api.entry": "public",
    "api.now": "public",
    "api.openapi": "public",
}


def page(endpoint: str) -> Opened | None:
    """Who may open a page; None for one that stands in no table and so is nobody's."""
    return PAGES.get(endpoint)


def check_act(actor: Actor, act: str, phase: str | None) -> None:
    """Raises Refused: 'not_allowed' for the wrong role, otherwise why the contest's phase forbids it."""
    roles, phases = ACTS.get(act, (frozenset(), None))
    if not actor.roles & roles:
        raise Refused("not_allowed", act=act)
    if phase is None or phases is None or phase in phases:
        return
    if phase == "archived":
        raise Refused("contest_archived")
    if phase == "official":
        raise Refused("result_official")
    if phases == frozenset({"official"}):
        raise Refused("result_not_official")
    raise Refused("contest_not_running")


def may_watch(actor: Actor, topic: str) -> bool:
    return bool(actor.roles & TOPICS.get(topic, frozenset()))


def check_topic(actor: Actor, topic: str) -> None:
    if not may_watch(actor, topic):
        raise Refused("not_allowed", act=topic)


def check_ask(actor: Actor, ask: str) -> None:
    if not actor.roles & ASKS.get(ask, frozenset()):
        raise Refused("not_allowed", act=ask)
