"""The near end of the recogniser's process: ask, wait, and start it afresh when it dies or hangs.

Every question is answered in turn, so the listener can reason in sound alone, at any speed. One watchdog
thread kills a child that is silent for too long; the pipe then breaks, and the waiting question knows.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.core.matching import Word
from kiosk.hearing.child import receive, send
from kiosk.hearing.joined import joined, parted, spaced
from kiosk.hearing.watchdog import Watchdog

_FIRST_ANSWER_S = 15.0  # a cold disk
_NEXT_ANSWER_S = 3.0  # of a later process, which finds the model in memory
_STARTS = 3  # in a row; a process may be killed while it starts
_MOST_MEMORY_MB = 250.0


class RecogniserLostError(Exception):
    """The process died or hung and a fresh one stands in its place: feed it the sound again."""


class RecogniserFaultError(Exception):
    """No recogniser can be started; the text says why."""


@dataclass(frozen=True)
class Look:
    """What one look at a finished sound found."""

    words: tuple[Word, ...] = ()
    text: str = ""
    score: float = 0.0


class Recogniser:
    """A Vosk of its own in a process of its own."""

    def __init__(self, model: Path, patience_s: float = 1.2) -> None:
        self._model = model
        self._patience_s = patience_s
        self._grammars: dict[str, tuple[tuple[str, ...] | None, bool]] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._watchdog = Watchdog(patience_s)
        self._open = False
        self.restarts = 0
        self._known: dict[str, bool] = {}

    def open(self) -> None:
        """Start the process. Raises RecogniserFaultError if the model cannot be used."""
        self._open = True
        threading.Thread(target=self._watch, name="recogniser watchdog", daemon=True).start()
        self._start(max(_FIRST_ANSWER_S, self._patience_s))

    def close(self) -> None:
        """End the process."""
        self._open = False
        self._kill()

    @property
    def pid(self) -> int | None:
        """The process's number, for tests and the doctor."""
        return self._child.pid if self._child else None

    def grammar(
        self, name: str, phrases: Sequence[str] | None, scored: bool = False, whole: bool = False
    ) -> bool:
        """Set what a recogniser listens for; None is the model's whole vocabulary. True if it is another.

        ``whole``: phrases of several words are heard whole or not at all, as far as they are built into the model.
        """
        if phrases is not None and whole:
            known = self.whole(phrases)
            phrases = [joined(one) if one in known else one for one in phrases]
        kept = (None if phrases is None else tuple(phrases), scored)
        if self._grammars.get(name) == kept:
            return False
        self._grammars[name] = kept
        self._ask(b"G", json.dumps({"name": name, "phrases": kept[0], "scored": scored}).encode())
        return True

    def check(self) -> None:
        """Ask whether the process still answers, so that one that died in a silence is back before somebody speaks."""
        self._ask(b"K", b"[]")

    def reset(self) -> None:
        """Forget the stream so far."""
        if self._ask(b"R").get("memory_mb", 0.0) > _MOST_MEMORY_MB:
            self._again()

    def hear(self, sound: bytes) -> str:
        """Feed the stream with 16 kHz 16-bit mono; the words that it seems to be so far."""
        return spaced(str(self._ask(b"A", sound)["partial"]))

    def end(self) -> Look:
        """What the stream was, which ends with it: a look at all of it, had for what is left of it. To go on, ``reset``
        and feed it again."""
        return _look(self._ask(b"E"))

    def look(self, name: str, sound: bytes) -> Look:
        """Recognise a finished sound from its start."""
        return self.looks((name,), sound)[0]

    def looks(self, names: Sequence[str], sound: bytes) -> list[Look]:
        """What several recognisers make of the same finished sound."""
        answer = self._ask(b"L", " ".join(names).encode() + b"\0" + sound)
        return [_look(each) for each in answer["looks"]]

    def whole(self, phrases: Iterable[str]) -> frozenset[str]:
        """Those of the phrases that can be heard whole."""
        names = {phrase: joined(phrase) for phrase in phrases}
        missing = self.unknown(names.values())
        return frozenset(phrase for phrase, name in names.items() if name not in missing)

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """The words that the model does not know."""
        asked = set(words)
        new = [word for word in asked if word not in self._known]
        if new:
            missing = set(self._ask(b"K", json.dumps(new).encode())["unknown"])
            self._known.update({word: word not in missing for word in new})
        return frozenset(word for word in asked if not self._known[word])

    # --- life
    def _start(self, patience_s: float) -> None:
        command = [sys.executable, "-m", "kiosk.hearing.child", str(self._model)]
        room = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (room, os.environ.get("PYTHONPATH", ""))))
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
                creationflags=flags,
            )
        except OSError as fault:  # no memory at this moment, too many processes
            raise RecogniserFaultError(f"The recogniser cannot be started: {fault.strerror}.") from fault
        try:
            answer = self._wait(patience_s)
        except (EOFError, OSError) as fault:
            text = f"The recogniser ended, or was too slow, while it read the voice model {self._model}."
            raise RecogniserFaultError(text) from fault
        if "fault" in answer:
            raise RecogniserFaultError(f"The voice model {self._model} cannot be used: {answer['fault']}")

    def _again(self) -> None:
        """A fresh process that knows all grammars. Raises RecogniserFaultError when none lives that long."""
        last: Exception | None = None
        for _ in range(_STARTS):
            self._kill()
            self.restarts += 1
            try:
                self._start(max(_NEXT_ANSWER_S, self._patience_s))
                for name, (phrases, scored) in self._grammars.items():
                    text = json.dumps({"name": name, "phrases": phrases, "scored": scored})
                    self._exchange(b"G", text.encode(), self._patience_s)
                return
            except (EOFError, OSError, RecogniserFaultError) as fault:
                last = fault
        raise RecogniserFaultError("The recogniser dies as soon as it is started.") from last

    def _ask(self, letter: bytes, payload: bytes = b"") -> dict[str, Any]:
        if self._child is None:
            raise RecogniserFaultError("The recogniser is closed.")
        try:
            return self._exchange(letter, payload, self._patience_s)
        except (EOFError, OSError):
            if not self._open:
                raise RecogniserFaultError("The recogniser is closed.") from None
        self._again()
        raise RecogniserLostError

    def _exchange(self, letter: bytes, payload: bytes, patience_s: float) -> dict[str, Any]:
        if self._child is None or self._child.stdin is None:
            raise EOFError
        self._watchdog.expect(self._child.pid, patience_s)
        try:
            send(self._child.stdin, letter, payload)  # type: ignore[arg-type]
        except OSError:
            self._watchdog.rest()
            raise
        return self._wait(patience_s)

    def _wait(self, patience_s: float) -> dict[str, Any]:
        if self._child is None or self._child.stdout is None:
            raise EOFError
        self._watchdog.expect(self._child.pid, patience_s)
        try:
            return dict(json.loads(receive(self._child.stdout)[1]))  # type: ignore[arg-type]
        finally:
            self._watchdog.rest()

    def _watch(self) -> None:
        while self._open:
            time.sleep(0.2)
            child = self._child
            if child is not None and self._watchdog.overdue(child.pid):
                with contextlib.suppress(OSError):
                    child.kill()

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(2.0)


def _look(told: dict[str, Any]) -> Look:
    words = tuple(part for word in told.get("words", ()) for part in parted(Word(*word)))
    return Look(words, spaced(told.get("text", "")), told.get("score", 0.0))
