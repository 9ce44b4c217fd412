"""The words of the audit log for the hall's sound. log_words.py knows how they are filled."""

from __future__ import annotations

from contest.words import N_

SOUND_WORDS = {
    "sound_device_chosen": N_("Sound comes from: %(where)s %(name)s"),
    "sound_changed": N_("Sound: %(changes)s"),
    "sound_tried": N_("Sound tried (seconds left: %(call)s)"),
    "recording_kept": N_("Own recording kept (seconds left: %(call)s): %(name)s, SHA-256 %(sha256)s"),
    "recording_dropped": N_("Own recording thrown away (seconds left: %(call)s)"),
}
SOUND_VALUES = {"screen": N_("the screen"), "desk": N_("a desk"), "none": N_("no device")}
SOUND_FIELDS = {
    "volume": N_("volume"), "muted": N_("muted"), "language": N_("language"), "spoken": N_("spoken"),
    "ticks": N_("last three seconds"),
}
