"""Telephone numbers that cannot be right, by the North American Numbering Plan.

Area code and exchange begin with 2 to 9; neither may be N11, an area code may not be N9X; 555-0100 to 555-0199 are
kept for stories (NANPA, Numbering Plan guidelines). Abroad: 7 to 15 digits after a plus (ITU-T E.164).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.library.faults import Fault
from kiosk.staff.checks.sheet import Sheet

_SHORT = frozenset("211 311 411 511 611 711 811 911 988".split())
_SEEN = re.compile(r"(?<![\w/.-])(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])")
_THREE = re.compile(r"\d{3}")
_WHY = "Who needs help writes it down, calls, and reaches nobody or a stranger."


def wrong_with(number: str) -> str:
    """What is wrong with a number as it is shown, or ""."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+") and not digits.startswith("1"):
        return "" if 7 <= len(digits) <= 15 else f"has {len(digits)} digits; a number abroad has 7 to 15"
    if len(digits) == 3:
        return "" if digits in _SHORT else "is no short number of the United States, such as 911 or 988"
    if len(digits) == 7:
        return "has no area code"
    if len(digits) == 11:
        if digits[0] != "1":
            return "has 11 digits, but does not begin with 1"
        digits = digits[1:]
    if len(digits) != 10:
        return f"has {len(digits)} digits; there should be 10, or 11 with a 1 before them"
    area, exchange, line = digits[:3], digits[3:6], digits[6:]
    if area[0] in "01" or area[1:] == "11" or area[1] == "9":
        return f"has the area code {area}, which there cannot be"
    if exchange[0] in "01" or exchange[1:] == "11":
        return f"has {exchange} after its area code, which there cannot be"
    if exchange == "555" and (line.startswith("01") or line == "1212"):
        return "is one of those that are kept for stories" if line != "1212" else "asked for numbers, and is shut down"
    return ""


def telephones(sheet: Sheet) -> Iterator[Fault]:
    """Numbers behind links and in the text that cannot be called, and links whose words show another number."""
    linked: set[str] = set()
    for section, lines in zip(sheet.article.sections, sheet.parsed.link_lines, strict=True):
        for link, line in zip(section.links, lines, strict=True):
            if not link.number:
                continue
            linked.add(re.sub(r"\D", "", link.number)[-10:])
            if wrong := wrong_with(link.number):
                yield _fault(sheet, line, f"The number {link.number} of “{link.label}” {wrong}.")
            if not any(mark.isalpha() for mark in link.label):
                yield Fault(
                    "note", "bare number", sheet.file, line, f"The button for {link.number} shows only the number.",
                    f"Put the number behind a name: [Who answers](tel:{link.number})",
                    "Nobody knows who will answer, and nobody asks for ten figures by voice.",
                )  # fmt: skip
            shown = _SEEN.search(link.label)
            if shown and re.sub(r"\D", "", shown[0])[-10:] != re.sub(r"\D", "", link.number)[-10:]:
                yield _fault(sheet, line, f"The link shows {shown[0]}, but leads to {link.number}.")
    for spot in sheet.prose:
        if not _THREE.search(spot.sentence.text):
            continue
        for seen in _SEEN.finditer(spot.sentence.text):
            digits = re.sub(r"\D", "", seen[0])[-10:]
            if digits in linked:
                continue
            linked.add(digits)
            if wrong := wrong_with(seen[0]):
                yield _fault(sheet, sheet.line_of(spot, seen[0].split()[0]), f"The number {seen[0]} {wrong}.")


def _fault(sheet: Sheet, line: int, what: str) -> Fault:
    return Fault("warning", "telephone", sheet.file, line, what, "Look it up again, and call it once yourself.", _WHY)
