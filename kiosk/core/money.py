"""Sums of money in words."""

from __future__ import annotations

import re

from kiosk.core.figures import NUMBER, plain
from kiosk.core.phrases import number_words

_SCALES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "b": "billion", "B": "billion"}
SCALE_WORDS = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
_MONEY = {"$": ("dollar", "cent"), "US$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny")}


def is_money(word: str) -> bool:
    """ "$5" or "€2.50", as before "million"."""
    return bool(re.fullmatch(rf"[(“\"]*(?:US\$|[$€£])(?:{NUMBER})", word))


def money_name(word: str) -> str:
    """What the money of a word is called: "dollars"."""
    return next(name for sign, (name, _) in _MONEY.items() if sign in word) + "s"


def money(found: re.Match[str], before: str, following: str) -> str | None:
    """A sum: "$1,250.50", "$5 million"."""
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


def money_span(found: re.Match[str], *_: str) -> str:
    """From one sum to another: "$5-$10"."""
    return f"{plain(found[2])} to {plain(found[3])} {_MONEY[found[1]][0]}s"


def money_each(found: re.Match[str], *_: str) -> str:
    """A sum for each of something: "$5/month"."""
    one = "" if found[2] == "1" else "s"
    each = {"hr": "hour", "wk": "week", "mo": "month", "yr": "year"}.get(found[3].lower(), found[3])
    return f"{plain(found[2])} {_MONEY[found[1]][0]}{one} {'an' if each == 'hour' else 'a'} {each}"
