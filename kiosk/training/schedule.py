"""How fast the network learns, and by which rule each of its layers moves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from kiosk.training.muon import Muon
from kiosk.training.network import Network

_MUON_RATE, _ADAM_RATE = 0.02, 1e-3


@dataclass(frozen=True)
class Schedule:
    """``steps`` in all; the rate rises for ``warm`` steps and then falls to nearly nothing.

    For the first ``even`` steps the phones of an utterance are taken to last equally long: from random weights
    LF-MMI alone found nothing in 500 steps. ``peak`` is the share of the full rate that is reached; a model that is
    taken up from ``start`` goes on with less.
    """

    steps: int = 6800
    warm: int = 100
    even: int = 250
    every: int = 250  # steps between checkpoints
    peak: float = 1.0
    told_apart: float = 0.0  # how much words against words count, beside LF-MMI
    start: Path | None = None  # a model's folder
    taught: float = 0.0  # how much that model counts as a teacher, which hears the same voices in quiet

    def share_at(self, step: int) -> float:
        """The share of the full rate at a step."""
        return self.peak * min(1.0, (step + 1) / self.warm) * max(0.02, 1.0 - step / self.steps)


def optimisers(net: Network) -> list[torch.optim.Optimizer]:
    """Muon for the hidden layers, Adam for the rest.

    Adam alone let the hidden layers collapse to two directions (speech or not), whatever its rate; Muon moves all
    directions of a matrix alike.
    """
    hidden = [one for name, one in net.named_parameters() if one.ndim == 2 and not name.startswith("out.")]
    rest = [one for name, one in net.named_parameters() if one.ndim != 2 or name.startswith("out.")]
    made: list[torch.optim.Optimizer] = [
        Muon(hidden, _MUON_RATE, decay=0.05, rounds=4),
        torch.optim.AdamW(rest, lr=_ADAM_RATE, weight_decay=1e-3),
    ]
    for one in made:
        for group in one.param_groups:
            group["initial_lr"] = group["lr"]
    return made
