"""The first steps from random weights: the phones of an utterance are taken to last equally long."""

from __future__ import annotations

import numpy as np
import torch

from kiosk.training import batches

_SILENCE_COUNTS = 0.1  # of another frame: it is half of all


def evenly(scores: torch.Tensor, lengths: np.ndarray, batch: batches.Ready) -> tuple[np.ndarray, np.ndarray]:
    """The log likelihood of each utterance if its phones last equally long, and the gradient: [B], [B, T, outputs]."""
    target = np.zeros(scores.shape[:2], np.int64)
    counts = (np.arange(scores.shape[1])[None] < lengths[:, None]).astype(np.float32)
    for row, (length, said, spoken) in enumerate(zip(lengths, batch.said, batch.spoken, strict=True)):
        target[row] = 1
        target[row, 0] = 0
        if len(said.plain):
            bounds = np.linspace(spoken[0] * length, spoken[1] * length, len(said.plain) + 1).astype(int)
            for phone, begin, end in zip(said.plain, bounds, bounds[1:], strict=False):
                target[row, begin:end] = 2 * phone + 1
                target[row, begin : begin + 1] = 2 * phone
            target[row, bounds[-1] : bounds[-1] + 1] = 0
    likely = torch.log_softmax(scores, 2)
    chosen = torch.nn.functional.one_hot(torch.from_numpy(target), scores.shape[2])
    counts[target < 2] *= _SILENCE_COUNTS
    gradient = (chosen - likely.exp()) * torch.from_numpy(counts)[..., None]
    found = (likely * chosen).sum(2).numpy() * counts
    return found.sum(1), gradient.numpy().astype(np.float32)
