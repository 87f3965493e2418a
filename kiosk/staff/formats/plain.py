"""Plain text, perhaps pasted from an e-mail: blank lines part the paragraphs, hard wraps are undone."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.staff.formats.parts import Part, Source, UnreadableError, paragraph

BULLET = re.compile(r"^\s*(?:[-*•·‣▪◦–]|\(?(\d{1,2})[.)])\s+(?=\S)")
HEADER = re.compile(r"^(From|To|Cc|Bcc|Sent|Date|Subject|Reply-To):\s*(.*)$", re.IGNORECASE)
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
    source = parse(text)
    return Source(
        source.parts,
        title=source.title,
        author=source.author,
        date=source.date,
        unsure=(doubt,) if doubt else (),
        aside=source.aside,
    )


def parse(text: str) -> Source:
    """The parts of plain text."""
    lines = [line.rstrip() for line in text.splitlines()]
    if sum(line.startswith(">") for line in lines) > 1:  # quoted in an e-mail, not one odd sentence
        lines = [re.sub(r"^(?:>\s?)+", "", line) for line in lines]
    found, aside, lines = _headers(lines)
    for index, line in enumerate(lines):
        if line == "--" or line.startswith("-- "):  # the mark before a signature (RFC 3676, 4.3)
            aside += [line for line in lines[index + 1 :] if line.strip()]
            lines = lines[:index]
            break
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
            parts += _block(block)
            block = []
    return Source(
        tuple(parts),
        title=found.get("subject", ""),
        author=found.get("from", ""),
        date=found.get("date", "") or found.get("sent", ""),
        aside=tuple(aside),
    )


def _headers(lines: list[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """An e-mail's headers, if the text begins with at least two of them."""
    start = next((n for n, line in enumerate(lines) if line.strip() and "-----" not in line), len(lines))
    end = start
    found: dict[str, str] = {}
    while end < len(lines) and (match := HEADER.match(lines[end])):
        found[match[1].lower()] = match[2].strip()
        end += 1
    if len(found) < 2:
        return {}, [], lines
    found["from"] = re.sub(r"\s*[<\[(].*", "", found.get("from", "")).strip('"')
    found["subject"] = re.sub(r"^(?:(?:fwd?|re|aw|wg):\s*)+", "", found.get("subject", ""), flags=re.IGNORECASE)
    return found, [line for line in lines[:end] if line.strip()], lines[end:]


def _block(lines: list[str]) -> list[Part]:
    parts: list[Part] = []
    whole = any(len(line) > WRAPPED for line in lines)  # then each line is a paragraph of its own
    for line in lines:
        if match := BULLET.match(line):
            parts.append(paragraph(line[match.end() :].strip(), "item", number=int(match[1] or 0)))
        elif parts and not whole and (parts[-1].kind == "item" or len(parts[-1].text) > 0):
            last = parts.pop()
            parts.append(paragraph(f"{last.text} {line.strip()}", last.kind, number=last.number))
        else:
            parts.append(paragraph(line.strip()))
    return parts
