"""Worse copies of recordings, to measure with: noise, distance, quietness, slowness, pauses.

Every function takes 16 kHz 16-bit mono and gives the same. What a name such as ``noise10`` means stands in KINDS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from kiosk.training.levels import FLOOR, Samples, active_rms, unclipped
from kiosk.training.manifest import RATE, Sound, as_int16
from kiosk.training.room import distant
from kiosk.training.talkover import Talkover

KINDS = {
    "clean": "as recorded, in a quiet room",
    "bare": "as recorded, cut off before and after where the recording is",
    "noise10": "noise 10 dB under the speech",
    "noise5": "noise 5 dB under the speech",
    "far": "3 m away in a room of 0.6 s",
    "quiet": "20 dB quieter",
    "slow": "slowed to 75 %, at the same pitch",
    "paused": "0.4 s of pause between the words",
    "echo0": "over the kiosk's own voice, as loud as its echo, after the canceller",
    "echo6": "over the kiosk's own voice, 6 dB under its echo, after the canceller",
}
BEFORE_S, AFTER_S = 0.4, 0.6  # of the room's silence around a recording: the kiosk keeps 0.4 s from before
_SLOW = 0.75
_PAUSE_S = 0.4


@dataclass(frozen=True)
class Scene:
    """What there is beside the speech: recorded or made noises, and the kiosk's own voice for echo0 and echo6."""

    noises: tuple[Sound, ...] = ()
    talkover: Talkover | None = None
    response: Samples | None = field(default=None, repr=False)  # of a real room, for "far"


def around(sound: Sound, chance: np.random.Generator) -> Sound:
    """The sound in a quiet room: hiss under it, 0.4 s before it and 0.6 s after it."""
    padded = np.pad(sound.astype(np.float64), (int(BEFORE_S * RATE), int(AFTER_S * RATE)))
    return as_int16(padded + chance.standard_normal(len(padded)) * FLOOR)


def noisy(sound: Sound, noise: Sound, snr_db: float, chance: np.random.Generator) -> Sound:
    """The speech with a stretch of the noise ``snr_db`` under it, over its whole length."""
    begin = int(chance.integers(0, max(1, len(noise))))
    stretch = np.resize(np.roll(noise, -begin), len(sound)).astype(np.float64)
    level = np.sqrt(np.mean(stretch**2)) or 1.0
    return unclipped(sound + stretch * (active_rms(sound) / level * 10 ** (-snr_db / 20)))


def quieter(sound: Sound, by_db: float = 20.0) -> Sound:
    """The same, ``by_db`` quieter."""
    return as_int16(sound * 10 ** (-by_db / 20))


def slowed(sound: Sound, tempo: float = _SLOW) -> Sound:
    """The same speech at ``tempo`` of its speed and at its own pitch.

    Waveform-similarity overlap-add: windows of 32 ms, each taken within 10 ms of where it is due, where it goes on
    best from the one before.
    """
    size, hop, reach = 512, 256, 160
    if len(sound) < 2 * size:
        return sound
    wide = np.concatenate((np.zeros(reach), sound.astype(np.float64), np.zeros(size + hop + 2 * reach)))
    window = np.hanning(size + 1)[:size]
    count = int(len(sound) / tempo / hop)
    made = np.zeros(count * hop + size)
    weight = np.full(len(made), 1e-6)
    at = reach
    for turn in range(count):
        due = int(turn * hop * tempo) + reach
        if turn:
            follows = wide[at + hop : at + hop + size]
            near = wide[due - reach : due + reach + size]
            alike = np.correlate(near, follows)
            energy = np.convolve(near**2, np.ones(size), "valid")
            at = due - reach + int(np.argmax(alike / np.sqrt(energy + 1.0)))
        made[turn * hop : turn * hop + size] += wide[at : at + size] * window
        weight[turn * hop : turn * hop + size] += window
    return as_int16((made / weight)[: int(len(sound) / tempo)])


def paused(sound: Sound, ends: Sequence[float], chance: np.random.Generator, seconds: float = _PAUSE_S) -> Sound:
    """The same with a pause after each of the words that end at ``ends`` (seconds), but for the last.

    Each cut is made in the quietest 10 ms within 60 ms of the word's end.
    """
    fade = RATE // 200
    cuts = [0, *(_quietest(sound, int(end * RATE)) for end in ends[:-1]), len(sound)]
    pieces: list[Samples] = []
    for begin, end in pairwise(sorted(cuts)):
        piece = sound[begin:end].astype(np.float64)
        if len(piece) > 2 * fade:
            piece[:fade] *= np.linspace(0.0, 1.0, fade)
            piece[-fade:] *= np.linspace(1.0, 0.0, fade)
        pieces += [piece, chance.standard_normal(int(seconds * RATE)) * FLOOR]
    return as_int16(np.concatenate(pieces[:-1]))


def _quietest(sound: Sound, near: int, within_s: float = 0.06) -> int:
    step, reach = RATE // 100, int(within_s * RATE)
    places = range(max(step, near - reach), min(len(sound) - step, near + reach), step // 2)
    return min(places, key=lambda at: float(np.sum(sound[at - step // 2 : at + step // 2].astype(np.float64) ** 2)),
               default=min(max(near, 0), len(sound)))  # fmt: skip


def degraded(kind: str, sound: Sound, seed: int, scene: Scene, ends: Sequence[float] = ()) -> Sound:
    """A recording made ready for the recogniser; unless slowed or paused its speech begins after BEFORE_S.

    ``ends`` are the ends of its words in seconds, for "paused" (without them it stays as it is); ``seed`` chooses
    the noise and its place. Raises KeyError for a kind that is not in KINDS, ValueError if the scene lacks its voice
    or noises.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    chance = np.random.default_rng(seed)
    if kind == "slow":
        sound = slowed(sound)
    elif kind == "paused" and len(ends) > 1:
        sound = paused(sound, ends, chance)
    elif kind == "quiet":
        sound = quieter(sound)
    elif kind == "bare":
        return sound
    whole = around(sound, chance)
    if kind.startswith("echo"):
        if scene.talkover is None:
            raise ValueError("To measure over the kiosk's own voice, its voice is needed.")
        return scene.talkover.over(whole, active_rms(sound), -float(kind[4:]), seed)
    if kind.startswith("noise"):
        if not scene.noises:
            raise ValueError("To measure in noise, noises are needed.")
        return noisy(whole, scene.noises[seed % len(scene.noises)], float(kind[5:]), chance)
    return distant(whole, scene.response) if kind == "far" else whole
