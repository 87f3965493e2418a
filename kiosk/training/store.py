"""Sounds on disk as one long row of samples with an index beside it, so that training can reach into it at random."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]
Sounding = tuple[Sound, tuple[str, ...], str, str, str]  # sound, words, speaker, source, kind
RATE = 16000


@dataclass(frozen=True)
class Entry:
    """One sound: where it lies (in samples), what is said in it, by whom, and from where it comes."""

    at: int
    length: int
    words: tuple[str, ...]
    speaker: str
    source: str
    kind: str = ""


class Store:
    """A finished store, opened for reading. ``sound(entry)`` is a view into the file: copy before changing it."""

    def __init__(self, path: Path) -> None:
        with index_of(path).open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.entries = [Entry(**{**row, "words": tuple(row["words"])}) for row in rows]
        self._samples: Sound = np.memmap(path, np.int16, "r") if path.stat().st_size else np.zeros(0, np.int16)

    def sound(self, entry: Entry) -> Sound:
        return self._samples[entry.at : entry.at + entry.length]

    @property
    def hours(self) -> float:
        return len(self._samples) / RATE / 3600


def index_of(path: Path) -> Path:
    return path.with_suffix(".jsonl")


def done(path: Path) -> bool:
    """Does a whole store lie there? The index is written last."""
    return path.is_file() and index_of(path).is_file()


def write(path: Path, sounds: Iterable[Sounding]) -> int:
    """Write (sound, words, speaker, source, kind) to a new store; how many there were. Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    entries: list[Entry] = []
    at = 0
    with beside.open("wb") as file:
        for sound, words, speaker, source, kind in sounds:
            file.write(np.ascontiguousarray(sound, "<i2").tobytes())
            entries.append(Entry(at, len(sound), words, speaker, source, kind))
            at += len(sound)
    beside.replace(path)
    unfinished = index_of(path).with_suffix(".jsonl.part")
    unfinished.write_text("".join(json.dumps(asdict(one)) + "\n" for one in entries), encoding="utf-8")
    unfinished.replace(index_of(path))
    return len(entries)


def every(stores: Iterable[Store]) -> Iterator[tuple[Store, Entry]]:
    for store in stores:
        for entry in store.entries:
            yield store, entry
