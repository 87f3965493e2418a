"""What listening costs: the time to load a model, the memory of the recogniser's process, the time of a core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.hearing.child import receive
from kiosk.hearing.recogniser import Recogniser


@dataclass(frozen=True)
class Load:
    """What it takes to have the model at hand: seconds to load it, megabytes of the process with nothing else in it."""

    seconds: float
    memory_mb: float


@dataclass(frozen=True)
class Cost:
    """Seconds of a processor core, and the seconds of sound that they were spent on."""

    cpu_s: float = 0.0
    sound_s: float = 0.0

    @property
    def share(self) -> float:
        """Of a core, for each second of sound."""
        return self.cpu_s / self.sound_s if self.sound_s else 0.0


def load(model: Path, tries: int = 3) -> Load:
    """Start the recogniser's process a few times, and keep the fastest."""
    seconds, memory = 1e9, 0.0
    for _ in range(tries):
        command = [sys.executable, "-m", "kiosk.hearing.child", str(model)]
        home = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
        ) as child:
            assert child.stdout is not None
            answer = json.loads(receive(child.stdout)[1])  # type: ignore[arg-type]  # a pipe of Popen is buffered
            assert child.stdin is not None
            child.stdin.close()
        if "fault" in answer:
            raise ValueError(f"The voice model {model} cannot be used: {answer['fault']}")
        seconds, memory = min(seconds, answer["load_s"]), max(memory, answer["memory_mb"])
    return Load(seconds, memory)


def cpu_s(recogniser: Recogniser) -> float:
    """The processor's time that the process has used; where the system does not say, the wall's time."""
    try:
        fields = Path(f"/proc/{recogniser.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, AttributeError):
        return time.monotonic()


def memory_mb(recogniser: Recogniser) -> float:
    """What the process holds at this moment, in megabytes; 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{recogniser.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError, AttributeError):
        return 0.0
