"""The words of the audit log for the reveal. log_words.py knows how they are filled."""

from __future__ import annotations

from contest.words import N_

REVEAL_WORDS = {
    "reveal_planned": N_("Reveal planned: %(order)s. %(extras)s"),
    "reveal_begun": N_("Reveal begun (rehearsal: %(rehearsal)s)"),
    "reveal_moved": N_("Reveal, step %(step)s (%(scene)s %(award)s): %(entries)s"),
    "reveal_paused": N_("Reveal paused"),
    "reveal_resumed": N_("Reveal goes on"),
    "reveal_ended": N_("Reveal ended: %(why)s"),
}
REVEAL_VALUES = {
    "places": N_("from last to first place"), "prizes": N_("by prizes"),
    "hush": N_("announced"), "open": N_("opened"), "finale": N_("the winner"),
    "done": N_("done"), "rehearsal": N_("end of the rehearsal"), "curtain": N_("the curtain was moved by hand"),
}
