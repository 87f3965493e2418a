"""Kaldi's binary files, as far as a voice model needs them: am/final.mdl and its small text files.

Field orders are those of Kaldi's sources (transition-model.cc, nnet-simple-component.cc, nnet-nnet.cc).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.hearing.phones import NUMBER, PAUSE, PHONE_IDS, PHONES, SIL, TRANSITION_IDS

Matrix = NDArray[np.floating]


def token(word: str) -> bytes:
    return word.encode() + b" "


def integer(value: int) -> bytes:
    return b"\x04" + struct.pack("<i", value)


def single(value: float) -> bytes:
    return b"\x04" + struct.pack("<f", value)


def double(value: float) -> bytes:
    return b"\x08" + struct.pack("<d", value)


def integers(values: Sequence[int]) -> bytes:
    return b"\x04" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes()


def vector(values: Matrix | Sequence[float]) -> bytes:
    flat = np.asarray(values, "<f4")
    return b"FV " + integer(flat.size) + flat.tobytes()


def matrix(values: Matrix) -> bytes:
    rows = np.ascontiguousarray(values, "<f4")
    return b"FM " + integer(rows.shape[0]) + integer(rows.shape[1]) + rows.tobytes()


_NO_DOUBLES = b"DV " + integer(0)


def transition_model() -> bytes:
    """Every phone id is one state with a pdf for its first frame and one for the others; staying costs as leaving."""
    ids = range(1, PHONE_IDS + 1)
    state = integer(0) + integer(1) + integer(2) + integer(0) + single(0.5) + integer(1) + single(0.5)
    last = integer(-1) + integer(-1) + integer(0)
    parts = [
        token("<TransitionModel>"), token("<Topology>"), integers(ids), integers([-1] + [0] * PHONE_IDS),
        integer(-1), integer(1), integer(2), state, last, token("</Topology>"),
        token("<Tuples>"), integer(PHONE_IDS),
    ]  # fmt: skip
    for phone in ids:
        base = NUMBER[SIL] if phone in (1, PAUSE) else 1 + (phone - 2) // 4
        parts.append(integer(phone) + integer(0) + integer(2 * base) + integer(2 * base + 1))
    logs = [0.0] + [math.log(0.5)] * TRANSITION_IDS
    parts += [token("</Tuples>"), token("<LogProbs>"), vector(logs), token("</LogProbs>"), token("</TransitionModel>")]
    return b"".join(parts)


@dataclass(frozen=True)
class Affine:
    """``weight`` [out, in] and ``bias`` [out] over a descriptor of other nodes."""

    name: str
    source: str
    weight: Matrix
    bias: Matrix


@dataclass(frozen=True)
class Rectified:
    """What is below 0 becomes 0."""

    name: str
    source: str
    size: int


def spread(name: str, offsets: Sequence[int]) -> str:
    """The descriptor of a node at several moments, in frames of the input."""
    parts = [name if offset == 0 else f"Offset({name}, {offset})" for offset in offsets]
    return parts[0] if len(parts) == 1 else f"Append({', '.join(parts)})"


def nnet(nodes: Sequence[Affine | Rectified], inputs: int, back: int, ahead: int) -> bytes:
    """The network, its last node the output, with the frames that it looks back and ahead."""
    config = [f"input-node name=input dim={inputs}"]
    config += [f"component-node name={one.name} component={one.name} input={one.source}" for one in nodes]
    config.append(f"output-node name=output input={nodes[-1].name} objective=linear")
    parts = [
        token("<Nnet3>"),
        b"\n",
        "\n".join(config).encode(),
        b"\n\n",
        token("<NumComponents>"),
        integer(len(nodes)),
    ]
    for one in nodes:
        parts += [token("<ComponentName>"), token(one.name), _component(one)]
    parts += [token("</Nnet3>"), token("<LeftContext>"), integer(back), token("<RightContext>"), integer(ahead)]
    return b"".join([*parts, token("<Priors>"), vector([])])


def _component(one: Affine | Rectified) -> bytes:
    if isinstance(one, Affine):
        kind = "AffineComponent"
        inside = token("<LearningRate>") + single(0.001) + token("<LinearParams>") + matrix(one.weight)
        inside += token("<BiasParams>") + vector(one.bias)
    else:
        kind = "RectifiedLinearComponent"
        inside = token("<Dim>") + integer(one.size) + token("<ValueAvg>") + _NO_DOUBLES + token("<DerivAvg>")
        inside += _NO_DOUBLES + token("<Count>") + double(0.0)
    return token(f"<{kind}>") + inside + token(f"</{kind}>")


def acoustic_model(nodes: Sequence[Affine | Rectified], inputs: int, back: int, ahead: int) -> bytes:
    """The whole of am/final.mdl."""
    last = nodes[-1]
    if not isinstance(last, Affine) or last.bias.size != 2 * len(PHONES):
        raise ValueError("the last node of an acoustic model is an affine one with an output for each pdf")
    return b"\0B" + transition_model() + nnet(nodes, inputs, back, ahead)
