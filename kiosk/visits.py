"""When a visit is over: a glass left alone is asked whether somebody is there, and begins anew if nobody is.

The time allowed counts from the last input or the end of speech, whichever is later (VVSG 2.0, 7.2-O); the time
to answer counts from the moment the question stands on the glass. Time in which the machine slept counts too. At
"Did you say ...?" in the middle of reading the voice waits a moment for an answer, then reads on.
"""

from __future__ import annotations

import sys
import time

from kiosk.config import VisitsTable
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.reads import awaits_answer
from kiosk.core.state import Door, Office, State
from kiosk.core.update import asks_who_is_there, nothing_to_lose

ANSWER_S = 6.0  # of silence for an answer in the middle of reading; each key and each touch gives it anew
OFFICE_S = 60.0  # an office that staff walked away from


def _slept_s() -> int:
    """How long the machine has slept since it was switched on: Linux leaves that out of ``time.monotonic``."""
    if sys.platform != "linux":
        return 0
    return round(time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC))


class Visits:
    """Knows when somebody last did something; seconds are those of ``time.monotonic``."""

    def __init__(self, table: VisitsTable, now: float) -> None:
        self._table = table
        self.here(now)

    def here(self, now: float) -> None:
        """Somebody touched, pressed a key or was understood."""
        self._last = self._asked = now + _slept_s()

    def heard(self, found: m.Message | Choice, now: float) -> None:
        """The ear tells of something. A television speaks too: what is not understood is nobody, but a question that
        follows from it is to stand for its time."""
        if isinstance(found, Choice | m.DidYouSay):
            self.here(now)

    def spoke(self, now: float) -> None:
        """The kiosk itself is speaking at this moment."""
        self._last = now + _slept_s()

    def due(self, state: State, now: float) -> m.Message | None:
        """What the silence means: ask, or end the visit. None while neither is due."""
        if not state.visiting:
            return None
        now += _slept_s()
        if asks_who_is_there(state):
            return m.VisitOver() if now - self._asked >= self._table.answer_s else None
        if isinstance(state.place, Door | Office):
            return m.VisitOver() if now - self._last >= OFFICE_S else None
        if awaits_answer(state):
            return m.NotAnswered() if now - self._last >= ANSWER_S else None
        if now - self._last < self._table.idle_s:
            return None
        self._asked = now
        return m.VisitOver() if nothing_to_lose(state) else m.NobodyThere()
