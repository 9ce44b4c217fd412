"""Which kind of sound file some bytes are, by how they begin; what people called the file tells nothing."""

from __future__ import annotations

MOST_BYTES = 2 * 1024 * 1024
M4A_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"dash", b"qt  ")


def media_type(content: bytes) -> str | None:
    """WAV, OGG, WebM, M4A or MP3 as browsers name it; None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"OggS":
        return "audio/ogg"
    if content[:4] == b"\x1a\x45\xdf\xa3":
        return "audio/webm"
    if content[4:8] == b"ftyp" and content[8:12] in M4A_BRANDS:
        return "audio/mp4"
    return "audio/mpeg" if content[:3] == b"ID3" or _is_mp3_frame(content) else None


def _is_mp3_frame(content: bytes) -> bool:
    """An MPEG audio header of layer III: eleven bits set, no reserved version, bit rate or sampling rate."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return False
    version, layer = content[1] >> 3 & 3, content[1] >> 1 & 3
    return version != 1 and layer == 1 and content[2] >> 4 not in (0, 15) and content[2] >> 2 & 3 != 3
