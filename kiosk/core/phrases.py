"""What may be said: templates become whole spoken phrases, and every text is brought to one spelling.

A template such as ``[please] (go|take me) back`` is written once beside a Choice and enumerated here:
``[...]`` may be left out, ``(a|b)`` is one of the two. Phrases are lower case, without punctuation, with
numbers spelt out, since that is how a recogniser hears them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_DULL = frozenset(
    "a an and are as at be before by can do does for from how i if in into is it its me my of on or our so "
    "that the their this to use using was we what when where who why will with you your about more even things "
    "thing working work together matters matter people going doing getting making other every there these those "
    "first after again right never always could would should".split()
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ASKED = ("{}", "the one about {}", "read {}", "about {}", "tell me about {}", "i want to hear about {}")
_TELLING = 5  # letters that a word must have to stand for a title by itself: "even" is too near to "seven"
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_MOST = 200  # phrases of one template; more is a slip of the pen


def number_words(number: int) -> str:
    """A whole number from 0 to 999 in words: 42 is "forty two"."""
    if not 0 <= number <= 999:
        raise ValueError(f"{number} is not between 0 and 999")
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _TENS[tens] + (f" {_UNITS[unit]}" if unit else "")
    hundreds, rest = divmod(number, 100)
    return f"{_UNITS[hundreds]} hundred" + (f" {number_words(rest)}" if rest else "")


def _spell(match: re.Match[str]) -> str:
    digits = match.group()
    if len(digits) <= 3 and not (len(digits) > 1 and digits[0] == "0"):
        return f" {number_words(int(digits))} "
    return " " + " ".join(_UNITS[int(digit)] for digit in digits) + " "


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """One spelling for what is written and what is heard: lower case, no marks, numbers in words."""
    text = re.sub("[¼-¾⅐-⅞]", r" \g<0> ", text)  # "3½" is not 31 and 2
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).lower().translate(_LETTERS)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace("&", " and ").replace("%", " percent "))
    text = re.sub(r"[0-9]+", _spell, text)
    text = re.sub(r"(?<![a-z])'|'(?![a-z])", " ", text)
    return " ".join(re.sub(r"[^a-z' ]+", " ", text).split())


def _split(template: str) -> list[str]:
    """The template cut into words, groups and options at the top level."""
    parts: list[str] = []
    depth, start = 0, 0
    for at, mark in enumerate(template):
        if mark in "([":
            if depth == 0:
                parts.extend(template[start:at].split())
                start = at
            depth += 1
        elif mark in ")]":
            depth -= 1
            if depth < 0:
                raise ValueError(f'"{template}" closes a bracket that it did not open')
            if depth == 0:
                parts.append(template[start : at + 1])
                start = at + 1
    if depth:
        raise ValueError(f'"{template}" opens a bracket that it does not close')
    parts.extend(template[start:].split())
    return parts


def _alternatives(inside: str) -> list[str]:
    found, depth, start = [], 0, 0
    for at, mark in enumerate(inside):
        depth += mark in "(["
        depth -= mark in ")]"
        if mark == "|" and depth == 0:
            found.append(inside[start:at])
            start = at + 1
    return [*found, inside[start:]]


@lru_cache(maxsize=1024)
def expand(template: str) -> tuple[str, ...]:
    """All phrases of a template, the plainest wording first.

    Raises ValueError for brackets that do not match and for templates of more than 200 phrases.
    """
    phrases = [""]
    for part in _split(template):
        if part[0] in "([":
            tails = [tail for inside in _alternatives(part[1:-1]) for tail in expand(inside)]
            if part[0] == "[":
                tails = ["", *tails]
        else:
            tails = [part]
        phrases = [f"{head} {tail}".strip() for head in phrases for tail in tails]
        if len(phrases) > _MOST:
            raise ValueError(f'"{template}" stands for more than {_MOST} phrases')
    return unique(normal(phrase) if phrase else "" for phrase in phrases)


def phrases_of(templates: Iterable[str]) -> tuple[str, ...]:
    """All phrases of several templates, each once, in order, the empty one left out."""
    return _phrases_of(tuple(templates))


@lru_cache(maxsize=1024)
def _phrases_of(templates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in unique(one for each in templates for one in expand(each)) if phrase)


def unique(phrases: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of first sight."""
    return tuple(dict.fromkeys(phrases))


@lru_cache(maxsize=64)
def distinctive(titles: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """For each title the short pieces that point to it alone: "falling", "phone scam".

    A piece is one telling word, or two words that stand side by side; it counts if no other title has it. A number is
    none: it stands for what has it on the page.
    """
    pieces: list[list[str]] = []
    for title in titles:
        words = normal(title).split()
        pairs = [f"{first} {second}" for first, second in pairwise(words) if first not in _DULL and second not in _DULL]
        singles = [word for word in words if word not in _DULL and len(word) >= _TELLING]
        pieces.append(list(dict.fromkeys([*pairs, *singles])))
    seen: dict[str, int] = {}
    for mine in pieces:
        for piece in mine:
            seen[piece] = seen.get(piece, 0) + 1
    others = {*map(normal, titles), *map(number_words, range(100))}
    return tuple(tuple(piece for piece in mine if seen[piece] == 1 and piece not in others) for mine in pieces)


def title_phrases(
    title: str,
    pieces: Iterable[str] = (),
    number: int | None = None,
    noun: str = "",
    also: Iterable[str] = (),
) -> tuple[str, ...]:
    """Everything a numbered title answers to: its words, a distinctive piece, its number.

    ``noun`` is what it is a number of: "section" makes "section two" and "read section two".
    """
    whole = normal(title)
    named = [whole, *(f"{verb} {whole}" for verb in ("read", "open"))] if whole else []
    further = filter(None, map(normal, also))  # without a letter that can be heard, one would be the empty phrase
    others = [wording.format(one) for one in further for wording in _ASKED]
    short = [wording.format(piece) for piece in pieces for wording in _ASKED]
    counted: list[str] = []
    if number is not None and 0 < number <= 99:
        word = number_words(number)
        counted = [word, f"number {word}", f"read number {word}"]
        if number <= len(_ORDINALS):
            placed = [f"{_ORDINALS[number - 1]} {what}" for what in ("one", noun) if what]
            counted += [f"{before}{one}" for before in ("the ", "", "read the ") for one in placed]
        if noun:
            counted += [f"{noun} {word}", f"read {noun} {word}", f"go to {noun} {word}", f"read {word}"]
    return unique([*named, *others, *short, *counted])


def vocabulary(phrases: Iterable[str], extra: Mapping[str, object] | Iterable[str] = ()) -> frozenset[str]:
    """All single words of the phrases."""
    return frozenset(word for phrase in (*phrases, *extra) for word in phrase.split())
