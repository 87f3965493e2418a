"""Words that sound alike, so that no ear can tell them apart: "two" is heard as "to", and means two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice, product

_ALIKE = tuple(
    tuple(each.split())
    for each in ("two to too", "four for", "eight ate", "one won", "no know", "right write", "by buy bye", "here hear")
)
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


def as_in(phrase: str, words: Iterable[str]) -> list[str]:
    """The words, each spelt as it is in the phrase if it sounds like one of it."""
    own = {other: word for word in phrase.split() for other in _OF.get(word, ())}
    own.update({word: word for word in phrase.split()})
    return [own.get(word, word) for word in words]
