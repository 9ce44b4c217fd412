"""How a received scoresheet is drawn everywhere: a petal of a flower, a ray of a star, a block of a plain bar."""

from __future__ import annotations

from contest.rules.refusals import Refused

MOTIFS = ("flower", "star", "bar")


def check_motif(motif: str) -> str:
    """Raises Refused('unknown_motif')."""
    if motif not in MOTIFS:
        raise Refused("unknown_motif", motif=motif[:20])
    return motif
