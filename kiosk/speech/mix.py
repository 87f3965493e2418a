"""Sounds in a row, given out block by block, with the moment at which each mark in them is heard.

Cutting speech off or an earcon before it therefore never spoils the times of words. Filled by the main loop and
emptied by SDL's thread.
"""

from __future__ import annotations

import threading
from array import array
from collections import deque
from typing import Any, NamedTuple

RATE = 22050
_FADE = 128  # samples (6 ms) over which speech that is cut off fades out, so that it does not click


class Clip(NamedTuple):
    """Samples to be played, and marks at their samples in ascending order."""

    samples: array[int]
    marks: tuple[tuple[int, Any], ...] = ()


class Mix:
    """``play`` clips one after another; ``block`` gives the next samples, ``reached`` the marks that were heard."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clips: deque[Clip] = deque()
        self._place = 0  # the next sample of the first clip
        self._mark = 0  # the next mark of the first clip
        self._tail: array[int] = array("h")  # the fading rest of what was cut off
        self._marks: deque[tuple[float, Any]] = deque()

    @property
    def queued(self) -> int:
        """Clips not yet given out to their end."""
        return len(self._clips)

    @property
    def silent(self) -> bool:
        """Nothing is left to be given out or to be told."""
        return not self._clips and not self._tail and not self._marks

    def play(self, clip: Clip) -> None:
        """Put a clip behind those that are there."""
        with self._lock:
            self._clips.append(clip)

    def cut(self) -> None:
        """Silence within a few milliseconds. What was queued is forgotten, and so are its marks."""
        with self._lock:
            if self._clips:
                rest = self._clips[0].samples[self._place : self._place + _FADE]
                self._tail = array("h", (value * (_FADE - n) // _FADE for n, value in enumerate(rest)))
            self._clips.clear()
            self._marks.clear()
            self._place = self._mark = 0

    def reached(self, now: float) -> list[Any]:
        """The marks whose sound has been heard since the last call."""
        found = []
        while self._marks and self._marks[0][0] <= now:
            found.append(self._marks.popleft()[1])
        return found

    def block(self, count: int, heard: float) -> array[int] | None:
        """The next samples, the first of them heard at ``heard``; None for silence. Called in SDL's thread."""
        with self._lock:
            if not self._clips and not self._tail:
                return None
            block: array[int] = array("h")
            if self._tail:
                block.extend(self._tail[:count])
                self._tail = self._tail[count:]
            while self._clips and len(block) < count:
                clip = self._clips[0]
                begin = len(block) - self._place  # where the clip's sample 0 would stand in this block
                taken = clip.samples[self._place : self._place + count - len(block)]
                block.extend(taken)
                self._place += len(taken)
                ended = self._place >= len(clip.samples)
                while self._mark < len(clip.marks) and (ended or clip.marks[self._mark][0] < self._place):
                    sample, mark = clip.marks[self._mark]
                    self._marks.append((heard + (begin + sample) / RATE, mark))
                    self._mark += 1
                if ended:
                    self._clips.popleft()
                    self._place = self._mark = 0
            block.extend([0] * (count - len(block)))
            return block
