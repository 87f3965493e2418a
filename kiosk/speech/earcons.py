"""The four sounds that are no speech: press, arrive, end and cannot, read from assets/earcons when the voice opens.

How they were made, and why they sound so, stands in make.py beside them.
"""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path

RATE = 22050
NAMES = ("press", "arrive", "end", "cannot")


def earcons(folder: Path) -> dict[str, array[int]]:
    """The sounds of a folder: 16-bit mono at 22,050 Hz. One that is missing or of another kind is left out."""
    found = {}
    for name in NAMES:
        try:
            with wave.open(str(folder / f"{name}.wav"), "rb") as file:
                if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
                    continue
                samples = array("h", file.readframes(file.getnframes()))
        except (OSError, EOFError, wave.Error):
            continue
        if sys.byteorder == "big":
            samples.byteswap()
        found[name] = samples
    return found
