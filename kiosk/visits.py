"""When a visit is over: a glass left alone is asked whether somebody is there, and begins anew if nobody is."""

from __future__ import annotations

from kiosk.config import VisitsTable
from kiosk.core import messages as m
from kiosk.core.state import State
from kiosk.core.update import resting


class Visits:
    """Knows when somebody last did something; seconds are those of ``time.monotonic``."""

    def __init__(self, table: VisitsTable, now: float) -> None:
        self._table = table
        self._last = now

    def here(self, now: float) -> None:
        """Somebody touched, pressed a key or was understood, or the kiosk itself is speaking."""
        self._last = now

    def due(self, state: State, now: float) -> m.Message | None:
        """What the silence means: ask, or end the visit."""
        asked = state.question is not None and state.question.kind == "still there"
        alone = now - self._last
        if asked and alone > self._table.answer_s:
            self._last = now
            return m.Done()
        if not asked and not resting(state) and alone > self._table.idle_s:
            self._last = now
            return m.NobodyThere()
        return None
