"""Which of the last short lines of a source belong to it: a menu, "Where: Maple Room", the hours of a sale.

They read like what stands around an article, and many a notice ends with them.
"""

from __future__ import annotations

import re

from kiosk.staff.formats.parts import Part
from kiosk.staff.furniture import BYLINE, DATE, boilerplate, names, promotes, signature, tells

MOST = 100  # lines; the menu of a month has fewer, a list of members more
LABELLED = re.compile(r"^[A-Z][\w’' /&-]{1,30}:\s+\S")
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
OWN = re.compile(
    r"^(?:cell|mobile|tele?phone|phone|ph|tel|ext|fax|e-?mail|direct|pager|reply)\b|"
    r"^(?:office|desk|main|home|work)\s*(?:phone\s*)?(?::|\d)|"
    r"^[^:]*(?<!by )(?<!or )\b(?:cell|mobile|phone|e-?mail)\b(?! or )[^:]*:",
    re.IGNORECASE,
)
PUBLIC = re.compile(  # a place's name: words that are nobody's family name, so "'s Kitchen" and not "Ann Kitchen"
    r"^[^:]*(?:\b(?:control|line|hotline|services?|center|centre|clinic|hospital|office|library|police|department|"
    r"restaurant|diner|caf[eé]|bakery|pharmacy|pantry|museum|theater|theatre|transit)|['’]s kitchen)\b",
    re.IGNORECASE,
)
REACHED = re.compile(r"\d{3}[-. )]\s?\d{4}|@|\b(?:911|988|211)\b")  # how to reach whoever signed
PUBLISHED = re.compile(r"^(?:last )?(?:published|updated|posted)\b", re.IGNORECASE)
CLOSING = re.compile(
    r"^(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|love(?=,)|thanks(?: again)?|thank you|sincerely(?: yours)?|"
    r"yours(?: truly| sincerely)?|cheers|warmly|respectfully)[,.!]*$",
    re.IGNORECASE,
)


def belonging(parts: list[Part], start: int) -> frozenset[int]:
    """Which parts from ``start`` on are to be kept: facts, short lines that stand together, and their headings."""
    if len(parts) - start > MOST:
        return frozenset(n for n in range(start, len(parts)) if tells(parts[n]))
    kept: set[int] = set()
    facts: set[int] = set()
    row: list[int] = []
    alone = signed = False  # whether something of a page, or a signature, came before
    for n in range(start, len(parts)):
        part = parts[n]
        under = signs(part) and (start > 0 or bool(facts or row))
        if part.kind != "paragraph" or under or boilerplate(part) or promotes(part):
            kept |= _together(row, parts)
            row = []
            signed = signed or under
            alone = alone or under or boilerplate(part) or promotes(part)
        if under or boilerplate(part) or promotes(part):
            continue
        if _fact(part, signed):
            facts.add(n)
        if part.kind == "paragraph" and not alone:
            row.append(n)
    kept |= _together(row, parts)
    kept = {n for n in kept if not _day(parts[n]) or {n - 1, n + 1} & facts} | facts
    for n in range(len(parts) - 2, start - 1, -1):
        heads = parts[n].kind == "heading" or (parts[n + 1].kind == "item" and not _day(parts[n]))
        if heads and n + 1 in kept and not (boilerplate(parts[n]) or promotes(parts[n])):
            kept.add(n)
    return frozenset(kept)


def signs(part: Part) -> bool:
    """Whether a line is a byline, a signature, or the thanks above one."""
    byline = BYLINE.match(part.text) if len(part.text) < 120 else None
    return bool(signature(part.text) or CLOSING.match(part.text)) or (byline is not None and names(byline["name"]))


def _together(row: list[int], parts: list[Part]) -> set[int]:
    """The lines of a row, if it has two or more beside the day on which the text was published."""
    return set(row) if sum(not _day(parts[n]) for n in row) > 1 else set()


def _day(part: Part) -> bool:
    return bool(DATE.match(part.text))


def calls(text: str) -> bool:
    """Whether a line may tell readers how to reach somebody: "Call 555-123-4567" under a signature."""
    return bool(REACHED.search(text)) and not OWN.match(text) and bool(re.search(r"[^\W\d_]\W?[^\W\d_]", text))


def _told(text: str) -> bool:
    """Whether a number is told to readers, "RSVP: 555-123-4567", and is not the signer's own."""
    person = names(text.partition(":")[0]) and not PUBLIC.search(text)
    return bool(LABELLED.match(text)) and not OWN.match(text) and not person


def _fact(part: Part, signed: bool) -> bool:
    """Whether a line tells something by itself; under a signature a number is the sender's own."""
    text = part.text
    if part.kind == "item":
        return True
    if _day(part) or PUBLISHED.match(text) or (signed and REACHED.search(text) and not _told(text)):
        return False
    if LABELLED.match(text) or WEEKDAY.search(text):
        return True
    if part.kind != "paragraph" or signed:
        return False
    return tells(part) or (bool(re.search(r"\d", text)) and len(re.sub(r"\W", "", text)) > 2)  # "- 12 -" is a page
