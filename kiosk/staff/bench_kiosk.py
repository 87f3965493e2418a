"""A kiosk under measurement: its process, what it writes into its journal, what it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from kiosk.staff.bench_rig import Rig

_BEGINS_S = 6.0  # the articles are read on the side from 3 s after Home on


class Running:
    """``with Running(rig, content)``: a kiosk that shows Home; ``started`` is how long that took, in seconds."""

    def __init__(self, rig: Rig, content: Path, settings: str = "") -> None:
        self._rig, self._content = rig, content
        self._number = len(list(rig.folder.glob("journal*")))
        self.journal = rig.folder / f"journal{self._number}.jsonl"
        self._config = rig.folder / f"config{self._number}.toml"
        self._config.write_text(settings, encoding="utf-8")
        self.started: float | None = None

    def __enter__(self) -> Running:
        self.journal.touch()
        command = [sys.executable, "-P", "-m", "kiosk", "run", "--journal", str(self.journal)]
        command += ["--content", str(self._content), "--config", str(self._config)]
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        begun = time.perf_counter()
        self.process = subprocess.Popen(command, env={**self._rig.environment, "PYTHONPATH": path})
        if self.wait("ready", 60) is not None:
            self.started = round(time.perf_counter() - begun, 2)
        return self

    def events(self, name: str = "") -> list[dict[str, Any]]:
        """What the journal holds, of one kind if ``name`` is given."""
        found = [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]
        return [each for each in found if not name or each["event"] == name]

    def wait(self, event: str, seconds: float, **values: object) -> dict[str, Any] | None:
        """The first such event with those values, or None when it does not come in time."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and self.process.poll() is None:
            for each in self.events(event):
                if all(each.get(key) == value for key, value in values.items()):
                    return each
            time.sleep(0.01)
        return None

    def keys(self, *names: str) -> bool:
        """Press keys, one after the other; whether they could be pressed."""
        for name in names:
            if not self._rig.run("xdotool", "key", name):
                return False
            time.sleep(0.5)  # the same key twice within 0.4 s counts once
        return True

    def memory(self) -> float:
        """Megabytes of all its processes, shared pages counted by share (PSS)."""
        return round(sum(pss(pid) for pid in family(self.process.pid)) / 1000, 1)

    def cost(self, seconds: float) -> float:
        """Per cent of one core that its processes take over some seconds."""
        before = _ticks(self.process.pid)
        time.sleep(seconds)
        return round((_ticks(self.process.pid) - before) / os.sysconf("SC_CLK_TCK") / seconds * 100, 1)

    def settle(self, seconds: float = 90) -> None:
        """Wait until the articles have been read on the side, which begins some seconds after Home."""
        begun = time.perf_counter()
        seen = False
        while time.perf_counter() - begun < seconds:
            reads = any("kiosk.staff.take" in _command(pid) for pid in self._children())
            if not reads and (seen or time.perf_counter() - begun > _BEGINS_S):
                return
            seen = seen or reads
            time.sleep(0.05)

    def _children(self) -> list[int]:
        return family(self.process.pid)[1:]

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    except OSError:
        pass  # it has just ended
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def pss(pid: int, *kinds: str) -> int:
    """Kilobytes of one process, shared pages counted by share; 0 if it has ended. ``kinds`` are parts of the whole."""
    try:
        rows = [line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]]
    except OSError:
        return 0
    return sum(int(row[1]) for row in rows if row[0][:-1] in (kinds or ("Pss",)))


def _ticks(pid: int) -> int:
    total = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total
