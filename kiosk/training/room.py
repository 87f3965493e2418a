"""A room between talker and microphone: mirror images of the talker in six walls, and noises to fill it with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from kiosk.training.levels import Samples, unclipped
from kiosk.training.manifest import RATE, Sound, as_int16

_SPEED = 343.0  # m/s
_SIZE = np.array([6.4, 5.3, 2.7])  # m: a day room
_MICROPHONE = np.array([0.6, 2.9, 1.35])  # on a wall
_EVEN = 0.76  # Eyring takes sound to go all ways alike; here it goes on longer between the far walls, measured
_JITTER_M = 0.06  # walls are not that even: without it the images line up into chirps


@lru_cache(maxsize=8)
def response(distance_m: float = 3.0, rt60_s: float = 0.6, seed: int = 0) -> Samples:
    """From a mouth ``distance_m`` away to the microphone, of energy 1; reflections fall by 60 dB in ``rt60_s``.

    At 3 m the direct sound is some 10 dB weaker than the room's answer, which is what makes distance hard.
    """
    chance = np.random.default_rng(seed)
    talker = _MICROPHONE + np.array([distance_m * 0.97, -distance_m * 0.24, 0.15])
    volume, surface = float(np.prod(_SIZE)), 2 * float(_SIZE @ np.roll(_SIZE, 1))
    absorbed = 1.0 - np.exp(-0.161 * volume / (surface * rt60_s * _EVEN))  # Eyring
    reflected = np.sqrt(1.0 - absorbed)
    reach = _SPEED * rt60_s * 1.1
    axes = []
    for axis in range(3):
        most = int(np.ceil(reach / (2 * _SIZE[axis])))
        order = np.repeat(np.arange(-most, most + 1), 2)
        mirrored = np.tile([0, 1], 2 * most + 1)
        place = (1 - 2 * mirrored) * talker[axis] + 2 * order * _SIZE[axis] - _MICROPHONE[axis]
        axes.append((place, np.abs(order - mirrored) + np.abs(order)))
    squares = axes[0][0][:, None, None] ** 2 + axes[1][0][None, :, None] ** 2 + axes[2][0][None, None, :] ** 2
    walls = axes[0][1][:, None, None] + axes[1][1][None, :, None] + axes[2][1][None, None, :]
    within = squares < reach**2
    far, bounces = np.sqrt(squares[within]), walls[within]
    far = np.where(bounces > 0, np.maximum(far + chance.uniform(-_JITTER_M, _JITTER_M, len(far)), distance_m), far)
    made = np.zeros(int((reach + 1.0) / _SPEED * RATE))
    np.add.at(made, np.rint(far / _SPEED * RATE).astype(np.int64), reflected**bounces / far)
    made = made[int(distance_m / _SPEED * RATE) - 8 :]  # the way of the direct sound is no delay of ours
    return np.asarray(_without_rumble(made) / np.sqrt(np.sum(_without_rumble(made) ** 2)))


def _without_rumble(samples: Samples, below_hz: float = 60.0) -> Samples:
    """All images add up at 0 Hz; no microphone hears that."""
    from scipy.signal import butter, lfilter

    return np.asarray(lfilter(*butter(2, below_hz / (RATE / 2), "high"), samples), np.float64)


def distant(sound: Sound, through: Samples | None = None) -> Sound:
    """The sound in a room (3 m and 0.6 s if none is given), as strong as it was."""
    from scipy.signal import fftconvolve

    room = response() if through is None else through
    wide = sound.astype(np.float64)
    made = fftconvolve(wide, room)[: len(sound)]
    made *= np.sqrt(np.sum(wide**2) / max(float(np.sum(made**2)), 1e-9))
    return unclipped(made)


def hiss(seconds: float, slope_db: float = 0.0, seed: int = 0) -> Sound:
    """Steady noise at -26 dB of full scale, its power falling by ``slope_db`` an octave: 0 white, 3 pink, 6 brown."""
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hertz = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 40.0)
    made = np.fft.irfft(spectrum * hertz ** (-slope_db / 6.02), count)
    return as_int16(made * (1640.0 / np.sqrt(np.mean(made**2))))


def babble(voices: Sequence[Sound], seconds: float, seed: int = 0, talkers: int = 6) -> Sound:
    """Several people talking at once at -26 dB of full scale, out of recordings of speech."""
    chance = np.random.default_rng(seed)
    count = int(seconds * RATE)
    made = np.zeros(count)
    for _ in range(talkers):
        line: list[Sound] = []
        while sum(map(len, line)) < count:
            line.append(voices[int(chance.integers(len(voices)))])
        one = np.roll(np.concatenate(line)[:count], int(chance.integers(count))).astype(np.float64)
        made += one / max(float(np.sqrt(np.mean(one**2))), 1.0)
    return as_int16(made * (1640.0 / max(float(np.sqrt(np.mean(made**2))), 1e-9)))
