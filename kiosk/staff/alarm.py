"""Ends this process when its main loop stands still, so that it is started again (``guard.py``, or systemd).

Python's faulthandler waits in a thread that needs no lock of Python's: it also ends a process whose loop waits for a
library that will never answer. It leaves the names of the functions where each thread stood, and nothing that was
heard, shown or said.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import time
from pathlib import Path
from typing import TextIO

STILL_S = 6.0  # a loop that stands still for so long is over; with the restart this stays within ten seconds
_OPENING_S = 60.0  # for a slow small computer with a cold disk to show its first picture
_CLOSING_S = 7.0


class Alarm:
    """``turned`` is called by each turn of the main loop. ``report`` is where the functions are named."""

    def __init__(self, report: Path | None) -> None:
        self._report = report
        self._file: TextIO | None = None
        self._armed = 0.0
        self.last = ""  # what the process before this one left, when it was ended so

    def open(self) -> None:
        """Begin to watch. Raises nothing: without a report it watches all the same."""
        with contextlib.suppress(OSError):
            if self._report is not None:
                self._report.parent.mkdir(parents=True, exist_ok=True)
                if self._report.is_file() and self._report.stat().st_size:
                    self.last = self._report.read_text(encoding="utf-8", errors="replace")[:4000]
                    self._report.replace(self._report.with_name(f"last-{self._report.name}"))
                self._file = self._report.open("w", encoding="utf-8")
        if self._file is None:
            self._file = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  closed in close
        faulthandler.enable(self._file)
        faulthandler.dump_traceback_later(_OPENING_S, exit=True, file=self._file)

    def turned(self) -> None:
        """The main loop turned. Cheap enough for each turn."""
        now = time.monotonic()
        if self._file is not None and now - self._armed > 0.5:
            self._armed = now
            faulthandler.dump_traceback_later(STILL_S, exit=True, file=self._file)

    def closing(self) -> None:
        """An orderly end has begun; it may not take for ever either."""
        if self._file is not None:
            faulthandler.dump_traceback_later(_CLOSING_S, exit=True, file=self._file)

    def close(self) -> None:
        """Watch no more."""
        if self._file is not None:
            faulthandler.cancel_dump_traceback_later()
            faulthandler.disable()
            self._file.close()
            self._file = None
