"""From a displayed word to what the engine is to say for it, so that numbers and names sound as a person says them.

One displayed word becomes one text (which may hold several spoken words), so that each mark of the sound still
belongs to one displayed word. Punctuation that makes a pause is kept; what espeak-ng says well is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.core import addresses, figures, letter_a, money, numerals, rates, spans
from kiosk.core.phrases import normal, number_words
from kiosk.core.shortforms import DATES, ONLY_WITH_STOP, TITLES, is_street, is_title
from kiosk.core.units import UNITS

_OUTER = re.compile(r"^([(\[“‘’\"']*)(.*?)([)\]”’\"'.,;:!?…]*)$", re.S)
_ROMAN = re.compile(r"^(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_BEFORE_ROMAN = frozenset(
    "part chapter section volume book war act scene phase stage type title class grade level step appendix article "
    "psalm bowl factor cranial".split()
)
_RULERS = frozenset(
    "elizabeth henry george charles louis william edward james richard john paul pius francis benedict gregory "
    "philip nicholas alexander catherine napoleon leo".split()
)
_CROWNED = frozenset("king queen pope emperor czar".split())
_ODD = re.compile(r"[^A-Za-z ,?!’'-]|[A-Z]\b|\b(?:[DMSJ]r|Mr?s|Prof|vs)\b")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_PAUSES = ".,;:!?…"
_SIGNS = {"&": "and", "+": "plus", "=": "equals", "×": "times", "÷": "divided by", "@": "at", "–": ",", "—": ",",
          "-": ","}  # fmt: skip


def spoken_words(words: Sequence[str], pronunciations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """For each displayed word the text that the engine is given. Never raises; same length as ``words``."""
    return letter_a.named(words, _in_words(words, pronunciations))


def _in_words(words: Sequence[str], pronunciations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    known = pronunciations or {}
    # one in capitals is another word: "US" is not "us", "AIDS" are not "hearing aids"
    lower = {word.lower(): said for word, said in known.items() if len(word) == 1 or not word.isupper()}
    telephone = _telephone(words)
    return tuple(
        telephone[index] if index in telephone else _Neighbours(words, index).spoken(known, lower)
        for index in range(len(words))
    )


@lru_cache(maxsize=4096)
def as_spoken(name: str) -> tuple[str, ...]:
    """How the voice says a name, where that is not what its letters and figures give: "911" is "nine one one"."""
    if not _ODD.search(name):  # nearly all of 5,000 titles are plain words, and a quarter of a millisecond each is felt
        return ()
    said = " ".join(_in_words(name.split()))  # an A as people write it, not as the engine needs it
    spelt = said if name.isupper() else _CAPITALS.sub(lambda found: " ".join(found[0]), said)  # "COPD" by its letters
    return tuple(one for one in dict.fromkeys((normal(said), normal(spelt))) if one and one != normal(name))


def _telephone(words: Sequence[str]) -> dict[int, str]:
    """Words that are one telephone number together, "(800) 677-1116", each digit by digit."""
    found: dict[int, str] = {}
    for index, word in enumerate(words):
        area = re.fullmatch(r"\(?(\d{3})\)?", word)
        rest = " ".join(words[index + 1 : index + 3])
        number = re.match(r"(\d{3}-\d{4}|\d{3} \d{4})(?!\w)", rest)
        if not area or not number or (" " in number[1] and not word.startswith("(") and index == 0):
            continue
        found[index] = figures.digits(area[1]) + ","
        if index and re.fullmatch(r"\+?1", words[index - 1]):
            found[index - 1] = "one,"
        for offset, piece in enumerate(number[1].split(" "), start=1):
            closing = words[index + offset][len(piece) :]
            found[index + offset] = figures.digits_in_groups(piece) + (_pause(closing) or ("," if offset == 1 else ""))
        if " " not in number[1]:
            found[index + 1] = figures.digits_in_groups(number[1]) + _pause(words[index + 1][len(number[1]) :])
    return found


class _Neighbours:
    """A displayed word between those beside it."""

    def __init__(self, words: Sequence[str], index: int) -> None:
        self.words, self.index = words, index
        self.word = words[index]
        self.before = words[index - 1] if index else ""
        self.second = words[index - 2] if index > 1 else ""
        self.following = words[index + 1] if index + 1 < len(words) else ""

    def spoken(self, known: Mapping[str, str], lower: Mapping[str, str]) -> str:
        match = _OUTER.match(self.word)
        if match is None:
            return self.word
        _, core, closing = match.groups()
        if not core:
            return "" if not any(mark in _PAUSES for mark in closing) else closing
        if self.word.endswith("°"):
            core, closing = self.word.lstrip("([“‘’\"'"), ""
        said = _pronounced(core, known, lower)
        if said is not None:
            return said + _pause(closing)
        return self._short_form(core, closing) or self._said(core, closing)

    def _short_form(self, core: str, closing: str) -> str:
        """What a short form stands for, or nothing."""
        bare, stop = core.lower().strip("."), closing.startswith(".")
        rest = closing.removeprefix(".")
        if bare in ("a.m", "p.m") or (bare in ("am", "pm") and self.before[-1:].isdigit()):
            return f"{bare[0]}.m" + _pause("." if self._ends() else rest)
        ended = rest.startswith(",") or not self.following[:1].isupper()
        if bare == "st" and stop:
            street = ended or is_street(self.second, self.before, self.following)
            return ("street" if street else "saint") + _pause(rest)
        if bare == "dr" and stop and ended and self.before[:1].isupper():
            return "drive" + _pause(rest)
        if bare in UNITS and self.before[-1:].isnumeric():
            return numerals.unit(bare, self.before, self.second) + _pause("." if stop and self._ends() else rest)
        if bare in DATES and len(core) == len(bare) and core[0].isupper():
            number_beside = self.following[:1].isdigit() or self.before[:1].isdigit()
            sure = number_beside or spans.is_end(self.words, self.index)
            usual = stop and bare not in ("mar", "sat", "sun", "jun", "dec", "mon", "wed", "jan")
            return DATES[bare] + _pause(rest) if sure or usual else ""
        if bare not in TITLES or (bare in ONLY_WITH_STOP and not stop):
            return ""
        if not is_title(core.strip("."), stop, self.before, self.following):
            return " ".join(core) + _pause(closing)
        if bare in ("no", "p", "pp") and not self.following[:1].isdigit():
            return ""
        last = "." if self._ends() and bare in ("etc", "jr", "sr", "inc") else ""
        return TITLES[bare] + _pause(rest if stop or rest != closing else closing) + last

    def _ends(self) -> bool:
        return not self.following or self.following[:1].isupper()

    def _said(self, core: str, closing: str) -> str:
        if core in spans.DASHES and spans.is_to(self.words, self.index):
            return "to"
        if core in _SIGNS:
            return _SIGNS[core]
        if core == "#" and self.following[:1].isdigit():
            return "number"
        if core.lower() in money.SCALE_WORDS and money.is_money(self.before):
            named = self.following.lower().startswith(("dollar", "euro", "pound"))
            return core + ("" if named else f" {money.money_name(self.before)}") + _pause(closing)
        number = numerals.said_number(core, self.before.strip("“(‘"), self.following)
        if number is not None:
            last = re.split("[-–—]", core)[-1].lower()  # "Nov. 5-Dec. 3", "5-lb. weights"
            goes_on = (last in DATES or last in UNITS) and not self._ends()
            return number + _pause(closing.removeprefix(".") if goes_on else closing)
        span = spans.joined(core)
        if span:
            return span + _pause(closing if self._ends() else closing.removeprefix("."))
        rate = rates.said_rate(core, self.before.lstrip("“(‘"))
        if rate is not None:
            return rate + _pause(closing)
        roman = self._roman(core)
        if roman:
            return roman + _pause(closing)
        address = addresses.said_address(core)
        if address is not None:
            return address + _pause(closing)
        if re.fullmatch(r"[A-Z]&[A-Z]", core):
            return f"{core[0]} and {core[2]}" + _pause(closing)
        if re.fullmatch(r"\w+(?:/\w+)+", core):
            return core.replace("/", " or ") + _pause(closing)
        return self.word

    def _roman(self, core: str) -> str:
        """A Roman numeral where one may stand: "Part II", "Queen Elizabeth I", "Henry VIII’s"."""
        core, apart, _ = core.replace("'", "’").partition("’")
        if not _ROMAN.match(core):
            return ""
        value = _value(core)
        ruler = self.before.lower() in _RULERS and self.before[-1:].isalpha()
        capital = self.before.lstrip("“(‘")[:1].isupper()
        plain = self.before.lower().strip("“(‘") in _BEFORE_ROMAN and (capital or len(core) > 1)  # "the step I took"
        crowned = self.second.lower() in _CROWNED
        if ruler and (len(core) > 1 or crowned):
            said = f"the {figures.ordinal(value)}"
        elif plain or (value in (2, 3, 7, 8, 12, 13) and capital and self.before[-1:].isalpha()):
            said = number_words(value)
        else:
            return ""
        return f"{said}’s" if apart else said


def _pronounced(core: str, known: Mapping[str, str], lower: Mapping[str, str]) -> str | None:
    """What content/pronunciations.toml says of a word, also of its possessive."""
    said = known.get(core) or lower.get(core.lower())
    name, _, owner = core.replace("'", "’").partition("’")
    if said is None and owner == "s":
        said = known.get(name) or lower.get(name.lower())
        said = f"{said}’s" if said else None
    return said


def _pause(closing: str) -> str:
    """The punctuation that the engine makes a pause or a tune of."""
    return "".join(mark for mark in closing if mark in _PAUSES)


def _value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in roman]
    return sum(-one if one < max(values[n:]) else one for n, one in enumerate(values))
