"""From a displayed word to what the engine is to say for it, so that numbers and names sound as a person says them.

One displayed word becomes one text (which may hold several spoken words), so that each mark of the sound still
belongs to one displayed word. Punctuation that makes a pause is kept; what espeak-ng says well is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.core.phrases import number_words

_OUTER = re.compile(r"^([(\[“‘\"']*)(.*?)([)\]”’\"'.,;:!?…]*)$", re.S)
_TITLES = {
    "dr": "doctor", "mr": "mister", "mrs": "missis", "ms": "miz", "prof": "professor", "rev": "reverend",
    "gen": "general", "sen": "senator", "gov": "governor", "jr": "junior", "sr": "senior", "vs": "versus",
    "etc": "et cetera", "e.g": "for example", "i.e": "that is", "no": "number", "apt": "apartment",
    "ave": "avenue", "blvd": "boulevard", "dept": "department", "approx": "about", "inc": "incorporated",
    "oz": "ounces", "lb": "pound", "lbs": "pounds", "mg": "milligrams", "ml": "milliliters", "ft": "feet",
    "jan": "January", "feb": "February", "aug": "August", "sept": "September", "oct": "October",
    "nov": "November", "dec": "December", "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday",
    "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_ONLY_WITH_STOP = {"no", "gen", "sen", "sat", "sun", "mon", "wed", "dec", "apt", "rev", "fri", "mar", "gov", "jan"}
_ROMAN = re.compile(r"^(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_BEFORE_ROMAN = frozenset(
    "part chapter section volume book war act scene phase stage type title class grade level step appendix article "
    "psalm".split()
)
_RULERS = frozenset(
    "elizabeth henry george charles louis william edward james richard john paul pius francis benedict gregory "
    "philip nicholas alexander catherine napoleon leo".split()
)
_EMERGENCY = frozenset(("911", "988", "211", "311", "411", "511", "711", "811"))
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_HALVES = {"1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters",
           "½": "one half", "¼": "one quarter", "¾": "three quarters", "24/7": "twenty four seven"}  # fmt: skip
_PAUSES = ".,;:!?…"


def spoken_words(words: Sequence[str], pronunciations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """For each displayed word the text that the engine is given. Never raises; same length as ``words``."""
    known = pronunciations or {}
    lower = {word.lower(): said for word, said in known.items()}
    before = ""
    found = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        found.append(_spoken(word, before, following, known, lower))
        before = word
    return tuple(found)


def _spoken(word: str, before: str, following: str, known: Mapping[str, str], lower: Mapping[str, str]) -> str:
    match = _OUTER.match(word)
    if match is None:
        return word
    _, core, closing = match.groups()
    if not core:
        return "" if not any(mark in _PAUSES for mark in closing) else closing
    name, _, owner = core.partition("’")
    said = known.get(core) or lower.get(core.lower())
    if said is None and owner == "s":
        said = known.get(name) or lower.get(name.lower())
        said = f"{said}’s" if said else None
    if said is not None:
        return said + _pause(closing)
    bare = core.lower().strip(".")
    if bare in _TITLES and (closing.startswith(".") or bare not in _ONLY_WITH_STOP):
        if bare == "no" and not following[:1].isdigit():
            return word
        if bare in ("oz", "lb", "ft", "mg", "ml") and not before[-1:].isdigit():
            return word
        last = closing.lstrip(".") or ("." if _begins_anew(following) and bare in ("etc", "jr", "sr", "inc") else "")
        return _TITLES[bare] + _pause(last)
    if bare == "st" and closing.startswith("."):
        return ("saint" if following[:1].isupper() else "street") + _pause(closing.lstrip("."))
    if bare in ("a.m", "p.m"):
        return f"{bare[0]} m" + _pause("." if not following or following[:1].isupper() else closing.lstrip("."))
    return _number(core, before, following) + _pause(closing) if _numeric(core) else _other(word, core, before, closing)


def _begins_anew(following: str) -> bool:
    return not following or following[:1].isupper()


def _pause(closing: str) -> str:
    """The punctuation that the engine makes a pause or a tune of."""
    return "".join(mark for mark in closing if mark in _PAUSES)


def _other(word: str, core: str, before: str, closing: str) -> str:
    if core == "&":
        return "and"
    if core in ("–", "—", "-"):
        return ","
    roman = _ROMAN.match(core)
    previous = before.lower().strip("“(‘")
    if roman and (previous in _BEFORE_ROMAN or (previous in _RULERS and before[-1:].isalpha())):
        value = _roman(core)
        if value and (len(core) > 1 or previous in _BEFORE_ROMAN):
            return ("the " + _ordinal(value) if previous in _RULERS else number_words(value)) + _pause(closing)
    if re.fullmatch(r"\w+(?:/\w+)+", core):
        return core.replace("/", " or ") + _pause(closing)
    return word


def _numeric(core: str) -> bool:
    return bool(re.match(r"[$£€#+-]?\d", core)) or core in _HALVES


def _number(core: str, before: str, following: str) -> str:
    """A word that holds a number, as a person would say it; what no rule fits is left to the engine."""
    if core in _HALVES:
        return _HALVES[core]
    if core in _EMERGENCY or re.fullmatch(r"(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4}", core):
        return digits_in_groups(core)
    if time := re.fullmatch(r"(\d{1,2}):(\d{2})", core):
        return _time(int(time[1]), int(time[2]), following)
    if money := re.fullmatch(r"[$]([\d,]+)(?:\.(\d\d))?(k|K|M)?", core):
        return _money(money[1], money[2], following)
    if share := re.fullmatch(r"([\d.,]+)%", core):
        return f"{_plain(share[1])} percent"
    if ordinal := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", core):
        return _ordinal(int(ordinal[1]))
    if span := re.fullmatch(r"(\d+)[-–—](\d+)", core):
        return f"{_year(span[1])} to {_year(span[2])}"
    if decade := re.fullmatch(r"(1[89]|20)(\d0)s", core):
        return f"{number_words(int(decade[1]))} {number_words(int(decade[2]))[:-1]}ies"
    if re.fullmatch(r"(?:1[1-9]|20)\d\d", core):
        return _year(core)
    if re.fullmatch(r"[\d,]+", core):
        return _plain(core)
    if numbered := re.fullmatch(r"#(\d+)", core):
        return f"number {_plain(numbered[1])}"
    return core


def digits_in_groups(number: str) -> str:
    """Digit by digit, a short pause between groups: "1-800-677-1116"."""
    groups = re.findall(r"\d+", number)
    return ", ".join(" ".join(number_words(int(digit)) for digit in group) for group in groups)


def _plain(text: str) -> str:
    whole, _, part = text.replace(",", "").partition(".")
    if not whole.isdigit() or len(whole) > 9:
        return text
    value = int(whole)
    said = _large(value)
    return f"{said} point {' '.join(number_words(int(digit)) for digit in part)}" if part.isdigit() else said


def _large(value: int) -> str:
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if value >= size:
            rest = value % size
            return f"{_large(value // size)} {name}" + (f" {_large(rest)}" if rest else "")
    return number_words(value)


def _time(hour: int, minute: int, following: str) -> str:
    if hour > 24 or minute > 59:
        return f"{hour} {minute}"
    half = following.lower()[:1] in ("a", "p") and following.lower().replace(".", "").startswith(("am", "pm"))
    if minute == 0:
        return number_words(hour) + ("" if half or hour > 12 else " o’clock")
    return f"{number_words(hour)} {'oh ' if minute < 10 else ''}{number_words(minute)}"


def _money(whole: str, cents: str | None, following: str) -> str:
    if following.lower().strip(".,") in ("million", "billion", "thousand", "trillion"):
        return _plain(whole)  # "$5 million" is "five million"; the next word may bring the dollars
    said = f"{_plain(whole)} dollar" + ("" if whole == "1" else "s")
    if cents and cents != "00":
        said += f" and {number_words(int(cents))} cent" + ("" if cents == "01" else "s")
    return said


def _year(text: str) -> str:
    if re.fullmatch(r"(?:1[1-9]|20)\d\d", text):
        high, low = int(text[:2]), int(text[2:])
        if low == 0:
            return f"{number_words(high)} hundred" if high != 20 else "two thousand"
        if high == 20 and low < 10:
            return f"two thousand {number_words(low)}"
        return f"{number_words(high)} {'oh ' if low < 10 else ''}{number_words(low)}"
    return _plain(text)


@lru_cache(maxsize=256)
def _ordinal(value: int) -> str:
    if value <= 20:
        return _ORDINALS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        if unit == 0:
            return number_words(value)[:-1] + "ieth"
        return f"{number_words(tens * 10)} {_ORDINALS[unit]}"
    hundreds, rest = divmod(value, 100)
    return f"{number_words(hundreds)} hundred" + ("th" if rest == 0 else f" {_ordinal(rest)}")


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in text]
    return sum(-one if one < max(values[n:]) else one for n, one in enumerate(values))
