"""When each displayed word begins in a sound: from the engine's events, or from the letters where it has none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kiosk.speech import driver

_LETTER = driver.RATE * 75 // 1000  # samples that a letter takes at the slow rates, measured


def begin(words: Sequence[str], events: Sequence[tuple[int, int]], skipped: int, length: int) -> tuple[int, ...]:
    """The sample at which each word begins, never earlier than the word before.

    ``events`` are (character, sample) pairs; several may fall into one word ("$1,250.50" makes seven) and none into
    another: espeak-ng says "in the" in one go, and a dash not at all. A word that is said within another begins at
    its share of the letters; one that is not said begins where the next begins.
    """
    firsts: list[int] = []
    place = 0
    for word in words:
        firsts.append(place)
        place += len(word) + 1
    starts: list[int | None] = [None] * len(words)
    reached = 0
    for character, sample in events:
        at = bisect_right(firsts, character) - 1
        if at >= reached and starts[at] is None:
            starts[at] = sample - skipped
            reached = at
    filled: list[int] = []
    following = length
    for index in range(len(words) - 1, -1, -1):
        start = starts[index]
        if start is None:
            start = _within(words, starts, index, following)
        following = max(0, min(following, start))
        filled.append(following)
    return tuple(reversed(filled))


def _within(words: Sequence[str], starts: Sequence[int | None], index: int, following: int) -> int:
    """Where a word without an event begins, between the last one that has one and ``following``."""
    known = next((before for before in range(index - 1, -1, -1) if starts[before] is not None), None)
    if known is None or not any(char.isalnum() for char in words[index]):
        return following
    begun = starts[known] or 0
    before, here = (sum(map(len, words[known:index])), len(words[index]))
    said = min(following - begun, _LETTER * (before + here))  # the rest is a gap between words
    return begun + said * before // (before + here)


def estimate(words: Sequence[str], length: int) -> tuple[int, ...]:
    """Where each word of an utterance of ``length`` samples begins, by its share of letters and pauses."""
    shares = [2 + len(word) + (6 if word[-1:] in {",", ";", ":"} else 0) for word in words]
    total = sum(shares) or 1
    starts, done = [], 0
    for share in shares:
        starts.append(length * done // total)
        done += share
    return tuple(starts)
