"""Markdown from elsewhere: read by markdown-it-py, then as the web page that it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kiosk.staff.formats import web
from kiosk.staff.formats.parts import Source
from kiosk.staff.formats.plain import decode

FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)


def read(path: Path) -> Source:
    """The parts of a Markdown file, and title, author and date from its front matter."""
    from markdown_it import MarkdownIt

    text, doubt = decode(path.read_bytes())
    text = text.replace("\r\n", "\n")
    front: dict[str, str] = {}
    if match := FRONT.match(text):
        text = text[match.end() :]
        for line in match[1].splitlines():
            key, colon, value = line.partition(":")
            if colon:
                front[key.strip().lower()] = value.strip().strip("\"'")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    source = web.parts_of(f"<html><body>{html}</body></html>", path)
    return replace(
        source,
        title=front.get("title", ""),
        author=front.get("author", ""),
        date=front.get("date", ""),
        unsure=((doubt,) if doubt else ()) + source.unsure,
    )
