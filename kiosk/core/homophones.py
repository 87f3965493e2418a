"""Words that sound alike, so that no ear can tell them apart: "two" is heard as "to", and means two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice, product

_ALIKE = tuple(
    tuple(each.split())
    for each in ("two to too", "four for", "eight ate", "one won", "no know", "right write", "by buy bye", "here hear")
)
_OFTEN_MEANT = {"larger": "louder", "read": "three"}  # rare commands, and what was often said when they are heard
_OF = {word: alike for alike in _ALIKE for word in alike}
_MOST = 50  # spellings that are tried


def respelt(words: Sequence[str], phrases: Collection[str]) -> tuple[str, ...]:
    """The words, or those of the phrase that sounds the same."""
    if " ".join(words) not in phrases and not _OF.keys().isdisjoint(words):
        for spelling in islice(product(*(_OF.get(word, (word,)) for word in words)), _MOST):
            if " ".join(spelling) in phrases:
                return spelling
    return tuple(words)


def rivals(phrase: str) -> frozenset[str]:
    """The words that sound like one of the phrase, but stand not in it."""
    words = phrase.split()
    return frozenset(other for word in words for other in _OF.get(word, ())) - frozenset(words)


def often_meant(phrase: str, phrases: Mapping[str, int]) -> bool:
    """Is it a rare command that a more usual one is often taken for, which may be said here too?

    Of 56 commands by each of twelve held-out voices in noise 10 dB under them, "louder" was acted on as "larger" twice,
    and "three" as "read" once.
    """
    other = _OFTEN_MEANT.get(phrase, "")
    return other in phrases and phrases[other] != phrases.get(phrase)


def as_in(phrase: str, words: Iterable[str]) -> list[str]:
    """The words, each spelt as it is in the phrase if it sounds like one of it."""
    own = {other: word for word in phrase.split() for other in _OF.get(word, ())}
    own.update({word: word for word in phrase.split()})
    return [own.get(word, word) for word in words]
