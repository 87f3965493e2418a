"""The same sound seen otherwise: without its noise, faster, slower."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.core.matching import Evidence, Judgement, Rules
from kiosk.hearing.looks import prepare
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.views import denoised, look_again, sped, views
from tests.hearing.speech import joined, quiet, say

RATE = 16000


def tone_in_noise(seconds: float = 2.0, hertz: float = 480.0) -> np.ndarray:
    """Steady noise, and a tone of the same power in its second half second."""
    count = int(seconds * RATE)
    noise = np.random.default_rng(1).standard_normal(count) * 500.0
    tone = 707.0 * np.sin(2 * np.pi * hertz * np.arange(count) / RATE)
    tone[: RATE // 2] = tone[RATE:] = 0.0
    return (noise + tone).astype(np.int16)


def power(sound: np.ndarray) -> float:
    return float(np.mean(sound.astype(np.float64) ** 2))


def test_steady_noise_is_taken_out_and_what_comes_and_goes_is_left() -> None:
    before, after = tone_in_noise(), denoised(tone_in_noise())
    alone, with_tone = slice(2000, 7000), slice(9000, 15000)
    assert len(after) == len(before)
    assert power(after[alone]) < power(before[alone]) / 10
    spectrum = np.abs(np.fft.rfft(after[with_tone].astype(np.float64))) / 3000
    assert spectrum[round(480 * 6000 / RATE)] == pytest.approx(707.0, rel=0.15)


@pytest.mark.parametrize("count", [0, 1, 2000, 2048, 5000, 5001])
def test_a_sound_of_any_length_keeps_it(count: int) -> None:
    assert len(denoised(np.full(count, 100, np.int16))) == count


def test_silence_stays_silent() -> None:
    assert not denoised(np.zeros(RATE, np.int16)).any()


@pytest.mark.parametrize("factor", [0.5, 1.13, 2.0])
def test_faster_is_shorter_and_higher(factor: float) -> None:
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.int16)
    made = sped(tone, factor)
    assert len(made) == int(RATE / factor)
    loudest = np.argmax(np.abs(np.fft.rfft(made))) * RATE / len(made)
    assert loudest == pytest.approx(440 * factor, rel=0.01)


def test_the_first_view_is_the_sound_itself() -> None:
    sound = tone_in_noise()
    first, *others = views(sound)
    assert first is sound
    assert len(others) == 3 and all(one.dtype == np.int16 and len(one) for one in others)


@pytest.mark.parametrize(("loudness_db", "verdict"), [(30.0, "accept"), (2.0, "reject")])
def test_what_is_hardly_louder_than_the_room_is_not_acted_on_however_sure(
    recogniser: Recogniser, loudness_db: float, verdict: str
) -> None:
    prepare(recogniser)
    nothing = (Evidence(()), Judgement("reject", "", -1, 0.0))
    sound = joined(quiet(0.4), say("stop", "en-us+f4", 130), quiet(0.6))
    phrases = {"stop": 0, "next": 1, "read section two": 2}
    again = look_again(recogniser, sound, phrases, (*phrases, "[unk]"), loudness_db, Rules(), nothing)
    assert again.judged.verdict == verdict
