"""The loudspeaker as one continuous stream that we mix ourselves, so that each word's moment is known to a sample.

SDL asks for the next few hundred samples from a thread of its own; ``_fill`` gives it what stands in the queue. As it
hands over the block in which a word begins, it notes when that sample will be heard; the main loop collects those notes.
Pausing, an earcon in between or another gain therefore never spoil the word times. Everything handed over is
kept for two seconds as a reference for the echo canceller.

Why not ``mixer.Channel``: see ARCHITECTURE.md.
"""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

import pygame
from pygame._sdl2 import audio

RATE = 22050
BLOCK = 512  # samples SDL asks for at a time: 23 ms
_FADE = 110  # samples (5 ms) over which speech that is cut off fades out, so that it does not click
_KEPT = 2.0  # seconds of played sound kept for the echo canceller
_REST = 1.5  # seconds of silence after which the stream is put to sleep
_DUCKED = 0.3


class Heard(NamedTuple):
    """A mark whose sample is heard at ``t``."""

    mark: Any
    t: float


class Played(NamedTuple):
    """Samples as they went to the loudspeaker (16-bit mono at RATE), heard from ``t`` on."""

    t: float
    pcm: bytes


@dataclass
class Clip:
    """Samples to be played, and marks at their samples (ascending)."""

    samples: array[int]
    marks: tuple[tuple[int, Any], ...] = ()


class Loudspeaker:
    """``open`` it, then ``play`` clips one after another. All times are ``time.perf_counter``."""

    def __init__(self, latency_ms: float = 0.0) -> None:
        self._latency = latency_ms / 1000
        self._device: Any = None
        self._lock = Lock()
        self._clips: deque[Clip] = deque()
        self._place = 0  # the next sample of the first clip
        self._next_mark = 0
        self._cue: array[int] = array("h")
        self._paused = False
        self._gain = self._wanted = 1.0
        self._ducked = False
        self._marks: deque[Heard] = deque()
        self._kept: deque[Played] = deque()
        self._clock = 0.0  # when the next sample will be heard
        self._silent_since = 0.0
        self._asleep = False

    def open(self, device: str | None = None) -> bool:
        """Open the loudspeaker, by name or the usual one. False when there is none."""
        self.close()
        try:
            if not pygame.mixer.get_init() and not pygame.get_sdl_version():
                return False
            pygame.init() if False else None
            names = audio.get_audio_device_names(False)
            if not names:
                return False
            self._device = audio.AudioDevice(
                devicename=device,
                iscapture=False,
                frequency=RATE,
                audioformat=audio.AUDIO_S16,
                numchannels=1,
                chunksize=BLOCK,
                allowed_changes=0,
                callback=self._fill,
            )
        except pygame.error:
            self._device = None
            return False
        self._silent_since = time.perf_counter()
        self._asleep = False
        self._device.pause(0)
        return True
