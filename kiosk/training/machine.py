"""What there is to train on: two cores, or an accelerator with many cores to feed it."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Machine:
    """Where the network is trained: PyTorch's ``device``, and how many seconds of sound a step takes there.

    ``workers`` processes make the sounds, each about 400 times as fast as they would play; ``threads`` sum up. With
    several ``parts`` all this is there once for each.
    """

    device: str
    seconds: float
    workers: int
    threads: int
    parts: int = 1


def machine(parts: int = 1) -> Machine:
    """The one at hand. An accelerator gets eight times as much sound at a step; side by side all train on cores."""
    if parts > 1:
        return Machine("cpu", 48.0, 1, 1, parts)
    if torch.cuda.is_available():
        return Machine("cuda", 384.0, max(1, (os.cpu_count() or 4) - 2), 4)
    return Machine("cpu", 48.0, 1, 2)
