"""A Markdown file becomes an Article. What the kiosk cannot show is left out and named, never shown as junk."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kiosk.core.text import Article, Block, BlockKind, Link, Picture, Word
from kiosk.library.clean import clean
from kiosk.library.faults import Fault, Severity
from kiosk.library.front import split_front
from kiosk.library.inline import sentences_of, until_close, words_of
from kiosk.library.links import grouped, normal_path
from kiosk.library.part import Part, section_of, with_lead

LARGEST_BYTES = 2_000_000
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_LEFT_OUT = {
    "table_open": "A table", "html_block": "HTML", "html_inline": "HTML", "fence": "A block of code",
    "code_block": "A block of code", "hr": "",
}  # fmt: skip


def slug(title: str) -> str:
    """A heading as it is written in a link: "Who can help me?" is "who-can-help-me"."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


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
    return parse_article(text, path.parent, id, name)


def parse_article(text: str, folder: Path, id: str, name: str) -> Parsed:
    """As ``read_article``, from text. ``folder`` is where its pictures are looked for."""
    return _Reader(folder, id, name).read(text)


class _Reader:
    """One pass over the tokens of one file."""

    def __init__(self, folder: Path, id: str, name: str) -> None:
        self._folder, self._id, self._name = folder, id, name
        self._faults: list[Fault] = []
        self._targets: list[tuple[int, str, str]] = []
        self._offset = 0

    def _fault(self, severity: Severity, code: str, line: int, what: str, remedy: str) -> None:
        self._faults.append(Fault(severity, code, self._name, line, what, remedy))

    def read(self, text: str) -> Parsed:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        front, body, self._offset, faults = split_front(text, self._name)
        self._faults += faults
        written = body
        body, dropped = clean(body)
        if dropped:
            shown = " ".join(list(dict.fromkeys(dropped))[:5])
            line = self._offset + written[: max(written.find(dropped[0]), 0)].count("\n") + 1
            what = f"Letters or symbols that cannot be shown or said were left out: {shown}"
            self._fault("warning", "symbols", line, what, "Write them as words.")
        if not body.strip():
            self._fault("error", "empty", 1, "There is no text in the file.", "Write a title and a paragraph.")
            return Parsed(None, tuple(self._faults))
        title, parts = self._parts(_MARKDOWN.parse(body))
        title = clean(front.get("title", ""))[0] or title
        if not title:
            title = re.sub(r"^\d+[-_. ]*", "", PurePosixPath(self._name).stem).replace("-", " ").capitalize()
            title = clean(title)[0].strip() or "No title"
            self._fault(
                "warning", "no title", 1, f'There is no title; it is called "{title}".', 'Begin with "# Title".'
            )
        parts = [part for part in parts if part.blocks]
        if not parts:
            self._fault("error", "empty", 1, "There is no text under the title.", "Write at least one paragraph.")
            return Parsed(None, tuple(self._faults))
        parts = with_lead(parts)
        sections = tuple(section_of(part, title) for part in parts)
        picture = front.get("picture", "")
        article = Article(
            id=self._id, title=title, sections=sections, shelf=self._id.rpartition("/")[0],
            say=front.get("say", ""),
            also=tuple(one.strip() for one in re.split("[;,]", front.get("also", "")) if one.strip()),
            source=front.get("source", ""), author=front.get("author", ""), date=front.get("date", ""),
            picture=self._picture(picture, 1) if picture else "",
        )  # fmt: skip
        hidden = front.get("hidden", "").lower() in ("true", "yes", "1")
        slugs = tuple(slug(section.title) for section in sections)
        lines = tuple((part.line, *part.lines) for part in parts)
        link_lines = tuple(tuple(line for _, line in part.links) for part in parts)
        return Parsed(article, tuple(self._faults), tuple(self._targets), hidden, slugs, lines, link_lines)

    def _line(self, token: Token) -> int:
        return self._offset + (token.map[0] + 1 if token.map else 1)

    def _parts(self, tokens: list[Token]) -> tuple[str, list[Part]]:
        """The title and the sections; text before the first ``##`` belongs to a section without a title."""
        title, parts = "", [Part("", 1)]
        marks: list[tuple[str, int]] = []  # open lists: kind and next number
        marker, skip_to, line = "", -1, 1
        for index, token in enumerate(tokens):
            if index <= skip_to:
                continue
            if token.map:
                line = self._line(token)
            if token.type in _LEFT_OUT:
                skip_to = self._leave_out(tokens, index, line)
            elif token.type == "heading_open":
                inline = tokens[index + 1]
                skip_to = index + 2
                heading = " ".join(word.shown for word in words_of(inline.children or []))
                if token.tag == "h1" and not title and not parts[0].blocks:
                    title = heading
                elif token.tag in ("h1", "h2"):
                    parts.append(Part(heading, line))
                elif heading:
                    parts[-1].add(Block("heading", sentences_of(words_of(inline.children or [], True))), line)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                marks.append((token.type, int(token.attrGet("start") or 1)))
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                marks.pop()
            elif token.type == "list_item_open" and marks:
                kind, number = marks[-1]
                marker = "•" if kind == "bullet_list_open" else f"{number}."
                marks[-1] = (kind, number + 1)
            elif token.type == "inline":
                self._inline(token, parts[-1], marker if marks else "", bool(marks), line)
                marker = ""
        return title, parts

    def _leave_out(self, tokens: list[Token], index: int, line: int) -> int:
        """Name what is left out; returns the index of its last token."""
        token = tokens[index]
        comment = token.type == "html_block" and token.content.strip().startswith("<!--")
        what = _LEFT_OUT[token.type]
        if what and not comment:
            self._fault("warning", "left out", line, f"{what} was left out.", "Write it as sentences or a list.")
        if token.type != "table_open":
            return index
        return next(n for n in range(index, len(tokens)) if tokens[n].type == "table_close")

    def _inline(self, token: Token, part: Part, marker: str, item: bool, line: int) -> None:
        children = token.children or []
        if any(child.type == "html_inline" for child in children):
            self._fault("warning", "left out", line, "HTML was left out.", "Write plain text.")
        pictures = [child for child in children if child.type == "image"]
        words = words_of([child for child in children if child.type != "image"])
        for index, child in enumerate(children):
            if child.type == "link_open":
                label = " ".join(word.shown for word in words_of(until_close(children, index)))
                self._link(str(child.attrGet("href") or ""), label, part, line)
        if words:
            kind: BlockKind = "item" if item else "paragraph"
            part.add(Block(kind, sentences_of(words), marker), line)
        for picture in pictures:
            alt = clean(picture.content or "")[0].strip()
            if not alt:
                self._fault("warning", "no alt", line, "A picture has no words that stand for it.",
                            "Write ![what it shows](file.png).")  # fmt: skip
                alt = "A picture."
            found = self._picture(str(picture.attrGet("src") or ""), line)
            if found:
                sentences = sentences_of([Word(one) for one in alt.split()])
                part.add(Block("picture", sentences, picture=Picture(found, alt)), line)

    def _picture(self, source: str, line: int) -> str:
        path = self._folder / urllib.parse.unquote(source)
        if "://" in source or not path.is_file():
            self._fault("warning", "no picture", line, f"The picture {source} is not there.",
                        "Put it beside the article and check its name.")  # fmt: skip
            return ""
        return str(path)

    def _link(self, href: str, label: str, part: Part, line: int) -> None:
        href = urllib.parse.unquote(href)
        if href.startswith("tel:"):
            number = href[4:].strip()
            shown = number if re.search(r"[^0-9+]", number) else grouped(number)
            if not re.search(r"\d", shown):
                self._fault("warning", "link", line, f'"{href}" is no telephone number.', "Write tel:1-800-677-1116.")
                return
            part.links.append((Link(label, number=shown), line))
        elif re.match(r"[a-z]+:", href):
            self._fault("warning", "link", line, f"The link to {href} was left out; its words stay.",
                        "The kiosk has no network. Link to an article instead.")  # fmt: skip
        else:
            file, _, wanted = href.partition("#")
            target = self._id
            if file:
                base = PurePosixPath(self._id).parent
                target = normal_path(base / file)
            self._targets.append((line, target, wanted))
            part.links.append((Link(label, article=target + (f"#{wanted}" if wanted else "")), line))
