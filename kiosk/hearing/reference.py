"""What the kiosk itself played, laid beside what the microphone took in, sample by sample.

Both sides say when (perf_counter) their samples sounded, but with jitter. The microphone's clock is therefore
its count of samples, tied to time by the least delay so far, and tied anew when the least delay of the last seconds
is another: its clock may be slow, and samples may be lost. Each played piece is laid at the end of the one before
unless it is off by more than a block. So the echo canceller sees a steady delay.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]
RATE = 16000
_KEPT_S = 4.0
_LATELY_S = 5.0  # a delay that lasts so long is one of the clock
_DRIFT_S = 0.015  # of the microphone's clock, before it is tied anew: for the canceller each time is an echo moved
_SLACK_S = 0.03  # of the loudspeaker's times, which jitter
_LEAD_S = 0.03  # laid a little early, since a canceller cannot undo an echo that comes before its cause


class Reference:
    """``played`` what goes out; ``beside`` gives what belongs to a block of the microphone."""

    def __init__(self) -> None:
        self._pieces: deque[tuple[int, Sound]] = deque()
        self._end = 0.0  # time at which the last piece ends
        self._carry = 0.0  # the resampler's place between two input samples
        self._last = 0.0
        self._taken = 0
        self._zero: float | None = None  # time of microphone sample 0
        self._starts: deque[tuple[int, float]] = deque()  # times that it seemed to have, from when on, least first
        self._next_at = 0

    def played(self, at: float, samples: Sound, rate: int) -> None:
        """These samples sound from ``at`` (perf_counter seconds) on."""
        if self._zero is None or not len(samples):
            return
        if abs(at - self._end) > _SLACK_S:
            self._carry, self._last = 0.0, 0.0
            self._next_at = round((at - self._zero - _LEAD_S) * RATE)
            self._end = at
        drifted_to = round((self._end - self._zero - _LEAD_S) * RATE)
        if abs(drifted_to - self._next_at) > _DRIFT_S / 2 * RATE:
            self._next_at = drifted_to
        self._end += len(samples) / rate
        made = self._resampled(samples, rate)
        self._pieces.append((self._next_at, made))
        self._next_at += len(made)
        while self._pieces and self._pieces[0][0] + len(self._pieces[0][1]) < self._taken - _KEPT_S * RATE:
            self._pieces.popleft()

    def beside(self, taken_at: float, count: int) -> Sound | None:
        """What was played during a block of ``count`` samples whose last was taken in at ``taken_at``; None
        for nothing."""
        self._tie(taken_at - (self._taken + count) / RATE)
        first = self._taken
        self._taken += count
        made = np.zeros(count, np.int16)
        found = False
        for at, piece in self._pieces:
            low, high = max(first, at), min(first + count, at + len(piece))
            if low < high:
                made[low - first : high - first] = piece[low - at : high - at]
                found = True
        return made if found else None

    def _tie(self, start: float) -> None:
        """Sample 0 seems to have sounded at ``start``, or earlier if this block came late."""
        if self._zero is not None and start > self._zero + 0.5:
            self._starts.clear()  # a gap in the capture
        while self._starts and self._starts[-1][1] >= start:
            self._starts.pop()
        self._starts.append((self._taken, start))
        while self._starts[0][0] < self._taken - _LATELY_S * RATE:
            self._starts.popleft()
        least = self._starts[0][1]
        if self._zero is None or least < self._zero or least > self._zero + _DRIFT_S:
            self._zero = least

    def restart(self) -> None:
        """The microphone was closed: its count of samples begins anew."""
        self._pieces.clear()
        self._starts.clear()
        self._zero, self._taken, self._end = None, 0, 0.0

    def _resampled(self, samples: Sound, rate: int) -> Sound:
        """Straight lines between samples: speech has little where that errs, and the canceller's own filter
        learns the rest. Seamless from piece to piece."""
        step = rate / RATE
        wide = np.concatenate(((self._last,), samples.astype(np.float64)))
        at = np.arange(self._carry, len(samples), step)
        self._carry = (at[-1] + step if len(at) else self._carry) - len(samples)
        self._last = float(samples[-1])
        return np.asarray(np.rint(np.interp(at, np.arange(len(wide)), wide)), np.int16)
