"""Worse copies of recordings: as much worse as they are said to be, and in no other way."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.places import shipped
from kiosk.training.degrade import AFTER_S, BEFORE_S, KINDS, Scene, degraded, noisy, paused, quieter, slowed
from kiosk.training.levels import active_rms, speech_end
from kiosk.training.manifest import RATE, Sound
from kiosk.training.room import babble, distant, hiss, response
from kiosk.training.talkover import Talkover, own_voice
from tests.hearing.speech import joined, quiet, say


def db(ratio: float) -> float:
    return float(20 * np.log10(ratio))


def rms(sound: NDArray[np.generic]) -> float:
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


def voiced(hertz: float, seconds: float) -> Sound:
    """A steady vowel: a pulse a period, through two formants."""
    time = np.arange(int(seconds * RATE)) / RATE
    parts = [np.sin(2 * np.pi * hertz * n * time) / (1 + abs(n * hertz - 700) / 200) for n in range(1, 25)]
    return np.asarray(4000 * np.sum(parts, axis=0) / np.max(np.abs(np.sum(parts, axis=0))), np.int16)


def pitch(sound: Sound) -> float:
    """Hertz of the strongest repetition between 60 and 400 Hz."""
    piece = sound[len(sound) // 4 : len(sound) * 3 // 4].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(piece, 2 * len(piece))) ** 2
    alike = np.fft.irfft(spectrum)[: RATE // 60]
    return RATE / (RATE // 400 + int(np.argmax(alike[RATE // 400 :])))


@pytest.fixture(scope="module")
def voice() -> Sound:
    return own_voice(shipped() / "content", seconds=30.0)


@pytest.fixture(scope="module")
def scene(voice: Sound) -> Scene:
    return Scene((hiss(5.0, 3.0), babble([say("one more time"), say("go on")], 5.0)), Talkover(voice))


def test_silence_around_a_word_does_not_change_its_level_and_its_end_is_found() -> None:
    word = say("stop")
    longer = joined(quiet(1.0), word, quiet(2.0))
    assert db(active_rms(longer) / active_rms(word)) == pytest.approx(0.0, abs=0.3)
    assert speech_end(longer) / RATE == pytest.approx(1.0 + speech_end(word) / RATE, abs=0.02)
    assert active_rms(np.zeros(RATE, np.int16)) == 0.0


@pytest.mark.parametrize("snr_db", [10.0, 5.0, -3.0])
@pytest.mark.parametrize("lead_s", [0.0, 2.0])
def test_noise_is_as_far_under_the_speech_as_asked(snr_db: float, lead_s: float) -> None:
    speech = quieter(joined(quiet(lead_s), say("go to section two")), 10.0)
    mixed = noisy(speech, hiss(3.0, 3.0), snr_db, np.random.default_rng(1))
    noise = mixed.astype(np.float64) - speech
    assert db(active_rms(speech) / rms(noise)) == pytest.approx(snr_db, abs=0.1)


def test_a_sum_that_is_too_loud_is_made_quieter_not_clipped() -> None:
    loud = np.asarray(say("stop") * (30000.0 / np.abs(say("stop")).max()), np.int16)
    mixed = noisy(loud, hiss(2.0), -5.0, np.random.default_rng(1))
    assert np.abs(mixed.astype(np.int32)).max() in (31999, 32000)


@pytest.mark.parametrize("hertz", [90.0, 130.0, 220.0])
def test_slowing_makes_longer_and_keeps_pitch_and_level(hertz: float) -> None:
    vowel = voiced(hertz, 1.2)
    slow = slowed(vowel)
    assert len(slow) / len(vowel) == pytest.approx(4 / 3, abs=0.01)
    assert pitch(slow) == pytest.approx(hertz, rel=0.02)
    assert db(active_rms(slow) / active_rms(vowel)) == pytest.approx(0.0, abs=1.0)


def test_slowed_speech_has_the_sounds_that_it_had() -> None:
    speech = say("read section seventeen")

    def bands(sound: Sound) -> NDArray[np.float64]:
        power = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
        edges = np.geomspace(100, 7000, 16)
        places = (edges / (RATE / 2) * (len(power) - 1)).astype(int)
        return np.array([10 * np.log10(part.mean()) for part in np.split(power, places)[1:-1]])

    difference = bands(slowed(speech)) - bands(speech)
    assert np.abs(difference - np.median(difference)).max() < 3.0


def test_pauses_stand_between_the_words_and_nothing_of_the_words_is_lost() -> None:
    parts = [say("go"), say("back"), say("home")]
    gap = quiet(0.05)
    speech = joined(parts[0], gap, parts[1], gap, parts[2])
    first = len(parts[0]) + len(gap) // 2
    second = len(parts[0]) + len(gap) + len(parts[1]) + len(gap) // 2
    apart = paused(speech, (first / RATE, second / RATE, len(speech) / RATE), np.random.default_rng(0))
    assert len(apart) - len(speech) == 2 * int(0.4 * RATE)
    assert rms(apart[first + 800 : first + 5600]) < 20
    assert float(np.sum(apart.astype(np.float64) ** 2)) == pytest.approx(
        float(np.sum(speech.astype(np.float64) ** 2)), rel=0.01
    )


def test_quiet_is_twenty_decibels_quieter() -> None:
    assert db(rms(quieter(say("stop"))) / rms(say("stop"))) == pytest.approx(-20.0, abs=0.05)


@pytest.mark.parametrize("rt60_s", [0.4, 0.6])
def test_a_room_dies_away_in_the_time_asked_and_its_answer_is_stronger_than_the_direct_sound(rt60_s: float) -> None:
    room = response(3.0, rt60_s)
    left = 10 * np.log10(np.cumsum(room[::-1] ** 2)[::-1])
    falls = [int(np.argmax(left < left[0] - fall)) for fall in (5, 25)]
    assert 3 * (falls[1] - falls[0]) / RATE == pytest.approx(rt60_s, rel=0.1)
    direct, rest = float(np.sum(room[:48] ** 2)), float(np.sum(room[48:] ** 2))
    assert -14 < 10 * np.log10(direct / rest) < -6


def test_far_speech_is_as_loud_as_it_was_and_begins_when_it_did() -> None:
    speech = joined(quiet(0.5), say("stop"), quiet(1.0))
    far = distant(speech)
    assert len(far) == len(speech)
    assert db(rms(far) / rms(speech)) == pytest.approx(0.0, abs=0.1)
    assert rms(far[: int(0.45 * RATE)]) < 0.05 * rms(far)
    assert speech_end(far) > speech_end(speech)


def test_the_kiosks_own_voice_is_its_own(voice: Sound) -> None:
    assert 20.0 < len(voice) / RATE < 45.0
    assert active_rms(voice) > 500


def test_the_canceller_leaves_the_speech_and_little_of_the_kiosks_own_voice(voice: Sound) -> None:
    room = Talkover(voice)
    silence = np.zeros(3 * RATE, np.int16)
    left = [rms(room.over(silence, 1.0, 0.0, seed)) for seed in range(4)]
    assert all(-40 < db(one / 1640.0) < -8 for one in left), [db(one / 1640.0) for one in left]
    speech = joined(quiet(1.0), say("stop"), quiet(1.0))
    for seed in range(4):
        over = room.over(speech, active_rms(speech), 0.0, seed)
        assert len(over) == len(speech)
        word = slice(int(1.05 * RATE), speech_end(speech))
        alike = np.corrcoef(over[word].astype(np.float64), speech[word].astype(np.float64))[0, 1]
        assert alike > 0.8


def test_a_louder_echo_leaves_more_behind(voice: Sound) -> None:
    room = Talkover(voice)
    silence = np.zeros(2 * RATE, np.int16)
    assert rms(room.over(silence, 1.0, -6.0, 3)) > 1.3 * rms(room.over(silence, 1.0, 0.0, 3))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_the_same_again_for_the_same_recording(kind: str, scene: Scene) -> None:
    word = say("two three")
    ends = (0.4, 0.8)
    once = degraded(kind, word, 5, scene, ends)
    assert np.array_equal(once, degraded(kind, word, 5, scene, ends))
    around_s = 0.0 if kind == "bare" else BEFORE_S + AFTER_S
    more = {"slow": len(word) / RATE / 3, "paused": 0.4}.get(kind, 0.0)
    assert len(once) / RATE == pytest.approx(len(word) / RATE + around_s + more, abs=0.03)
    if kind != "bare":
        assert not np.array_equal(once, degraded(kind, word, 6, scene, ends))
    if kind not in ("clean", "bare"):
        clean = degraded("clean", word, 5, scene)
        assert len(once) != len(clean) or db(rms(once.astype(np.float64) - clean) / rms(clean)) > -20


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(KeyError):
        degraded("worse", say("two"), 0, Scene())
    with pytest.raises(ValueError, match="noises are needed"):
        degraded("noise10", say("two"), 0, Scene())
    with pytest.raises(ValueError, match="its voice is needed"):
        degraded("echo0", say("two"), 0, Scene())
