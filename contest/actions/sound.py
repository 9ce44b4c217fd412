"""The hall's sound: the one device that makes it, its volume, what is spoken, and recordings of the organizer's own."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from contest import texts
from contest.actions.act import Do, Done
from contest.rules import recordings
from contest.rules.refusals import Refused
from contest.rules.sound_facts import RecordingDropped, RecordingKept, SoundChanged, SoundDeviceChosen, SoundTried
from contest.store import read, sounds
from contest.store.database import db
from contest.store.sound_tables import RecordingRow, SoundRow

LANGUAGES = ("vi", "en", "both")
NAME_LETTERS = 120
MOST_CALL = 86400
CARRIED = ("language", "spoken", "ticks", "volume")


def choose_sound_device(do: Do, kind: str, browser: str | None, screen: str | None) -> Done:
    """Let one browser sound, on the page of a screen or on a desk, or (`none`) nobody. Only it is told to."""
    row = _row(do)
    if kind == "none":
        chosen: tuple[str | None, str | None, str] = (None, None, "")
    elif browser is None or (kind == "screen") != (screen is not None):
        raise Refused("bad_request")
    else:
        chosen = (browser, screen, read.screen_row(do.row.id, screen).title if screen else "")
    if (row.browser, row.screen) == chosen[:2]:
        return Done()
    row.browser, row.screen, row.name = chosen
    row.tried = row.tried_at = None
    return Done([SoundDeviceChosen(kind, row.name)])


def set_volume(do: Do, volume: int) -> Done:
    """In percent. Raises Refused('no_sound_device')."""
    return _change(_sounding(do), volume=volume)


def mute_sound(do: Do, muted: bool) -> Done:
    """Silence at once, also in the middle of a word. Raises Refused('no_sound_device')."""
    return _change(_sounding(do), muted=muted)


def try_sound(do: Do, call: int) -> Done:
    """Play an announcement now, as it would be played. Raises Refused('no_sound_device')."""
    row = _sounding(do)
    row.tried, row.tried_at = call, do.now
    return Done([SoundTried(call)])


def set_sound(do: Do, language: str, spoken: bool, ticks: bool) -> Done:
    """In which language calls are spoken, if at all, and whether the last three seconds tick."""
    if language not in LANGUAGES:
        raise Refused("bad_request")
    return _change(_row(do), language=language, spoken=spoken, ticks=ticks)


def keep_recording(do: Do, call: int, name: str, content: str) -> Done:
    """Play this instead of a voice; `content` in base64. Raises Refused('recording_too_large', 'not_a_recording')."""
    sound = base64.b64decode(content)
    if len(sound) > recordings.MOST_BYTES:
        raise Refused("recording_too_large", most=recordings.MOST_BYTES // 1024 // 1024)
    media = recordings.media_type(sound)
    if media is None or not 0 <= call <= MOST_CALL:
        raise Refused("not_a_recording")
    row = sounds.recording_row(do.row.id, call)
    if row is None:
        row = RecordingRow(contest_id=do.row.id, call=call)
        db.session.add(row)
    row.name, row.media, row.content = texts.clean(name)[:NAME_LETTERS], media, sound
    row.sha256 = hashlib.sha256(sound).hexdigest()
    return Done([RecordingKept(call, row.name, row.sha256)])


def drop_recording(do: Do, call: int) -> Done:
    row = sounds.recording_row(do.row.id, call)
    if row is None:
        return Done()
    db.session.delete(row)
    return Done([RecordingDropped(call)])


def carry_sound(source: int, target: int) -> None:
    """A contest made like another sounds like it; which device does is chosen anew."""
    old = sounds.row(source)
    if old is not None:
        db.session.add(SoundRow(contest_id=target, **{field: getattr(old, field) for field in CARRIED}))
    for one in sounds.recording_rows(source):
        db.session.add(RecordingRow(
            contest_id=target, call=one.call, name=one.name, media=one.media, sha256=one.sha256, content=one.content,
        ))


def _row(do: Do) -> SoundRow:
    row = sounds.row(do.row.id)
    if row is None:
        row = sounds.settings(do.row.id)
        db.session.add(row)
        db.session.flush()
    return row


def _sounding(do: Do) -> SoundRow:
    row = sounds.row(do.row.id)
    if row is None or row.browser is None:
        raise Refused("no_sound_device")
    return row


def _change(row: SoundRow, **wanted: Any) -> Done:
    changes = {field: value for field, value in wanted.items() if getattr(row, field) != value}
    for field, value in changes.items():
        setattr(row, field, value)
    return Done([SoundChanged(changes)] if changes else [])
