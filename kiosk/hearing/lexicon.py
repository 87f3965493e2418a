"""How people say a word: it hears every word that it can say.

A word's sounds come from ``pronunciations.txt`` if it stands there, else from espeak-ng (``sounds``). The first is
how a dictionary of American English has it; then come a relaxed American, a British and a Southern speaker, each
where it differs. Measured against the CMU dictionary in tests/hearing/test_lexicon.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kiosk.hearing.phones import VOWELS
from kiosk.hearing.sounds import spoken

Phones = tuple[str, ...]
MOST = 4  # pronunciations of one word
_TABLE = Path(__file__).with_name("pronunciations.txt")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_LONGEST = 40  # sounds; "internationalization" has 19

# How a marked sound is said by habit; the marks are those of ``sounds`` and of the table.
_RELAXED = {"tap": "d", "all": "aa", "run": "ng"}
_BRITISH = {"bath": "aa", "lot": "ao", "yod": "y uw", "clear": "iy"}
_SOUTHERN = {"tap": "d", "ing": "n"}
_CLEAR = {"clear": "iy"}


def pronunciations(words: Iterable[str], said: Mapping[str, str] | None = None) -> dict[str, tuple[Phones, ...]]:
    """Up to four ways to say each word, best first, in the sounds of ``phones``.

    The words are as ``core.phrases.normal`` leaves them: lower case, letters and apostrophes. ``said`` gives words
    another spelling that sounds right ("peugh" = "pew"). A word that cannot be said is left out: see ``unheard``.
    Raises OSError if espeak-ng cannot be loaded.
    """
    asked = [word for word in dict.fromkeys(words) if _WORD.fullmatch(word)]
    said = {word: respelt for word, respelt in (said or {}).items() if word in set(asked)}
    table = _table()
    pieces = dict.fromkeys(piece for word in asked for piece in (*said.get(word, "").split(), word))
    sounds = dict(zip(pieces, spoken(pieces), strict=True))
    found = {}
    for word in asked:
        ways: list[Phones] = []
        if word in said:
            ways += _accents(tuple(sound for piece in said[word].split() for sound in sounds[piece]))
        if word in table:
            ways += [way for marked in table[word] for way in _accents(marked)[:1]]
            ways += _accents(table[word][0])
        else:
            ways += _accents(sounds[word])
        if kept := tuple(way for way in dict.fromkeys(ways) if 0 < len(way) <= _LONGEST)[:MOST]:
            found[word] = kept
    return found


def unheard(words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that cannot be heard, since nobody knows how they sound: "日本", "x²"."""
    asked = tuple(dict.fromkeys(words))
    known = pronunciations(asked)
    return tuple(word for word in asked if word not in known)


def _accents(marked: Phones) -> list[Phones]:
    """The word as a dictionary has it, then as others say it."""
    if not marked:
        return []
    british = _without_r(_as(_BRITISH, marked))
    southern = _without_r(_as(_SOUTHERN, marked))
    return [_bare(marked), _bare(_as(_RELAXED, marked)), british, southern, _bare(_as(_CLEAR, marked))]


def _bare(marked: Phones) -> Phones:
    return tuple(sound.split("+")[0] for sound in marked)


def _as(habit: Mapping[str, str], marked: Phones) -> Phones:
    """The marks that this habit knows said its way; others kept."""

    def each() -> Iterator[str]:
        for at, sound in enumerate(marked):
            mark = sound.partition("+")[2]
            before_r = marked[at + 1 : at + 2] == ("r",)
            if mark in habit and not (mark == "all" and before_r):
                yield from habit[mark].split()
            else:
                yield sound

    return tuple(each())


def _without_r(marked: Phones) -> Phones:
    """An r is said only before a vowel: "better" ends as "sofa" does, "near" as "idea"; "more" has no end at all."""
    bare = _bare(marked)
    found: list[str] = []
    for at, sound in enumerate(bare):
        vowel_next = at + 1 < len(bare) and bare[at + 1] in VOWELS
        if marked[at] == "er+weak" and not vowel_next:
            found.append("ah")
        elif sound == "r" and found and found[-1] in VOWELS and not vowel_next:
            if found[-1] in ("ih", "iy", "eh", "uh", "ay", "aw"):
                found.append("ah")
        else:
            found.append(sound)
    return tuple(found) if len(found) > 1 or len(bare) == 1 else bare


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Phones, ...]]:
    found = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, ways = line.partition("=")
            found[word.strip()] = tuple(tuple(way.split()) for way in ways.split("|"))
    return found
