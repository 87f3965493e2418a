"""When the kiosk begins again by itself: a voice or an ear that worked and is long lost may stand still in a library.

What is inside a native library cannot be mended from outside; a new process begins with all of it new. It costs a
second of a dark glass and the visitor's place, so it is done at rest, or where the library has surely come to a
standstill; and only for what worked in this run: what is not there after it either is waited for without a further
start. Known: PulseAudio's library waits for SDL and SDL for it, if the server dies while SDL holds a piece of the
microphone's sound in shared memory. A call that never comes back is ended so at rest even where no room is lost yet: a
microphone that is let go is missed only when somebody wants it again.

A thread of ours that ended by a fault never comes back either: an ear whose thread is gone is deaf for ever. That is
begun again from at rest too, but only after an hour, since it may end so at each start.
"""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

PATIENCE_S = 120.0  # what can be healed is healed in seconds
THREAD_S = 3600.0  # from a thread's end
STANDSTILL_S = 20.0  # a server that hung for so long has most likely taken us with it; standstill.py knows sooner


def tell(kind: type[BaseException], _: object, trace: TracebackType | None, name: str = "the kiosk") -> None:
    """In place of ``sys.excepthook``: the system keeps what is printed, and a fault's words may be heard ones."""
    print(f"{name}: {kind.__name__}\n", *traceback.format_tb(trace), file=sys.stderr)


class Afresh:
    """Is told what works and what does not; seconds are those of ``time.monotonic``."""

    def __init__(self) -> None:
        self._worked: set[str] = set()
        self._lost: dict[str, float] = {}
        self._ended: list[str] = []
        self._ended_at = 0.0

    def thread_ended(self, how: threading.ExceptHookArgs) -> None:
        """In place of ``threading.excepthook``: names functions, not the fault's words, which may be heard ones."""
        name = how.thread.name if how.thread is not None else "a thread"
        self._ended.append(f"{name}: {how.exc_type.__name__}")
        tell(how.exc_type, how.exc_value, how.exc_traceback, name)

    def ended(self, now: float) -> tuple[str, ...]:
        """The threads that ended by a fault since the last call."""
        found, self._ended = tuple(self._ended), []
        if found and not self._ended_at:
            self._ended_at = now
        return found

    def told(self, room: str, works: bool, now: float) -> None:
        """A room (sound, hearing) works, or does not."""
        if works:
            self._worked.add(room)
            self._lost.pop(room, None)
        elif room in self._worked:
            self._lost.setdefault(room, now)

    def due(self, visiting: bool, stuck_s: float, now: float, stands: bool = False) -> bool:
        """It is time to begin again. ``stuck_s``: how long a native library has been at work on one thing;
        ``stands``: it is known to stand still."""
        if self._lost and (stands or stuck_s > STANDSTILL_S):
            return True
        if self._ended_at and now - self._ended_at > THREAD_S:
            return not visiting
        stood = "hearing" in self._worked and stuck_s > PATIENCE_S
        return not visiting and (stood or any(now - since > PATIENCE_S for since in self._lost.values()))
