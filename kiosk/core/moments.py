"""Times of day and dates in words."""

from __future__ import annotations

import re

from kiosk.core.figures import ordinal, year
from kiosk.core.phrases import number_words

_MONTHS = "January February March April May June July August September October November December".split()


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


def clock_span(found: re.Match[str], before: str, following: str) -> str:
    """ "9:00-10:30"."""
    half = (found["half"] or "").lower()
    first = time(int(found[1]), int(found[2]), "am" if half or following.lower()[:1] in ("a", "p") else "")
    return f"{first} to {time(int(found[3]), int(found[4]), following, half)}"


def date(found: re.Match[str], *_: str) -> str | None:
    """ "12/25", "5/12/2024"."""
    month, day = int(found[1]), int(found[2])
    if not (0 < month < 13 and 0 < day < 32):
        return None
    said = f"{_MONTHS[month - 1]} {ordinal(day)}"
    return f"{said}, {year(found[3])}" if found[3] else said
