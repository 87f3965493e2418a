"""Takes the kiosk's own voice out of what the microphone hears, so that it can be interrupted.

WebRTC's AEC3 (pywebrtc-audio, without its noise suppression) left the most words to be recognised of the
three cancellers with wheels. It works in frames of 10 ms and pads a shorter one with zeros, so blocks are
cut and carried here. The model is trained on speech that went through this very class.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pywebrtc_audio import AudioProcessor

Sound = NDArray[np.int16]
RATE = 16000
FRAME = 160
_TAIL_S = 0.8  # a room goes on sounding after the voice


class Echo:
    """Cleans the microphone, block by block. A silent reference costs nothing after a short tail."""

    def __init__(self, delay_ms: int = 0) -> None:
        self._processor = AudioProcessor(
            sample_rate=RATE, num_channels=1, echo_cancellation=True, stream_delay_ms=delay_ms
        )
        self._near = np.zeros(0, np.int16)
        self._far = np.zeros(0, np.int16)
        self._since_s = 1e9

    @property
    def active(self) -> bool:
        """Has the kiosk's own voice sounded a moment ago?"""
        return self._since_s < _TAIL_S

    def clean(self, microphone: Sound, reference: Sound | None) -> Sound:
        """All frames that are complete by now: as long as what came in, give or take one frame."""
        far = np.zeros(len(microphone), np.int16) if reference is None else reference
        self._near = np.concatenate((self._near, microphone))
        self._far = np.concatenate((self._far, far))
        whole = len(self._near) // FRAME * FRAME
        near, self._near = self._near[:whole], self._near[whole:]
        far, self._far = self._far[:whole], self._far[whole:]
        self._since_s = 0.0 if far.any() else self._since_s + whole / RATE
        if not self.active or not whole:
            return near
        return np.asarray(
            self._processor.process(np.ascontiguousarray(near), np.ascontiguousarray(far)), np.int16
        )
