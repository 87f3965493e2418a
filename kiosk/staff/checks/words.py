"""English words that need no second look, from the word list of pyspellchecker (160,000 words, loaded once)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AROUND = re.compile(r"^[^\w]+|[^\w]+$")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
            ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ly", ""), ("ness", ""), ("able", ""), ("able", "e"),
            ("ful", ""), ("less", ""), ("ment", ""), ("ship", ""))  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "pre", "over", "under", "out", "mis", "dis", "tele", "multi", "anti", "self", "co",
               "inter", "sub", "super", "semi", "micro", "mini", "post", "hyper", "fore")  # fmt: skip

_APOSTROPHES = ("o'clock", "ma'am")  # words in daily use that the list does not have


@lru_cache(maxsize=1)
def _list() -> frozenset[str]:
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


@lru_cache(maxsize=50_000)
def bare(shown: str) -> str:
    """A displayed word without the marks around it, and without the end of a possessive: “CDC’s” is CDC."""
    core = _AROUND.sub("", shown)
    return core[:-2] if core.endswith(("'s", "’s")) else core


def folded(word: str) -> str:
    """In small letters without accents."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()


@lru_cache(maxsize=50_000)
def in_dictionary(word: str) -> bool:
    """Whether a word stands in the list, as it is."""
    return folded(word) in _list()


@lru_cache(maxsize=50_000)
def is_english(word: str) -> bool:
    """Whether a word is in the list, is made from one that is by the usual endings, or is two of them in one."""
    plain = folded(word)
    known = _list()
    if plain in known or plain in _APOSTROPHES or plain.replace("'", "") in known:
        return True
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) > 2:
            stem = plain[: -len(ending)]
            if stem + instead in known or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    if any(plain.startswith(one) and len(plain) - len(one) > 3 and plain[len(one) :] in known for one in _BEGINNINGS):
        return True
    return any(plain[:cut] in known and plain[cut:] in known for cut in range(4, len(plain) - 3))
