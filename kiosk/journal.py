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
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from kiosk.daybook import AGAIN_S, DayBook, line_of, torn

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
        self._from = math.inf  # when lines are taken again: at once while it is open and well
        self._told = False
        self._begun = time.perf_counter()

    def open(self) -> None:
        """Open the file to append to. One that cannot be written is told of, and tried again every minute."""
        self._from = 0.0
        self._add("")

    def write(self, event: str, **values: Any) -> None:
        """One line. Raises ValueError for an event that the journal does not know."""
        if event not in EVENTS:
            raise ValueError(f"the journal has no event {event!r}")
        t = round(time.perf_counter() - self._begun, 4)
        if self.days is not None and event not in _TOO_FINE:
            kept = {key: value for key, value in values.items() if key != "label"}
            self.days.write({"t": t, "event": event, **kept})
        self._add(line_of({"t": t, "event": event, **values}))

    def _add(self, line: str) -> None:
        if not self._target or time.monotonic() < self._from:
            return
        try:
            if self._size > _MOST and Path(self._target).is_file():
                self._let_go()
                Path(self._target).replace(f"{self._target}.1")
            out = self._out = self._out or self._opened(self._target)
            out.write(line)
            out.flush()
            self._size += len(line)
            self._told = False
        except ValueError:
            return  # a console that lacks one of our letters costs the line
        except OSError as fault:  # a full disk does not stop the kiosk
            self._let_go()
            self._from = time.monotonic() + AGAIN_S
            if not self._told:
                self._told = True
                with contextlib.suppress(OSError):
                    print(f"The journal {self._target} cannot be written ({fault.strerror}).", file=sys.stderr)

    def _opened(self, target: str) -> TextIO:
        self._size = 0
        if target == "-":
            return sys.stdout
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        out = path.open("a", encoding="utf-8")
        self._size = path.stat().st_size
        if self._size and torn(path):
            out.write("\n")
        return out

    def _let_go(self) -> None:
        if self._out is not None and self._out is not sys.stdout:
            with contextlib.suppress(OSError):  # it tries once more to write what it holds
                self._out.close()
        self._out = None

    def close(self) -> None:
        """Let the files go."""
        if self.days is not None:
            self.days.close()
        self._let_go()
        self._from = math.inf


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
