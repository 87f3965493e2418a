"""A gate that keeps a quiet room nearly free of cost: is somebody speaking at all?

webrtcvad tells speech from steady noise, and the level must stand above the room's own noise floor, which is
learnt by a slow minimum. The gate also measures how long it has been quiet, and how loud speech was.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import webrtcvad
from numpy.typing import NDArray

Sound = NDArray[np.int16]
FRAME = 160  # samples: 10 ms at 16 kHz
RATE = 16000
_ABOVE_FLOOR_DB = 6.0
_FLOOR_RISE_DB = 0.03  # a frame: 3 dB in a second
_NEEDED = 5  # speech frames of the last ten that open the gate


class Gate:
    """Follows the sound in frames of 10 ms. Levels are dB of full scale."""

    def __init__(self, strictness: int = 2, floor_db: float = -60.0) -> None:
        self._vad = webrtcvad.Vad(strictness)
        self._recent = deque([False] * 10, 10)
        self.floor_db = floor_db  # how loud the room is
        self.level_db = -96.0
        self.peak_db = -96.0  # of the speech going on
        self.quiet_s = 10.0  # since the last frame of speech
        self.speech = False
        self.lull_db = -96.0  # how loud the last 50 ms were

    def hear(self, sound: Sound, own_voice: bool = False) -> None:
        """Take in whole frames; ``speech`` and ``quiet_s`` are then those at the sound's end.

        ``own_voice`` says that what is left here is what the canceller left of the kiosk's own voice.
        """
        frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
        wide = frames.astype(np.float32)
        levels = 10.0 * np.log10((wide * wide).sum(axis=1) / FRAME + 0.25) - 90.3
        for frame, level_db in zip(frames, levels.tolist(), strict=True):
            self._frame(frame, level_db, own_voice)

    def begin(self) -> None:
        """A new stretch of speech: forget how loud the last one was."""
        self.peak_db = self.level_db

    def _frame(self, frame: Sound, level_db: float, own_voice: bool) -> None:
        self.level_db = level_db
        self.lull_db += 0.2 * (self.level_db - self.lull_db)
        loud = self.level_db > max(self.floor_db + _ABOVE_FLOOR_DB, -66.0, self.peak_db - 30.0)
        voiced = loud and not own_voice and bool(self._vad.is_speech(frame.tobytes(), RATE))
        self._recent.append(voiced)
        self.quiet_s = 0.0 if voiced else self.quiet_s + 0.01
        if voiced:
            self.peak_db = max(self.peak_db, self.level_db)
        elif self.quiet_s > 1.0:
            self.peak_db = -96.0
        if self.level_db > -95.0:  # digital silence says nothing about the room
            self.floor_db = min(self.floor_db + _FLOOR_RISE_DB, max(self.level_db, -80.0))
        self.speech = sum(self._recent) >= _NEEDED
