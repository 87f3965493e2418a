"""Rich text (.rtf) through striprtf: its words and paragraphs; looks and pictures are left behind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kiosk.staff.formats import plain
from kiosk.staff.formats.parts import Source, UnreadableError


def read(path: Path) -> Source:
    """The parts of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(
            "it is not rich text, whatever its ending says; open it in its own program and save it again."
        )
    try:
        text: str = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, KeyError, TypeError) as fault:
        raise UnreadableError("the rich text is damaged; open it in Word or LibreOffice and save it again.") from fault
    # In rich text every line is a paragraph of its own, so a line becomes a block.
    source = plain.parse("\n\n".join(line.strip() for line in text.splitlines()))
    unsure = ("Pictures are not taken from rich text; save it as .docx to keep them.",) if rb"\pict" in data else ()
    return replace(source, unsure=unsure, title=_title(data), sure=False)


def _title(data: bytes) -> str:
    found = re.search(rb"\{\\title ([^{}\\]{3,120})\}", data)
    return found[1].decode("cp1252", errors="replace").strip() if found else ""
