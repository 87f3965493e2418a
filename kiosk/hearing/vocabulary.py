"""Which words are to be known, and how often each is said.

The kiosk knows the words of its own phrases and of the library, all numbers, and some three thousand common words:
what is said beside the point is then heard as what it is, not as the nearest command.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from kiosk.core.courtesy import AROUND, FILLERS
from kiosk.core.phrases import normal, number_words, phrases_of, title_phrases, unique
from kiosk.core.spoken import as_spoken
from kiosk.core.strings import Strings

_COMMON = Path(__file__).with_name("common.txt")
_MOST_NAMES = 400  # that are heard whole: with 5,000 articles the graph would be ten times as large
_OFTEN, _SELDOM = 10, 600  # ranks: the first words are said about alike, and all from here on are


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """Common words of English, the most common first."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines if not line.startswith("#") for word in line.split()))


def number_vocabulary() -> frozenset[str]:
    """The words of zero to nine hundred ninety nine."""
    return frozenset(word for number in range(1000) for word in number_words(number).split())


def standing_vocabulary(strings: Strings) -> frozenset[str]:
    """The words of every phrase that the kiosk's own choices answer to."""
    says = [face.get("say", ()) for face in strings.choices.values()]
    return frozenset(word for each in says for phrase in phrases_of(each) for word in phrase.split())


def vocabulary(strings: Strings, texts: Iterable[str] = ()) -> tuple[str, ...]:
    """All words to be known, sorted. ``texts`` are the library's titles, headings, links and further phrases."""
    return tuple(sorted({*_sayable(strings, texts), *common_words()}))


def decoys(strings: Strings, texts: Iterable[str] = ()) -> tuple[str, ...]:
    """Common words that are no part of any phrase: whoever says one is to be heard as saying ``[unk]``."""
    sayable = _sayable(strings, texts)
    return tuple(word for word in common_words() if word not in sayable)


def numbered_phrases() -> tuple[str, ...]:
    """How things are called by their number, up to twenty of each."""
    return unique(
        normal(phrase)
        for noun in ("article", "section", "part", "shelf", "number")
        for number in range(1, 21)
        for phrase in title_phrases("", ("",), number, noun)
    )


def may_be_said(names: Iterable[str]) -> list[str]:
    """What is said at the kiosk beside its standing phrases. ``names`` are the library's titles, headings and links."""
    named = [wording for name in names for wording in (name, *as_spoken(name))]
    return [*named, *numbered_phrases(), *FILLERS, *AROUND]


def whole_phrases(strings: Strings, names: Iterable[str] = ()) -> tuple[str, ...]:
    """What is to be heard whole: all that is said on some screen whatever the articles are, and the first names."""
    standing = (phrase for face in strings.choices.values() for phrase in phrases_of(face.get("say", ())))
    first = islice(names, _MOST_NAMES)
    titles = (phrase for name in first for phrase in title_phrases(name, also=as_spoken(name)))
    return tuple(phrase for phrase in unique([*standing, *AROUND, *numbered_phrases(), *titles]) if " " in phrase)


def _sayable(strings: Strings, texts: Iterable[str]) -> set[str]:
    of_texts = {word for text in texts for word in normal(text).split()}
    return {*standing_vocabulary(strings), *number_vocabulary(), *of_texts}


def costs(words: Iterable[str]) -> dict[str, float]:
    """-log of the share of each word in what is said, by its rank among the common words; they sum to 1."""
    ranks = {word: rank for rank, word in enumerate(common_words())}
    weights = {word: 1.0 / (_OFTEN + min(ranks.get(word, _SELDOM), _SELDOM)) for word in words}
    total = sum(weights.values())
    return {word: -math.log(weight / total) for word, weight in weights.items()}
