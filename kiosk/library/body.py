"""The body of an article: Markdown becomes a title and parts. What the kiosk cannot show is left out and named."""

from __future__ import annotations

import re
import urllib.parse
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kiosk.core.text import Block, BlockKind, Link, Picture, Word
from kiosk.library.clean import clean
from kiosk.library.comments import without_comments
from kiosk.library.faults import Fault, Severity
from kiosk.library.inline import inside_of, is_break, meant_lines, sentences_of, until_close, words_of
from kiosk.library.lines import NARROWEST
from kiosk.library.links import grouped, normal_path
from kiosk.library.part import Part
from kiosk.library.pictures import is_file, is_picture, picture_path
from kiosk.library.typed import as_markdown

# No blocks of code: what is indented or stands between such marks is text to those who typed it.
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable(["code", "fence"])
_LEFT_OUT = {"table_open": "A table", "html_block": "HTML", "html_inline": "HTML", "hr": ""}


class Body:
    """One pass over the tokens of one file, which begin ``offset`` lines below its top.

    ``faults`` and ``targets`` (line, article id, section slug of each link) grow while it reads.
    """

    def __init__(self, folder: Path, id: str, name: str, offset: int) -> None:
        self._folder, self._id, self._name, self._offset = folder, id, name, offset
        self.faults: list[Fault] = []
        self.targets: list[tuple[int, str, str]] = []

    def fault(self, severity: Severity, code: str, line: int, what: str, remedy: str) -> None:
        """Name a fault of this file."""
        self.faults.append(Fault(severity, code, self._name, line, what, remedy))

    def parts(self, text: str) -> tuple[str, list[Part]]:
        """The title and the sections; text before the first ``##`` belongs to a section without a title."""
        text, begun = without_comments(text)
        for line in begun:
            self.fault("warning", "comment", self._offset + line, "A comment is not closed, so it is read.",
                        "Write --> where it ends.")  # fmt: skip
        tokens = _MARKDOWN.parse(as_markdown(text))
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
                inside = inside_of(tokens[index + 1])
                skip_to = index + 2
                heading = _shown(words_of(inside))
                if token.tag == "h1" and not title and not parts[0].blocks:
                    title = heading
                elif token.tag in ("h1", "h2"):
                    parts.append(Part(heading or _stands_for(inside), line))
                elif heading:
                    parts[-1].add(Block("heading", sentences_of(words_of(inside, True))), line)
                self._beside_heading(inside, parts[-1], line)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                marks.append((token.type, int(token.attrGet("start") or 1)))
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                marks.pop()
            elif token.type == "list_item_open" and marks:
                kind, number = marks[-1]
                marker = "•" if kind == "bullet_list_open" else f"{number}."
                marks[-1] = (kind, number + 1)
            elif token.type == "inline":
                self._inline(token, parts[-1], marker if marks else "", len(marks), line)
                marker = ""
        return title, parts

    def _line(self, token: Token) -> int:
        return self._offset + (token.map[0] + 1 if token.map else 1)

    def _leave_out(self, tokens: list[Token], index: int, line: int) -> int:
        """Name what is left out; returns the index of its last token."""
        token = tokens[index]
        what = _LEFT_OUT[token.type]
        if what:
            self.fault("warning", "left out", line, f"{what} was left out.", "Write it as sentences or a list.")
        if token.type != "table_open":
            return index
        return next(n for n in range(index, len(tokens)) if tokens[n].type == "table_close")

    def _beside_heading(self, children: list[Token], part: Part, line: int) -> None:
        """What a heading holds besides its words."""
        self._html(children, line)
        self._links(children, part, line)
        if any(child.type == "image" for child in children):
            self.fault("warning", "left out", line, "A picture in a heading was left out.",
                        "Put it on a line of its own under the heading.")  # fmt: skip

    def _html(self, children: list[Token], line: int) -> None:
        if any(child.type == "html_inline" and not is_break(child) for child in children):
            self.fault("warning", "left out", line, "HTML was left out.", "Write plain text.")

    def _links(self, children: list[Token], part: Part, line: int) -> None:
        for index, child in enumerate(children):
            if child.type == "link_open":
                inside = until_close(children, index)
                label = _shown(words_of(inside)) or _stands_for(inside)
                self._link(str(child.attrGet("href") or ""), label, str(child.attrGet("title") or ""), part, line)

    def _inline(self, token: Token, part: Part, marker: str, depth: int, line: int) -> None:
        children = token.children or []
        pictures = [child for child in children if child.type == "image"]
        self._html(children, line)
        self._links(children, part, line)
        kind: BlockKind = "item" if depth else "paragraph"
        for below, words in meant_lines(token, NARROWEST - 4 * depth):
            part.add(Block(kind, sentences_of(words), marker), line + below)
            marker = ""
        for picture in pictures:
            alt = clean(picture.content or "")[0].strip()
            if not alt:
                self.fault("warning", "no alt", line, "A picture has no words that stand for it.",
                            "Write ![what it shows](file.png).")  # fmt: skip
                alt = "A picture."
            found = self.picture(str(picture.attrGet("src") or ""), line)
            if found:
                sentences = sentences_of([Word(one) for one in alt.split()])
                part.add(Block("picture", sentences, picture=Picture(found, alt)), line)

    def picture(self, source: str, line: int) -> str:
        """The file of a picture beside the article; empty, with a fault, when there is none."""
        path = picture_path(self._folder, source)
        if source.startswith("data:"):
            self.fault("warning", "no picture", line, "A picture stands inside the text and was left out.",
                        "Save it as a file beside the article: ![what it shows](file.png).")  # fmt: skip
            return ""
        if "://" in source or not is_file(path):
            self.fault("warning", "no picture", line, f"The picture {source} is not there.",
                        "Put it beside the article and check its name.")  # fmt: skip
            return ""
        if not is_picture(path):
            self.fault("warning", "no picture", line, f"The file {source} is not a picture that can be shown.",
                        "Save it again as .png or .jpg.")  # fmt: skip
            return ""
        return str(path)

    def _link(self, href: str, label: str, title: str, part: Part, line: int) -> None:
        href = urllib.parse.unquote(href)
        if not label:
            self.fault("warning", "link", line, f"The link to {href} has no words, so its button is left out.",
                        "Write them between [ and ].")  # fmt: skip
            return
        if href.startswith("tel:"):
            number = href[4:].strip()
            shown = number if re.search(r"[^0-9+]", number) else grouped(number)
            if not re.search(r"\d", shown):
                self.fault("warning", "link", line, f'"{href}" is no telephone number.', "Write tel:1-800-677-1116.")
                return
            part.links.append((Link(label, number=shown, then=" ".join(title.split())), line))
        elif re.match(r"[a-z]+:", href):
            self.fault("warning", "link", line, f"The link to {href} was left out; its words stay.",
                        "The kiosk has no network. Link to an article instead.")  # fmt: skip
        else:
            file, _, wanted = href.partition("#")
            target = self._id
            if file:
                base = PurePosixPath(self._id).parent
                target = normal_path(base / file)
            self.targets.append((line, target, wanted))
            part.links.append((Link(label, article=target + (f"#{wanted}" if wanted else "")), line))


def _shown(words: list[Word]) -> str:
    return " ".join(word.shown for word in words)


def _stands_for(children: list[Token]) -> str:
    """The words of the pictures among them."""
    alts = (clean(child.content)[0].split() for child in children if child.type == "image")
    return " ".join(word for alt in alts for word in alt)
