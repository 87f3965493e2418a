"""How far apart two phrases are, in sounds: which a listener, or the kiosk's ear, may take for one another.

Changing a vowel into a vowel or a nasal into a nasal counts half, a voiced sound into its unvoiced twin 0.3, any
other change one, and so does a sound more or less. That is a rule of thumb: confusions of a recogniser fall mostly
within these kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from kiosk.core.phrases import normal
from kiosk.hearing.lexicon import pronunciations
from kiosk.hearing.phones import SPEECH, VOWELS

Phones = tuple[str, ...]
_KINDS: tuple[tuple[str, ...], ...] = (
    tuple(sorted(VOWELS)), ("m", "n", "ng"), ("p", "b"), ("t", "d"), ("k", "g"), ("f", "v"), ("s", "z"), ("sh", "zh"),
    ("ch", "jh"), ("th", "dh"), ("l",), ("r",), ("w",), ("y",), ("hh",),
)  # fmt: skip
_COST = (0.5, 0.5, *([0.3] * (len(_KINDS) - 2)))  # of a change within a kind
_OF = {phone: kind for kind, phones in enumerate(_KINDS) for phone in phones}
_AT = {phone: at for at, phone in enumerate(SPEECH)}


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _COST[_OF[one]] if _OF[one] == _OF[other] else 1.0


_SWAPS = {one: {other: _swap(one, other) for other in _OF} for one in _OF}


def distance(one: Phones, other: Phones, most: float = float("inf")) -> float:
    """How many sounds apart two phrases are; anything above ``most`` where it is more than that."""
    row = [float(at) for at in range(len(other) + 1)]
    for phone in one:
        swaps = _SWAPS[phone]
        left = before = row[0]
        row[0] = left = left + 1
        least = left
        for at, second in enumerate(other, start=1):
            above = row[at]
            best = before + swaps[second]
            if above + 1 < best:
                best = above + 1
            if left + 1 < best:
                best = left + 1
            row[at] = left = best
            before = above
            if best < least:
                least = best
        if least > most:
            return least
    return row[-1]


class Sounds:
    """The sounds of phrases; ``said`` is what pronunciations.toml has."""

    def __init__(self, phrases: Sequence[str], said: Mapping[str, str]) -> None:
        words = {word for phrase in dict.fromkeys(phrases) for word in phrase.split()}
        plain = {normal(word): normal(how) for word, how in said.items()}
        try:
            ways = pronunciations(words, plain)
        except OSError:  # no espeak-ng here: only what is spelt the same can be named
            ways = {}
        self._ways = {word: found[0] for word, found in ways.items()}
        self._phrases: dict[str, Phones] = {}
        self._bags: dict[str, Any] = {}
        self._together: dict[tuple[str, ...], tuple[list[Phones], Any]] = {}

    def of(self, phrase: str) -> Phones:
        """Empty when a word of it cannot be said."""
        if phrase not in self._phrases:
            words = [self._ways.get(word) for word in phrase.split()]
            self._phrases[phrase] = () if None in words else tuple(phone for word in words if word for phone in word)
        return self._phrases[phrase]

    def bags(self, phrases: Sequence[str]) -> Any:
        """An array with a row for each phrase: what sounds it holds, in any order.

        The differences between two rows add up to no more than the distance of the two phrases, so a look at the
        bags spares most of the work.
        """
        for phrase in phrases:
            if phrase not in self._bags:
                self._bags[phrase] = _bag(self.of(phrase))
        return np.array([self._bags[phrase] for phrase in phrases]).reshape(-1, len(SPEECH) + len(_KINDS))

    def together(self, phrases: tuple[str, ...]) -> tuple[list[Phones], Any]:
        """The sounds and the bags of phrases that stand on many a screen, such as the kiosk's own."""
        if phrases not in self._together:
            self._together[phrases] = [self.of(phrase) for phrase in phrases], self.bags(phrases)
        return self._together[phrases]


def _bag(phones: Phones) -> Any:
    """A change within a kind moves two sounds by its half cost each; any other moves two kinds by what is left."""
    bag = np.zeros(len(SPEECH) + len(_KINDS), dtype=np.float32)
    for phone in phones:
        kind = _OF[phone]
        bag[_AT[phone]] += _COST[kind] / 2
        bag[len(SPEECH) + kind] += 0.5 - _COST[kind] / 2
    return bag
