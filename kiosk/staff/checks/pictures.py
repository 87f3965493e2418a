"""Words for pictures that say nothing: a file's name, or “picture”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.library.faults import Fault
from kiosk.staff.checks.sheet import Sheet

_EMPTY = re.compile(
    r"^(?:an?\s+)?(?:image|picture|photo(?:graph)?|graphic|icon|logo|untitled|banner|figure|screenshot)?[\W\d_]*$"
    r"|\.(?:jpe?g|png|gif|webp|bmp)\W*$|^(?:img|dsc|pxl)[-_ ]?\d",
    re.IGNORECASE,
)


def words_for_pictures(sheet: Sheet) -> Iterator[Fault]:
    """Pictures whose words are no description. Those without any are the loader's to name."""
    for section, lines in zip(sheet.article.sections, sheet.parsed.lines, strict=True):
        for block, line in zip(section.blocks, lines, strict=True):
            if block.picture is not None and block.picture.alt != "A picture." and _EMPTY.search(block.picture.alt):
                yield Fault(
                    "warning", "poor alt", sheet.file, line, f"The picture's words say nothing: “{block.picture.alt}”.",
                    "Write what it shows, as you would on the phone, or leave the picture out.",
                    "These words are read aloud in its place; who cannot see it learns nothing from them.",
                )  # fmt: skip
