"""Takes a shipped model up again: the network that was exported, with its batch norms, to be trained further.

A fold cannot be undone to the letter, and need not be: with variances of 1 and any means that the biases after them
make up for, the network is equal to the exported one. The means of some real sounds are taken, so that training, which
norms by the sounds at hand, begins where the exported one ended.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kiosk.training import network
from kiosk.training.network import Network


class TakeUpError(ValueError):
    """The file holds no network of this shape; the message says what to do."""


class _Place(NamedTuple):
    """Where the numbers of an affine component lie in am/final.mdl, in bytes."""

    name: str
    weight: int
    shape: tuple[int, int]
    bias: int


def _places(raw: bytes) -> Iterator[_Place]:
    at = 0
    while (at := raw.find(b"<ComponentName> ", at)) >= 0:
        at += len(b"<ComponentName> ")
        name = raw[at : raw.index(b" ", at)].decode("ascii", "replace")
        at += len(name) + 1
        if not raw.startswith(b"<AffineComponent> ", at):
            continue
        at = raw.index(b"<LinearParams> FM ", at) + len(b"<LinearParams> FM ")
        rows, columns = struct.unpack_from("<xixi", raw, at)
        weight = at + 10
        bias = raw.index(b"<BiasParams> FV ", weight + 4 * rows * columns) + len(b"<BiasParams> FV ") + 5
        at = bias + 4 * rows
        yield _Place(name, weight, (rows, columns), bias)


def layers_of(model: Path) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Weight [out, in] and bias [out] of every affine component of am/final.mdl. Raises OSError."""
    raw = (model / "am" / "final.mdl").read_bytes()
    return {
        each.name: (
            torch.from_numpy(_numbers(raw, each.weight, each.shape[0] * each.shape[1]).reshape(each.shape).copy()),
            torch.from_numpy(_numbers(raw, each.bias, each.shape[0]).copy()),
        )
        for each in _places(raw)
    }


def _numbers(raw: bytes, at: int, count: int) -> NDArray[np.float32]:
    return np.frombuffer(raw, "<f4", count, at)


@torch.no_grad()
def taken_up(model: Path, inputs: torch.Tensor) -> Network:
    """The exported network; ``inputs`` [batch, frames, 40] are sounds such as it is trained on.

    Raises TakeUpError for a network of another shape, OSError for a file that cannot be read.
    """
    net = Network().eval()
    try:
        _fill(net, layers_of(model), inputs)
    except (KeyError, RuntimeError, ValueError, struct.error) as error:
        raise TakeUpError(f"{model} was not made by this code ({error}); train from the beginning.") from error
    return net


def _fill(net: Network, layers: dict[str, tuple[torch.Tensor, torch.Tensor]], inputs: torch.Tensor) -> None:
    rows = inputs.reshape(-1, inputs.shape[2])
    net.mean.copy_(rows.mean(0))
    net.scale.copy_(1.0 / (rows.std(0) + 1e-3))
    weight, bias = layers["front.affine"]
    taps = len(network.FRONT_TAPS)
    _put(net.front, weight / net.scale.tile(taps), bias + weight @ net.mean.tile(taps))
    x = _normed(net.front_norm, torch.relu(net.front((inputs - net.mean) * net.scale)))
    constant = -_mean(net.front_norm)
    weight, bias = layers["entry.affine"]
    _put(net.entry, weight, bias - _after(weight, constant))
    x = _normed(net.entry_norm, torch.relu(net.entry(x)))
    constant = -_mean(net.entry_norm)
    for index, block in enumerate(net.blocks):
        assert isinstance(block, network.Block)
        narrow, _ = layers[f"block{index}.narrow"]
        _put(block.narrow, narrow, None)
        weight, bias = layers[f"block{index}.affine"]
        _put(block.wide, weight, bias - _after(weight, _after(narrow, constant)))
        past = x[:, block.back : x.shape[1] - block.ahead]
        x = _normed(block.norm, torch.relu(block.wide(block.narrow(x)))) + network.ROUND * past
        constant = network.ROUND * constant - _mean(block.norm)
    weight, bias = layers["out"]
    _put(net.out, weight, bias - _after(weight, constant))


def _put(layer: network.Spread, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
    layer.affine.weight.copy_(weight)
    if bias is not None:
        layer.affine.bias.copy_(bias)


def _after(weight: torch.Tensor, constant: torch.Tensor) -> torch.Tensor:
    """What a constant in every input adds to the outputs: [out]."""
    return weight @ constant.tile(weight.shape[1] // len(constant))


def _normed(norm: nn.BatchNorm1d, x: torch.Tensor) -> torch.Tensor:
    """Set the norm to the means of ``x`` and to variances of 1; what it makes of ``x``."""
    assert norm.running_mean is not None and norm.running_var is not None
    norm.running_mean.copy_(x.reshape(-1, x.shape[2]).mean(0))
    norm.running_var.fill_(1.0 - norm.eps)
    return x - norm.running_mean


def _mean(norm: nn.BatchNorm1d) -> torch.Tensor:
    assert norm.running_mean is not None
    return norm.running_mean
