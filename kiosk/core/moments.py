"""Times of day and dates in words."""

from __future__ import annotations

import re

from kiosk.core.figures import ordinal, year
from kiosk.core.phrases import number_words

_DAYS = "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
BEFORE_DATES = frozenset("on until till since date dates dated".split())
_BEFORE_EITHER = frozenset("by from before after through starting beginning ending due".split())
_USUAL_FRACTIONS = frozenset((("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4"), ("1", "8")))
_OF_FRACTIONS = frozenset(
    "of a an the cup cups teaspoon teaspoons tablespoon tablespoons tsp tbsp inch inches mile miles hour hours acre "
    "acres pound pounds ounce ounces oz lb lbs full empty".split()
)
_AMOUNTS = frozenset(
    "mg ml tab tabs pill pills tablet tablets capsule capsules dose doses patch gram grams portion portions serving "
    "servings glass tank strength speed power price pay done bagel roll slice sandwich plywood".split()
)
MONTHS = "January February March April May June July August September October November December".split()


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


def clock(found: re.Match[str], before: str, following: str) -> str:
    """ "9:30", "9:30pm"."""
    return time(int(found[1]), int(found[2]), following, (found["half"] or "").lower())


def hour(found: re.Match[str], *_: str) -> str | None:
    """ "9am"."""
    return f"{number_words(int(found[1]))} {found['half'].lower()}.m" if 0 < int(found[1]) < 13 else None


def clock_span(found: re.Match[str], before: str, following: str) -> str | None:
    """ "9:00-10:30", "9am-5:30pm", "9-11am", "10am-noon"."""
    begins, ends = (found["half"] or "").lower(), (found["end"] or "").lower()
    last = (found["named"] or "").lower()
    if not (begins or ends or last or found["first"] or found["second"]):
        return None
    named = begins or ends or last or following.lower()[:1] in ("a", "p")
    first = _hour(found["from"], found["first"], "am" if named else "", begins)
    last = last or _hour(found["to"], found["second"], following, ends)
    return f"{first} to {last}" if first and last else None


def half_span(found: re.Match[str], before: str, following: str) -> str | None:
    """ "a.m.-5:00" after an hour."""
    last = _hour(found["to"], found["second"], following, (found["end"] or "").lower())
    last = last or (found["named"] or "").lower()
    return f"{found['half'].lower()}.m to {last}" if last else None


def noon_span(found: re.Match[str], before: str, following: str) -> str | None:
    """ "noon-2", "Noon-1:30pm"."""
    last = _hour(found["to"], found["second"], following, (found["end"] or "").lower())
    last = last or (found["named"] or "").lower()
    return f"{found[1]} to {last}" if last else None


def _hour(hour: str | None, minute: str | None, following: str, half: str) -> str:
    """One end of a span; empty when it is no time."""
    if not hour or int(hour) > (12 if half else 24) or int(minute or 0) > 59:
        return ""
    if minute is None and not half:
        return number_words(int(hour))  # nobody says o’clock of an hour without minutes
    return time(int(hour), int(minute or 0), following, half)


def date(found: re.Match[str], *_: str) -> str | None:
    """ "12/25", "5/12/2024", "5/12/24"."""
    month, day, last = int(found[1]), int(found[2]), found[3]
    if not (0 < month < 13 and 0 < day < 32):
        return None
    said = f"{MONTHS[month - 1]} {ordinal(day)}"
    if last and len(last) == 2:
        # somebody born in 38 may hear this: what may be of either century is said as it is written
        last = f"20{last}" if int(last) < 36 else last
    return f"{said}, {year(last)}" if last else said


def dated(found: re.Match[str], before: str, following: str) -> str | None:
    """ "on 10/16", "Tuesday, 9/10": a date, though it may be read as a fraction."""
    word = before.lower().strip(".,;:()")
    if following.lower().strip(".,;:!?)") in _OF_FRACTIONS:
        return None
    if word not in BEFORE_DATES | _BEFORE_EITHER and not re.fullmatch(rf"(?:{_DAYS})s?", word):
        return None
    usual = (found[1], found[2]) in _USUAL_FRACTIONS
    if usual and (word in _BEFORE_EITHER or following.lower().strip(".,;:!?)") in _AMOUNTS):
        return None  # "by 2/3" is a share, "on 1/2 pills" a dose
    return date(found)
