"""One article as the rules look at it: its sentences with their lines, beside the file as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kiosk.core.text import Article, BlockKind, Sentence
from kiosk.library.article import Parsed

_MARKS = re.compile(r"[\\*_\[\]`#>]|\([^)\s]*\)|^\s*(?:[-+]|\d+[.)])\s")


@dataclass(frozen=True)
class Spot:
    """A sentence and where it stands: section and block by index, and the block's line in the file, from 1."""

    section: int
    kind: BlockKind
    line: int
    sentence: Sentence


@dataclass(frozen=True)
class Sheet:
    """An article with its file. ``file`` is how the file is called in faults."""

    file: str
    place: Path
    parsed: Parsed
    article: Article = field(init=False)

    def __post_init__(self) -> None:
        assert self.parsed.article is not None  # a broken file has no sheet
        object.__setattr__(self, "article", self.parsed.article)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every sentence in reading order, headings and the words for pictures included."""
        return tuple(self._spots())

    def _spots(self) -> Iterator[Spot]:
        for number, section in enumerate(self.article.sections):
            for block, line in zip(section.blocks, self.parsed.lines[number], strict=True):
                for sentence in block.sentences:
                    yield Spot(number, block.kind, line, sentence)

    @cached_property
    def prose(self) -> tuple[Spot, ...]:
        """The sentences of paragraphs and lists."""
        return tuple(spot for spot in self.spots if spot.kind in ("paragraph", "item"))

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The lines of the file, without the marks of Markdown."""
        try:
            text = self.place.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ()
        return tuple(_MARKS.sub("", line) for line in text.splitlines())

    def line_of(self, spot: Spot, word: str = "") -> int:
        """The line of a sentence, or of a word in it; its block's line where that cannot be told."""
        start = spot.line - 1
        wanted = " ".join(one.shown for one in spot.sentence.words[:3])
        line = self._find(wanted, start)
        return self._find(word, line - 1) if word else line

    def line_of_key(self, key: str) -> int:
        """The line of a key of the front matter, else of the first heading, else 1."""
        for start in (f"{key}:", self.article.title):
            for number, line in enumerate(self.written, start=1):
                if line.strip().lower().startswith(start.lower()):
                    return number
        return 1

    def _find(self, wanted: str, start: int) -> int:
        """The first line from index ``start`` in which some words begin; a paragraph ends at an empty line."""
        before = ""
        for number in range(start, min(start + 60, len(self.written))):
            line = self.written[number]
            if number > start and not line.strip():
                break
            joined = " ".join(f"{before} {line}".split())
            at = joined.find(wanted)
            if at >= 0:
                return number if at < len(before) else number + 1  # it may begin on the line before
            before = " ".join(line.split()[-3:])
        return start + 1
