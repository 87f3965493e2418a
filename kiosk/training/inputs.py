"""From sounds to what the network sees: each utterance with a vocal tract, a tempo and blanks of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from kiosk.training import features, network
from kiosk.training.ways import Allowed

_LONGEST = 1700  # frames; what is longer keeps its tempo


class Batch(NamedTuple):
    """``sounds`` [B, samples] in 16-bit range, their lengths in samples, and the ways to say each.

    ``spoken`` [B, 2] says where speech begins and ends, about, as shares of the length.
    """

    sounds: torch.Tensor
    lengths: NDArray[np.int64]
    said: list[Allowed]
    spoken: NDArray[np.float64]
    plain: torch.Tensor | None = None  # the same voices in a quiet place, if wanted


class Prepared(NamedTuple):
    """MFCCs [B, frames, 40] with a frame repeated before and after, the frames that count, and the same in quiet."""

    inputs: torch.Tensor
    frames: NDArray[np.int64]
    quiet: torch.Tensor | None


def prepared(batch: Batch, chance: np.random.Generator, plain: bool = False) -> Prepared:
    """What the network sees of a batch.

    Unless ``plain``, each utterance gets a vocal tract, a tempo, a channel and blanks of its own.
    """
    count = len(batch.sounds)
    warps = np.full(count, features.PLAIN)
    if not plain:
        warped = chance.random(count) < 0.6
        warps[warped] = chance.integers(len(features.WARPS), size=int(warped.sum()))
    mels = features.log_mel(batch.sounds, torch.from_numpy(warps))
    quiet = None if batch.plain is None else features.log_mel(batch.plain, torch.from_numpy(warps))
    frames = np.array([features.frames_in(int(length)) for length in batch.lengths])
    tempo = np.ones(count)
    if not plain:
        tempo = np.where(chance.random(count) < 0.6, chance.uniform(0.74, 1.22, count), 1.0)
        shortest = np.array([3 * (said.shortest + 3) for said in batch.said])
        tempo = np.minimum(tempo, np.maximum(frames / shortest, 0.5))
        tempo = np.where(frames / np.maximum(tempo, 1e-3) > _LONGEST, 1.0, tempo)
        mels = _blanked(mels, frames, chance)
    wanted = np.maximum(1, np.round(frames / tempo)).astype(int)
    longest = int(wanted.max())
    place = np.arange(-network.BACK, longest + network.AHEAD)[None] * tempo[:, None]
    place = np.clip(
        np.where(np.arange(-network.BACK, longest + network.AHEAD)[None] >= wanted[:, None], 1e9, place),
        0.0,
        frames[:, None] - 1.0,
    )
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, frames[:, None] - 1)
    part = torch.from_numpy((place - low).astype(np.float32))[..., None]
    rows = torch.arange(count)[:, None]

    def at_tempo(mels: torch.Tensor) -> torch.Tensor:
        cepstra = features.cepstra(mels)
        return cepstra[rows, torch.from_numpy(low)] * (1 - part) + cepstra[rows, torch.from_numpy(high)] * part

    return Prepared(at_tempo(mels), wanted, None if quiet is None else at_tempo(quiet))


def _blanked(mels: torch.Tensor, frames: NDArray[np.int64], chance: np.random.Generator) -> torch.Tensor:
    """Some bands and moments wiped out, as SpecAugment does (Park et al. 2019), mildly."""
    mels = mels.clone()
    for row in range(len(mels)):
        mean = mels[row, : frames[row]].mean()
        if chance.random() < 0.4:
            begin = int(chance.integers(features.COUNT - 7))
            mels[row, :, begin : begin + int(chance.integers(1, 8))] = mean
        if chance.random() < 0.4:
            begin = int(chance.integers(max(1, frames[row])))
            mels[row, begin : begin + int(chance.integers(2, 9))] = mean
    return mels
