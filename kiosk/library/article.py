"""A Markdown file becomes an Article. What the kiosk cannot show is left out and named, never shown as junk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.core.text import Article
from kiosk.library.body import Body
from kiosk.library.clean import clean, unaccented
from kiosk.library.faults import Fault
from kiosk.library.front import YES, split_front
from kiosk.library.part import section_of, with_lead

LARGEST_BYTES = 2_000_000


def slug(title: str) -> str:
    """A heading as it is written in a link: "Who can help me?" is "who-can-help-me"."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(title)).strip("-")


@dataclass(frozen=True)
class Parsed:
    """An article with its faults. ``article`` is None when there is nothing to show.

    ``targets`` has, for each link to another article, (line, article id, section slug) to be looked up.
    ``lines`` has for each section the line of each of its blocks, ``link_lines`` that of each of its links.
    """

    article: Article | None
    faults: tuple[Fault, ...]
    targets: tuple[tuple[int, str, str], ...] = ()
    hidden: bool = False
    slugs: tuple[str, ...] = ()
    lines: tuple[tuple[int, ...], ...] = ()
    link_lines: tuple[tuple[int, ...], ...] = ()
    picture: str = ""  # that of its tile as it is written, be it there or not


def read_article(path: Path, id: str, name: str) -> Parsed:
    """Read a file. ``name`` is how the file is called in faults. Never raises."""

    def broken(code: str, what: str, remedy: str, line: int = 1) -> Parsed:
        return Parsed(None, (Fault("error", code, name, line, what, remedy),))

    try:
        if path.stat().st_size > LARGEST_BYTES:
            return broken("large", "The file is larger than 2 MB.", "Cut it into shorter articles.")
        data = path.read_bytes()
    except OSError as fault:
        return broken("unreadable", f"The file cannot be read ({fault.strerror}).", "Check its rights and the disk.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        return broken("not utf-8", "The file is not UTF-8 text.", "Save it again as UTF-8.", line)
    try:
        return parse_article(text, path.parent, id, name)
    except Exception as fault:  # a fault of ours costs one article, not the kiosk at each of its starts
        what = f"The file cannot be understood ({type(fault).__name__}: {str(fault)[:80]})."
        return broken("not understood", what, "Leave out what is unusual in it; tell the makers.")


def parse_article(text: str, folder: Path, id: str, name: str) -> Parsed:
    """As ``read_article``, from text. ``folder`` is where its pictures are looked for."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front, written, offset, faults = split_front(text, name)
    body = Body(folder, id, name, offset)
    body.faults += faults
    plain, dropped = clean(written)
    if dropped:
        shown = " ".join(list(dict.fromkeys(dropped))[:5])
        line = offset + written[: max(written.find(dropped[0]), 0)].count("\n") + 1
        what = f"Letters or symbols that cannot be shown or said were left out: {shown}"
        body.fault("warning", "symbols", line, what, "Write them as words.")
    if not plain.strip():
        body.fault("error", "empty", 1, "There is no text in the file.", "Write a title and a paragraph.")
        return Parsed(None, tuple(body.faults))
    title, parts = body.parts(plain)
    title = clean(front.get("title", ""))[0] or title
    if not title:
        title = re.sub(r"^\d+[-_. ]*", "", PurePosixPath(name).stem).replace("-", " ").capitalize()
        title = clean(title)[0].strip() or "No title"
        body.fault(
            "warning", "no title", 1, f'There is no title; it is called "{title}".', 'Begin with "# Title".'
        )
    if not any(part.blocks for part in parts):
        body.fault("error", "empty", 1, "There is no text under the title.", "Write at least one paragraph.")
        return Parsed(None, tuple(body.faults))
    parts = with_lead([part for part in parts if part.blocks or part.links])
    sections = tuple(section_of(part, title) for part in parts)
    picture = front.get("picture", "")
    article = Article(
        id=id, title=title, sections=sections, shelf=id.rpartition("/")[0],
        say=front.get("say", ""),
        also=tuple(one.strip() for one in re.split("[;,]", front.get("also", "")) if one.strip()),
        source=front.get("source", ""), author=front.get("author", ""), date=front.get("date", ""),
        picture=body.picture(picture, 1) if picture else "",
    )  # fmt: skip
    hidden = front.get("hidden", "").lower() in YES
    slugs = tuple(slug(section.title) for section in sections)
    lines = tuple((part.line, *part.lines) for part in parts)
    link_lines = tuple(tuple(line for _, line in part.links) for part in parts)
    return Parsed(article, tuple(body.faults), tuple(body.targets), hidden, slugs, lines, link_lines, picture)
