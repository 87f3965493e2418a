"""The staff's PIN: kept as a salted hash in config.toml, asked for at the door, looked at in a thread.

After three wrong ones the door waits, twice as long each time, from half a minute to a quarter of an hour. The count is
kept in memory alone: who can cut the power to begin it anew needs a minute for three tries.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import os
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

from kiosk.core import messages as m
from kiosk.core.door import LONGEST_PIN, SHORTEST_PIN
from kiosk.core.state import Door, Place

_N, _R, _P = 2**14, 8, 1  # 16 MB and some 50 ms for each try
_FREE_TRIES, _FIRST_WAIT_S, _LONGEST_WAIT_S = 3, 30.0, 900.0


def is_pin(text: str) -> bool:
    """Four to twelve digits."""
    return text.isascii() and text.isdigit() and SHORTEST_PIN <= len(text) <= LONGEST_PIN


def hashed(pin: str) -> str:
    """What is kept of a PIN: "scrypt", a salt and a hash."""
    salt = os.urandom(16)
    return f"scrypt:{salt.hex()}:{_hash(pin, salt).hex()}"


def matches(pin: str, kept: str) -> bool:
    """Whether this is the PIN of which that was kept. Slow on purpose."""
    _, salt, wanted = kept.split(":")
    return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), bytes.fromhex(wanted))


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=64 * 1024 * 1024, dklen=32)


class Lock:
    """``follow`` the place; ``answers`` come some moments after a PIN was typed."""

    def __init__(self, kept: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept, self._clock = kept, clock
        self._answers: SimpleQueue[bool] = SimpleQueue()
        self._busy = False
        self._wrong = 0
        self._until = -1e9
        self._told: list[m.DoorIs] = []

    def follow(self, place: Place) -> None:
        """Look at the PIN of a door where one was typed whole."""
        if not isinstance(place, Door):
            return
        if not self._kept:
            if place.told != "door.no pin":
                self._told.append(m.DoorIs("no pin"))
        elif place.tried and not self._busy:
            left = self._until - self._clock()
            if left > 0:
                self._told.append(m.DoorIs("wait", math.ceil(left)))
                return
            self._busy = True
            threading.Thread(target=self._try, args=(place.typed,), name="the door", daemon=True).start()

    def _try(self, pin: str) -> None:
        try:
            self._answers.put(matches(pin, self._kept))
        except (ValueError, MemoryError):  # no hash, or no room for one
            self._answers.put(False)

    def answers(self) -> list[m.DoorIs]:
        """What the door answers since the last call."""
        if self._answers.empty():
            told, self._told = self._told, []
            return told
        right = self._answers.get_nowait()
        self._busy = False
        if right:
            self._wrong = 0
            return [m.DoorIs("open")]
        self._wrong += 1
        if self._wrong < _FREE_TRIES:
            return [m.DoorIs("wrong")]
        wait = min(_FIRST_WAIT_S * 2 ** (self._wrong - _FREE_TRIES), _LONGEST_WAIT_S)
        self._until = self._clock() + wait
        return [m.DoorIs("wait", math.ceil(wait))]
