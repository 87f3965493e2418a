"""The journal: JSON lines for operators and tests. It never holds what a visitor said or chose to hear about
beyond the place's own name; there is no way to write free text into it.

``line`` is a sentence that begins to be heard: ``index`` counts from 0 in its section, and is -1 for what the kiosk
says of its own. ``word`` is a word that is lit as it is heard: ``index`` counts from 0 in its sentence ``line``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, TextIO

EVENTS = frozenset(
    {"ready", "place", "chosen", "line", "word", "lost", "recovered", "visit", "reset", "closing", "fault"}
)


class Journal:
    """Events with their time in seconds. ``target`` is a file, "-" for the console, or None."""

    def __init__(self, target: str | None) -> None:
        self._target = target
        self._out: TextIO | None = None
        self._begun = time.perf_counter()

    def open(self) -> None:
        """Open the file to append to. One that cannot be written is told of and done without."""
        if self._target == "-":
            self._out = sys.stdout
        elif self._target:
            try:
                Path(self._target).parent.mkdir(parents=True, exist_ok=True)
                self._out = Path(self._target).open("a", encoding="utf-8")  # noqa: SIM115  closed in close
            except OSError as fault:
                print(f"The journal {self._target} cannot be written ({fault.strerror}).", file=sys.stderr)

    def write(self, event: str, **values: Any) -> None:
        """One line. Raises ValueError for an event that the journal does not know."""
        if event not in EVENTS:
            raise ValueError(f"the journal has no event {event!r}")
        if self._out is None:
            return
        line = {"t": round(time.perf_counter() - self._begun, 4), "event": event, **values}
        try:
            self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._out.flush()
        except OSError:
            self._out = None  # a full disk does not stop the kiosk

    def close(self) -> None:
        if self._out is not None and self._out is not sys.stdout:
            self._out.close()
        self._out = None
