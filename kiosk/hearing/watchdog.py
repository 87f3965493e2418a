"""How long a process may be silent before it counts as hung: longer while a busy machine gives it no time."""

from __future__ import annotations

import os
import time
from pathlib import Path

_STARVED_S = 8.0  # a machine may be so busy, but not for longer
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Watchdog:
    """``expect`` an answer, ``rest`` when it came; another thread asks whether it is ``overdue``."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._due = 0.0
        self._spent = 0.0  # seconds of a core that the process had used when it was asked

    def expect(self, pid: int, patience_s: float) -> None:
        """An answer of this process is due within ``patience_s`` seconds."""
        self._spent = _spent_s(pid)
        self._due = time.monotonic() + patience_s

    def rest(self) -> None:
        """Nothing is due."""
        self._due = 0.0

    def overdue(self, pid: int) -> bool:
        """Whether an answer is late, and not for want of a processor."""
        due = self._due
        late = time.monotonic() - due
        return bool(due) and late > 0.0 and not self._starved(pid, late)

    def _starved(self, pid: int, late_s: float) -> bool:
        """It would work, but gets too little of a busy machine: killing it would only make things worse."""
        spent = _spent_s(pid) - self._spent
        return spent < self._patience_s / 2 and late_s < _STARVED_S and _is_ready(pid)


def _spent_s(pid: int) -> float:
    """Seconds of a core that a process has used; only Linux says. Asked at every block of sound, so it is quick."""
    try:
        with Path(f"/proc/{pid}/stat").open("rb", buffering=0) as file:
            fields = file.read(1024).rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    except (OSError, ValueError, IndexError):
        return 0.0


def _is_ready(pid: int) -> bool:
    """Whether any thread of a process is ready to use more of a core."""
    try:
        return any(_ready(thread) for thread in Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return False


def _ready(thread: Path) -> bool:
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0] == "R"
    except (OSError, IndexError):  # it has just ended
        return False
