"""The real speech engine: true speed, steady pitch, a mark for each word, and no text that breaks it."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.speech import Utterance, pause_ms
from kiosk.core.spoken import spoken_words
from kiosk.speech.driver import RATE
from kiosk.speech.marks import begin, estimate
from kiosk.speech.samples import Made, resample, trim
from kiosk.speech.say import samples_of
from kiosk.speech.synthesis import Espeak, open_synthesis
from tests.speech.samples import SENTENCES, loudness, pitch

SPEEDS = (60, 85, 110, 125, 160, 200, 250, 300)


@pytest.fixture(scope="module")
def voice() -> Espeak:
    opened = open_synthesis()
    assert isinstance(opened, Espeak)
    return opened


def line(wpm: int) -> list[Utterance]:
    return [Utterance(tuple(each.split()), pause_ms("paragraph", False, wpm)) for each in SENTENCES]


def check(words: tuple[str, ...], made: Made) -> None:
    assert len(made.starts) == len(words)
    assert list(made.starts) == sorted(made.starts)
    assert all(0 <= start <= len(made.pcm) // 2 for start in made.starts)


@pytest.mark.parametrize("wpm", SPEEDS)
def test_each_step_of_speed_is_true_words_per_minute(wpm: int) -> None:
    samples, timed = samples_of(line(wpm), wpm, {})
    assert len(timed) == sum(len(each.split()) for each in SENTENCES)
    assert len(timed) / (len(samples) / RATE) * 60 == pytest.approx(wpm, rel=0.05)


def test_another_speed_does_not_change_the_pitch() -> None:
    heard = {wpm: pitch(samples_of(line(wpm)[:4], wpm, {})[0].tobytes()) for wpm in SPEEDS}
    for hertz in heard.values():
        assert hertz == pytest.approx(heard[125], rel=0.05)


@pytest.mark.parametrize("wpm", SPEEDS)
def test_between_two_sentences_there_is_silence_of_300_to_500_ms(wpm: int) -> None:
    """The pause, and what the trimmed sounds keep of their own silence on either side."""
    pause = pause_ms("paragraph", False, wpm)
    sound = loudness(samples_of([Utterance(("Wait.",), pause), Utterance(("Go.",), pause)], wpm, {})[0].tobytes())
    longest = run = 0
    for value in abs(sound):
        run = run + 1 if value < 150 / 32768 else 0
        longest = max(longest, run)
    assert 300 <= pause <= 500
    assert pause - 1 <= 1000 * longest / RATE <= pause + 40


def test_a_word_begins_where_its_sound_begins(voice: Espeak) -> None:
    """With wide gaps between the words, the sound just before each mark is silent and loud soon after."""
    words = ("Garden", "tomatoes", "prefer", "morning", "water", "everywhere.")
    made = voice.make(words, 9.0)
    sound = abs(loudness(made.pcm))
    for start in made.starts[1:]:
        before = sound[start - RATE * 60 // 1000 : start - RATE * 20 // 1000].max()
        after = sound[start : start + RATE * 150 // 1000].max()
        assert before < 0.02 < 0.1 < after


NASTY = {
    "numbers": "It cost $1,250.50 on 3/4/2025 at 9:30 a.m. — call 1-800-677-1116.",
    "quotes": "“Don’t,” she said; ‘not’ (never!) … then — “go”.",
    "only marks": "— … *** – “”",
    "other scripts": "Добрый день 你好 مرحبا ☎ 😀 naïve café",
    "markup": "<b>bold</b> & <speak> [[fOnI:mz]] {x} \\n $HOME",
    "control": "a\x00b \x07 \ud800 z\u200b \u00ad",
    "one": "Yes.",
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_have_one_mark_for_each_word(voice: Espeak, name: str) -> None:
    words = spoken_words(tuple(NASTY[name].split()))
    check(words, voice.make(words, 4.0))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=8), st.floats(0.2, 8))
def test_any_words_have_one_mark_each_in_order(voice: Espeak, words: list[str], seconds: float) -> None:
    spoken = spoken_words(words)
    check(spoken, voice.make(spoken, seconds))


def test_a_very_long_text_is_spoken_whole(voice: Espeak) -> None:
    words = ("garden",) * 9200  # 64,000 characters
    made = voice.make(words, None)
    check(words, made)
    assert len(set(made.starts)) == len(words)
    assert len(made.pcm) / 2 / RATE > 1500


def test_nothing_to_say_is_no_fault(voice: Espeak) -> None:
    check((), voice.make((), 1.0))
    check(("",), voice.make(("",), 1.0))


def test_a_word_without_a_sound_begins_with_the_next() -> None:
    words = ("one", ",", "two")
    assert begin(words, [(0, 100), (6, 700)], 100, 1000) == (0, 600, 600)


def test_words_that_the_engine_says_in_one_go_are_lit_one_after_another(voice: Espeak) -> None:
    words = ("Give", "it", "water", "in", "the", "morning.")
    for seconds in (1.5, 3.0, 6.0):
        starts = voice.make(words, seconds).starts
        assert all(later - earlier > RATE * 0.03 for earlier, later in pairwise(starts))


def test_several_sounds_in_a_word_count_once_and_no_mark_goes_back() -> None:
    words = ("$1,250", "now")
    assert begin(words, [(0, 0), (1, 50), (7, 400), (2, 500)], 0, 900) == (0, 400)


def test_trimming_keeps_every_loud_sample_and_cuts_the_silence() -> None:
    samples = array("h", [0] * 5000 + [9000] * 700 + [0] * 6000)
    pcm, skipped = trim(samples.tobytes())
    kept = array("h", pcm)
    assert kept.count(9000) == 700
    assert 5000 - 320 <= skipped <= 5000
    assert len(kept) < 700 + 640


def test_sound_of_another_rate_keeps_its_length_and_its_pitch() -> None:
    import numpy as np

    tone = (8000 * np.sin(2 * np.pi * 200 * np.arange(16000) / 16000)).astype(np.int16)
    stereo = np.repeat(tone, 2).tobytes()
    heard = resample(stereo, 16000, 2)
    assert len(heard) / 2 / RATE == pytest.approx(1.0, abs=0.001)
    spectrum = abs(np.fft.rfft(np.frombuffer(heard, np.int16)))
    assert int(np.argmax(spectrum)) == pytest.approx(200, abs=1)


def test_estimated_marks_begin_at_zero_and_longer_words_last_longer() -> None:
    starts = estimate(("A", "considerably", "longer", "one."), 10000)
    assert starts[0] == 0
    lengths = [after - before for before, after in zip(starts, (*starts[1:], 10000), strict=True)]
    assert max(lengths) == lengths[1] and min(lengths) == lengths[0] > 0
