"""Rich text (.rtf) through striprtf: its words and paragraphs; looks and pictures are left behind."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from kiosk.staff.formats import plain
from kiosk.staff.formats.parts import TRACKED, Source, UnreadableError
from kiosk.staff.formats.tables import DOUBT, table_rows

DELETED = re.compile(rb"\\deleted1?(?![a-z0-9])")
TOKEN = re.compile(rb"\\(?:deleted0|plain|par)(?![a-z0-9])|\\.|[{}]", re.DOTALL)


def read(path: Path) -> Source:
    """The parts of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(
            "it is not rich text, whatever its ending says; open it in its own program and save it again."
        )
    try:
        kept = _without_deletions(data)
        marked = kept.replace(rb"{\pntext", rb"{\listtext")  # WordPad's name for what stands before an item
        text: str = rtf_to_text(marked.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, KeyError, TypeError) as fault:
        raise UnreadableError("the rich text is damaged; open it in Word or LibreOffice and save it again.") from fault
    # In rich text every line is a paragraph of its own, so a line becomes a block.
    lines = _tables_as_items([line.strip() for line in text.splitlines()])
    source = plain.parse("\n\n".join(lines))
    unsure = [*source.unsure]
    if DELETED.search(data) or rb"\revised" in data:
        unsure.append(TRACKED)
    if rb"\pict" in data:
        unsure.append("Pictures are not taken from rich text; save it as .docx to keep them.")
    if rb"\cell" in data:
        unsure.append(DOUBT)
    return replace(source, unsure=tuple(unsure), title=_title(data), sure=False)


def _without_deletions(data: bytes) -> bytes:
    """Rich text without what its tracked changes took away: from each mark to the end of its group or paragraph."""
    kept: list[bytes] = []
    at = 0
    while found := DELETED.search(data, at):
        kept.append(data[at : found.start()])
        at, depth = len(data), 0
        for token in TOKEN.finditer(data, found.end()):
            depth += {b"{": 1, b"}": -1}.get(token[0], 0)
            if depth < 0 or (depth == 0 and len(token[0]) > 3):
                at = token.start()
                break
    return b"".join((*kept, data[at:]))


def _tables_as_items(lines: list[str]) -> list[str]:
    """The lines, those of a table, whose cells end in "|", as items of a list."""
    made: list[str] = []
    for table, group in groupby(lines, lambda line: line.endswith("|")):
        rows = list(group)
        if table:
            cells = [[cell.strip() for cell in row[:-1].split("|")] for row in rows]
            rows = [f"- {text}" for text in table_rows(cells)]
        made += rows
    return made


def _title(data: bytes) -> str:
    found = re.search(rb"\{\\title ([^{}\\]{3,120})\}", data)
    return found[1].decode("cp1252", errors="replace").strip() if found else ""
