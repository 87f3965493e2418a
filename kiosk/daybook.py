"""The journal's files: one a day, kept for thirty days, and under 20 MB together for ever.

Lines are only ever added; one that a power cut tore is ended before the next is written. A disk that is full or
cannot be written costs lines, never the kiosk: it is tried again every minute.
"""

from __future__ import annotations

import contextlib
import errno
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

DAYS = 30
MOST_OF_A_DAY = 600_000  # bytes; thirty such days are 18 MB
AGAIN_S = 60.0
_FULL = b'{"event": "fault", "what": "journal of the day is full"}\n'


def line_of(values: Mapping[str, object]) -> str:
    """A line of JSON. A file's name may hold bytes that are no text: a "?" stands for each."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def torn(path: Path) -> bool:
    """Whether the file's last line has no end."""
    with path.open("rb") as written:
        if written.seek(0, 2) == 0:
            return False
        written.seek(-1, 2)
        return written.read(1) != b"\n"


class DayBook:
    """Adds lines to the file of the day in ``folder``. ``wall`` tells the time as ``time.time`` does."""

    def __init__(self, folder: Path, wall: Callable[[], float] = time.time) -> None:
        self._folder, self._wall = folder, wall
        self._day = ""
        self._file: BinaryIO | None = None
        self._size = 0
        self._retry_at = 0.0
        self.fault = ""  # why nothing can be written, for staff

    def write(self, line: Mapping[str, object]) -> None:
        """Add a line of JSON, with the time of day. Never raises."""
        now = time.monotonic()
        if now < self._retry_at:
            return
        try:
            here = time.localtime(self._wall())
            day = time.strftime("%Y-%m-%d", here)
            if day != self._day or self._file is None:
                self._turn_to(day)
            timed = {"at": time.strftime("%H:%M:%S", here), **line}
            self._add(line_of(timed).encode())
            self._retry_at, self.fault = 0.0, ""
        except (OSError, ValueError, OverflowError) as fault:  # a clock gone wild has no date
            self._retry_at, self.fault = now + AGAIN_S, f"{self._folder}: {fault}"
            self.close()

    def _add(self, data: bytes) -> None:
        if self._size + len(data) + len(_FULL) > MOST_OF_A_DAY:
            data = _FULL if self._size < MOST_OF_A_DAY else b""
            self._size = MOST_OF_A_DAY
        if self._file is not None and data:
            if self._file.write(data) < len(data):  # the last room of a disk: what follows must not join this line
                raise OSError(errno.ENOSPC, "No space left on device")
            self._size += len(data)

    def _turn_to(self, day: str) -> None:
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{day}.jsonl"
        file = path.open("ab", buffering=0)
        self._file, self._day, self._size = file, day, path.stat().st_size
        if torn(path):
            self._add(b"\n")
        # After a clock was set back, days that are yet to come go first, or only today would ever be kept.
        for old in sorted(self._folder.glob("*.jsonl"), key=lambda each: (each <= path, each))[:-DAYS]:
            with contextlib.suppress(OSError):
                old.unlink()

    def last(self, count: int) -> tuple[str, ...]:
        """The last lines of the day, oldest first; of today, as long as none was written."""
        name = f"{self._day or time.strftime('%Y-%m-%d')}.jsonl"
        with contextlib.suppress(OSError), (self._folder / name).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 8192))
            return tuple(line.decode("utf-8", "replace") for line in file.read().splitlines()[-count:])
        return ()

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        self._file = None
