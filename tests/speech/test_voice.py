"""The voice on a loudspeaker that plays in real time and is heard by nobody (SDL's dummy driver)."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from kiosk import places, sound
from kiosk.core.messages import LineEnded, Message, WordReached
from kiosk.core.speech import Line, Utterance
from kiosk.speech.loudspeaker import RATE
from kiosk.speech.voice import Voice

pytestmark = pytest.mark.paced

LINE = Line(
    turn=1,
    utterances=(Utterance(("Good", "morning."), 300, 4), Utterance(("Sit", "down."), 300, 5)),
    wpm=250,
    volume=6,
)


@pytest.fixture
def voice() -> Iterator[Voice]:
    opened = Voice(sounds=places.assets() / "earcons")
    opened.open()
    assert opened.status == "ok"
    yield opened
    opened.close()


def listen(voice: Voice, line: Line | None, until: type[Message] | None, seconds: float = 20.0) -> list[Message]:
    """Follow ``line`` until a message of that kind comes, or for the time given."""
    found: list[Message] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        voice.follow(line)
        found += voice.echoes()
        if until is not None and any(isinstance(each, until) for each in found):
            break
        time.sleep(0.005)
    return found


def test_each_word_is_told_once_in_order_and_then_the_end(voice: Voice) -> None:
    found = listen(voice, LINE, LineEnded)
    words = [(each.sentence, each.word) for each in found if isinstance(each, WordReached)]
    assert words == [(4, 0), (4, 1), (5, 0), (5, 1)]
    assert found[-1] == LineEnded(1)


def test_a_line_may_begin_at_a_later_sentence(voice: Voice) -> None:
    found = listen(voice, Line(2, LINE.utterances, 250, 6, first=1), LineEnded)
    assert [each.sentence for each in found if isinstance(each, WordReached)] == [5, 5]


def test_another_turn_silences_the_old_one(voice: Voice) -> None:
    listen(voice, LINE, WordReached)
    found = listen(voice, Line(7, (Utterance(("Stop.",)),), 250, 6), LineEnded)
    assert {each.turn for each in found if isinstance(each, WordReached | LineEnded)} == {7}


def silence_between(voice: Voice, then: Line) -> float:
    """Seconds without a sound between a part's last word and what the core answers to it."""
    listen(voice, Line(1, (Utterance(("Good", "morning."), 475, 4),), 250, 6), LineEnded)
    listen(voice, then, WordReached)
    listen(voice, then, None, 0.3)
    heard = [
        block.t + at / RATE
        for block in voice.played()
        for at, value in enumerate(memoryview(block.pcm).cast("h"))
        if abs(value) > 100
    ]
    return max(after - before for before, after in pairwise(heard))


def test_a_part_that_follows_by_itself_waits_for_the_pause_behind_the_part_before(voice: Voice) -> None:
    assert 0.45 < silence_between(voice, Line(2, (Utterance(("Wait", "for", "me.")),), 160, 6)) < 0.7


def test_a_question_behind_the_last_word_is_asked_at_once(voice: Voice) -> None:
    question = Line(2, (Utterance(("Shall", "I", "go", "on?")),), 160, 6, earcon="end")
    assert silence_between(voice, question) < 0.25


def test_the_pause_behind_a_part_ends_when_somebody_wants_something(voice: Voice) -> None:
    listen(voice, Line(1, (Utterance(("Good", "morning."), 5000, 0),), 160, 6), LineEnded)
    listen(voice, None, None, 0.1)
    assert voice.loudspeaker.queued == 0
    listen(voice, Line(3, (Utterance(("Good", "morning."), 5000, 0),), 160, 6), LineEnded)
    voice.echoes()
    begun = time.monotonic()
    listen(voice, Line(4, LINE.utterances, 160, 6), WordReached)
    assert time.monotonic() - begun < 1


def test_silence_is_silence(voice: Voice) -> None:
    listen(voice, LINE, WordReached)
    assert listen(voice, None, None, 0.3) == []
    assert voice.loudspeaker.queued == 0


def test_an_earcon_is_heard_in_silence_and_never_over_speech(voice: Voice) -> None:
    listen(voice, LINE, WordReached)
    speaking = voice.loudspeaker.queued
    voice.earcon("press")
    assert 0 < voice.loudspeaker.queued <= speaking
    listen(voice, None, None, 0.3)
    voice.earcon("press")
    assert voice.loudspeaker.queued == 1


def test_volume_0_is_softer_than_volume_6_by_a_large_step(voice: Voice) -> None:
    loud = listen_for_peak(voice, Line(1, LINE.utterances, 250, 6))
    soft = listen_for_peak(voice, Line(2, LINE.utterances, 250, 0))
    assert 0 < soft < 0.1 * loud <= 0.1 * 32768


def listen_for_peak(voice: Voice, line: Line) -> int:
    begun = time.perf_counter()
    listen(voice, line, LineEnded)
    blocks = [block for block in voice.played() if block.t > begun]
    return max(abs(value) for block in blocks for value in memoryview(block.pcm).cast("h"))


def test_what_went_to_the_loudspeaker_is_there_in_one_stream(voice: Voice) -> None:
    listen(voice, LINE, LineEnded)
    blocks = voice.played()
    assert blocks
    for before, after in pairwise(blocks):
        assert after.t - before.t >= len(before.pcm) / 2 / RATE - 0.001


def test_the_line_goes_on_when_the_engine_is_killed_in_the_middle(voice: Voice) -> None:
    listen(voice, LINE, WordReached)
    assert voice.engine.pid is not None
    os.kill(voice.engine.pid, 15)
    long = Line(3, tuple(Utterance(("Word", str(number)), 100, number) for number in range(5)), 300, 6)
    found = listen(voice, long, LineEnded)
    assert [each.sentence for each in found if isinstance(each, WordReached) and each.word == 0] == [0, 1, 2, 3, 4]


def test_a_voice_that_is_not_wanted_says_so_and_follows_in_silence() -> None:
    silent = Voice(engine="none")
    silent.open()
    silent.follow(LINE)
    assert silent.status == "no engine"
    assert not any(isinstance(each, WordReached) for each in silent.echoes())
    silent.close()


def test_a_loudspeaker_that_goes_away_in_a_sentence_comes_back_and_the_sentence_is_said_again(voice: Voice) -> None:
    line = Line(8, tuple(Utterance(("Words", "of", "number", str(n)), 100, n) for n in range(4)), 160, 6)
    found: list[Message] = []
    while not any(isinstance(each, WordReached) and each.sentence == 1 and each.word == 2 for each in found):
        found += listen(voice, line, WordReached)
    for device in list(sound._devices):
        sound.removed(device)
    found += listen(voice, line, LineEnded)
    begun = [each.sentence for each in found if isinstance(each, WordReached) and each.word == 0]
    assert begun == [0, 1, 1, 2, 3] and isinstance(found[-1], LineEnded)
    assert voice.status == "ok"


def test_a_device_closed_late_leaves_another_one_alone() -> None:
    heard: list[int] = []
    first = sound.Device(None, False, RATE, 512, lambda view: None)
    first.close()
    second = sound.Device(None, False, RATE, 512, lambda view: heard.append(len(view)))
    assert second.id == first.id or first.id == 0  # SDL gives the number again
    first.close()
    del first
    gc.collect()
    before = len(heard)
    time.sleep(0.3)
    assert len(heard) > before
    second.close()


def test_when_the_sound_system_is_begun_anew_old_devices_are_gone_and_new_ones_sound() -> None:
    old = sound.Device(None, False, RATE, 512, lambda view: None)
    assert sound.begin_anew() and old.gone
    heard: list[int] = []
    new = sound.Device(None, False, RATE, 512, lambda view: heard.append(len(view)))
    old.close()
    time.sleep(0.3)
    assert heard and not new.gone
    new.close()
