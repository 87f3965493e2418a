"""The glass at rest: darker by night, and moved by a pixel a minute so that no picture burns in. Nothing flashes."""

from __future__ import annotations

from kiosk.config import ScreenTable
from kiosk.core.state import BRIGHTEST, State

STEP_S = 60.0  # the picture moves by one pixel in so long
_DIM_S = 0.1  # and darkens by one percent
DRIFT_MM = 1.2  # each way: more than a letter's stroke is wide


def minutes(time_of_day: str) -> int:
    """ "21:30" as minutes since midnight."""
    hours, _, rest = time_of_day.partition(":")
    return int(hours) * 60 + int(rest)


def is_night(screen: ScreenTable, minute: int) -> bool:
    """Whether a minute of the day lies in the night of the config; a night may reach over midnight."""
    if not screen.night_from or not screen.night_until:
        return False
    begins, ends = minutes(screen.night_from), minutes(screen.night_until)
    return begins <= minute < ends if begins <= ends else minute >= begins or minute < ends


def drift(step: int, reach: int) -> tuple[int, int]:
    """Where the picture stands after so many steps: all places up to ``reach`` pixels, each next to the last one."""
    side = 2 * reach + 1
    there = step % (2 * side * side)
    if there >= side * side:
        there = 2 * side * side - 1 - there  # and the same way back
    row, column = divmod(there, side)
    return (column if row % 2 == 0 else side - 1 - column) - reach, row - reach


class Rest:
    """Follows State and clock. ``light`` is per cent of the glass's own; ``drift`` pixels to the right and down."""

    def __init__(self, screen: ScreenTable, reach: int) -> None:
        self._screen, self._reach = screen, reach
        side = 2 * reach + 1
        self._step = side * side // 2  # begin in the middle
        self._stepped = self._dimmed = 0.0
        self.light = 100
        self.drift = drift(self._step, reach)

    def follow(self, state: State, now: float, minute: int) -> None:
        """``now`` is of ``time.monotonic``, ``minute`` the minute of the day. Nobody sees the picture move."""
        day = state.brightness * 100 // BRIGHTEST
        if state.visiting:
            self.light, self._stepped = day, now
            return
        wanted = min(day, self._screen.night_brightness) if is_night(self._screen, minute) else day
        if now - self._dimmed >= _DIM_S and self.light != wanted:
            self._dimmed = now
            self.light += 1 if wanted > self.light else -1
        if now - self._stepped >= STEP_S:
            self._stepped = now
            self._step += 1
            self.drift = drift(self._step, self._reach)
