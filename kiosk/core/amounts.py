"""Numbers as they stand at the ends of a span, with what stands beside them: "½", "1 1/2", "60°", "5 mg"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.units import DENOMINATORS, UNITS, VULGAR

_AMOUNT = re.compile(
    rf"(?P<whole>\d[\d,]*(?:\.\d+)?)?-?(?P<part>[{''.join(VULGAR)}]|(?<!\d)\d{{1,2}}/\d{{1,2}})?(?P<sign>[%°a-z]*)"
)
_SIGNS = UNITS.keys() | frozenset(("", "%", "st", "nd", "rd", "th"))
_CALLED = re.compile("[2-9]11|988")  # short telephone numbers


@dataclass(frozen=True)
class Amount:
    """A number of ``words`` words; ``beside`` is the displayed word further out, or nothing."""

    value: float
    sign: str  # what it counts, where that belongs to it: "%", "mg"
    words: int
    beside: str
    is_year: bool = False


def amount_before(words: Sequence[str]) -> Amount | None:
    """The number that the words end with."""
    unit = words[-1].lower().rstrip(".") if words[-1].lower().rstrip(".") in UNITS else ""
    words = words[:-1] if unit else words
    found = _read(words[-1].lstrip("([“‘\"'")) if words else None
    if found is None or _CALLED.fullmatch(words[-1]):
        return None
    value, sign, taken = found[0], found[1] or unit, 1
    whole = words[-2].lstrip("([“‘\"'") if len(words) > 1 else ""
    if value < 1 and whole.isdecimal() and len(whole) < 10:
        value, taken = value + int(whole), 2
    beside = words[-taken - 1] if len(words) > taken else ""
    return Amount(value, sign, taken, beside, _is_year(words[-1].lstrip("(")))


def amount_behind(words: Sequence[str]) -> Amount | None:
    """The number that the words begin with; nothing is beside it where a mark closes it."""
    core = words[0].rstrip(")]”’\"'.,;:!?")
    found = _read(core)
    if found is None:
        return None
    (value, sign), taken = found, 1
    if core == words[0] and core.isdecimal() and len(core) < 10 and len(words) > 1:
        part = _read(words[1].rstrip(".,;:!?)"))
        if part and part[0] < 1:
            value, taken = value + part[0], 2
    last = words[taken - 1]
    beside = words[taken] if len(words) > taken and last[-1] not in ")]”’\"'.,;:!?" else ""
    return Amount(value, sign or _unit(beside), taken, beside, _is_year(core))


def _read(text: str) -> tuple[float, str] | None:
    found = _AMOUNT.fullmatch(text.lower())
    if not found or not (found["whole"] or found["part"]) or found["sign"] not in _SIGNS:
        return None
    if len(found["whole"] or "") > 12:
        return None
    value = float(found["whole"].replace(",", "")) if found["whole"] else 0.0
    if found["part"]:
        top, bottom = VULGAR.get(found["part"], found["part"]).split("/")
        if bottom not in DENOMINATORS or not 0 < int(top) < int(bottom):
            return None
        value += int(top) / int(bottom)
    return value, found["sign"]


def _unit(word: str) -> str:
    bare = word.lower().partition("/")[0].rstrip(".,;:!?)")
    return bare if bare in UNITS else ""


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", text))
