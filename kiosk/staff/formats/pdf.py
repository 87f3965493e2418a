"""PDFs that hold text, through pypdf. A PDF knows letters and places, not paragraphs: those are found
again here.

Lines are joined while they run full; a gap, a larger type or a short last line ends a paragraph. Lines that
stand on most pages at their edge (running heads, page numbers) are set aside.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.staff.formats.broken import begun, joined
from kiosk.staff.formats.parts import Image, Part, PartKind, Run, Source, UnreadableError, paragraph

MOST_PAGES = 300
BULLET = re.compile(r"^\s*(?:[•·‣▪◦●]|[-–](?=\s)|\(?(\d{1,2})[.)](?=\s))\s*(?=\S)")


@dataclass(frozen=True)
class Line:
    text: str
    size: float  # of its type, in points
    top: float  # height of its baseline on the page, in points from the bottom
    page: int


def read(path: Path) -> Source:
    """The parts of a text PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # staff get our sentence, not its remarks beside it
    damaged = (
        "the PDF is damaged; open it in a PDF viewer and print it to a new PDF, or copy its text into a .txt file."
    )
    if b"%PDF-" not in path.read_bytes()[:1024]:
        raise UnreadableError("it is not a PDF, whatever its ending says; ask whoever made it for the text.")
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is locked with a password; ask whoever made it for one without.")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"it has {len(reader.pages)} pages; an article has a few. Import a part of it.")
        lines = [line for number, page in enumerate(reader.pages) for line in _lines(page, number)]
        pictures, unsure = _pictures(reader)
        about = reader.metadata
        title = str((about.title if about else "") or "").strip()
    except UnreadableError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        ImportError,
        OSError,
    ) as fault:
        raise UnreadableError(damaged) from fault
    if not lines:
        raise UnreadableError("the PDF holds pictures of pages, not text; type it, or run it through OCR first.")
    lines, aside = _without_edges(_with_initials(lines))
    parts = _paragraphs(lines)
    name = "" if re.search(r"\.(docx?|odt|pdf|indd|pages)$|^untitled|^microsoft word", title, re.IGNORECASE) else title
    return Source((*parts, *pictures), title=name, unsure=tuple(unsure), aside=tuple(aside), sure=False)


def _lines(page: Any, number: int) -> list[Line]:
    found: list[list[tuple[float, float, str, float]]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            if found and text and "\n" not in text:
                found[-1].append((0, found[-1][-1][1], " ", found[-1][-1][3]))
            return
        true = abs(size * (tm[3] or tm[0]) * (cm[3] or 1))
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        if found and abs(found[-1][-1][1] - y) < max(2.0, true / 3):
            found[-1].append((x, y, text, true))
        else:
            found.append([(x, y, text, true)])

    page.extract_text(visitor_text=visit)
    lines = []
    for pieces in found:
        text = " ".join("".join(piece[2] for piece in pieces).split())
        if text:
            lines.append(Line(text, max(piece[3] for piece in pieces), pieces[0][1], number))
    return lines


def _with_initials(lines: list[Line]) -> list[Line]:
    """The lines, a large letter that begins a text joined to the rest of its word."""
    made: list[Line] = []
    for line in lines:
        first = made[-1] if made else None
        if (
            first is not None
            and re.fullmatch(r"[“\"‘']?[A-Z]", first.text)
            and first.size > line.size * 1.5
            and first.page == line.page
            and line.text[0].islower()
        ):
            made[-1] = replace(line, text=begun(first.text, line.text))
        else:
            made.append(line)
    return made


def _without_edges(lines: list[Line]) -> tuple[list[Line], list[str]]:
    pages = lines[-1].page + 1
    edge: set[int] = set()
    for page in range(pages):
        here = [index for index, line in enumerate(lines) if line.page == page]
        edge.update(here[:2] + here[-2:])
    same = Counter(re.sub(r"\d+", "#", lines[index].text.lower()) for index in edge)
    aside: list[str] = []
    kept: list[Line] = []
    for index, line in enumerate(lines):
        shape = re.sub(r"\d+", "#", line.text.lower())
        number = re.fullmatch(r"(page )?#( (of|/) #)?|- # -", shape)
        if index in edge and (number or (pages > 1 and same[shape] > pages / 2)):
            if not re.fullmatch(r"[\d\s/-]+", line.text):
                aside.append(line.text)
        else:
            kept.append(line)
    return kept, list(dict.fromkeys(aside))


def _paragraphs(lines: list[Line]) -> list[Part]:
    if not lines:
        return []
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size)] += len(line.text)
    body = letters.most_common(1)[0][0]
    larger = sorted({round(line.size) for line in lines if line.size > body * 1.12}, reverse=True)
    full = sorted(len(line.text) for line in lines)[int(len(lines) * 0.8)]  # characters of a full line
    steps = [a.top - b.top for a, b in itertools.pairwise(lines) if a.page == b.page and a.top > b.top]
    leading = Counter(round(step) for step in steps).most_common(1)[0][0] if steps else 14
    parts: list[Part] = []
    before: Line | None = None
    for line in lines:
        large = line.size > body * 1.12
        bullet = None if large else BULLET.match(line.text)
        gap = before is not None and before.page == line.page and before.top - line.top > leading * 1.35
        joins = before is not None and not gap and not bullet and round(before.size) == round(line.size)
        if joins and before is not None and not large:
            ended = before.text[-1] in '.!?:”"' and len(before.text) < full * 0.85
            short = len(before.text) < full * 0.55 and line.text[:1].isupper()
            joins = not ended and not short
        if joins:
            parts[-1] = _join(parts[-1], line.text)
        else:
            kind: PartKind = "heading" if large else "item" if bullet else "paragraph"
            text = line.text[bullet.end() :] if bullet else line.text
            level = larger.index(round(line.size)) + 1 if large and round(line.size) in larger else 0
            parts.append(paragraph(text, kind, level, int(bullet[1] or 0) if bullet else 0))
        before = line
    return parts


def _join(part: Part, text: str) -> Part:
    return Part(part.kind, (Run(joined(part.runs[0].text, text)),), part.level, part.number)


def _pictures(reader: Any) -> tuple[list[Part], list[str]]:
    """JPEGs as they stand in the file; other pictures are named, since decoding them needs another
    library.
    """
    parts: list[Part] = []
    left = 0
    for page in reader.pages:
        resources = page.get("/Resources")
        objects = (resources.get_object().get("/XObject") if resources else None) or {}
        for item in objects.get_object().values() if hasattr(objects, "get_object") else ():
            picture = item.get_object()
            if picture.get("/Subtype") != "/Image":
                continue
            if picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
                parts.append(Part("picture", image=Image("picture.jpg", picture._data)))
            else:
                left += 1
    unsure = ["Pictures stand at the end: a PDF does not say where in the text they belong."] if parts else []
    if left:
        unsure.append(f"{left} of its pictures could not be taken over; save them from the PDF and add them by hand.")
    return parts, unsure
