"""The words of the audit log for how a contest looks. log_words.py knows how they are filled."""

from __future__ import annotations

from contest.words import N_

LOOK_WORDS = {
    "logo_added": N_("Logo added: %(whose)s, %(logo)s"),
    "logo_removed": N_("Logo removed: %(whose)s, %(logo)s"),
}
LOOK_VALUES = {
    "flower": N_("flower"), "star": N_("star"), "bar": N_("plain bar"),
    "own": N_("the contest's own"), "sponsor": N_("a sponsor's"),
}
