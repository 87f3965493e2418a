"""Numbers in words: one digit after the other, counted, as a year, as an ordinal."""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.core.phrases import number_words

NUMBER = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


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
    if not (whole or part).isdecimal() or len(whole) > 15 or (point and not part.isdecimal()):  # "²" is a digit
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
