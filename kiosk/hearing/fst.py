"""Weighted graphs in the file format of OpenFst's VectorFst with tropical weights: as much of it as Vosk reads.

A file is a header and then state after state: its final cost (a float, infinite if it is not final), the count of
its arcs (8 bytes), and its arcs of 16 bytes: input label, output label, cost, next state. All is little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Side = Literal["input", "output"]
EPSILON = 0
_MAGIC = 2125659606
_VERSION = 2
_IN_MEMORY, _INPUT_SORTED, _OUTPUT_SORTED = 0x3, 0x10000000, 0x40000000
_HEADER = struct.Struct("<i i6s i8s i i Q q q q")
_ARC = np.dtype([("input", "<i4"), ("output", "<i4"), ("cost", "<f4"), ("next", "<i4")])


@dataclass
class Graph:
    """States count from 0, and the first is the start. Label 0 is nothing; costs are negative log probabilities."""

    finals: list[float] = field(default_factory=list)
    _sources: list[int] = field(default_factory=list)
    _arcs: list[tuple[int, int, float, int]] = field(default_factory=list)

    def state(self, final: float = float("inf")) -> int:
        """A new state. ``final`` is the cost of ending there."""
        self.finals.append(final)
        return len(self.finals) - 1

    def arc(self, source: int, input: int, output: int, cost: float, target: int) -> None:
        """A new arc."""
        self._sources.append(source)
        self._arcs.append((input, output, cost, target))

    def arcs(self) -> tuple[NDArray[np.int64], NDArray[np.void]]:
        """The arcs' sources, and the arcs with the fields input, output, cost and next, in order of entry."""
        return np.asarray(self._sources, np.int64), np.array(self._arcs, _ARC)

    def encoded(self, sorted_by: Side) -> bytes:
        """The bytes of the file. Vosk joins two graphs at an output-sorted and an input-sorted side."""
        sources, arcs = self.arcs()
        order = np.lexsort((arcs[sorted_by], sources))  # stable: arcs alike stay in order of entry
        sources, arcs = sources[order], arcs[order]
        states = len(self.finals)
        counts = np.bincount(sources, minlength=states)
        words = np.zeros(3 * states + 4 * len(arcs), "<u4")
        heads = 3 * np.arange(states) + 4 * (np.cumsum(counts) - counts)
        words[heads] = np.asarray(self.finals, "<f4").view("<u4")
        words[heads + 1] = counts
        places = 3 * (sources + 1) + 4 * np.arange(len(arcs))
        words[places[:, None] + np.arange(4)] = arcs.view("<u4").reshape(-1, 4)
        known = _IN_MEMORY | (_INPUT_SORTED if sorted_by == "input" else _OUTPUT_SORTED)
        header = _HEADER.pack(_MAGIC, 6, b"vector", 8, b"standard", _VERSION, 0, known, 0, states, 0)
        return header + words.tobytes()


def read(path: Path) -> Graph:
    """A graph from its file. Raises ValueError if it is not one that this module writes."""
    raw = path.read_bytes()
    if len(raw) < _HEADER.size:
        raise ValueError(f"{path} is too short for a graph.")
    magic, _, kind, _, arc_kind, version, flags, _, start, states, _ = _HEADER.unpack_from(raw)
    if (magic, kind, arc_kind, version, flags, start) != (_MAGIC, b"vector", b"standard", _VERSION, 0, 0):
        raise ValueError(f"{path} is not a graph of the kind that the kiosk writes.")
    found = Graph()
    at = _HEADER.size
    try:
        for _ in range(states):
            final, count = struct.unpack_from("<f q", raw, at)
            source = found.state(final)
            at += 12
            for input, output, cost, target in struct.iter_unpack("<i i f i", raw[at : at + 16 * count]):
                found.arc(source, input, output, cost, target)
            at += 16 * count
    except struct.error:
        raise ValueError(f"{path} ends in the middle of a graph.") from None
    return found
