"""Copies of an utterance keep what was said, and differ in all else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kiosk.training import augment, bank, noises
from tests.hearing.speech import say

RATE = 16000


@pytest.fixture(scope="module")
def mixture() -> noises.Mixture:
    speech = [say("read section two"), say("stop", "en-gb+f3"), say("what can i say", "en-us+m3")]
    return noises.Mixture(bank.rooms([], 1)[:20], [speech[0]], [speech[1]], speech)


def _peak_hertz(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(power) * RATE / len(sound))


@pytest.mark.parametrize("factor", [0.8, 0.93, 1.0, 1.1, 1.25])
def test_resampling_changes_length_and_height_together(factor: float) -> None:
    tone = (8000 * np.sin(2 * np.pi * 500 * np.arange(RATE) / RATE)).astype(np.float32)
    made = augment.resampled(tone, factor)
    assert len(made) == round(RATE / factor)
    assert _peak_hertz(made) == pytest.approx(500 * factor, rel=0.01)
    assert np.abs(made[2000:-2000]).max() == pytest.approx(8000, rel=0.05)


def test_a_copy_is_sixteen_bits_and_knows_where_its_speech_is(mixture: noises.Mixture) -> None:
    sound = np.pad(say("stop"), RATE // 2).astype(np.float32)
    for seed in range(40):
        made, (begin, end), plain = augment.copy_of(sound, True, mixture, np.random.default_rng(seed))
        assert len(plain) == len(made)
        assert np.abs(made).max() <= 32768
        assert np.array_equal(made, np.rint(made))
        assert 0.0 < begin < end <= 1.0
        assert (end - begin) * len(made) < 0.8 * len(sound), "the silence around the word is not speech"


def test_the_same_seed_makes_the_same_copy_and_another_one_another(mixture: noises.Mixture) -> None:
    sound = say("stop").astype(np.float32)
    first, again, other = (augment.copy_of(sound, False, mixture, np.random.default_rng(seed))[0] for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert len(first) != len(other) or not np.array_equal(first, other)


def test_with_a_copy_comes_the_same_voice_in_quiet(mixture: noises.Mixture) -> None:
    """Moment by moment: a teacher that hears it tells what is said in the copy at that moment."""
    sound = say("read section two").astype(np.float32)
    for seed in range(20):
        made, (begin, end), plain = augment.copy_of(sound, False, mixture, np.random.default_rng(seed))
        loud = np.abs(plain) > 200
        first, last = np.flatnonzero(loud)[[0, -1]] / len(plain)
        assert first == pytest.approx(begin, abs=0.05) and last == pytest.approx(end, abs=0.1)
        assert np.abs(plain[: int((begin - 0.03) * len(plain))]).max(initial=0) < 60
        assert not np.array_equal(made, plain)


def test_a_machine_says_the_same_at_the_same_moments_in_a_voice_of_its_own() -> None:
    sound = say("read section two").astype(np.float32)
    loud = np.sqrt((sound[: len(sound) // 800 * 800].reshape(-1, 800) ** 2).mean(1))
    for seed in range(12):
        made = augment.vocoded(sound, np.random.default_rng(seed))
        again = np.sqrt((made[: len(sound) // 800 * 800].reshape(-1, 800) ** 2).mean(1))
        assert len(made) == len(sound) and np.isfinite(made).all()
        assert np.corrcoef(loud, again)[0, 1] > 0.7
        assert abs(np.corrcoef(made, sound)[0, 1]) < 0.5
    assert augment.vocoded(sound[:1000], np.random.default_rng(1)) is not None


def test_an_old_voice_trembles_and_is_as_long(mixture: noises.Mixture) -> None:
    sound = say("read section two").astype(np.float32)
    made = [augment.aged(sound, np.random.default_rng(seed)) for seed in range(8)]
    assert all(len(one) == len(sound) for one in made)
    assert sum(not np.allclose(one, sound, atol=1.0) for one in made) >= 7


def test_a_soft_voice_keeps_its_low_sounds_and_loses_its_high_ones() -> None:
    """As espeak's "steph": in noise, half of its commands were lost."""
    shares = augment.softly(8001, 6.0)  # a bin for each hertz
    assert shares[100] == shares[500] == 1.0
    assert 20 * np.log10(shares[1000]) == pytest.approx(-6.0, abs=0.01)
    assert 20 * np.log10(shares[4000]) == pytest.approx(-18.0, abs=0.01)
    assert augment.softly(8001, -2.0)[4000] > 1.5


def test_a_room_begins_with_its_direct_sound() -> None:
    for seed in range(20):
        response = bank.room(np.random.default_rng(seed))
        assert float((response**2).sum()) == pytest.approx(1.0, abs=1e-3)
        assert np.argmax(np.abs(response)) == 0


def test_what_is_left_of_the_kiosks_voice_is_quieter_than_it_was() -> None:
    reading = [say("this is what the kiosk reads aloud to everybody in the room", wpm=w) for w in (120, 140, 160)] * 3
    left = list(bank.residues(reading, [say("stop", "en-gb+f3")], 1))
    loud = np.sqrt(np.mean(np.concatenate(reading).astype(float) ** 2))
    late = np.concatenate([one[len(one) // 2 :] for one in left]).astype(float)
    assert 0 < np.sqrt(np.mean(late**2)) < 0.25 * loud


@pytest.mark.parametrize("made", [noises.coloured, noises.clatter, noises.tones])
def test_a_made_noise_lasts_as_long_as_asked_and_is_another_each_time(made: Callable[..., noises.Floats]) -> None:
    for count in (800, 3 * RATE):
        some = [made(count, np.random.default_rng(seed)) for seed in range(12)]
        assert all(len(one) == count and np.isfinite(one).all() and one.std() > 0 for one in some)
        assert len({one.tobytes() for one in some}) == 12


def test_dishes_ring_and_music_has_notes() -> None:
    """What sets them apart from hiss: silence between knocks, and few heights at a time."""
    chance = np.random.default_rng(2)
    for made, hiss in ((noises.clatter(4 * RATE, chance), noises.coloured(4 * RATE, chance)) for _ in range(6)):
        loud, even = (np.sqrt((one.reshape(-1, 320) ** 2).mean(1)) for one in (made, hiss))
        assert np.median(loud) < 0.5 * loud.max()
        assert np.median(even) / even.max() > np.median(loud) / loud.max()
    for _ in range(6):
        power = np.abs(np.fft.rfft(noises.tones(RATE, chance))) ** 2
        assert np.sort(power)[-400:].sum() > 0.8 * power.sum()


def test_a_texture_has_the_colour_of_one_sound_and_the_unrest_of_another() -> None:
    time = np.arange(3 * RATE)
    hum = (8000 * np.sin(2 * np.pi * 1000 * time / RATE)).astype(np.int16)
    beats = hum * (time // (RATE // 4) % 2 == 0)
    ranges = []
    for sound in (hum, beats):
        for seed in range(12):
            mixture = noises.Mixture([], [], [], [sound.astype(np.int16)])
            made = noises.texture(mixture, 3 * RATE, np.random.default_rng(seed))
            assert len(made) == 3 * RATE and np.isfinite(made).all()
            assert 600 < _peak_hertz(made) < 1600
            loud = np.sqrt((made.reshape(-1, RATE // 20) ** 2).mean(1))
            ranges.append(loud.max() / loud.min())
    assert np.median(ranges[12:]) > 2 * np.median(ranges[:12])


def test_a_recorded_noise_is_played_slower_or_faster() -> None:
    tone = (8000 * np.sin(2 * np.pi * 500 * np.arange(RATE) / RATE)).astype(np.int16)
    heights = [_peak_hertz(noises.recorded(tone, RATE // 2, np.random.default_rng(seed))) for seed in range(8)]
    assert min(heights) < 480 < 520 < max(heights)
    assert all(290 < height < 840 for height in heights)
