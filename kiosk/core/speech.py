"""What is to be spoken: a Line of utterances, each made of displayed words. The voice follows it.

A Line is known by its turn. The same turn with another volume goes on; another turn replaces it at once. Here too
are the steps of speed and volume, and the pace: how many seconds each utterance may take so that the whole line
keeps its true words per minute while easy and hard sentences keep one felt speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

VOLUMES = (0.0, 0.03, 0.06, 0.12, 0.25, 0.4, 0.65, 1.0)
"""Gain at volume 0 (silent) and at the seven steps: 4 to 6 dB each, so that a step is plainly heard, 30 dB in all."""


@dataclass(frozen=True)
class Utterance:
    """Displayed words spoken in one go, then ``pause_ms`` of silence.

    ``index`` is the sentence's index in its section, or -1 in an announcement.
    """

    words: tuple[str, ...]
    pause_ms: int = 400
    index: int = -1
    wpm: int | None = None  # slower than the line, such as a number to be written down


@dataclass(frozen=True)
class Line:
    """What is to be said now. ``earcon`` sounds before it, never over it.

    ``first`` is the utterance to begin with: give all utterances of the section whatever the cursor, and the pace
    of a sentence is the same each time it is heard.
    """

    turn: int
    utterances: tuple[Utterance, ...]
    wpm: int
    volume: int  # a step, 0 to 6
    earcon: str = ""
    first: int = 0


@dataclass(frozen=True)
class Sound:
    """A spoken utterance: 16-bit mono samples and the sample at which each displayed word begins."""

    pcm: bytes
    rate: int
    starts: tuple[int, ...]

    @property
    def seconds(self) -> float:
        """Length of the sound."""
        return len(self.pcm) / 2 / self.rate


def pause_ms(kind: str, last: bool, wpm: int) -> int:
    """Silence in ms after a sentence in a block of ``kind``; ``last`` when it closes its block.

    Heard, it is 300-500 ms between two sentences, shorter for fast listeners and longest where an item or a paragraph
    ends; more after a heading or a picture, so that the shape of the text is heard.
    """
    gap = max(300, round(430 - (wpm - 60) * 130 / 240))  # the sound's own edges add 20 ms
    if not last:
        return gap
    if kind in ("heading", "picture"):
        return gap + (300 if kind == "heading" else 200)
    return min(gap + 150, 475)


def weight(spoken: Sequence[str]) -> float:
    """Seconds that espeak-ng takes at its rate 175 for an utterance's spoken words, within 6 % (rms).

    A least-squares fit over 17 measured sentences of 1 to 15 words: letters tell the length better than
    syllables do (6 against 16 %), since they count the consonants too.
    """
    text = " ".join(spoken)
    letters = sum(char.isalnum() for char in text)
    commas = sum(char in ",;:" for char in text[:-1])
    return 0.155 + 0.058 * letters + 0.308 * commas


# Ordinary prose: a sentence of 12 words weighs about 3.9 s. Very short lines lean on it, or a lone "Yes" would
# be drawled to fill its share of a minute.
_TYPICAL_WORDS, _TYPICAL_WEIGHT = 12, 3.9
_LEAN_BELOW = 40  # words


def seconds_for(utterances: Sequence[Utterance], spoken: Sequence[Sequence[str]], wpm: int) -> tuple[float, ...]:
    """How long the sound of each utterance is to be, its pause not included.

    ``spoken`` has the spoken words of each utterance. All utterances together, with the pauses between them, last
    as long as their displayed words take at ``wpm``; each gets its share by its weight, so that hard and easy
    sentences keep one felt pace. An utterance with a ``wpm`` of its own is reckoned for itself.
    """
    own = [utterance.wpm for utterance in utterances]
    weights = [weight(words) for words in spoken]
    shared = [index for index, speed in enumerate(own) if speed is None]
    pace = _pace(
        sum(len(utterances[index].words) for index in shared),
        sum(weights[index] for index in shared),
        sum(utterances[index].pause_ms for index in shared if index + 1 < len(utterances)) / 1000,
        wpm,
    )
    return tuple(
        weight * (pace if speed is None else _pace(len(utterance.words), weight, 0.0, speed))
        for utterance, weight, speed in zip(utterances, weights, own, strict=True)
    )


def _pace(words: float, weight: float, pauses: float, wpm: int) -> float:
    """Seconds of sound for one unit of weight."""
    lean = max(0.0, _LEAN_BELOW - words) / _TYPICAL_WORDS  # typical sentences, added in thought
    words += lean * _TYPICAL_WORDS
    weight += lean * _TYPICAL_WEIGHT
    pauses += lean * pause_ms("paragraph", False, wpm) / 1000
    seconds = 60 * words / wpm
    return max(seconds - pauses, 0.4 * seconds) / weight  # many tiny utterances leave time to speak
