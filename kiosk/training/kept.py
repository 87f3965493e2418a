"""What was heard so far, kept as lines in a file, so that a long measuring that was broken off goes on from there.

The first line says what was asked; each further one is a recording, and what was heard in it at what cost. A line
that a power cut left half written is dropped.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.core.matching import Word
from kiosk.training.faults import MakingError
from kiosk.training.manifest import Clip


def asked_of(model: Path, clips: Iterable[Clip], phrases: Iterable[str]) -> list[str]:
    """All that decides what is heard, shortened: the model's files, the recordings in their order, the phrases."""
    files = sorted(path for part in ("am", "conf", "graph") for path in (model / part).rglob("*") if path.is_file())
    recordings = [f"{clip.path.resolve()} {clip.transcript} {clip.path.stat().st_mtime_ns}" for clip in clips]
    parts = [[sha256(path.read_bytes()).hexdigest() for path in files], recordings, list(phrases)]
    return [sha256("\n".join(part).encode()).hexdigest()[:16] for part in parts]


class Heard(NamedTuple):
    """What was heard in one sound, or when its words stood; what it cost, and how long the sound is, in seconds."""

    answer: Any
    cpu_s: float
    sound_s: float


class Part(dict[int, Heard]):
    """What was heard of one kind of sounds, by their places; what comes in is kept at once."""

    def __init__(self, kept: Kept, name: str, known: Mapping[int, Heard]) -> None:
        super().__init__(known)
        self._kept, self._name = kept, name

    def __setitem__(self, place: int, heard: Heard) -> None:
        super().__setitem__(place, heard)
        self._kept.add(self._name, place, heard)


class Kept:
    """``asked`` is all that decides what is heard. Raises MakingError for a file that keeps what was asked otherwise.

    OSError if it cannot be read or written.
    """

    def __init__(self, path: Path, asked: Sequence[str]) -> None:
        self._path, self._lock = path, threading.Lock()
        head = json.dumps({"asked": list(asked)}) + "\n"
        there = path.read_bytes() if path.exists() else b""
        begins = there[: len(head)]
        if begins != head.encode()[: len(begins)]:
            raise MakingError(f"{path} keeps what was heard of something else: name another file, or remove it.")
        whole = there.decode("utf-8", "replace").splitlines(keepends=True)
        lines = [line for line in whole if line.endswith("\n")] or [head]
        self._parts: dict[str, dict[int, Heard]] = {}
        for name, place, *heard in _rows(lines[1:]):
            self._parts.setdefault(name, {})[place] = Heard(*heard)
        if lines != whole:
            path.write_text("".join(lines), encoding="utf-8")

    def part(self, name: str) -> Part:
        """What was heard under this name."""
        return Part(self, name, self._parts.get(name, {}))

    def add(self, name: str, place: int, heard: Heard) -> None:
        """Keep one more; several threads may do so at once."""
        line = json.dumps([name, place, *heard], default=astuple)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _rows(lines: Sequence[str]) -> Iterator[list[Any]]:
    for line in lines:
        with suppress(ValueError, TypeError, IndexError):  # a torn line: its recording is heard again
            name, place, answer, cpu_s, sound_s = json.loads(line)
            words = tuple(Word(*word) for word in answer) if isinstance(answer, list) else answer
            yield [str(name), int(place), words, float(cpu_s), float(sound_s)]
