"""The microphone: 16 kHz mono in blocks of 32 ms, through pygame's capture; lost and found again by itself.

A capture device that is unplugged does not end: it goes on giving zeros, or gives nothing. Both are noticed
here, and the device is closed and opened again until it gives sound.
"""

from __future__ import annotations

import contextlib
import queue
import time

import numpy as np
from numpy.typing import NDArray

from kiosk import sound

Sound = NDArray[np.int16]
RATE = 16000
BLOCK = 512
_ZEROS_S = 3.0  # a real microphone is never this silent
_GAP_S = 1.0
_AGAIN_S = 2.0  # between two attempts to open
_NEVER_S = 10.0  # of zeros from the beginning on: it is switched off at its side; later ones may be a gate's
_HANGS_S = 2.0  # to close or to open a device
_MOST_BLOCKS = 320  # 10 s; older ones are dropped


def microphones() -> tuple[str, ...]:
    """The names of all microphones there are; empty when there is none or no sound system."""
    return sound.names(True)


class Microphone:
    """``open`` it, ``take`` what was heard, ``close`` it: closing ends capture for real."""

    def __init__(self, device: str = "") -> None:
        self._wanted = device
        self._device: sound.Device | None = None
        self._blocks: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._heard_at = 0.0
        self._sound_at = 0.0
        self._tried_at = -_AGAIN_S
        self._trying_since = 0.0
        self._ever_heard, self._opened_at = False, 0.0
        self.fault = ""

    @property
    def dumb(self) -> bool:
        """It has been open for ten seconds, closed and opened again or not, and never gave a sound."""
        return not self._ever_heard and bool(self._opened_at) and time.monotonic() - self._opened_at > _NEVER_S

    @property
    def capturing(self) -> bool:
        """Is sound being taken in at this moment?"""
        return self._device is not None

    @property
    def hangs(self) -> bool:
        """It is being opened or let go, and the sound system does not answer."""
        since = self._trying_since
        return bool(since) and time.monotonic() - since > _HANGS_S

    def open(self) -> bool:
        """Open the microphone, by a part of its name or the usual one. ``fault`` says why not."""
        self._trying_since = time.monotonic()
        try:
            return self._open()
        finally:
            self._trying_since = 0.0

    def _open(self) -> bool:
        self._let_go()
        opened_at, self._opened_at = self._opened_at, 0.0  # one that is plugged in has its ten seconds
        self._tried_at = time.monotonic()
        names = microphones()
        if not names:
            self.fault = "No microphone is connected; plug one in, and the kiosk will listen."
            sound.revive(True)
            return False
        fitting = [name for name in names if self._wanted.lower() in name.lower()]
        if not fitting:
            self.fault = f'No microphone is called "{self._wanted}"; there are: {", ".join(names)}.'
            return False
        try:
            self._device = sound.Device(fitting[0] if self._wanted else None, True, RATE, BLOCK, self._keep)
        except sound.NoSoundError as fault:
            self.fault = f"The microphone cannot be opened: {fault}."
            sound.revive(True)
            return False
        self.fault = ""
        self._heard_at = self._sound_at = time.monotonic()
        self._opened_at = opened_at or self._heard_at
        return True

    def close(self) -> None:
        """End capture, and forget what was not yet taken."""
        self._trying_since = time.monotonic()
        try:
            self._let_go()
        finally:
            self._trying_since = self._opened_at = 0.0

    def _let_go(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()
        with contextlib.suppress(queue.Empty):
            while True:
                self._blocks.get_nowait()

    def take(self, wait_s: float, most: int = 1) -> tuple[float, Sound] | None:
        """The next block and when its last sample came in (perf_counter), or None if none comes in time.

        At ``most`` so many blocks are one, if they are there already.
        """
        try:
            at, raw = self._blocks.get(timeout=wait_s)
            for _ in range(1, most):
                if not self._blocks.empty():
                    at, more = self._blocks.get_nowait()
                    raw += more
        except queue.Empty:
            return None
        return at, np.frombuffer(raw, np.int16)

    @property
    def drained(self) -> bool:
        """All that came in was taken."""
        return self._blocks.empty()

    @property
    def lost(self) -> bool:
        """It is open and gives nothing, or nothing but zeros, or was unplugged."""
        now = time.monotonic()
        device = self._device
        return device is not None and (device.gone or now - self._heard_at > _GAP_S or now - self._sound_at > _ZEROS_S)

    def heal(self) -> bool:
        """Open it again, not more often than every two seconds. True when that was done and it opened."""
        if time.monotonic() - self._tried_at < _AGAIN_S:
            return False
        return self.open()

    def _keep(self, memory: memoryview) -> None:
        """Called from SDL's own thread."""
        self._heard_at = time.monotonic()
        if self._blocks.qsize() >= _MOST_BLOCKS:
            with contextlib.suppress(queue.Empty):  # taken at this very moment
                self._blocks.get_nowait()
        raw = bytes(memory)
        if any(raw):  # noted here: whoever takes it may be busy for seconds
            self._sound_at, self._ever_heard = self._heard_at, True
        self._blocks.put((time.perf_counter(), raw))
