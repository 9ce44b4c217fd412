"""The words of the audit log for the show: screens, sets of scenes, lots. log_words.py knows how they are filled."""

from __future__ import annotations

from contest.words import N_

SHOW_WORDS = {
    "scene_shown": N_("Screen %(screen)s shows: %(scene)s %(message)s"),
    "screen_added": N_("Screen added: %(title)s"),
    "screen_removed": N_("Screen removed: %(screen)s"),
    "screen_renamed": N_("Screen %(screen)s is called %(title)s now"),
    "screens_identified": N_("Screens asked which they are: %(screens)s"),
    "scene_set_saved": N_("Set of scenes kept: %(title)s"),
    "scene_set_removed": N_("Set of scenes thrown away: %(title)s"),
    "order_drawn": N_(
        "Order of presentation drawn: %(entries)s. Seed %(seed)s: the order of the SHA-256 of “seed|number”. Reason: %(reason)s"
    ),
    "lot_opened": N_("Lot of turn %(turn)s opened: %(entry)s"),
}
SCENE_WORDS = {
    "title": N_("title"), "countdown": N_("countdown"), "leaderboard": N_("leaderboard"),
    "progress": N_("countdown and progress"), "presenting": N_("now presenting"), "message": N_("message"),
    "black": N_("black"), "gallery": N_("photos of the works"), "entry": N_("one entry"), "lots": N_("lots"),
    "vote": N_("audience vote"), "ticker": N_("running line"),
    "reveal": N_("reveal"), "podium": N_("podium"),
}
