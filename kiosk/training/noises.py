"""What sounds while somebody speaks: people, machines, dishes, music, and what is left of the kiosk's own voice.

All are made by chance, on 32-bit floats; how loud they are is for the one who mixes them in to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft

Floats = NDArray[np.float32]
Chance = np.random.Generator
RATE = 16000
_TOGETHER = 0.2  # of noises are two at once


@dataclass(frozen=True)
class Mixture:
    """What may be mixed into speech. ``residues`` is what the canceller leaves of the kiosk's own voice."""

    rooms: Sequence[Floats]
    noises: Sequence[NDArray[np.int16]]
    residues: Sequence[NDArray[np.int16]]
    speech: Sequence[NDArray[np.int16]]  # for babble: people who speak somewhere in the room


def coloured(count: int, chance: Chance) -> Floats:
    """Noise of one of many colours, with power 1: hiss, rain, a fan, a hum of traffic; half of it comes in gusts."""
    slope = chance.choice((0.0, 0.5, 1.0, chance.uniform(0.2, 1.4)))
    size = next_fast_len(count)
    spectrum = rfft(chance.standard_normal(size).astype(np.float32))
    shape = (np.arange(len(spectrum), dtype=np.float32) + 1.0) ** -np.float32(slope)
    shape[: max(2, size // 800)] = 0.0
    if chance.random() < 0.5:
        bends = np.geomspace(1.0, len(spectrum), int(chance.integers(4, 12)))
        curve = np.interp(np.arange(len(spectrum)), bends, chance.uniform(-12, 12, len(bends)))
        shape *= (10.0 ** (curve / 20.0)).astype(np.float32)
    made = irfft(spectrum * shape, size)[:count]
    if chance.random() < 0.5:
        made = made * _gusts(count, chance)
    return np.asarray(made / (made.std() + 1e-9), np.float32)


def _gusts(count: int, chance: Chance) -> Floats:
    """A loudness that comes and goes, by up to 20 dB: a tap, a wheel, a passing car."""
    steps = max(4, int(count / RATE * chance.uniform(1.0, 20.0)))
    decibels = chance.uniform(-20.0, 0.0, steps)
    return np.asarray(10.0 ** (np.interp(np.arange(count), np.linspace(0, count, steps), decibels) / 20.0), np.float32)


def clatter(count: int, chance: Chance) -> Floats:
    """Dishes, cutlery, steps, doors: knocks that ring for a moment, at one of a few heights."""
    made = np.zeros(count, np.float32)
    heights = np.exp(chance.uniform(np.log(200.0), np.log(7000.0), int(chance.integers(2, 9))))
    for _ in range(max(1, int(count / RATE * chance.uniform(1.0, 9.0)))):
        rings = chance.uniform(0.004, 0.12)
        length = min(count, int(6 * rings * RATE) + 32)
        time = np.arange(length, dtype=np.float32) / RATE
        knock = chance.standard_normal(length).astype(np.float32) * np.exp(-time / min(rings, 0.01))
        for height in chance.choice(heights, int(chance.integers(1, 4))):
            knock += np.sin(6.2832 * height * time) * np.exp(-time / rings) * np.float32(chance.uniform(0.1, 1.0))
        at = int(chance.integers(count - length + 1))
        made[at : at + length] += knock * np.float32(10.0 ** (chance.uniform(-24.0, 0.0) / 20.0))
    return made


def tones(count: int, chance: Chance) -> Floats:
    """Music, a beeping machine, an animal: notes with overtones, which may glide."""
    made = np.zeros(count, np.float32)
    usual = chance.uniform(0.08, 0.7)
    for _ in range(int(chance.integers(1, 4))):
        at = 0
        lowest = float(np.exp(chance.uniform(np.log(80.0), np.log(900.0))))
        overtones = int(chance.integers(1, 12))
        falls = chance.uniform(0.5, 2.0)
        while at < count:
            length = min(count - at, int(RATE * usual * chance.uniform(0.5, 2.0)))
            height = lowest * 2.0 ** (chance.integers(-5, 13) / 12.0)
            glide = chance.uniform(-0.5, 0.5) if chance.random() < 0.3 else 0.0
            place = np.linspace(0.0, 1.0, length, dtype=np.float32)
            phase = 6.2832 * np.cumsum(height * (1.0 + glide * place)) / RATE
            note = np.zeros(length, np.float32)
            for number in range(1, min(overtones, int(7000.0 / (height * 1.5))) + 1):
                note += np.sin(number * phase).astype(np.float32) * np.float32(number**-falls)
            swell = np.minimum(1.0, np.minimum(place * 12.0, (1.0 - place) * 6.0))
            made[at : at + length] += note * swell * np.float32(chance.uniform(0.0, 1.0))
            at += length + 1
    return made


def stretch_of(sound: NDArray[np.int16], count: int, chance: Chance) -> Floats:
    """``count`` samples from a random place of a longer sound, going round at its end."""
    if len(sound) < 2:
        return np.zeros(count, np.float32)
    begin = int(chance.integers(len(sound)))
    return np.take(sound, np.arange(begin, begin + count), mode="wrap").astype(np.float32)


def recorded(sound: NDArray[np.int16], count: int, chance: Chance) -> Floats:
    """A stretch of a recorded noise, played slower or faster."""
    speed = float(np.exp(chance.uniform(-0.5, 0.5)))
    longer = stretch_of(sound, int(count * speed) + 2, chance)
    return np.asarray(np.interp(np.arange(count) * speed, np.arange(len(longer)), longer), np.float32)


def babble(mixture: Mixture, count: int, chance: Chance, fewest: int = 1) -> Floats:
    """Up to six people who speak at once; one alone is a television."""
    made = np.zeros(count, np.float32)
    for _ in range(int(chance.integers(fewest, 7))):
        one = mixture.speech[int(chance.integers(len(mixture.speech)))]
        gap = np.zeros(int(chance.integers(0, 8000)), np.int16)
        piece = stretch_of(np.concatenate((one, gap)), count, chance)
        made += piece / (piece.std() + 1.0) * np.float32(chance.uniform(0.3, 1.0))
    return made


def noise(mixture: Mixture, count: int, chance: Chance, fewest: int = 1) -> tuple[Floats, float]:
    """A noise, and by how many dB speech should at least stand over it. ``fewest`` people make a babble."""
    made, least = _one_noise(mixture, count, chance, fewest)
    if chance.random() < _TOGETHER:
        beside, more = _one_noise(mixture, count, chance, fewest)
        share = 10.0 ** (chance.uniform(-10.0, 10.0) / 20.0)
        made = made / (made.std() + 1e-6) + beside / (beside.std() + 1e-6) * np.float32(share)
        least = max(least, more)
    return made, least


def texture(mixture: Mixture, count: int, chance: Chance) -> Floats:
    """A machine, a crowd, water that nobody recorded: the colour of one sound, the unrest of others in a few bands."""
    like = stretch_of(_any(mixture, chance), 31 * 512, chance)
    colour = np.abs(rfft(like.reshape(-1, 512), axis=1)).mean(0) + 1.0
    size = next_fast_len(count)
    spectrum = rfft(chance.standard_normal(size).astype(np.float32))
    bins = len(spectrum)
    at = np.linspace(0, 256 * float(np.exp(chance.uniform(-0.4, 0.4))), bins)
    spectrum *= np.interp(at, np.arange(257), colour).astype(np.float32)
    parts = sorted(int(bins * chance.random() ** 2) for _ in range(int(chance.integers(0, 4))))
    made = np.zeros(count, np.float32)
    for low, high in pairwise((0, *parts, bins)):
        band = np.zeros_like(spectrum)
        band[low:high] = spectrum[low:high]
        made += irfft(band, size)[:count] * _unrest(_any(mixture, chance), count, chance)
    return made


def _any(mixture: Mixture, chance: Chance) -> NDArray[np.int16]:
    known = mixture.noises if mixture.noises and chance.random() < 0.5 else mixture.speech
    return known[int(chance.integers(len(known)))]


def _unrest(sound: NDArray[np.int16], count: int, chance: Chance) -> Floats:
    """How the loudness of some sound comes and goes, within 25 dB."""
    hop = int(RATE * chance.uniform(0.005, 0.06))
    steps = count // hop + 2
    moments = np.abs(stretch_of(sound, steps * hop, chance)).reshape(steps, hop).mean(1)
    loud = np.maximum(moments / (moments.max() + 1e-6), 0.056) ** chance.uniform(0.2, 1.2)
    return np.asarray(np.interp(np.arange(count) / hop, np.arange(steps), loud), np.float32)


def _one_noise(mixture: Mixture, count: int, chance: Chance, fewest: int) -> tuple[Floats, float]:
    kind = chance.random()
    if kind < 0.19:
        return coloured(count, chance), 0.0
    if kind < 0.42:
        return babble(mixture, count, chance, fewest), 2.0
    if kind < 0.50:
        return clatter(count, chance), -2.0
    if kind < 0.57:
        return tones(count, chance), 0.0
    if kind < 0.70 and mixture.noises:
        return recorded(mixture.noises[int(chance.integers(len(mixture.noises)))], count, chance), 0.0
    if kind < 0.85 and mixture.speech:
        return texture(mixture, count, chance), 0.0
    if mixture.residues:
        return stretch_of(mixture.residues[int(chance.integers(len(mixture.residues)))], count, chance), -2.0
    return coloured(count, chance), 0.0
