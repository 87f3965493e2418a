"""So much of one for each of another: "mg/dL", "3 times/day", "60 beats/min". What is none is said with "or"."""

from __future__ import annotations

import re

from kiosk.core.figures import NUMBER, plain
from kiosk.core.numerals import is_at_most_one
from kiosk.core.units import UNITS

_RATE = re.compile(rf"(?P<number>(?:{NUMBER})(?:[-–](?:{NUMBER}))?)?(?P<one>[A-Za-z]*)(?P<each>(?:/[A-Za-z]+²?2?)+)")
_MEASURED = UNITS | {
    "ng": ("nanogram", "nanograms"), "l": ("liter", "liters"), "dl": ("deciliter", "deciliters"),
    "mmol": ("millimole", "millimoles"), "iu": ("I U", "I U"), "m": ("meter", "meters"), "mi": ("mile", "miles"),
    "x": ("time", "times"),
}  # fmt: skip
_TIMES = {"min": "minute", "hr": "hour", "sec": "second", "wk": "week", "mo": "month", "yr": "year"} | {
    each: each for each in ("second", "minute", "hour", "day", "week", "month", "year")
}
_SHARES = frozenset("person serving dose visit meal".split())
_SHORT_EACH = {"h": "hour", "s": "second"}
_METRIC_EACH = {
    "dl": "deciliter", "l": "liter", "ml": "milliliter", "kg": "kilogram", "g": "gram", "m2": "square meter",
    "m²": "square meter",
}  # fmt: skip
_METRIC = frozenset("ng mcg mg g ml l mmol iu units cells".split())  # "lb/kg" is the one or the other
_STEPS = frozenset("day week level step".split())  # "Day 1/Week 2"
_OFTEN = frozenset("times beats breaths drinks hours minutes miles steps meals calories servings doses units".split())
_OF_TIME = frozenset("min mins hr hrs sec yr yrs".split())


def said_rate(core: str, before: str) -> str | None:
    """The words for "mg/dL" or "times/day" behind the displayed word ``before``; None where the stroke is no "per"."""
    found = _RATE.fullmatch(core)
    if found is None:
        return None
    number, one = found["number"] or "", found["one"]
    each = [_each(right, one, before, bool(number)) for right in found["each"][1:].split("/")]
    if not all(each):
        return None
    counted = " to ".join(plain(end) for end in re.split("[-–]", number)) if number else ""
    measured = _MEASURED.get(one.lower())
    single = is_at_most_one(number or before)
    what = measured[0 if single else 1] if measured else one
    return " per ".join((f"{counted} {what}".strip(), *filter(None, each)))


def _each(right: str, one: str, before: str, numbered: bool) -> str | None:
    """What the right side of a stroke is called, where the left can be had for each of it."""
    short, left = right.lower(), one.lower()
    if not left:
        return _TIMES.get(short) if numbered and before.lower() not in _STEPS else None
    if left in _METRIC and short in _METRIC_EACH:
        return _METRIC_EACH[short]
    numbered = numbered or before[-1:].isnumeric() or before.lower() == "one"
    if left in _OF_TIME and not numbered:
        return None
    if left in _MEASURED:
        return _TIMES.get(short) or (_SHORT_EACH.get(short) if right != "S" else None)
    many = left.endswith("s") and not left.endswith(("ss", "us"))
    many = many and (numbered or left in _OFTEN)
    if many or left in ("once", "twice") or is_at_most_one(before):
        return _TIMES.get(short) or (short if short in _SHARES and many else None)
    return None
