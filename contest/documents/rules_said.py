"""Plain choices among the rules in words, as set-up offers them and the log tells them."""

from __future__ import annotations

from contest.words import N_

CROSSING_WORDS = {
    "higher": N_("All get the higher prize; fewer are left below"),
    "lower": N_("All get the next prize; the rest of the higher one is withheld"),
    "extra": N_("All get the higher prize; the prizes below stay whole"),
}
NUMBERING_WORDS = {"standard": N_("1, 2, 2, 4: a place is left out"), "dense": N_("1, 2, 2, 3: none is left out")}
SIGNING_WORDS = {"entry": N_("Each team's scoresheet"), "round": N_("The whole round at once")}
CONFIRMING_WORDS = {
    "none": N_("Nobody"), "corrections": N_("A second person, what was corrected"),
    "sheets": N_("A second person, every scoresheet"),
}
CHOSEN = {"crossing": CROSSING_WORDS, "numbering": NUMBERING_WORDS, "signing": SIGNING_WORDS, "confirming": CONFIRMING_WORDS}
