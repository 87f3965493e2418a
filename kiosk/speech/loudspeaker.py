"""The loudspeaker as one continuous stream that we mix ourselves, so that each word's moment is known to a sample.

SDL asks for the next few hundred samples from a thread of its own; ``_fill`` gives it what stands in the Mix, at the
gain of the moment, and reckons when it will be heard. What was handed over is kept for two seconds as a
reference for the echo canceller. After a while of silence the device is let go, so that rest costs nothing.

Opening and closing happen in a thread, since they may wait for a sound server that hangs. A device that went away
or fell silent is opened again there until that succeeds.
"""

from __future__ import annotations

import sys
import threading
import time
from array import array
from collections import deque
from typing import Any, NamedTuple

from kiosk import sound
from kiosk.speech.mix import RATE, Clip, Mix

__all__ = ["BLOCK", "RATE", "Clip", "Loudspeaker", "Played", "reckon"]

BLOCK = 512  # samples SDL asks for at a time: 23 ms
_KEPT_S = 2.0
_REST_S = 5.0  # of silence, after which the device is let go: open and silent it costs 4 % of a core
_DUCKED = 0.3
_STRAYED_S = 0.1
_AGAIN_S = 1.0  # between two attempts to open
_STALLED_S = 1.5  # without a call from SDL: the sound server hangs
_HANGS_S = 2.5  # to open a device


class Played(NamedTuple):
    """16-bit mono samples at RATE as they went out, heard from ``t`` on (``time.perf_counter``)."""

    t: float
    pcm: bytes


def reckon(clock: float, arrived: float) -> float:
    """When a block is heard: ``clock`` says it from the blocks before, ``arrived`` from this moment.

    SDL's call can be late (another thread held the interpreter) while the stream itself runs evenly, but it is
    hardly ever early: so late calls are believed slowly and early ones soon, and our clock neither stays behind after
    one late call nor drifts from the sound card's own. Far off, the stream has really halted: begin anew.
    """
    strayed = arrived - clock
    if abs(strayed) > _STRAYED_S:
        return arrived
    return clock + strayed * (0.2 if strayed < 0 else 0.02)


class Loudspeaker:
    """``open`` it, then ``play`` clips one after another; ``look_after`` it from the main loop."""

    def __init__(self, latency_ms: float = 0.0) -> None:
        self._latency = latency_ms / 1000
        self._device: sound.Device | None = None
        self._mix = Mix()
        self._gain = 1.0
        self._ducked = False
        self._kept: deque[Played] = deque()
        self._clock = 0.0  # when the next sample will be heard
        self._quiet_since = 0.0
        self._sounded_until = 0.0
        self._wanted = False  # open, or to be opened; else at rest until the next sound
        self._again = False  # let the device go and open it again
        self._failed = False
        self._trying_since = 0.0
        self._ended = False
        self._turn = threading.Event()
        self._thread: threading.Thread | None = None
        self.lost = 0  # how often the device went away or fell silent: what was queued is to be played again

    @property
    def there(self) -> bool:
        """There is a loudspeaker, in use, at rest or just being opened."""
        since = self._trying_since
        hangs = bool(since) and time.monotonic() - since > _HANGS_S
        return not self._failed and not hangs

    def open(self) -> None:
        """Open the usual loudspeaker, a moment later, and keep it open; see ``there``."""
        self._wanted = True
        self._thread = threading.Thread(target=self._keep, name="loudspeaker", daemon=True)
        self._thread.start()
        self._turn.set()

    def look_after(self) -> None:
        """Have the device opened again when it is gone or stalls, and let go when all was silent for a while."""
        device = self._device
        if device is None or self._again:
            return
        stalled = device.silent_s > _STALLED_S
        if device.gone or stalled:
            self._failed = stalled  # closing it may take as long as the server hangs
            self.lost += 1
            self._again = True
            self._turn.set()
        elif self._wanted and self._mix.silent and time.perf_counter() - self._quiet_since > _REST_S:
            self._wanted = False
            self._turn.set()

    def wake(self) -> None:
        """Take the device up again, as when a finger comes down: a sound is likely to follow."""
        if not self._wanted:
            self._wanted = True
            self._turn.set()

    def look_again(self) -> None:
        """Something was plugged in: try at once."""
        self._turn.set()

    # --- the loudspeaker's own thread
    def _keep(self) -> None:
        while not self._ended:
            self._turn.wait(_AGAIN_S if self._failed else None)
            self._turn.clear()
            self._trying_since = time.monotonic()
            self._settle()
            self._trying_since = 0.0
        if self._device is not None:
            self._device.close()
            self._device = None

    def _settle(self) -> None:
        audible = sound.audible()
        if self._device is not None and (self._again or not self._wanted or not audible):
            device, self._device = self._device, None
            device.close()
            self.lost += not audible
        self._again = False
        if not audible:
            self._failed = True
        if not audible or self._device is not None or self._ended or not (self._wanted or self._failed):
            return
        self._clock = 0.0
        self._quiet_since = time.perf_counter()
        try:
            self._device = sound.Device(None, False, RATE, BLOCK, self._fill)
            self._failed = False
        except sound.NoSoundError:
            self._failed = True
            sound.revive(False)

    # --- what is played
    def play(self, clip: Clip) -> None:
        """Play the clip after those that are queued."""
        self._mix.play(clip)
        self.wake()

    @property
    def queued(self) -> int:
        """Clips not yet played to their end."""
        return self._mix.queued

    def cut(self) -> None:
        """Silence within a few milliseconds. What was queued is forgotten, and so are its marks."""
        self._mix.cut()

    def gain(self, gain: float) -> None:
        """How loud, 0 to 1, from the next block on."""
        self._gain = gain

    def duck(self, on: bool) -> None:
        """Play softly for a while, to hear somebody better."""
        self._ducked = on

    @property
    def silent_s(self) -> float:
        """How long nothing has been heard from us, in seconds; 0 while a sound is under way."""
        return max(0.0, time.perf_counter() - self._sounded_until)

    def reached(self) -> list[Any]:
        """The marks whose sound has been heard since the last call."""
        return self._mix.reached(time.perf_counter())

    def played(self) -> list[Played]:
        """What went out in the last two seconds, oldest first, the gain applied."""
        return list(self._kept)

    def _fill(self, out: memoryview) -> None:
        """Give SDL its next block. Runs in SDL's thread."""
        now = time.perf_counter()
        count = len(out) // 2
        heard = reckon(self._clock, now + count / RATE + self._latency)
        self._clock = heard + count / RATE
        block = self._mix.block(count, heard)
        gain = self._gain * (_DUCKED if self._ducked else 1.0)
        if block is None:
            out[:] = bytes(len(out))
            return
        if gain != 1.0:
            block = array("h", (int(value * gain) for value in block))
        if sys.byteorder == "big":
            block.byteswap()
        pcm = block.tobytes()
        out[:] = pcm
        self._quiet_since = now
        if any(block):
            self._sounded_until = heard + count / RATE
        self._kept.append(Played(heard, pcm))
        while self._kept and self._kept[0].t < now - _KEPT_S:
            self._kept.popleft()

    def close(self) -> None:
        """Let the loudspeaker go. One that hangs is left to the end of the process."""
        self._ended = True
        self._turn.set()
        if self._thread is not None:
            self._thread.join(2.0)
        self.cut()
