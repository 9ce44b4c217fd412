"""The audience's vote in the words of the log. A closed one is told by how many came in, never by whom they were for."""

from __future__ import annotations

from contest.words import N_

BALLOT_WORDS = {
    "ballot_changed": N_("The audience's vote was set up: %(title)s"),
    "ballot_removed": N_("The audience's vote was taken away: %(title)s"),
    "tickets_made": N_("Voting cards %(first)s to %(last)s are valid"),
    "ballot_opened": N_("The audience's vote was opened: %(title)s. %(reason)s"),
    "ballot_closed": N_("The audience's vote was closed: %(title)s, votes: %(votes)s (SHA-256 of the counts: %(sha256)s)"),
}
