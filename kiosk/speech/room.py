"""How loud the room is, and how much louder the voice is to be for it.

The microphone's level is taken only in pauses, some tenths of a second after the last sound of our own: what is left
is the room. A room is as loud as the quieter quarter of what it gave in ten seconds, so that one cough is no noise. Its
quietest is forgotten by a decibel in ten minutes, so that a kiosk that is moved learns its new room. Where the
microphone gives nothing for longer than a level counts, as when it is switched off, the voice falls back.
"""

from __future__ import annotations

import statistics
from collections import deque

AFTER_OWN_S = 0.45  # reverberation of a hall, and the delay of the microphone
LEVELS_S = 0.1  # between two levels
_WINDOW_S, _LEAST = 10.0, 15  # how long they count; how many are needed
_FREE_DB = 5.0  # a room that is so much louder than at its quietest needs nothing
_UP_DB_S, _DOWN_DB_S = 2.0, 1.0  # so slow that nobody hears the voice change
_FORGET_DB_S = 1 / 600
_DEAF_DB = -90.0  # digital silence says nothing about the room


class Room:
    """``hear`` levels in dB of full scale; ``rise_db`` is what the voice is to be raised by, 0 to ``most_db``."""

    def __init__(self, most_db: float) -> None:
        self._most = most_db
        self._levels: deque[tuple[float, float]] = deque()
        self._quiet: float | None = None
        self._at: float | None = None
        self._heard_at: float | None = None
        self.rise_db = 0.0

    def hear(self, level_db: float, own_silence_s: float, now: float) -> None:
        """A level of this moment; ``own_silence_s`` is how long we have been silent. ``now`` in seconds."""
        if not self._most or (self._at is not None and now - self._at < LEVELS_S):
            return
        passed = 0.0 if self._at is None else min(now - self._at, 1.0)
        self._at = now
        if level_db > _DEAF_DB or self._heard_at is None:
            self._heard_at = now
        if own_silence_s >= AFTER_OWN_S and level_db > _DEAF_DB:
            self._levels.append((now, level_db))
        while self._levels and self._levels[0][0] < now - _WINDOW_S:
            self._levels.popleft()
        if self._quiet is not None:
            self._quiet += passed * _FORGET_DB_S
        if now - self._heard_at > _WINDOW_S:
            self._follow(0.0, passed)
        if len(self._levels) < _LEAST:
            return  # nothing new: the voice stays as it is
        noise = statistics.quantiles((level for _, level in self._levels), n=4)[0]
        self._quiet = noise if self._quiet is None else min(self._quiet, noise)
        self._follow(min(max(noise - self._quiet - _FREE_DB, 0.0), self._most), passed)

    def _follow(self, wanted_db: float, passed: float) -> None:
        step = wanted_db - self.rise_db
        self.rise_db += min(max(step, -passed * _DOWN_DB_S), passed * _UP_DB_S)
