"""Which lines of a source are headings: those marked as such, else short lines standing alone over text."""

from __future__ import annotations

from dataclasses import replace

from kiosk.staff.formats.parts import Part
from kiosk.staff.furniture import DAY, reads_on, short


def headings(parts: list[Part]) -> list[Part]:
    """Marked headings brought to levels 2 and 3; where none is marked, short lines standing alone become
    sections.
    """
    levels = sorted({part.level for part in parts if part.kind == "heading"})
    if levels:
        # one heading above many of the next level divides nothing: take the first level that does
        count = {level: sum(part.kind == "heading" and part.level <= level for part in parts) for level in levels}
        cut = next((level for level in levels if count[level] >= 2), levels[-1])
        return [
            replace(part, level=2 if part.level <= cut else 3) if part.kind == "heading" else part for part in parts
        ]
    parts = _numbered_as_headings(parts)
    made: list[Part] = []
    strong = sum(part.bold and part.kind == "paragraph" and short(part.text) for part in parts) > 1
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        follows = after is not None and (after.kind in ("item", "picture") or reads_on(after))
        under_day = index > 0 and DAY.match(parts[index - 1].text)  # "Friday", and under it "Pizza day"
        lines = 1 + sum(run.ends for run in part.runs)
        alone = lines == 1 or (lines == 2 and part.bold)  # a week's plan or an address is no heading
        looks = part.kind == "paragraph" and short(part.text) and (part.bold or not strong) and alone and not under_day
        day = part.kind == "paragraph" and DAY.match(part.text) and after is not None and not DAY.match(after.text)
        if day or (looks and follows and not _list_follows(part, after)):
            made.append(replace(part, kind="heading", level=2))
        else:
            made.append(part)
    return made


def _numbered_as_headings(parts: list[Part]) -> list[Part]:
    """Parts in which "1. Keep one list", with text below it instead of "2.", is a short line like any other."""
    steps = [
        index for index, part in enumerate(parts[:-1])
        if part.kind == "item" and part.number and short(part.text)
        and parts[index + 1].kind == "paragraph" and reads_on(parts[index + 1])
    ]  # fmt: skip
    if len(steps) < 2:
        return parts
    return [replace(part, kind="heading", number=0, level=2) if n in steps else part for n, part in enumerate(parts)]


def _list_follows(part: Part, after: Part | None) -> bool:
    return part.text.endswith(":") and after is not None and after.kind == "item"
