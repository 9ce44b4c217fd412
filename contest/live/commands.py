"""Commands that come over the socket: the action each names and the shape of its payload. Who may is access.ACTS' word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contest.actions import (
    awards,
    ballots,
    calibration,
    ceremony,
    cuts,
    drawing,
    late,
    leaving,
    pairing,
    panel,
    paper,
    parcels,
    penalties,
    photos,
    reveal,
    running,
    scoring,
    screens,
    script,
    signing,
    sound,
    teams,
    tie_rooms,
)
from contest.actions.act import Action
from contest.config import Settings
from contest.live import ballots as voting
from contest.live import payloads as shapes
from contest.live import photo_payloads as photo_shapes
from contest.live import show_payloads as show
from contest.live import sound_payloads as sounds
from contest.live.connections import Connection
from contest.live.reveal_payloads import RevealBegin, RevealPlan, RevealPress, RevealSkip
from contest.live.script_payloads import ScriptLine


@dataclass(frozen=True)
class Command:
    """`fields`: what the connection adds to what it says, where it may not say everything itself."""

    action: Action
    payload: type[shapes.Payload]
    fields: Callable[[Settings, Connection, dict[str, Any]], dict[str, Any]] | None = None

    @property
    def name(self) -> str:
        return self.action.__name__


_ROWS = (
    Command(scoring.enter_score, shapes.ScoreCell),
    Command(scoring.write_comment, shapes.Comment),
    Command(scoring.submit_scoresheet, shapes.Signature),
    Command(signing.submit_round, shapes.RoundSignature),
    Command(signing.confirm_scoresheet, shapes.SheetRead),
    Command(signing.send_back_scoresheet, shapes.SheetReason),
    Command(scoring.reopen_scoresheet, shapes.SheetReason),
    Command(scoring.correct_score, shapes.Correction),
    Command(late.note_late, shapes.OneLate),
    Command(parcels.take_late, shapes.LateTaken),
    Command(paper.type_paper, shapes.PaperSheet),
    Command(paper.take_paper, shapes.SheetReason),
    Command(paper.drop_paper, shapes.SheetReason),
    Command(running.open_round, shapes.OneRound),
    Command(running.close_round, shapes.OneRound),
    Command(cuts.make_cut, shapes.GoingOn),
    Command(leaving.let_judge_leave, shapes.JudgeReason),
    Command(leaving.let_judge_return, shapes.JudgeReason),
    Command(running.choose_stage, shapes.OneStage),
    Command(running.call_entry, shapes.OnStage),
    Command(running.start_countdown, shapes.Start),
    Command(running.pause_countdown, shapes.OneCountdown),
    Command(running.resume_countdown, shapes.OneCountdown),
    Command(running.end_countdown, shapes.OneCountdown),
    Command(running.add_time, shapes.MoreTime),
    Command(running.stamp_finish, shapes.Tap),
    Command(running.take_back_finish, shapes.OnStage),
    Command(running.call_hands_off, shapes.OneStage),
    Command(photos.remove_photo, photo_shapes.OnePhoto),
    Command(photos.choose_photo, photo_shapes.MainPhoto),
    Command(photos.set_gallery, photo_shapes.Gallery),
    Command(running.correct_finish, shapes.FinishPutRight),
    Command(penalties.give_penalty, shapes.NewPenalty),
    Command(penalties.confirm_penalty, shapes.OnePenalty),
    Command(penalties.dismiss_penalty, shapes.PenaltyReason),
    Command(penalties.withdraw_penalty, shapes.PenaltyReason),
    Command(penalties.set_entry_status, shapes.Status),
    Command(tie_rooms.open_tie_room, shapes.TieRoom),
    Command(tie_rooms.enter_tie_score, shapes.TieCell),
    Command(tie_rooms.close_tie_room, shapes.RoomReason),
    Command(tie_rooms.drop_tie_room, shapes.RoomReason),
    Command(calibration.open_calibration, shapes.NewCalibration),
    Command(calibration.enter_calibration_score, shapes.SampleCell),
    Command(calibration.finish_calibration, shapes.OneCalibration),
    Command(calibration.close_calibration, shapes.OneCalibration),
    Command(tie_rooms.draw_lots, shapes.Lots),
    Command(ceremony.settle_tie, shapes.Tie),
    Command(ceremony.share_place, shapes.Tie),
    Command(awards.award_special, shapes.SpecialPrizeGiven),
    Command(awards.withdraw_award, shapes.SpecialPrizeTakenBack),
    Command(script.write_script, ScriptLine),
    Command(ballots.open_ballot, voting.OpenBallot),
    Command(ballots.close_ballot, voting.OneBallot),
    Command(ballots.cast_vote, voting.Vote, voting.as_voter),
    Command(ceremony.confirm_result, shapes.Nothing),
    Command(ceremony.withdraw_result, shapes.Reason),
    Command(ceremony.set_curtain, shapes.Curtain),
    Command(reveal.plan_reveal, RevealPlan),
    Command(reveal.begin_reveal, RevealBegin),
    Command(reveal.reveal_next, RevealPress),
    Command(reveal.reveal_back, RevealPress),
    Command(reveal.reveal_to, RevealSkip),
    Command(reveal.pause_reveal, RevealPress),
    Command(reveal.resume_reveal, RevealPress),
    Command(reveal.end_reveal, RevealPress),
    Command(ceremony.show_scene, shapes.Scene),
    Command(ceremony.add_screen, shapes.Title),
    Command(ceremony.remove_screen, shapes.OneScreen),
    Command(screens.rename_screen, show.ScreenTitle),
    Command(screens.identify_screens, show.SomeScreens),
    Command(screens.save_scene_set, shapes.Title),
    Command(screens.show_scene_set, show.OneSet),
    Command(screens.remove_scene_set, show.OneSet),
    Command(sound.choose_sound_device, sounds.SoundDevice),
    Command(sound.set_volume, sounds.Volume),
    Command(sound.mute_sound, sounds.Muted),
    Command(sound.try_sound, sounds.OneCall),
    Command(drawing.draw_order, show.Draw),
    Command(drawing.open_lot, show.Lot),
    Command(panel.add_judge, shapes.NewJudge),
    Command(teams.add_team, shapes.NewTeam),
    Command(panel.renew_link, shapes.OneSeat),
    Command(pairing.admit_device, shapes.OneDevice),
    Command(pairing.turn_device_away, shapes.OneDevice),
    Command(pairing.remove_pin, shapes.OneSeat),
    Command(pairing.unlock_pin, shapes.OneSeat),
)
COMMANDS: dict[str, Command] = {row.name: row for row in _ROWS}
