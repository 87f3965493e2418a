"""What is measured: recordings, and the phrases that are listened for in them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.core.phrases import phrases_of, unique
from kiosk.training.manifest import Clip, Sound, sound


class Recordings:
    """Clips, decoded once and kept: what is measured ten times is read once."""

    def __init__(self, clips: Sequence[Clip], read: Callable[[Clip], Sound] = sound) -> None:
        self.clips = tuple(clips)
        self._read = read
        self._kept: dict[int, Sound] = {}

    def sound(self, index: int) -> Sound:
        """The clip's samples."""
        if index not in self._kept:
            self._kept[index] = self._read(self.clips[index])
        return self._kept[index]

    def seed(self, index: int) -> int:
        """Stands for the clip, whatever else is measured with it: it gets the same noise every time."""
        clip = self.clips[index]
        return zlib.crc32(f"{clip.folder}/{clip.path.name} {clip.speaker}".encode())


def phrases_from(path: Path) -> tuple[str, ...]:
    """The phrases of a file: one, or one template, a line; what follows # is a remark.

    Raises ValueError with the line for a template that cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise ValueError(f"The phrases in {path} are not a text in UTF-8: save the file as UTF-8.") from fault
    found: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            found += phrases_of([line.partition("#")[0].strip()])
        except ValueError as fault:
            raise ValueError(f"{path}, line {number}: {fault}.") from fault
    if not found:
        raise ValueError(f"There is no phrase in {path}; write one a line.")
    return unique(found)
