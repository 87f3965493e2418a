"""Text that the tests of the speech room have read aloud, and how they look at a sound."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 22050

PARAGRAPHS = """\
A garden asks for little. Give it water in the morning, when the air is still cool. Most plants would rather be dry
for a day than stand with wet feet for a week.
Choose tools with long handles, so that you need not bend. Sit down when you are tired! A low stool, a shady corner
and a glass of water make the work a pleasure.
Experienced gardeners occasionally recommend complicated preparations and expensive equipment. You need neither. Good
earth, a little patience and your own two hands are enough.
When the days grow short, leave some seeds for the birds; they will thank you with a song in spring. What could be
better than that?"""

SENTENCES = tuple(
    sentence.strip()
    for paragraph in PARAGRAPHS.replace("\n", " ").split("  ")
    for sentence in paragraph.replace("! ", "!|").replace("? ", "?|").replace(". ", ".|").split("|")
)


def loudness(pcm: bytes) -> npt.NDArray[np.float64]:
    """The samples as numbers from -1 to 1."""
    return np.frombuffer(pcm, np.int16).astype(np.float64) / 32768


def pitch(pcm: bytes) -> float:
    """The median pitch of the voiced parts in Hz, by autocorrelation of 40 ms frames."""
    sound = loudness(pcm)
    frame = int(0.04 * RATE)
    found = []
    for begin in range(0, len(sound) - frame, frame):
        piece = sound[begin : begin + frame]
        piece = piece - piece.mean()
        energy = float(piece @ piece)
        if energy / frame < 0.001:
            continue
        same = np.correlate(piece, piece, "full")[frame - 1 :]
        low, high = RATE // 250, RATE // 60
        lag = low + int(np.argmax(same[low:high]))
        if same[lag] > 0.5 * energy:
            found.append(RATE / lag)
    return float(np.median(found))
