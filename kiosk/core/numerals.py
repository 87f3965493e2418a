"""A displayed word that holds a number, as a person would say it: money, times, dates, shares, telephone numbers.

Each rule is a pattern and what it says; the first that fits speaks. What no rule fits is left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kiosk.core.phrases import number_words

_NUMBER = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_MONTHS = "January February March April May June July August September October November December".split()
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_SCALES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "b": "billion", "B": "billion"}
SCALE_WORDS = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
_MONEY = {"$": ("dollar", "cent"), "US$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny")}
_DENOMINATORS = {"2": "half", "3": "third", "4": "quarter", "5": "fifth", "6": "sixth", "8": "eighth", "10": "tenth",
                 "16": "sixteenth"}  # fmt: skip
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
UNITS = {
    "mg": ("milligram", "milligrams"), "mcg": ("microgram", "micrograms"), "g": ("gram", "grams"),
    "kg": ("kilogram", "kilograms"), "ml": ("milliliter", "milliliters"), "oz": ("ounce", "ounces"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "ft": ("foot", "feet"), "mm": ("millimeter", "millimeters"),
    "cm": ("centimeter", "centimeters"), "km": ("kilometer", "kilometers"), "mph": ("mile an hour", "miles an hour"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "sec": ("second", "seconds"), "yr": ("year", "years"), "yrs": ("year", "years"), "tsp": ("teaspoon", "teaspoons"),
    "tbsp": ("tablespoon", "tablespoons"), "°f": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°c": ("degree Celsius", "degrees Celsius"), "°": ("degree", "degrees"),
}  # fmt: skip
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_HALF_OF_DAY = r"(?P<half>[ap])\.?m\.?"


def digits_in_groups(number: str) -> str:
    """Digit by digit, a short pause between groups: "1-800-677-1116". Letters are said as a word."""
    groups = re.findall(r"\d+|[A-Za-z]+", number)
    return ", ".join(digits(group) if group.isdigit() else group.capitalize() for group in groups)


def digits(text: str) -> str:
    """Each digit for itself."""
    return " ".join(number_words(int(digit)) for digit in text)


def plain(text: str) -> str:
    """A number in words: "1,250" and "3.5". What is none, or too large for anyone to follow, stays as it is."""
    whole, point, part = text.replace(",", "").partition(".")
    if not (whole or part).isdigit() or len(whole) > 15 or (point and not part.isdigit()):
        return text
    if len(whole) > 1 and whole[0] == "0" and not point:
        return digits(whole)
    said = large(int(whole)) if whole else ""
    return f"{said} point {digits(part)}".strip() if part else said


def large(value: int) -> str:
    """A whole number below a quadrillion in words."""
    for size, name in _LARGE:
        if value >= size:
            rest = value % size
            return f"{large(value // size)} {name}" + (f" {large(rest)}" if rest else "")
    return number_words(value)


def year(text: str) -> str:
    """1995 as "nineteen ninety five"; a number that is no year as any other."""
    if re.fullmatch(r"(?:1[1-9]|20)\d\d", text):
        high, low = int(text[:2]), int(text[2:])
        if low == 0:
            return f"{number_words(high)} hundred" if high != 20 else "two thousand"
        if high == 20 and low < 10:
            return f"two thousand {number_words(low)}"
        return f"{number_words(high)} {'oh ' if low < 10 else ''}{number_words(low)}"
    return plain(text)


@lru_cache(maxsize=256)
def ordinal(value: int) -> str:
    """1 as "first", up to 999."""
    if value <= 20:
        return _ORDINALS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        if unit == 0:
            return number_words(value)[:-1] + "ieth"
        return f"{number_words(tens * 10)} {_ORDINALS[unit]}"
    hundreds, rest = divmod(value, 100)
    return f"{number_words(hundreds)} hundred" + ("th" if rest == 0 else f" {ordinal(rest)}")


def is_money(word: str) -> bool:
    """ "$5" or "€2.50", as before "million"."""
    return bool(re.fullmatch(rf"[(“\"]*(?:US\$|[$€£])(?:{_NUMBER})", word))


def money_name(word: str) -> str:
    """What the money of a word is called: "dollars"."""
    return next(name for sign, (name, _) in _MONEY.items() if sign in word) + "s"


# ---------------------------------------------------------------- what the rules say; None: not this rule
_Said = Callable[[re.Match[str], str, str], str | None]


def _money(found: re.Match[str], before: str, following: str) -> str | None:
    whole, cents, sign = found["whole"].replace(",", ""), found["cents"], found["sign"]
    scale = _SCALES.get(found["scale"] or "", "")
    coin, small = _MONEY[sign]
    if following.lower().strip(".,;:!?)”\"") in SCALE_WORDS:
        return plain(found["whole"] + (f".{cents}" if cents else ""))  # the next word brings the dollars
    if scale:
        return f"{plain(whole + (f'.{cents}' if cents else ''))} {scale} {coin}s"
    if cents and len(cents) != 2:
        return f"{plain(f'{whole}.{cents}')} {coin}s"
    pence = "pence" if small == "penny" else f"{small}s"
    loose = f"{number_words(int(cents))} {small if cents == '01' else pence}" if cents and cents != "00" else ""
    if whole in ("", "0") and loose:
        return loose
    said = f"{plain(whole)} {coin}" + ("" if whole == "1" else "s")
    return f"{said} and {loose}" if loose else said


def _money_span(found: re.Match[str], *_: str) -> str:
    return f"{plain(found[2])} to {plain(found[3])} {_MONEY[found[1]][0]}s"


def _money_each(found: re.Match[str], *_: str) -> str:
    one = "" if found[2] == "1" else "s"
    return f"{plain(found[2])} {_MONEY[found[1]][0]}{one} {'an' if found[3] == 'hour' else 'a'} {found[3]}"


def time(hour: int, minute: int, following: str = "", half: str = "") -> str:
    """A time of day. ``following`` is the next word, ``half`` "a" or "p" where it stands in the same word."""
    if hour > 24 or minute > 59:
        return f"{hour} {minute}"
    tail = f" {half}.m" if half else ""
    named = following.lower().replace(".", "").startswith(("am", "pm", "noon", "midnight", "o’clock", "o'clock"))
    if minute == 0:
        if hour > 12:
            return f"{number_words(hour)} hundred"
        return number_words(hour) + (tail or ("" if named else " o’clock"))
    return f"{number_words(hour)} {'oh ' if minute < 10 else ''}{number_words(minute)}{tail}"


def _clock(found: re.Match[str], before: str, following: str) -> str:
    return time(int(found[1]), int(found[2]), following, (found["half"] or "").lower())


def _hour(found: re.Match[str], *_: str) -> str | None:
    return f"{number_words(int(found[1]))} {found['half'].lower()}.m" if 0 < int(found[1]) < 13 else None


def _clock_span(found: re.Match[str], before: str, following: str) -> str:
    half = (found["half"] or "").lower()
    first = time(int(found[1]), int(found[2]), "am" if half or following.lower()[:1] in ("a", "p") else "")
    return f"{first} to {time(int(found[3]), int(found[4]), following, half)}"


def _fraction(found: re.Match[str], before: str, following: str) -> str | None:
    top, bottom = found[1], found[2]
    if bottom not in _DENOMINATORS or not 0 < int(top) < int(bottom):
        return None
    many = "halves" if bottom == "2" else f"{_DENOMINATORS[bottom]}s"
    said = f"{number_words(int(top))} {_DENOMINATORS[bottom] if top == '1' else many}"
    return f"and {said}" if before.isdigit() else said


def _pressure(found: re.Match[str], *_: str) -> str | None:
    high, low = int(found[1]), int(found[2])
    return f"{large(high)} over {large(low)}" if 70 <= high <= 260 and 35 <= low < high else None


def _date(found: re.Match[str], *_: str) -> str | None:
    month, day = int(found[1]), int(found[2])
    if not (0 < month < 13 and 0 < day < 32):
        return None
    said = f"{_MONTHS[month - 1]} {ordinal(day)}"
    return f"{said}, {year(found[3])}" if found[3] else said


def _pair(found: re.Match[str], *_: str) -> str:
    return f"{large(int(found[1]))} {large(int(found[2]))}"


def _decade(found: re.Match[str], *_: str) -> str:
    century = f"{number_words(int(found[1]))} " if found[1] else ""
    return f"{century}{number_words(int(found[2]))[:-1]}ies"


def _with_unit(found: re.Match[str], *_: str) -> str:
    one, many = UNITS[found[2].lower()]
    return f"{plain(found[1])} {one if found[1] == '1' else many}"


def _hyphened(found: re.Match[str], *_: str) -> str:
    return " ".join(said_number(piece, "", "") or piece for piece in re.split("[-–]", found[0]) if piece)


def _whole(found: re.Match[str], before: str, following: str) -> str:
    text = found[0]
    if len(text) == 5 and re.fullmatch(r"[A-Z]{2},?", before):
        return digits(text)  # a ZIP code after its state
    if before.lower() == "form" and len(text) == 4 and text.isdigit():
        return f"{number_words(int(text[:2]))} {number_words(int(text[2:]))}"  # a tax form
    return year(text) if text.isdigit() else plain(text)


def _rule(pattern: str, said: _Said) -> tuple[re.Pattern[str], _Said]:
    return re.compile(pattern, re.IGNORECASE), said


_RULES: tuple[tuple[re.Pattern[str], _Said], ...] = (
    _rule(r"911|988|211|311|411|511|711|811", lambda found, *_: digits(found[0])),
    _rule(r"9-1-1|9-8-8|2-1-1", lambda found, *_: digits(found[0].replace("-", ""))),
    _rule(r"9/11", lambda *_: "nine eleven"),
    _rule(r"24/7", lambda *_: "twenty four seven"),
    _rule(r"401\(?k\)?", lambda *_: "four oh one k"),
    _rule(r"(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4}", lambda found, *_: digits_in_groups(found[0])),
    _rule(r"1-\d{3}-[A-Z]{3,}|1-\d{3}-[A-Z]+-[A-Z]+", lambda found, *_: digits_in_groups(found[0])),
    _rule(rf"(\d{{1,2}}):(\d\d)(?:{_HALF_OF_DAY})?", _clock),
    _rule(rf"(\d{{1,2}})(?:{_HALF_OF_DAY})", _hour),
    _rule(rf"(\d{{1,2}}):(\d\d)[-–—](\d{{1,2}}):(\d\d)(?:{_HALF_OF_DAY})?", _clock_span),
    _rule(rf"{_HALF_OF_DAY}[-–—](\d{{1,2}})", lambda found, *_: f"{found['half'].lower()}.m to {plain(found[2])}"),
    _rule(r"(?P<sign>US\$|[$€£])(?P<whole>[\d,]*)(?:\.(?P<cents>\d+))?(?P<scale>[kmb])?", _money),
    _rule(rf"([$€£])({_NUMBER})[-–—][$€£]?({_NUMBER})", _money_span),
    _rule(rf"([$€£])({_NUMBER})/(hour|day|week|month|year|person|visit)", _money_each),
    _rule(r"(\d+)¢", lambda found, *_: f"{plain(found[1])} cent{'' if found[1] == '1' else 's'}"),
    _rule(rf"({_NUMBER})%", lambda found, *_: f"{plain(found[1])} percent"),
    _rule(rf"({_NUMBER})[-–—]({_NUMBER})%", lambda found, *_: f"{plain(found[1])} to {plain(found[2])} percent"),
    _rule(r"(\d{1,3})(?:st|nd|rd|th)", lambda found, *_: ordinal(int(found[1]))),
    _rule(r"(\d+)[-–—](\d+)", lambda found, *_: f"{year(found[1])} to {year(found[2])}"),
    _rule(r"(1[89]|20)?([2-9]0)’?s", _decade),
    _rule(r"(\d{1,2})/(\d{1,2})", _fraction),
    _rule(r"(\d{2,3})/(\d{2,3})", _pressure),
    _rule(r"(50)/(50)|(20)/(20)", lambda found, *_: f"{plain(found[1] or found[3])} {plain(found[2] or found[4])}"),
    _rule(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", _date),
    _rule(r"(\d)[’']\s?(\d{1,2})[”\"]?", lambda found, *_: f"{plain(found[1])} foot {plain(found[2])}"),
    _rule(rf"({_NUMBER})({_UNIT})", _with_unit),
    _rule(rf"({_NUMBER})\+", lambda found, *_: f"{plain(found[1])} plus"),
    _rule(r"(\d+)x", lambda found, *_: f"{plain(found[1])} times"),
    _rule(r"(\d{1,2}):(\d{1,2})", lambda found, *_: f"{plain(found[1])} to {plain(found[2])}"),
    _rule(rf"-({_NUMBER})", lambda found, *_: f"minus {plain(found[1])}"),
    _rule(r"#(\d+)", lambda found, *_: f"number {plain(found[1])}"),
    _rule(r"[a-z]+[-–]\d{1,4}s?|\d{1,4}(?:[-–][a-z’']+)+(?:[-–]\d{1,4})?", _hyphened),
    _rule(r"\d+(?:-\d+){2,}", lambda found, *_: ", ".join(plain(piece) for piece in found[0].split("-"))),
    _rule(r"\d+|\d{1,3}(?:,\d{3})+", _whole),
    _rule(_NUMBER, lambda found, *_: plain(found[0])),
)


def said_number(core: str, before: str, following: str) -> str | None:
    """The words for a displayed word without its punctuation, or None when no rule fits.

    ``before`` and ``following`` are the displayed words beside it, empty at the sentence's ends.
    """
    core = core.replace("⁄", "/")
    for sign, fraction in _VULGAR.items():
        if core.endswith(sign):
            head = core.removesuffix(sign)
            if head and not head.isdigit():
                return None
            top, _, bottom = fraction.partition("/")
            found = re.fullmatch(r"(\d+)/(\d+)", f"{top}/{bottom}")
            assert found is not None
            said = _fraction(found, head or before, following) or ""
            return f"{plain(head)} {said}" if head else said
    for pattern, said_by in _RULES:
        found = pattern.fullmatch(core)
        if found is not None:
            words = said_by(found, before, following)
            if words is not None:
                return words
    return None
