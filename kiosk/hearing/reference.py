"""What the kiosk itself played, laid beside what the microphone took in, sample by sample.

Both sides say when (perf_counter) their samples sounded, but with jitter. The microphone's clock is therefore
its count of samples, tied to time by the least delay seen of late; each played piece is laid at the end of
the one before unless it is off by more than a block, so that the echo canceller sees a steady delay.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]
RATE = 16000
_KEPT_S = 4.0
_SLACK_S = 0.03
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
        self._next_at = 0

    def played(self, at: float, samples: Sound, rate: int) -> None:
        """These samples sound from ``at`` (perf_counter seconds) on."""
        if self._zero is None or not len(samples):
            return
        joined = abs(at - self._end) <= _SLACK_S
        if not joined:
            self._carry, self._last = 0.0, 0.0
            self._next_at = round((at - self._zero - _LEAD_S) * RATE)
            self._end = at
        self._end += len(samples) / rate
        made = self._resampled(samples, rate)
        self._pieces.append((self._next_at, made))
        self._next_at += len(made)
        while self._pieces and self._pieces[0][0] + len(self._pieces[0][1]) < self._taken - _KEPT_S * RATE:
            self._pieces.popleft()

    def beside(self, taken_at: float, count: int) -> Sound | None:
        """What was played during a block of ``count`` samples whose last was taken in at ``taken_at``; None
        for nothing."""
        start = taken_at - (self._taken + count) / RATE
        if self._zero is None or start < self._zero or start > self._zero + 0.5:
            self._zero = start  # the first block, the least delay so far, or a gap in the capture
        first = self._taken
        self._taken += count
        self._zero += count / RATE * 1e-5  # forget slowly: clocks drift
        made = np.zeros(count, np.int16)
        found = False
        for at, piece in self._pieces:
            low, high = max(first, at), min(first + count, at + len(piece))
            if low < high:
                made[low - first : high - first] = piece[low - at : high - at]
                found = True
        return made if found else None

    def restart(self) -> None:
        """The microphone was closed: its count of samples begins anew."""
        self._pieces.clear()
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
