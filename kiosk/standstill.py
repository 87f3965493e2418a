"""Tells a sound library that stands still from a server that hangs: the server answers another program, we still wait.

A server that hangs may go on at any moment, and takes us along. A library that waits for SDL while SDL waits for it
never goes on: the sooner the kiosk begins again, the shorter it is mute.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kiosk import pulse

AFTER_S = 2.0  # opening a device took up to a second where all was well
CONFIRMED_S = 0.5  # after a hang we are served within milliseconds of the answer to others


class Standstill:
    """Ask often; what takes time is done in a thread. ``answers`` says whether the server answers another program."""

    def __init__(self, answers: Callable[[], bool] = pulse.answers) -> None:
        self._answers = answers
        self._answered: tuple[float, float] | None = None  # when the server was asked, and when it had answered
        self._asked_at = 0.0
        self._thread: threading.Thread | None = None

    def known(self, stuck_s: float, now: float) -> bool:
        """Whether the library stands still that has been at work on one thing for so long; ``now`` is monotonic."""
        if stuck_s < AFTER_S:
            return False
        if self._answered is not None:
            asked, answered = self._answered
            if asked > now - stuck_s and now - answered >= CONFIRMED_S:
                return True
        if now - self._asked_at > 2 * CONFIRMED_S and (self._thread is None or not self._thread.is_alive()):
            self._asked_at = now
            self._thread = threading.Thread(target=self._ask, name="asking the sound server", daemon=True)
            self._thread.start()
        return False

    def _ask(self) -> None:
        asked = time.monotonic()
        if self._answers():
            self._answered = asked, time.monotonic()
