"""Words in capitals, and abbreviations that nobody has explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kiosk.library.faults import Fault
from kiosk.staff.checks.sheet import Sheet, Spot
from kiosk.staff.checks.words import bare, in_dictionary

# Short forms that nobody in the United States needs explained.
KNOWN = frozenset(
    "US USA UK TV OK AM PM ID PIN ATM ZIP DVD CD PO RSVP SUV FBI IRS NASA GPS AIDS AA BC AD NW NE SW SE II III IV VI "
    "VII VIII IX XI XII DC NY LA".split()
)
SHORT_FORMS = {
    "e.g": "for example", "i.e": "that is", "etc": "and so on", "viz": "namely", "approx": "about", "w/": "with",
    "w/o": "without", "b/c": "because", "ext": "extension", "asap": "as soon as possible",
    "n/a": "does not apply",
}  # fmt: skip
_TWO_CAPITALS = re.compile(r"[^\W\d_a-z]{2}")  # or letters of a script that has none: a first look, quick
_SMALL = frozenset("a an and at by de for from in la of on or the to with".split())


def _capitals(core: str) -> bool:
    return len(core) > 1 and core.isalpha() and core.isupper()


@lru_cache(maxsize=50_000)
def _loud(shown: str) -> bool:
    """Whether a word is a common one in capitals."""
    core = bare(shown)
    return _capitals(core) and core not in KNOWN and in_dictionary(core)


def shouting(sheet: Sheet) -> Iterator[Fault]:
    """Common words in capitals, alone or in a row; one finding for each row."""
    for spot in sheet.spots:
        if not _TWO_CAPITALS.search(spot.sentence.text):
            continue
        loud: list[str] = []
        for word in [*(bare(word.shown) for word in spot.sentence.words), ""]:
            if _loud(word) or (loud and (word in ("A", "I") or word.isdigit())):
                loud.append(word)
            elif loud:
                while loud[-1].isdigit():
                    loud.pop()
                if len(loud) > 1 or len(loud[0]) > 2:
                    yield _shout(sheet, spot, loud)
                loud = []


def _shout(sheet: Sheet, spot: Spot, loud: Sequence[str]) -> Fault:
    text = " ".join(loud)
    return Fault(
        "warning", "capitals", sheet.file, sheet.line_of(spot, loud[0]),
        f"Words in capitals: “{text}”.", f"Write “{text.lower()}”; for weight put it between two stars: **so**.",
        "Capitals all have one height, so tired eyes must spell them out; and to many they read as shouting.",
    )  # fmt: skip


def abbreviations(sheet: Sheet) -> Iterator[Fault]:
    """Short forms without their long form anywhere in the article; each once."""
    seen: set[str] = set()
    for spot in sheet.spots:
        for index, word in enumerate(spot.sentence.words):
            if not _suspect(word.shown):
                continue
            core = bare(word.shown)
            if plain := SHORT_FORMS.get(core.lower()):
                if core.lower() not in seen:
                    seen.add(core.lower())
                    yield _latin(sheet, spot, word.shown, plain)
                continue
            short = core.replace(".", "")
            if short in seen or not _short_form(core, short):
                continue
            seen.add(short)
            if not _explained(short, sheet, spot, index):
                yield Fault(
                    "warning", "abbreviation", sheet.file, sheet.line_of(spot, core),
                    f"“{core}” is not explained.", f"Write it out where it first stands: The Long Form ({short}).",
                    "Who does not know it is lost, and cannot look it up here.",
                )  # fmt: skip


@lru_cache(maxsize=50_000)
def _suspect(shown: str) -> bool:
    core = bare(shown)
    return core.lower() in SHORT_FORMS or _short_form(core, core.replace(".", ""))


def _latin(sheet: Sheet, spot: Spot, shown: str, plain: str) -> Fault:
    return Fault(
        "note", "abbreviation", sheet.file, sheet.line_of(spot, shown), f"“{shown.rstrip(',;:')}” is a short form.",
        f"Write “{plain}”.", "Read aloud it sounds odd, and not everybody knows it.",
    )  # fmt: skip


def _short_form(core: str, short: str) -> bool:
    """Whether a word is an abbreviation of capitals, such as CDC, ADLs or U.S.A."""
    stem = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
    if not (1 < len(stem) <= 6 and stem.isalpha() and stem.isupper()) or stem in KNOWN:
        return False
    return "." in core or not in_dictionary(stem)


def _explained(short: str, sheet: Sheet, spot: Spot, index: int) -> bool:
    stem = short.rstrip("s").upper()
    after = " ".join(word.shown for word in spot.sentence.words[index : index + 4])
    if re.search(r"\b(?:stands for|means|short for|is called|which is|or [a-z])", after):
        return True
    if re.match(r"\S+\s*\((?![A-Z]{2,6}\))", after):  # CDC (the centers for ...)
        return True
    for other in sheet.spots:
        words = [bare(word.shown) for word in other.sentence.words]
        telling = [word for word in words if word and word.lower() not in _SMALL]
        initials = "".join(word[0].upper() for word in telling)
        at = initials.find(stem)
        while at >= 0:
            found = telling[at : at + len(stem)]
            if not any(_capitals(word) for word in found) and (
                other is spot or sum(word[0].isupper() for word in found) > len(found) / 2
            ):
                return True
            at = initials.find(stem, at + 1)
    return False
