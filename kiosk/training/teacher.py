"""A finished model as a teacher: what it hears in quiet, the one that is trained is to hear in noise and from far.

Right and wrong words alone say little of each moment of a sound; what a good ear makes of it says much.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kiosk.training import network
from kiosk.training.features import COUNT
from kiosk.training.takeup import taken_up


class Teacher:
    """``model`` is a model's folder. Raises TakeUpError if it cannot be taken up."""

    def __init__(self, model: Path, device: torch.device) -> None:
        self._device = device
        self._network = taken_up(model, torch.zeros(1, network.BACK + network.AHEAD + 1, COUNT)).to(device).eval()
        for one in self._network.modules():
            if isinstance(one, network.Spread):
                one.train()  # so it reckons in half precision, at two thirds of the time; its norms do not

    @torch.no_grad()
    def towards(self, quiet: torch.Tensor, seen: torch.Tensor, lengths: NDArray[np.int64]) -> NDArray[np.float32]:
        """Which way the scores ``seen`` [B, T, 2P] should go to be like its own of the same voices in ``quiet``.

        That is the gradient of minus their divergence. ``lengths`` [B] in frames: nothing is asked beyond them.
        """
        told = self._network(quiet.to(self._device))[:, : seen.shape[1]].cpu()
        inside = torch.arange(seen.shape[1])[None, :, None] < torch.from_numpy(lengths)[:, None, None]
        return np.asarray(((torch.softmax(told, 2) - torch.softmax(seen, 2)) * inside).numpy(), np.float32)
