"""The speech engine as the kiosk sees it: ask for a sound, look later whether it is there.

The engine itself runs in ``kiosk.speech.child``. A thread of ours reads its answers, so nothing here ever waits.
When the child dies, or takes longer than any text should, it is killed and started again and what was asked for is
asked again, once; a text that kills it twice is given up with a silent sound, and the reading goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal

from kiosk.core.speech import Sound
from kiosk.speech.frames import read_frame, write_frame

Status = Literal["starting", "ok", "no engine"]

PATIENCE = 2.5  # seconds without an answer before the child is taken for stuck; a sentence takes 0.02
WORD_PATIENCE = 0.01  # more for each word asked for: a text of 64,000 characters is slow, not stuck
START_PATIENCE = 15.0  # a cold disk, a slow small computer
_RATE = 22050


@dataclass
class _Job:
    id: int
    words: tuple[str, ...]
    seconds: float | None
    tries: int = 0


class Engine:
    """A child process that makes sounds. ``status`` is "no engine" once there is none to be had."""

    def __init__(self, voice: str = "", command: tuple[str, ...] | None = None, engine: str = "kiosk") -> None:
        self._command = command or (sys.executable, "-P", "-m", "kiosk.speech.child", voice, engine)
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[tuple[int, dict[str, Any] | None, bytes]] = SimpleQueue()
        self._life = 0  # counts the children, so that a late answer of a dead one is known
        self._jobs: deque[_Job] = deque()
        self._next = 0
        self._since = 0.0
        self._deaths = 0
        self.name = ""
        self.fault = ""
        self._phase: Status = "starting"
        self._given_up = False
        self._requests: SimpleQueue[dict[str, Any] | None] = SimpleQueue()

    @property
    def status(self) -> Status:
        """ "no engine" from the moment it is given up until one speaks again."""
        return "no engine" if self._given_up else self._phase

    def retry(self) -> None:
        """Try again to have an engine, after it was given up. One that is still starting is waited for."""
        if self._phase != "starting":
            self._deaths = 0
            self.open()

    def open(self) -> None:
        """Start the child; it is ready some tenths of a second later. Never raises: see ``status``."""
        self._life += 1
        self._since = time.monotonic()
        self._phase = "starting"
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._give_up(str(error))
            return
        self._requests = SimpleQueue()
        for work, *more in ((self._listen, self._life), (_speak, self._requests)):
            threading.Thread(target=work, args=(self._process, *more), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes], life: int) -> None:
        assert process.stdout is not None
        try:
            while (frame := read_frame(process.stdout)) is not None:
                self._answers.put((life, *frame))
        except (OSError, ValueError):
            pass
        self._answers.put((life, None, b""))

    def ask(self, words: tuple[str, ...], seconds: float | None) -> int:
        """Ask for the sound of spoken words that lasts ``seconds``. Returns the number to look for."""
        self._next += 1
        job = _Job(self._next, words, seconds)
        if not self._jobs:
            self._since = time.monotonic()
        self._jobs.append(job)
        self._send(job)
        return job.id

    def forget(self) -> None:
        """Whatever was asked for is not wanted any more. The child works it off; the answers are dropped."""
        self._jobs.clear()

    def poll(self) -> list[tuple[int, Sound]]:
        """The sounds made since the last call, in the order asked for. Also looks after the child."""
        made: list[tuple[int, Sound]] = []
        while not self._answers.empty():
            life, header, samples = self._answers.get_nowait()
            if life != self._life or self._phase == "no engine":
                continue
            self._since = time.monotonic()
            if header is None:
                self._restart(made)
            elif "engine" in header:
                self._greeted(str(header["engine"]), str(header.get("fault", "")))
            elif self._jobs and self._jobs[0].id == header["id"]:
                job = self._jobs.popleft()
                self._deaths = 0
                if "fault" in header:
                    made.append((job.id, _silence(job)))
                else:
                    made.append((job.id, Sound(samples, header["rate"], tuple(header["starts"]))))
        waiting = time.monotonic() - self._since
        longest = PATIENCE + WORD_PATIENCE * (len(self._jobs[0].words) if self._jobs else 0)
        if (self._phase == "ok" and self._jobs and waiting > longest) or (
            self._phase == "starting" and waiting > START_PATIENCE
        ):
            self._restart(made)
        return made

    def _greeted(self, name: str, fault: str) -> None:
        if not name:
            self._give_up(fault)
            return
        self.name, self._phase, self._given_up = name, "ok", False
        for job in self._jobs:
            self._send(job)

    def _send(self, job: _Job) -> None:
        if self._phase == "ok":
            self._requests.put({"id": job.id, "words": job.words, "seconds": job.seconds})

    def _restart(self, made: list[tuple[int, Sound]]) -> None:
        self._kill()
        self._deaths += 1
        if self._deaths > 3:
            self._give_up("the speech engine keeps dying")
            return
        if self._jobs:
            self._jobs[0].tries += 1
            if self._jobs[0].tries > 1:
                job = self._jobs.popleft()
                made.append((job.id, _silence(job)))
        self.open()

    def _give_up(self, fault: str) -> None:
        self._kill()
        self._phase, self._given_up, self.fault = "no engine", True, fault
        self._jobs.clear()

    def _kill(self) -> None:
        self._requests.put(None)
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
        self._process = None

    @property
    def pid(self) -> int | None:
        """The child's process id, for who measures memory."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """End the child."""
        self._life += 1
        self._kill()
        self._jobs.clear()


def _speak(process: subprocess.Popen[bytes], requests: SimpleQueue[dict[str, Any] | None]) -> None:
    """Hand requests to the child, in a thread of its own: a child that hangs reads nothing, and we would wait."""
    assert process.stdin is not None
    with suppress(OSError, ValueError):  # it is dead; its reader says so, and the job is asked again
        while (request := requests.get()) is not None:
            write_frame(process.stdin, request)


def _silence(job: _Job) -> Sound:
    """What stands for a text that no engine can say: half a second of nothing."""
    return Sound(bytes(_RATE), _RATE, (0,) * len(job.words))
