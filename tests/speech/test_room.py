"""The voice rises with the room's noise, by no more than it may, and falls back; nothing else makes it rise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kiosk.core import messages as m
from kiosk.core.speech import VOLUMES, Line, Utterance
from kiosk.core.state import Reading
from kiosk.speech import headphones
from kiosk.speech.room import AFTER_OWN_S, Room
from kiosk.speech.voice import Voice
from tests.visitor import Visitor

SILENT = 10.0


class Time:
    def __init__(self, most: float = 10.0) -> None:
        self.room, self.now, self.chance = Room(most), 0.0, random.Random(3)

    def passes(self, seconds: float, level_db: float, own_silence_s: float = SILENT, spread: float = 2.0) -> float:
        for _ in range(round(seconds / 0.04)):
            self.now += 0.04
            self.room.hear(level_db + self.chance.gauss(0, spread), own_silence_s, self.now)
        return self.room.rise_db


def test_it_rises_with_the_noise_and_falls_back_when_it_is_quiet() -> None:
    time = Time()
    assert time.passes(60, -60) == 0
    assert 4 <= time.passes(60, -50) <= 7
    assert time.passes(60, -40) == 10  # and no more than it may
    assert time.passes(60, -60) < 0.5


@pytest.mark.parametrize("most", [0.0, 3.0, 6.0])
def test_the_config_says_how_far(most: float) -> None:
    time = Time(most)
    time.passes(60, -60)
    assert time.passes(120, -30) == most


def test_a_cough_a_door_and_our_own_voice_raise_nothing() -> None:
    time = Time()
    time.passes(60, -60)
    for _ in range(10):
        time.passes(0.6, -20)
        assert time.passes(6, -60) < 0.5
    assert time.passes(60, -20, own_silence_s=0.0) < 0.5
    assert time.passes(60, -20, own_silence_s=AFTER_OWN_S * 0.8) < 0.5


def test_nobody_hears_it_change() -> None:
    time = Time()
    time.passes(60, -60)
    before = time.room.rise_db
    for _ in range(100):
        rise = time.passes(0.2, -30)
        assert rise - before <= 0.5
        before = rise


def test_a_kiosk_that_is_moved_to_a_louder_room_learns_that_it_is_not_noisy_there() -> None:
    time = Time()
    time.passes(60, -60)
    assert time.passes(120, -48) > 4
    assert time.passes(4 * 3600, -48, spread=1.0) < 1


def test_a_dead_microphone_raises_nothing() -> None:
    time = Time()
    time.passes(60, -96, spread=0)
    assert time.passes(60, -96, spread=0) == 0


def test_what_a_noise_raised_falls_back_when_the_microphone_is_off() -> None:
    time = Time()
    time.passes(60, -60)
    assert time.passes(60, -40) == 10
    assert time.passes(8, -96, spread=0) > 9  # it may be back in a moment
    before = time.room.rise_db
    assert before - time.passes(4, -96, spread=0) < 4.2
    assert time.passes(20, -96, spread=0) == 0
    assert time.passes(20, -40) == 10  # and it knows its room


def test_what_a_noise_raised_stays_while_we_speak_for_long() -> None:
    time = Time()
    time.passes(60, -60)
    assert time.passes(60, -40) == 10
    assert time.passes(60, -40, own_silence_s=0.0) == 10


def test_the_ceiling_of_the_staff_holds_in_any_noise() -> None:
    voice = Voice(engine="none")
    voice._line = Line(1, (Utterance(("a",)),), 125, 4)
    voice.rise(10.0, 4)
    assert voice.loudspeaker._gain == VOLUMES[5]
    voice.rise(10.0, 6)
    assert voice.loudspeaker._gain == 1.0
    voice.rise(6.0, 6)
    assert voice.loudspeaker._gain == pytest.approx(VOLUMES[5] * 1.995, rel=0.01)
    voice.rise(0.0, 6)
    assert voice.loudspeaker._gain == VOLUMES[5]


def test_headphones_begin_at_the_usual_volume_and_reading_does_not_go_on_aloud_without_them() -> None:
    visitor = Visitor()
    visitor.touch("What a therapist does")
    visitor.touch("section 2")
    for _ in range(3):
        visitor.say("louder")
    visitor.happens(m.HeadphonesAre(True))
    assert visitor.state.comfort.volume == visitor.state.first.volume
    assert visitor.hears() == "I speak in your headphones now."
    visitor.listens()
    assert visitor.state.voicing.mode == "reading"
    visitor.say("louder")
    visitor.happens(m.HeadphonesAre(False))
    assert not visitor.hears() and visitor.sees("The headphones are out.")
    assert isinstance(visitor.at(), Reading) and visitor.state.comfort.volume == visitor.state.first.volume
    assert visitor.sees("Touch Play to go on.")
    visitor.happens(m.GoHome())
    visitor.happens(m.HeadphonesAre(True))
    visitor.happens(m.HeadphonesAre(False))
    assert visitor.sees("The headphones are out.") and not visitor.sees("Touch Play to go on.")  # there is none
    visitor.happens(m.Done())
    visitor.happens(m.HeadphonesAre(True))
    assert not visitor.hears() and visitor.sees("Welcome.")


def test_only_jacks_that_tell_of_headphones_are_asked(tmp_path: Path) -> None:
    for name, switches in (("event0", "0"), ("event3", "4"), ("event7", "1"), ("event9", "0 44"), ("event11", "x")):
        able = tmp_path / "sys/class/input" / name / "device/capabilities"
        able.mkdir(parents=True)
        (able / "sw").write_text(f"{switches}\n", encoding="utf-8")
    assert [path.name for path in headphones.jacks(tmp_path)] == ["event3", "event9"]
    assert headphones.jacks(tmp_path / "nothing") == ()
    with pytest.raises(OSError):
        headphones.inserted(tmp_path / "nothing")
