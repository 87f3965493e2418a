"""Makes one recording into many: other voices, older ones, rooms, levels, microphones and noises.

Every copy is made anew, by chance, while training goes on. All work on 32-bit floats in the range of 16-bit integers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft
from scipy.ndimage import uniform_filter1d

from kiosk.training.noises import Mixture, noise

Floats = NDArray[np.float32]
Chance = np.random.Generator
RATE = 16000
_FULL = 32767.0
_SIZE, _HOP = 512, 128  # samples: 32 ms every 8 ms


def resampled(sound: Floats, factor: float) -> Floats:
    """Played ``factor`` times as fast: shorter, higher, of a smaller head."""
    size = next_fast_len(len(sound) + 800, real=True)
    out = 2 * max(8, round(size / factor / 2))
    spectrum = rfft(sound, size)
    bins = out // 2 + 1
    kept = spectrum[:bins] if bins <= len(spectrum) else np.pad(spectrum, (0, bins - len(spectrum)))
    return np.asarray(irfft(kept, out)[: round(len(sound) / factor)] * (out / size), np.float32)


def aged(sound: Floats, chance: Chance) -> Floats:
    """The unsteady, breathy voice of old age: tremor of loudness, a wavering pitch, breath in the voice."""
    count = len(sound)
    time = np.arange(count, dtype=np.float32) / RATE
    if chance.random() < 0.6:
        rate, phase = chance.uniform(3.5, 8.0), chance.uniform(0, 6.28)
        sound = sound * (1.0 + chance.uniform(0.1, 0.5) * np.sin(6.283 * rate * time + phase)).astype(np.float32)
    if chance.random() < 0.6:
        steps = max(4, count // 160)
        wander = np.cumsum(chance.standard_normal(steps)) * 0.3
        wander = wander - np.linspace(wander[0], wander[-1], steps)
        slow = np.interp(np.arange(count), np.linspace(0, count, steps), wander)
        wave = chance.uniform(0.0, 6.0) * np.sin(6.283 * chance.uniform(3.5, 8.0) * time)
        sound = np.interp(np.arange(count) + slow + wave, np.arange(count), sound).astype(np.float32)
    if chance.random() < 0.6:
        loud = np.sqrt(np.convolve(sound**2, np.full(320, 1 / 320, np.float32), "same"))
        breath = np.diff(chance.standard_normal(count + 1)).astype(np.float32)
        sound = sound + breath * loud * np.float32(chance.uniform(0.03, 0.25))
    return sound


def vocoded(sound: Floats, chance: Chance) -> Floats:
    """Spoken again by a machine, as a speech codec or a parametric voice does: smoothed, and at a pitch of its own.

    What the throat does is kept, and the glottis made anew: pulses where the voice sounded, noise elsewhere.
    """
    if len(sound) < 4 * _SIZE:
        return sound
    padded = np.pad(sound, _SIZE)
    count = (len(padded) - _SIZE) // _HOP + 1
    places = np.arange(count)[:, None] * _HOP + np.arange(_SIZE)
    window = np.hanning(_SIZE + 1)[:_SIZE].astype(np.float32)
    power = np.abs(rfft(padded[places] * window)) ** 2 + np.float32(1.0)
    alike = irfft(power)
    voiced = np.clip(alike[:, 40:230].max(1) / alike[:, 0] * 4.0 - 1.2, 0.0, 1.0)  # from 70 to 400 Hz
    cepstrum = irfft(np.log(power))
    kept = int(chance.integers(22, 46))
    cepstrum[:, kept : _SIZE - kept + 1] = 0.0
    over = int(chance.integers(1, 7))
    envelope = np.exp(0.5 * uniform_filter1d(rfft(cepstrum).real, over, axis=0))
    samples = np.arange(len(padded))
    moments = samples / _HOP - _SIZE / _HOP / 2
    bends = np.exp(chance.uniform(-0.2, 0.2, max(3, count // 60)))
    height = np.exp(chance.uniform(np.log(75.0), np.log(260.0)))
    hertz = height * np.interp(samples, np.linspace(0, len(samples), len(bends)), bends)
    pulses = np.diff(np.floor(np.cumsum(hertz) / RATE), prepend=0.0) * np.sqrt(RATE / hertz)
    sounding = np.interp(moments, np.arange(count), voiced) * chance.uniform(0.75, 1.0)
    source = np.sqrt(sounding) * pulses + np.sqrt(1.0 - sounding) * chance.standard_normal(len(samples))
    pieces = irfft(rfft(source[places] * window) * envelope) * window
    made = np.zeros(len(padded), np.float32)
    for step in range(_SIZE // _HOP):  # those that do not overlap are laid down at once
        row = pieces[step :: _SIZE // _HOP].reshape(-1)
        made[step * _HOP : step * _HOP + len(row)] += row[: len(padded) - step * _HOP]
    return made[_SIZE : _SIZE + len(sound)]


def through(sound: Floats, response: Floats | None, chance: Chance) -> Floats:
    """Through a room and a microphone's curve, in one pass; some in a soft voice, or through a telephone's band."""
    tail = 0 if response is None else len(response)
    size = next_fast_len(len(sound) + tail, real=True)
    spectrum = rfft(sound, size)
    if response is not None:
        spectrum = spectrum * rfft(response, size)
    if chance.random() < 0.6:
        bends = int(chance.integers(3, 9))
        places = np.geomspace(1.0, 161.0, bends) - 1.0
        curve = np.interp(np.linspace(0, 160, len(spectrum)), places, chance.uniform(-9, 9, bends))
        spectrum = spectrum * (10.0 ** (curve / 20.0)).astype(np.float32)
    if chance.random() < 0.35:
        spectrum = spectrum * softly(len(spectrum), chance.uniform(-2.0, 7.0))
    if chance.random() < 0.11:
        hertz = np.linspace(0, RATE / 2, len(spectrum))
        low, high = chance.uniform(60, 350), chance.uniform(3100, 4000)
        spectrum = spectrum * (1.0 / (1.0 + (low / (hertz + 1)) ** 8 + (hertz / high) ** 16)).astype(np.float32)
    return np.asarray(irfft(spectrum, size)[: len(sound)], np.float32)


def softly(bins: int, decibels: float) -> Floats:
    """How a soft voice falls off: so many dB with each octave over 500 Hz, for the bins from 0 to 8 kHz."""
    octaves = np.log2(np.maximum(np.linspace(0, RATE / 2, bins), 500.0) / 500.0)
    return np.asarray(10.0 ** (-decibels * octaves / 20.0), np.float32)


def spoken_part(sound: Floats) -> tuple[int, int]:
    """Where somebody speaks in a clean recording, in samples: from the first loud moment to the last."""
    count = max(1, len(sound) // 160)
    loud = np.abs(np.resize(sound, count * 160)).reshape(count, 160).max(axis=1)
    heard = np.flatnonzero(loud > 0.08 * loud.max())
    return int(heard[0]) * 160, (int(heard[-1]) + 1) * 160


class Copy(NamedTuple):
    """A sound in whole numbers of 16 bits, where speech begins and ends in it (shares of its length), and it alone.

    ``plain`` is the same voice, moment by moment, close to the microphone and in a quiet place.
    """

    sound: Floats
    spoken: tuple[float, float]
    plain: Floats


def copy_of(sound: Floats, synthetic: bool, mixture: Mixture, chance: Chance) -> Copy:
    """One copy of an utterance, with some quiet before and after."""
    begin, end = spoken_part(sound)
    reach = 0.24 if synthetic else 0.14
    if chance.random() < 0.75:
        factor = float(np.exp(chance.uniform(-reach, reach)))
        sound = resampled(sound, factor)
        begin, end = int(begin / factor), int(end / factor)
    if chance.random() < (0.25 if synthetic else 0.12):
        sound = aged(sound, chance)
    if chance.random() < 0.2:
        sound = vocoded(sound, chance)
    before, after = (int(RATE * chance.uniform(0.02, 0.6)) for _ in range(2))
    sound = np.pad(sound, (before, after))
    plain = sound * np.float32(8000.0 / (np.abs(sound).max() + 1e-6))
    response = mixture.rooms[int(chance.integers(len(mixture.rooms)))] if chance.random() < 0.6 else None
    sound = through(sound, response, chance)
    sound = sound * np.float32(_FULL * 10 ** (chance.uniform(-42, -1) / 20) / (np.abs(sound).max() + 1e-6))
    if chance.random() < 0.8:
        loud = np.sqrt((sound[before : len(sound) - after] ** 2).mean())
        mixed, least = noise(mixture, len(sound), chance)
        over = least - 2.0 + 27.0 * chance.random() ** 0.9
        sound = sound + mixed * np.float32(loud / (np.sqrt((mixed**2).mean()) + 1e-6) * 10 ** (-over / 20))
    whole = len(sound)
    spoken = (before + begin) / whole, min(1.0, (before + end) / whole)
    return Copy(finished(sound, chance), spoken, finished(plain, chance))


def nothing_said(seconds: float, mixture: Mixture, chance: Chance) -> Floats:
    """A stretch in which nobody speaks to the kiosk: noises, residues, the murmur of a full room."""
    count = int(seconds * RATE)
    made = np.zeros(count, np.float32)
    for _ in range(int(chance.integers(1, 3))):
        mixed, _least = noise(mixture, count, chance, fewest=4)
        made += mixed / (np.sqrt((mixed**2).mean()) + 1e-6) * np.float32(_FULL * 10 ** (chance.uniform(-62, -16) / 20))
    return finished(made, chance)


def finished(sound: Floats, chance: Chance) -> Floats:
    """With the hiss of a microphone, clipped and rounded to whole numbers of 16 bits."""
    if chance.random() < 0.85:
        sound = sound + chance.standard_normal(len(sound)).astype(np.float32) * np.float32(chance.uniform(0.3, 8.0))
    return np.clip(np.rint(sound), -32768, 32767)
