"""How long a process may be silent before it counts as hung: longer while a busy machine gives it no time."""

from __future__ import annotations

import os
import time
from pathlib import Path

_STARVED_S = 8.0  # a machine may be so busy, but not for longer


class Watchdog:
    """``expect`` an answer, ``rest`` when it came; another thread asks whether it is ``overdue``."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._due = 0.0
        self._spent = 0.0  # seconds of a core that the process had used when it was asked

    def expect(self, pid: int, patience_s: float) -> None:
        """An answer of this process is due within ``patience_s`` seconds."""
        self._spent = _cpu_s(pid)[0]
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
        spent, ready = _cpu_s(pid)
        return ready and spent - self._spent < self._patience_s / 2 and late_s < _STARVED_S


def _cpu_s(pid: int) -> tuple[float, bool]:
    """Seconds of a core that a process has used, and whether any thread of it is ready to use more; only Linux says."""
    process = Path(f"/proc/{pid}")
    try:
        fields = _stat(process)
        spent = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return spent, any(_ready(thread) for thread in (process / "task").iterdir())
    except (OSError, ValueError, IndexError):
        return 0.0, False


def _ready(thread: Path) -> bool:
    try:
        return _stat(thread)[0] == "R"
    except (OSError, IndexError):  # it has just ended
        return False


def _stat(place: Path) -> list[str]:
    """What Linux says of a process or a thread, from its state on."""
    return (place / "stat").read_text().rpartition(")")[2].split()
