"""Every "no" the contest can say: a code and its details. The words for each code stand in contest/words.py."""

from __future__ import annotations


class Refused(Exception):
    """An act that the rules do not allow; changes nothing. `code` is one of CODES, `details` fill its sentence."""

    def __init__(self, code: str, **details: object) -> None:
        assert code in CODES, code
        super().__init__(code)
        self.code = code
        self.details = details


CODES = frozenset({
    # who and what
    "not_allowed", "not_found", "bad_request", "too_many_requests", "link_not_valid", "seat_revoked", "sign_in_first",
    "many_viewers",
    "pin_needed", "pin_wrong", "pin_locked", "device_waiting", "device_refused", "taken_over",
    "wrong_password", "password_too_short", "already_set_up", "stale", "operation_reused", "from_before",
    "storage_full", "try_again",
    # scoring
    "unknown_criterion", "score_out_of_range", "score_off_step", "scoresheet_signed", "scoresheet_incomplete",
    "scoresheet_not_signed", "score_stale", "scoresheet_stale", "sheets_not_in", "round_not_open", "round_closed",
    "round_not_whole", "not_waiting", "paper_not_waiting", "paper_code_unknown", "too_many_sheets",
    "own_confirmation", "own_sheet_first",
    "calibration_open", "calibration_closed", "calibration_done", "calibration_incomplete", "nothing_to_calibrate",
    "scoring_begun", "sign_the_round",
    "round_already_open", "before_time_up", "entry_not_competing", "reason_needed",
    # running
    "countdown_not_running", "countdown_not_paused", "countdown_ended", "countdown_not_started", "no_entry_on_stage",
    "not_on_stage", "not_your_stamp", "stamp_too_old",
    "time_below_zero", "contest_not_running", "result_official", "result_not_official",
    "result_undecided", "stage_not_in_round", "penalty_settled", "penalty_not_confirmed",
    "penalty_too_large", "not_tied", "not_neighbours", "entry_without_place", "special_alone", "tie_room_open", "tie_room_closed",
    "tie_room_incomplete", "still_tied", "tie_needs_order", "no_judges_left", "curtain_not_allowed",
    "reveal_under_way", "reveal_not_running", "reveal_not_paused", "reveal_stale", "reveal_at_end", "reveal_at_start",
    "nothing_to_reveal", "unknown_award", "unknown_scene",
    "screen_exists", "last_screen", "no_sound_device", "recording_too_large", "not_a_recording", "draw_too_few", "draw_too_late",
    # photos
    "photo_too_large", "photo_heic", "photo_kind", "photo_too_many_pixels", "photo_broken", "too_many_photos", "file_too_large",
    # logos
    "logo_too_large", "logo_kind", "logo_broken", "too_many_logos",
    # set-up
    "title_needed", "slug_taken", "bad_slug", "name_needed", "name_taken", "number_taken", "name_too_long",
    "bad_number", "bad_time", "too_many_calls", "bad_date",
    "scores_given", "judge_has_scores", "team_has_scores", "criterion_needed", "round_needed",
    "maximum_not_on_step", "trim_too_large", "colour_too_faint", "teams_have_faults", "confirm_title", "contest_archived",
    "stage_started", "order_incomplete", "unknown_preset", "unknown_motif", "unknown_method", "unknown_tie_break",
    "division_has_teams", "special_criterion_needed",
    # what a method lacks
    "scope_not_possible", "clamp_needed", "table_needed", "head_needed", "panels_differ", "panels_unequal", "judge_ties",
    "judges_not_connected", "too_few_entries", "sheet_penalty_needs_totals",
    # who judges whom, and who goes on
    "judge_recused", "judge_not_in_round", "entry_not_in_round", "cut_undecided", "cut_not_ready", "no_cut", "judge_left",
    "no_round_under_way",
    # the audience's vote
    "ballot_not_open", "ballot_closed", "ballot_open", "ballot_begun", "ballot_for_nobody", "ballot_elsewhere",
    "ballot_too_short",
    "ballot_without_tickets", "not_on_ballot", "share_too_large", "share_seen", "tickets_needed", "too_many_tickets",
    "ticket_needed", "ticket_mistyped", "ticket_unknown",
    # what a tablet hands over without a network
    "parcel_unreadable", "parcel_too_new", "parcel_foreign", "parcel_changed", "parcel_old", "parcel_void", "parcel_not_seated",
    "parcel_replaced", "code_unknown", "codes_mixed", "photo_without_code", "late_settled",
    # archive
    "archive_broken", "archive_too_new",
})
