"""What is to be spoken: a Line of utterances, each made of displayed words. The voice follows it.

A Line is known by its turn. The same turn with another volume goes on; another turn replaces it at once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Utterance:
    """Displayed words spoken in one go, then ``pause_ms`` of silence.

    ``index`` is the sentence's index in its section, or -1 in an announcement. ``spoken``, where given, has
    one text for each word: what the engine is handed in its place.
    """

    words: tuple[str, ...]
    pause_ms: int = 400
    index: int = -1
    wpm: int | None = None  # slower than the line, such as a number to be written down


@dataclass(frozen=True)
class Line:
    """What is to be said now. ``earcon`` sounds before it, never over it."""

    turn: int
    utterances: tuple[Utterance, ...]
    wpm: int
    volume: int
    earcon: str = ""
