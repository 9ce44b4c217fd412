"""The hall's sound: one device, told to desks and screens alone; recordings known by their bytes; a copy sounds alike."""

from __future__ import annotations

import base64

import pytest

from contest import access
from contest.access import Actor
from contest.actions import setup, sound
from contest.rules import recordings
from contest.store import audit, sounds
from tests.halls import ORGANIZER, SCOREKEEPER, Hall

BROWSER = "a" * 32
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)
MP3 = b"\xff\xfb\x90\x64" + bytes(60)
KINDS = {
    WAV: "audio/wav", MP3: "audio/mpeg", b"ID3\x04" + bytes(20): "audio/mpeg", b"OggS" + bytes(20): "audio/ogg",
    b"\x1a\x45\xdf\xa3" + bytes(20): "audio/webm", bytes(4) + b"ftypM4A " + bytes(20): "audio/mp4",
}


def _choose(hall: Hall) -> None:
    hall.act(sound.choose_sound_device, SCOREKEEPER, kind="screen", browser=BROWSER, screen="hall")


def test_one_device_is_chosen_by_its_browser_and_screen_and_another_takes_its_place(hall: Hall) -> None:
    assert hall.topic("sound")["browser"] is None
    _choose(hall)
    assert {**hall.topic("sound"), "name": ""}.items() >= {"browser": BROWSER, "screen": "hall"}.items()
    hall.act(sound.choose_sound_device, kind="desk", browser="b" * 32, screen=None)
    assert hall.topic("sound").items() >= {"browser": "b" * 32, "screen": None}.items()
    hall.act(sound.choose_sound_device, kind="none", browser=None, screen=None)
    assert hall.topic("sound")["browser"] is None
    told = [line.data["where"] for line in audit.lines(hall.row.id) if line.fact == "sound_device_chosen"]
    assert told == ["screen", "desk", "none"]
    assert BROWSER not in str(audit.lines(hall.row.id))


def test_a_screen_that_is_not_there_and_a_choice_that_says_two_things_are_refused(hall: Hall) -> None:
    assert hall.refusal(sound.choose_sound_device, kind="screen", browser=BROWSER, screen="nowhere") == "not_found"
    for wrong in ({"kind": "desk", "screen": "hall"}, {"kind": "screen", "screen": None}):
        assert hall.refusal(sound.choose_sound_device, browser=BROWSER, **wrong) == "bad_request"
    assert hall.refusal(sound.choose_sound_device, kind="desk", browser=None, screen=None) == "bad_request"


def test_silence_volume_and_a_try_need_a_device(hall: Hall) -> None:
    assert hall.refusal(sound.mute_sound, muted=True) == "no_sound_device"
    assert hall.refusal(sound.set_volume, volume=40) == "no_sound_device"
    assert hall.refusal(sound.try_sound, call=300) == "no_sound_device"
    _choose(hall)
    hall.act(sound.mute_sound, SCOREKEEPER, muted=True)
    hall.act(sound.set_volume, SCOREKEEPER, volume=40)
    hall.act(sound.try_sound, SCOREKEEPER, call=300)
    wanted = {"muted": True, "volume": 40, "tried": {"call": 300, "at": hall.clock.now()}}
    assert hall.topic("sound").items() >= wanted.items()


def test_only_desks_and_screens_are_told_of_sound(hall: Hall) -> None:
    told = {role for role in ("public", "screen", "judge", "scorekeeper", "steward", "presenter", "organizer")
            if Actor(role).roles & access.TOPICS["sound"]}
    assert told == {"screen", "scorekeeper", "organizer"}
    before = {topic: hall.topic(topic) for topic in ("contest", "countdown", "screens", "progress", "standings")}
    _choose(hall)
    hall.act(sound.set_sound, language="both", spoken=False, ticks=False)
    assert {topic: hall.topic(topic) for topic in before} == before


@pytest.mark.parametrize("content", KINDS, ids=lambda content: content[:12].hex())
def test_a_recording_is_what_its_bytes_say(hall: Hall, content: bytes) -> None:
    encoded = base64.b64encode(content).decode()
    hall.act(sound.keep_recording, call=300, name="còn năm phút.exe", content=encoded)
    row = sounds.recording_row(hall.row.id, 300)
    assert row is not None
    assert (row.media, row.content) == (KINDS[content], content)
    assert [one["call"] for one in hall.topic("sound")["recordings"]] == [300]
    hall.act(sound.drop_recording, call=300)
    assert hall.topic("sound")["recordings"] == []


@pytest.mark.parametrize(
    "content", [b"", b"<script>", b"\xff\xd8\xff\xe0JFIF", b"RIFF\x00\x00\x00\x00AVI LIST", b"\xff\xff\xff\xff", b"%PDF-1.7"]
)
def test_what_is_no_sound_is_refused(hall: Hall, content: bytes) -> None:
    encoded = base64.b64encode(content).decode()
    assert hall.refusal(sound.keep_recording, call=60, name="x.mp3", content=encoded) == "not_a_recording"


def test_a_recording_of_more_than_two_megabytes_is_refused(hall: Hall) -> None:
    large = base64.b64encode(WAV + bytes(recordings.MOST_BYTES)).decode()
    assert hall.refusal(sound.keep_recording, call=60, name="x.wav", content=large) == "recording_too_large"


def test_a_copy_sounds_alike_and_its_device_is_chosen_anew(hall: Hall) -> None:
    _choose(hall)
    hall.act(sound.set_sound, language="both", spoken=True, ticks=False)
    hall.act(sound.keep_recording, call=0, name="hết giờ.wav", content=base64.b64encode(WAV).decode())
    slug = hall.parts.door.perform(setup.copy_contest, ORGANIZER, None, {"source": hall.slug, "title": "Bản sao"})["slug"]
    told = hall.parts.latest.message(slug, "sound", "public")["body"]
    assert (told["browser"], told["language"], told["ticks"]) == (None, "both", False)
    assert told["recordings"] == hall.topic("sound")["recordings"]
