"""How loud the speech in a sound is, and where it ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kiosk.training.manifest import RATE, Sound, as_int16

Samples = NDArray[np.float64]
FLOOR = 5.2  # hiss of a quiet room: -76 dB of full scale
_ACTIVE_DB = 25.0


def active_rms(sound: NDArray[np.generic]) -> float:
    """The root mean square of the speech in a sound, 0 for silence.

    Only blocks of 20 ms that are at most 25 dB under the loudest count, so silence around a word counts for nothing.
    """
    powers = _powers(sound, RATE // 50)
    if not len(powers):
        return 0.0
    return float(np.sqrt(powers[powers >= powers.max() * 10 ** (-_ACTIVE_DB / 10)].mean()))


def speech_end(sound: Sound) -> int:
    """The sample where the last voice ends: after the last 10 ms that are at most 25 dB under the loudest."""
    step = RATE // 100
    powers = _powers(sound, step)
    loud = np.nonzero(powers >= max(float(powers.max(initial=0.0)) * 10 ** (-_ACTIVE_DB / 10), 1.0))[0]
    return int((loud[-1] + 1) * step) if len(loud) else len(sound)


def unclipped(samples: Samples) -> Sound:
    """As 16-bit, made quieter as a whole if its loudest sample does not fit."""
    peak = float(np.abs(samples).max(initial=0.0))
    return as_int16(samples * min(1.0, 32000.0 / max(peak, 1.0)))


def _powers(sound: NDArray[np.generic], step: int) -> Samples:
    """The mean square of each block; a sound shorter than a block is one."""
    wide = np.asarray(sound, np.float64)
    whole = len(wide) // step
    if not whole:
        return np.array([np.mean(wide**2)]) if len(wide) else np.zeros(0)
    return np.asarray(np.mean(wide[: whole * step].reshape(whole, step) ** 2, axis=1))
