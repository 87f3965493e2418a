"""Words against words on an accelerator: the sums of ``rivals``, for all utterances of a batch and all words at once.

The graph of the rivals is many rows of phones between one silence before and one after; so a move is a shift by one.
Eight times as much sound took an H100 about as long (80 ms) as ``rivals`` takes on one core (60 to 110 ms).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from kiosk.training import rivals
from kiosk.training.ways import Allowed, Floats

Against = Callable[
    [torch.Tensor, NDArray[np.float32], NDArray[np.int64], Sequence[Allowed], NDArray[np.int64]],
    tuple[Floats, NDArray[np.float32]],
]


def rivals_on(others: Allowed, device: torch.device) -> Against:
    """``rivals.against`` for some rows of a batch, wherever its scores lie: (scores there, here, lengths, said, rows).

    ``scores`` [B, T, 2P], twice; ``lengths`` [B] in frames. Gives log P(word) - log P(any) [rows] and its gradient.
    """

    def on_a_core(
        _: torch.Tensor, seen: NDArray[np.float32], lengths: NDArray[np.int64], said: Sequence[Allowed],
        rows: NDArray[np.int64],
    ) -> tuple[Floats, NDArray[np.float32]]:  # fmt: skip
        return rivals.against(seen[rows], lengths[rows], [said[row] for row in rows], others)

    def accelerated(
        scores: torch.Tensor, seen: NDArray[np.float32], lengths: NDArray[np.int64], said: Sequence[Allowed],
        rows: NDArray[np.int64],
    ) -> tuple[Floats, NDArray[np.float32]]:  # fmt: skip
        longest = int(lengths[rows].max())
        some, here = scores[torch.from_numpy(rows).to(device), :longest], seen[rows, :longest]
        used, likely = every.used(some, torch.from_numpy(lengths[rows]).to(device))
        right, wanted = rivals.used(here, lengths[rows], [said[row] for row in rows])
        fits = wanted > -1e9
        gradient = np.zeros((len(rows), *seen.shape[1:]), np.float32)
        gradient[:, :longest] = (right - used.cpu().numpy()) * fits[:, None, None]
        return np.where(fits, wanted - likely.cpu().numpy(), np.nan), gradient

    if device.type == "cpu":
        return on_a_core
    every = AnyWord(others, device)
    return accelerated


class AnyWord:
    """How likely any of many words is, and how much of each output they use; ``others`` come from ``rivals.any_of``."""

    def __init__(self, others: Allowed, device: torch.device) -> None:
        nodes = len(others.phones)
        starts = others.begins.copy()
        starts[0] = False
        self._starts = torch.from_numpy(starts).to(device)
        self._lasts = torch.from_numpy(np.flatnonzero(others.ends)[:-1]).to(device)
        self._begins = torch.from_numpy(others.begins.astype(np.float64)).to(device)
        self._ends = torch.from_numpy(others.ends.astype(np.float64)).to(device)
        self._firsts = torch.from_numpy(2 * others.phones).to(device)
        # A row of phones is followed by the next row, whose first node takes nothing from it.
        self._goes_on = torch.zeros(nodes, dtype=torch.float64, device=device)
        self._goes_on[1:-2] = (~self._starts[2:-1]).double()
        self._phone = torch.zeros((nodes, int(others.phones.max()) + 1), device=device)
        self._phone[torch.arange(nodes), torch.from_numpy(others.phones)] = 1.0

    def used(self, scores: torch.Tensor, lengths: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[B, T, 2P] each output's use, and log P(any) [B], of ``scores`` [B, T, 2P] for ``lengths`` [B] frames."""
        wide = scores.double()
        top = wide.amax(2)
        likely = (wide - top[..., None]).exp()
        inside = torch.arange(scores.shape[1], device=scores.device)[None] < lengths[:, None]
        first, later, scale = self._forward(likely)
        rows = torch.arange(len(scores), device=scores.device)
        last = lengths - 1
        final = ((first[last, rows] + later[last, rows]) * self._ends).sum(1)
        logs = ((top + scale.log()) * inside).sum(1) + final.log()
        return self._backward(likely, first, later, scale, last, self._ends / final[:, None]), logs

    def _forward(self, likely: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """For each frame, row and node: in its first frame, in a later one [T, B, N]; and the scale [B, T]."""
        count, frames, _ = likely.shape
        first = likely.new_empty((frames, count, len(self._firsts)))
        later = torch.empty_like(first)
        scale = likely.new_empty((count, frames))
        for t in range(frames):
            now = likely[:, t]
            if t == 0:
                first[t] = self._begins * now[:, self._firsts]
                later[t] = 0.0
            else:
                half = 0.5 * (first[t - 1] + later[t - 1])
                come = torch.where(self._starts, half[:, :1], half.roll(1, 1))
                come[:, 0] = 0.0
                come[:, -1] = half[:, self._lasts].sum(1)
                first[t] = come * now[:, self._firsts]
                later[t] = half * now[:, self._firsts + 1]
            scale[:, t] = (first[t].sum(1) + later[t].sum(1)).clamp_min(1e-300)
            first[t] /= scale[:, t, None]
            later[t] /= scale[:, t, None]
        return first, later, scale

    def _backward(
        self, likely: torch.Tensor, first: torch.Tensor, later: torch.Tensor, scale: torch.Tensor, last: torch.Tensor,
        end: torch.Tensor,
    ) -> torch.Tensor:  # fmt: skip
        """The use of each output [B, T, 2P]; ``end`` [B, N] is what a node counts in an utterance's last frame."""
        used = torch.zeros(likely.shape, dtype=torch.float32, device=likely.device)
        to_first, to_later = torch.zeros_like(end), torch.zeros_like(end)
        met = 2 * self._phone.shape[1]
        for t in range(likely.shape[1] - 1, -1, -1):
            ends_now = (last == t)[:, None]
            to_first, to_later = torch.where(ends_now, end, to_first), torch.where(ends_now, end, to_later)
            used[:, t, 0:met:2] = (first[t] * to_first).float() @ self._phone
            used[:, t, 1:met:2] = (later[t] * to_later).float() @ self._phone
            if t:
                now = likely[:, t] / scale[:, t, None]
                begun = 0.5 * now[:, self._firsts] * to_first
                half = 0.5 * now[:, self._firsts + 1] * to_later
                half += begun.roll(-1, 1) * self._goes_on
                half[:, 0] += (begun * self._starts).sum(1)
                half[:, self._lasts] += begun[:, -1:]
                to_first, to_later = half, half
        return used
