"""The journal: JSON lines for operators and tests. It never holds what a visitor said or chose to hear about
beyond the place's own name; there is no way to write free text into it.

All events go to ``target``, which is for trying out; the day book keeps the same without lines, words and labels, with
the time of day (``at``), so that staff can see for a month when the kiosk was used and what was not well.

``line`` is a sentence that begins to be heard: ``index`` counts from 0 in its section, and is -1 for what the kiosk
says of its own. ``word`` is a word that is lit as it is heard: ``index`` counts from 0 in its sentence ``line``.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from kiosk.daybook import DayBook, line_of

EVENTS = frozenset(
    {"ready", "place", "chosen", "line", "word", "lost", "recovered", "visit", "reset", "staff", "closing", "fault"}
)
_TOO_FINE = ("line", "word")  # for the day book
_MOST = 900_000  # bytes of ``target``, before it is put aside as ``target``.1; with the day book under 20 MB


class Journal:
    """Events with their time in seconds. ``target`` is a file, "-" for the console, or None."""

    def __init__(self, target: str | None, days: DayBook | None = None) -> None:
        self._target = target
        self.days = days
        self._out: TextIO | None = None
        self._size = 0
        self._begun = time.perf_counter()

    def open(self) -> None:
        """Open the file to append to. One that cannot be written is told of and done without."""
        if self._target == "-":
            self._out = sys.stdout
        elif self._target:
            try:
                path = Path(self._target)
                path.parent.mkdir(parents=True, exist_ok=True)
                self._out = path.open("a", encoding="utf-8")
                self._size = path.stat().st_size
            except OSError as fault:
                print(f"The journal {self._target} cannot be written ({fault.strerror}).", file=sys.stderr)

    def write(self, event: str, **values: Any) -> None:
        """One line. Raises ValueError for an event that the journal does not know."""
        if event not in EVENTS:
            raise ValueError(f"the journal has no event {event!r}")
        t = round(time.perf_counter() - self._begun, 4)
        if self.days is not None and event not in _TOO_FINE:
            kept = {key: value for key, value in values.items() if key != "label"}
            self.days.write({"t": t, "event": event, **kept})
        if self._out is None:
            return
        line = line_of({"t": t, "event": event, **values})
        try:
            if self._size > _MOST and self._target not in (None, "-"):
                self._put_aside()
            if self._out is None:
                return
            self._out.write(line)
            self._out.flush()
            self._size += len(line)
        except OSError:
            self._out = None  # a full disk does not stop the kiosk

    def _put_aside(self) -> None:
        path = Path(str(self._target))
        self.close()
        path.replace(f"{path}.1")
        self.open()

    def close(self) -> None:
        """Let the files go."""
        if self.days is not None:
            self.days.close()
        if self._out is not None and self._out is not sys.stdout:
            self._out.close()
        self._out = None


def in_a_visit(lines: Sequence[str]) -> bool | None:
    """Whether somebody was there when a kiosk died that left these last lines of its day; None if it left none."""
    died = False
    for line in reversed(lines):
        with contextlib.suppress(ValueError, KeyError, TypeError):  # a line that was torn, or begins before our view
            entry = json.loads(line)
            if entry["event"] in ("visit", "reset", "closing"):
                return bool(entry["event"] == "visit")
            if entry["event"] == "ready" and not died:
                return False
            died = entry["event"] == "recovered" and entry["what"] == "kiosk"
    return True if lines else None  # so much happens in a visit alone
