"""Turns a trained network into a model directory that Vosk loads, with every batch norm folded into plain layers.

A batch norm after a rectifier is ``s * relu(z) + o`` with s > 0: s goes into the layer before, o into the biases of
those that come after. Sums of rectified layers are never negative, so a rectifier can stand for the sum itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kiosk.training import features, kaldi, network

Numbers = NDArray[np.float64]

# lattice-beam 2: with the usual 6 a long sentence that is no phrase cost seconds
MODEL_CONF = """--min-active=200
--max-active=3000
--beam=12
--lattice-beam=2
--acoustic-scale=1.0
--frame-subsampling-factor=3
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""


def _numbers(value: torch.Tensor) -> Numbers:
    return np.asarray(value.detach().numpy(), np.float64)


def _affine(layer: network.Spread) -> tuple[Numbers, Numbers]:
    weight = _numbers(layer.affine.weight)
    bias = np.zeros(len(weight)) if layer.affine.bias is None else _numbers(layer.affine.bias)
    return weight, bias


def _after(weight: Numbers, constant: Numbers) -> Numbers:
    """What a constant in every input adds to the outputs: [out]."""
    taps = weight.shape[1] // len(constant)
    return np.asarray(weight @ np.tile(constant, taps))


def _norm(norm: nn.BatchNorm1d) -> tuple[Numbers, Numbers]:
    """The scale and the offset of a batch norm at rest."""
    assert norm.running_var is not None and norm.running_mean is not None
    scale = 1.0 / np.sqrt(_numbers(norm.running_var) + norm.eps)
    return scale, -_numbers(norm.running_mean) * scale


def nodes_of(net: network.Network) -> list[kaldi.Affine | kaldi.Rectified]:
    """The network as Kaldi's nodes, equal to it to rounding."""
    made: list[kaldi.Affine | kaldi.Rectified] = []

    def rectified(name: str, source: str, weight: Numbers, bias: Numbers, norm: nn.BatchNorm1d) -> tuple[str, Numbers]:
        scale, offset = _norm(norm)
        made.append(kaldi.Affine(f"{name}.affine", source, weight * scale[:, None], bias * scale))
        made.append(kaldi.Rectified(f"{name}.relu", f"{name}.affine", len(bias)))
        return f"{name}.relu", offset

    weight, bias = _affine(net.front)
    scale, mean = _numbers(net.scale), _numbers(net.mean)
    bias = bias - _after(weight, mean * scale)
    weight = weight * np.tile(scale, len(network.FRONT_TAPS))
    node, constant = rectified("front", kaldi.spread("input", network.FRONT_TAPS), weight, bias, net.front_norm)
    weight, bias = _affine(net.entry)
    bias = bias + _after(weight, constant)
    node, constant = rectified("entry", kaldi.spread(node, network.ENTRY_TAPS), weight, bias, net.entry_norm)
    for index, block in enumerate(net.blocks):
        assert isinstance(block, network.Block)
        step = network.SUBSAMPLING
        narrow, nothing = _affine(block.narrow)
        name = f"block{index}"
        made.append(kaldi.Affine(f"{name}.narrow", kaldi.spread(node, (-block.back * step, 0)), narrow, nothing))
        weight, bias = _affine(block.wide)
        bias = bias + _after(weight, _after(narrow, constant))
        ahead = [tap * step for tap in block.wide.taps]
        new, offset = rectified(name, kaldi.spread(f"{name}.narrow", ahead), weight, bias, block.norm)
        made.append(kaldi.Rectified(f"{name}.sum", f"Sum({new}, Scale({network.ROUND}, {node}))", network.WIDTH))
        node, constant = f"{name}.sum", offset + network.ROUND * constant
    weight, bias = _affine(net.out)
    made.append(kaldi.Affine("out", node, weight, bias + _after(weight, constant)))
    return made


def export(net: network.Network, bigram: NDArray[np.float32], folder: Path) -> None:
    """Write am/ and conf/ of a model directory, and its phone bigram; the graph is written by the kiosk's own code."""
    net.eval()
    for room in ("am", "conf", "graph/phones"):
        (folder / room).mkdir(parents=True, exist_ok=True)
    model = kaldi.acoustic_model(nodes_of(net), features.COUNT, network.BACK, network.AHEAD)
    (folder / "am" / "final.mdl").write_bytes(model)
    (folder / "conf" / "model.conf").write_text(MODEL_CONF, encoding="utf-8")
    options = "".join(f"--{name}={value}\n" for name, value in features.OPTIONS.items())
    (folder / "conf" / "mfcc.conf").write_text(options, encoding="utf-8")
    np.save(folder / "graph" / "phone_bigram.npy", bigram.astype(np.float32))


def averaged(paths: Sequence[Path]) -> network.Network:
    """The mean of several kept networks."""
    net = network.Network()
    states = [torch.load(path, map_location="cpu", weights_only=True)["mean"] for path in paths]
    whole = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    net.load_state_dict({name: value.to(states[0][name].dtype) for name, value in whole.items()})
    return net


def placed(made: Path, model: Path) -> None:
    """Move each file of a finished model into its place, whole; what else is there, such as its card, stays.

    The old files are not written into: a kiosk's cache may hold links to them.
    """
    for path in sorted(path for path in made.rglob("*") if path.is_file()):
        target = model / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
