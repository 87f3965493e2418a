"""Plain text: blank lines part the paragraphs, hard wraps are undone. What belongs to an e-mail is ``mail``'s."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kiosk.staff.formats import mail
from kiosk.staff.formats.parts import Part, Source, UnreadableError, paragraph
from kiosk.staff.furniture import DAY

# "o" is Word's mark of an item under an item
BULLET = re.compile(r"^\s*(?:[-*•·‣▪◦–]|o(?=\t|\s{2}|\s[A-Z])|\(?(\d{1,2})[.)])\s+(?=\S)")
ORNAMENT = re.compile(r"^\s*[*=~_]{2,}(?=\s)\s*|(?<!\s)\s+[*=~_]{2,}\s*$")  # around "*** FLU CLINIC ***"
UNDERLINE = re.compile(r"^\s*(={3,}|-{3,}|~{3,})\s*$")
WRAPPED = 100  # a line longer than this was not wrapped by hand or by an e-mail program


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes and a doubt about it, or "". Raises UnreadableError when they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError as fault:
            raise UnreadableError("it is damaged: half of a letter is missing; save it again as UTF-8 text.") from fault
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data[:100_000])
    if b"\0" in data or odd > len(data[:100_000]) / 50:
        raise UnreadableError(
            "it is not text, whatever its ending says; open it in its own program and save it as text."
        )
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        doubt = "The file is not UTF-8; it was read as Windows text. Look at quotation marks and accents."
        return data.decode("cp1252", errors="replace"), doubt


def read(path: Path) -> Source:
    """The parts of a text file."""
    text, doubt = decode(path.read_bytes())
    if re.match(r"\s*(?:<!doctype html|<html)\b", text, re.IGNORECASE):
        raise UnreadableError("it is a web page, whatever its ending says; give its name the ending .html.")
    source = parse(text)
    return replace(source, unsure=((doubt,) if doubt else ()) + source.unsure)


def parse(text: str) -> Source:
    """The parts of plain text, which may be an e-mail."""
    lines = [line.rstrip() for line in text.splitlines()]
    if sum(line.startswith(">") for line in lines) > 1:  # quoted in an e-mail, not one odd sentence
        lines = [re.sub(r"^(?:>\s?)+", "", line) for line in lines]
    lines = [ORNAMENT.sub("", line) if ORNAMENT.fullmatch(line) is None else line for line in lines]
    letter = mail.opened(lines)
    lines, aside = list(letter.lines), list(letter.aside)
    full = _full(lines)
    parts: list[Part] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and UNDERLINE.match(line):
            if len(block) == 1:
                parts.append(paragraph(block.pop().strip(), "heading", 1 if "=" in line else 2))
                continue
            line = ""
        if line.strip():
            block.append(line)
        else:
            parts += _block(block, full)
            block = []
    return Source(tuple(parts), letter.subject, letter.author, letter.date, letter.unsure, tuple(aside))


def _full(lines: list[str]) -> float:
    """How long a line must be to be one that was broken: a bit more than half of the long lines' length."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return 0.55 * lengths[int(len(lengths) * 0.8)] if lengths else 0.0


def _block(lines: list[str], full: float) -> list[Part]:
    lines = [re.sub(r"(?<!\s)\s+([.,;:!?])(?=\s|$)", r"\1", line) for line in lines]  # an address, then a stop
    parts: list[Part] = []
    before = 0  # length of the line before
    whole = any(len(line) > WRAPPED for line in lines)  # then each line is a paragraph of its own
    for line in lines:
        if match := BULLET.match(line):
            parts.append(paragraph(line[match.end() :].strip(), "item", number=int(match[1] or 0)))
        elif parts and not whole and before >= full:
            last = parts.pop()
            parts.append(paragraph(f"{last.text} {line.strip()}", last.kind, number=last.number))
        else:
            parts.append(paragraph(line.strip()))
        before = 0 if DAY.match(line.strip()) else len(line)  # a day of a menu stands for itself
    return parts
