"""The loudspeaker as one continuous stream that we mix ourselves, so that each word's moment is known to a sample.

SDL asks for the next few hundred samples from a thread of its own; ``_fill`` gives it what stands in the queue
and notes when each mark's sample will be heard; the main loop collects those notes. Cutting speech off, an
earcon or another gain therefore never spoil the word times. What was handed over is kept for two seconds as a
reference for the echo canceller. After a while of silence the device is let go, so that rest costs nothing.
"""

from __future__ import annotations

import ctypes
import sys
import time
from array import array
from collections import deque
from threading import Lock
from typing import Any, NamedTuple

import pygame
from pygame._sdl2 import audio, sdl2

RATE = 22050
BLOCK = 512  # samples SDL asks for at a time: 23 ms
_FADE = 128  # samples (6 ms) over which speech that is cut off fades out, so that it does not click
_KEPT_S = 2.0
_REST_S = 5.0  # of silence, after which the device is let go: open and silent it costs 4 % of a core
_DUCKED = 0.3
_STRAYED_S = 0.1


def _sdl() -> ctypes.CDLL:
    """SDL itself. pygame holds Python's lock while it waits for SDL's audio thread, and that thread may be waiting
    for Python's lock to call us: both would wait for ever. ctypes lets the lock go."""
    return ctypes.CDLL("SDL2.dll" if sys.platform == "win32" else pygame.base.__file__)


def _let_go(device: Any) -> None:
    """Close a device without waiting for its thread under Python's lock."""
    _sdl().SDL_PauseAudioDevice(device.deviceid, 1)
    _sdl().SDL_CloseAudioDevice(device.deviceid)


class Clip(NamedTuple):
    """Samples to be played, and marks at their samples in ascending order."""

    samples: array[int]
    marks: tuple[tuple[int, Any], ...] = ()


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
    """``open`` it, then ``play`` clips one after another."""

    def __init__(self, latency_ms: float = 0.0) -> None:
        self._latency = latency_ms / 1000
        self._device: Any = None
        self._lock = Lock()
        self._clips: deque[Clip] = deque()
        self._place = 0  # the next sample of the first clip
        self._mark = 0  # the next mark of the first clip
        self._tail: array[int] = array("h")  # the fading rest of what was cut off
        self._gain = 1.0
        self._ducked = False
        self._marks: deque[tuple[float, Any]] = deque()
        self._kept: deque[Played] = deque()
        self._clock = 0.0  # when the next sample will be heard
        self._quiet_since = 0.0
        self._resting = False  # the device was let go, to be taken up again at the next sound
        self._name: str | None = None

    @property
    def open_now(self) -> bool:
        """There is a loudspeaker, in use or at rest."""
        return self._device is not None or self._resting

    def open(self, device: str | None = None) -> bool:
        """Open the loudspeaker, by name or the usual one. False when there is none."""
        self.close()
        self._name = device
        return self._start()

    def _start(self) -> bool:
        self._resting = False
        try:
            sdl2.init_subsystem(sdl2.INIT_AUDIO)
            if not audio.get_audio_device_names(False):
                return False
            self._device = audio.AudioDevice(
                devicename=self._name,
                iscapture=False,
                frequency=RATE,
                audioformat=audio.AUDIO_S16,
                numchannels=1,
                chunksize=BLOCK,
                allowed_changes=0,
                callback=self._fill,
            )
        except Exception:  # SDL's error is of a type of its own; whatever it is, there is no loudspeaker
            self._device = None
            return False
        self._clock = 0.0
        self._quiet_since = time.perf_counter()
        _sdl().SDL_PauseAudioDevice(self._device.deviceid, 0)
        return True

    def play(self, clip: Clip) -> None:
        """Play the clip after those that are queued."""
        with self._lock:
            self._clips.append(clip)
        self.wake()

    @property
    def queued(self) -> int:
        """Clips not yet played to their end."""
        return len(self._clips)

    def cut(self) -> None:
        """Silence within a few milliseconds. What was queued is forgotten, and so are its marks."""
        with self._lock:
            if self._clips:
                rest = self._clips[0].samples[self._place : self._place + _FADE]
                self._tail = array("h", (value * (_FADE - n) // _FADE for n, value in enumerate(rest)))
            self._clips.clear()
            self._marks.clear()
            self._place = self._mark = 0

    def gain(self, gain: float) -> None:
        """How loud, 0 to 1, from the next block on."""
        self._gain = gain

    def duck(self, on: bool) -> None:
        """Play softly for a while, to hear somebody better."""
        self._ducked = on

    def reached(self) -> list[Any]:
        """The marks whose sound has been heard since the last call."""
        now = time.perf_counter()
        found = []
        while self._marks and self._marks[0][0] <= now:
            found.append(self._marks.popleft()[1])
        return found

    def played(self) -> list[Played]:
        """What went out in the last two seconds, oldest first, the gain applied."""
        return list(self._kept)

    def rest(self) -> None:
        """Let the device go when it has been silent for a while; called by the main loop."""
        quiet = not self._clips and not self._tail and not self._marks
        if self._device and quiet and time.perf_counter() - self._quiet_since > _REST_S:
            device, self._device = self._device, None
            self._resting = True
            _let_go(device)

    def wake(self) -> None:
        """Take the device up again, as when a finger comes down: a sound is likely to follow."""
        if self._resting:
            self._start()

    def _fill(self, _: Any, view: Any) -> None:
        """Give SDL its next block. Runs in SDL's thread; an exception here would be a silence, not a crash."""
        now = time.perf_counter()
        out = memoryview(view)
        count = len(out) // 2
        with self._lock:
            heard = reckon(self._clock, now + count / RATE + self._latency)
            self._clock = heard + count / RATE
            block = self._mix(count, heard)
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
        self._kept.append(Played(heard, pcm))
        while self._kept and self._kept[0].t < now - _KEPT_S:
            self._kept.popleft()

    def _mix(self, count: int, heard: float) -> array[int] | None:
        """The next samples of the queue, or None for silence."""
        if not self._clips and not self._tail:
            return None
        block: array[int] = array("h")
        if self._tail:
            block.extend(self._tail[:count])
            self._tail = self._tail[count:]
        while self._clips and len(block) < count:
            clip = self._clips[0]
            begin = len(block) - self._place  # where the clip's sample 0 would stand in this block
            taken = clip.samples[self._place : self._place + count - len(block)]
            block.extend(taken)
            self._place += len(taken)
            ended = self._place >= len(clip.samples)
            while self._mark < len(clip.marks) and (ended or clip.marks[self._mark][0] < self._place):
                sample, mark = clip.marks[self._mark]
                self._marks.append((heard + (begin + sample) / RATE, mark))
                self._mark += 1
            if ended:
                self._clips.popleft()
                self._place = self._mark = 0
        block.extend([0] * (count - len(block)))
        return block

    def close(self) -> None:
        """Let the loudspeaker go."""
        if self._device is not None:
            device, self._device = self._device, None
            _let_go(device)
        with self._lock:
            self._clips.clear()
            self._marks.clear()
            self._place = self._mark = 0
        self._resting = False
