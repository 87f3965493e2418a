"""What every format is read into: runs of text in parts, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

TRACKED = "It holds tracked changes; they were taken as accepted."
PartKind = Literal["title", "heading", "paragraph", "item", "picture"]


class UnreadableError(Exception):
    """A file cannot become an article; its text is one sentence for staff."""


@dataclass(frozen=True)
class Run:
    """Characters of one look, perhaps a link; or a space at which a line ends."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    ends: bool = False


@dataclass(frozen=True)
class Image:
    """A picture's bytes as they stood in the file, and where they came from."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class Part:
    """A block of a source. ``level`` is a heading's depth from 1; ``number`` an ordered item's number, or
    0.
    """

    kind: PartKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: int = 0
    image: Image | None = None

    @property
    def text(self) -> str:
        """The characters alone, white space made single."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def bold(self) -> bool:
        """Whether every visible character is bold."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(run.bold for run in seen)


@dataclass(frozen=True)
class Source:
    """A file read: its parts in order, what it says of itself, and what was lost or doubted while reading."""

    parts: tuple[Part, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    unsure: tuple[str, ...] = ()
    aside: tuple[str, ...] = field(default=())
    sure: bool = True  # of the title: false where it may be that of a template or of another file


# marks for programs that stand between letters: order of bytes, soft hyphen, joiners, directions
_UNSEEN = dict.fromkeys((0xFEFF, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060))


def seen(source: Source) -> Source:
    """The source without the marks that nobody sees, which would stay in a title and its file's name."""
    parts = (
        replace(part, runs=tuple(replace(run, text=run.text.translate(_UNSEEN)) for run in part.runs))
        for part in source.parts
    )
    title, author = source.title.translate(_UNSEEN), source.author.translate(_UNSEEN)
    return replace(source, parts=tuple(parts), title=title, author=author)


def paragraph(text: str, kind: PartKind = "paragraph", level: int = 0, number: int = 0) -> Part:
    """A part of one plain run."""
    return Part(kind, (Run(text),), level, number)


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with neighbours of one look joined, white space single, none at either end."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    tidied: list[Run] = []
    space = True  # swallow white space at the start
    for run in joined:
        if run.ends:
            while tidied and not tidied[-1].text.strip():
                tidied.pop()
            if tidied:
                tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip())
                tidied.append(Run(" ", ends=True))
            space = True
            continue
        words = run.text.split()
        text = " ".join(words)
        if not words:
            text = "" if space else " "
        else:
            if run.text[0].isspace() and not space:
                text = " " + text
            if run.text[-1].isspace():
                text += " "
        space = text.endswith(" ") or (space and not text)
        if text:
            tidied.append(replace(run, text=text))
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    if tidied:
        tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip())
    return tuple(tidied)
