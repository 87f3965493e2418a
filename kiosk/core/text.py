"""Text as the kiosk knows it: articles made of sections, sections of sentences, sentences of displayed words.

A sentence is the unit of speech and a word the unit of light, so both are made once, when an article is
loaded, and everything else (page, voice, cursor) points at them by index.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "picture"]


@dataclass(frozen=True)
class Word:
    """One displayed word: what stands between two spaces, punctuation included."""

    shown: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Sentence:
    """Displayed words that are spoken in one breath of the engine."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words as shown, one space between two."""
        return " ".join(word.shown for word in self.words)


@dataclass(frozen=True)
class Picture:
    """A picture file and the words that stand for it."""

    path: str
    alt: str


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list or a picture (whose sentences are its alt text)."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    marker: str = ""  # what stands before an item: a bullet, or "2."
    picture: Picture | None = None


@dataclass(frozen=True)
class Link:
    """A way from a section to elsewhere. Exactly one of ``article`` and ``number`` is set."""

    label: str
    article: str = ""  # the id of the article led to
    section: int | None = None  # index of a section there, or None for its contents
    number: str = ""  # a telephone number as it is to be shown, such as "1-800-677-1116"
    then: str = ""  # what is to be done when it answers, such as "Then press 1."


@dataclass(frozen=True)
class Section:
    """A part of an article with a heading of its own. The heading is block 0, and so sentence 0."""

    title: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order; sentence 0 is the heading."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @cached_property
    def words(self) -> int:
        """How many displayed words the section has, heading included."""
        return sum(len(sentence.words) for sentence in self.sentences)

    @cached_property
    def block_of(self) -> tuple[int, ...]:
        """For each sentence the index of the block it stands in."""
        return tuple(index for index, block in enumerate(self.blocks) for _ in block.sentences)


@dataclass(frozen=True)
class Article:
    """A whole article, read from its file."""

    id: str  # "shelf/name", stable, from the file's place
    title: str
    sections: tuple[Section, ...]
    shelf: str = ""
    say: str = ""  # how the title is to be spoken, if not as written
    also: tuple[str, ...] = ()  # further phrases that open it
    source: str = ""
    author: str = ""
    date: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of an article, so that Home needs no file: its title and its measure."""

    id: str
    title: str
    shelf: str
    sections: int
    words: int
    say: str = ""
    also: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True, order=True)
class Cursor:
    """Where the visitor is in a section: one place for page, light and voice alike."""

    sentence: int = 0
    word: int = 0
    letter: int = 0  # of a word too long for a line, where a page begins in the midst of it


@dataclass(frozen=True)
class Shelf:
    """A folder of articles under a name."""

    id: str
    title: str
    entries: tuple[Entry, ...] = field(default=())
