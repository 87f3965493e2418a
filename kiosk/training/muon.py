"""Muon (Jordan et al. 2024): every direction of a layer's matrix moves alike, whatever its gradient's size.

torch has one too, which reckons in half precision everywhere: on a core without instructions for that its products took
seven times as long as in whole precision, and most of each step.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch

from kiosk.training.network import halves

_CURVE = (3.4445, -4.7750, 2.0315)  # brings what lies from 0 to 1 near to 1 in a few rounds (Jordan et al. 2024)
_MOMENTUM = 0.95


class Muon(torch.optim.Optimizer):
    """For matrices only. ``rounds`` of Newton and Schulz even out each step; ``decay`` shrinks the weights.

    What it keeps is named as torch's own keeps it, so that a training that was begun with that goes on.
    """

    def __init__(self, matrices: Iterable[torch.Tensor], rate: float, decay: float, rounds: int) -> None:
        super().__init__(matrices, {"lr": rate, "weight_decay": decay, "ns_steps": rounds})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]  # nobody here gives a closure
        for group in self.param_groups:
            for matrix in group["params"]:
                if matrix.grad is None:
                    continue
                if "momentum_buffer" not in self.state[matrix]:
                    self.state[matrix]["momentum_buffer"] = torch.zeros_like(matrix)
                kept = self.state[matrix]["momentum_buffer"]
                kept.lerp_(matrix.grad, 1 - _MOMENTUM)
                way = evened(matrix.grad.lerp(kept, _MOMENTUM), group["ns_steps"])
                rows, columns = matrix.shape
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                matrix.add_(way, alpha=-group["lr"] * math.sqrt(max(1.0, rows / columns)))


def evened(matrix: torch.Tensor, rounds: int) -> torch.Tensor:
    """A matrix of the same directions with all its singular values near 1."""
    tall = matrix.shape[0] > matrix.shape[1]
    made = (matrix.T if tall else matrix).to(torch.bfloat16 if halves(matrix) else matrix.dtype)
    made = made / made.norm().clamp(min=1e-7)
    one, three, five = _CURVE
    for _ in range(rounds):
        square = made @ made.T
        made = torch.addmm(made, torch.addmm(square, square, square, beta=three, alpha=five), made, beta=one)
    return (made.T if tall else made).to(matrix.dtype)
