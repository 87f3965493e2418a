"""Any other engine that pyttsx3 knows (SAPI5 on Windows, macOS): its sound through a file, its word times estimated."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyttsx3

from kiosk.speech import driver
from kiosk.speech.marks import estimate
from kiosk.speech.samples import CLOSE_ENOUGH, Made, resample, trim


class Other:
    """Any other engine that pyttsx3 knows (SAPI5, macOS): word times are estimated from the letters.

    ``name`` is pyttsx3's for it; empty is the usual one of this system.
    """

    def __init__(self, voice: str = "", name: str = "") -> None:
        self._engine: Any = pyttsx3.init(name or None)
        self.name = str(self._engine)
        if self.name == "espeak":
            raise RuntimeError("pyttsx3's own espeak driver loses texts and crashes on long ones")
        if voice:
            self._engine.setProperty("voice", voice)

    def make(self, words: Sequence[str], seconds: float | None) -> Made:
        """One utterance, at the nearest speed that the engine reaches in two tries."""
        text = " ".join(words)
        if not text.strip():
            return Made(b"", driver.RATE, (0,) * len(words))
        rate = 175.0
        made = self._once(text, words, rate)
        for _ in range(2):
            length = len(made.pcm) / 2 / made.rate
            if seconds is None or not length or abs(length / seconds - 1) < CLOSE_ENOUGH:
                break
            rate = min(max(rate * length / seconds, 40), 500)
            made = self._once(text, words, rate)
        return made

    def _once(self, text: str, words: Sequence[str], rate: float) -> Made:
        self._engine.setProperty("rate", round(rate))
        with TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            with wave.open(str(path), "rb") as file:
                found, width, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
                data = file.readframes(file.getnframes())
        if width != 2:
            raise RuntimeError(f"{self.name} writes {8 * width}-bit samples, not 16")
        pcm, _ = trim(resample(data, found, channels))
        return Made(pcm, driver.RATE, estimate(words, len(pcm) // 2))
