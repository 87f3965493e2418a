"""Makes the four earcons beside this file anew: python assets/earcons/make.py

All lie between 500 and 2000 Hz, where old ears hear best, and each has a contour of its own (one short blip, two
steps up, a slow fall, two low knocks), so that they differ without pitch memory. A second and a third harmonic
make them heard in noise better than pure tones are; those too stay below 2000 Hz or are left out.
"""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path
from typing import NamedTuple

RATE = 22050
HIGHEST = 2000.0
_LEVEL = 0.30 * 32767  # about as loud as the voice
_EDGE = 0.008  # seconds to swell and to fade: no clicks


class _Note(NamedTuple):
    start: float  # Hz
    end: float
    seconds: float
    rest: float = 0.0  # silence after it


_NOTES: dict[str, tuple[_Note, ...]] = {
    "press": (_Note(900, 900, 0.045),),
    "arrive": (_Note(660, 660, 0.075, 0.015), _Note(990, 990, 0.11)),
    "end": (_Note(1050, 700, 0.16, 0.02), _Note(700, 525, 0.22)),
    "cannot": (_Note(520, 500, 0.09, 0.05), _Note(520, 500, 0.13)),
}


def earcon(name: str) -> array[int]:
    """Its samples: 16-bit mono at 22,050 Hz."""
    samples: array[int] = array("h")
    for note in _NOTES[name]:
        samples.extend(_tone(note))
        samples.extend([0] * int(note.rest * RATE))
    return samples


def _tone(note: _Note) -> list[int]:
    count = int(note.seconds * RATE)
    edge = int(_EDGE * RATE)
    out = []
    phase = 0.0
    for index in range(count):
        hertz = note.start + (note.end - note.start) * index / count
        phase += 2 * math.pi * hertz / RATE
        value = math.sin(phase)
        if 2 * hertz <= HIGHEST:
            value += 0.35 * math.sin(2 * phase)
        if 3 * hertz <= HIGHEST:
            value += 0.15 * math.sin(3 * phase)
        swell = min(1.0, index / edge, (count - 1 - index) / edge)
        out.append(int(_LEVEL * swell * math.exp(-3 * index / count) * value / 1.2))
    return out


if __name__ == "__main__":
    for name in _NOTES:
        with wave.open(str(Path(__file__).parent / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(earcon(name).tobytes())
