"""A section of an article in the making."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.core.text import Block, Link, Section, Sentence, Word


@dataclass
class Part:
    """A section in the making."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of each block
    links: list[tuple[Link, int]] = field(default_factory=list)

    def add(self, block: Block, line: int) -> None:
        """Put a block at the end."""
        self.blocks.append(block)
        self.lines.append(line)


_SHORT_LEAD = 45  # words: a lead so short is read as part of the first section, a longer one for itself


def with_lead(parts: list[Part]) -> list[Part]:
    """The text before the first heading put into the first section, or under a heading of its own."""
    lead = parts[0]
    if lead.title or len(parts) == 1:
        return parts
    words = sum(len(sentence.words) for block in lead.blocks for sentence in block.sentences)
    if words > _SHORT_LEAD:
        return [replace(lead, title="Introduction"), *parts[1:]]
    first = parts[1]
    both = (lead.blocks + first.blocks, lead.lines + first.lines, lead.links + first.links)
    return [Part(first.title, first.line, *both), *parts[2:]]


def section_of(part: Part, title: str) -> Section:
    """The section, with its heading, or the article's title, as its first block."""
    heading = part.title or title
    first = Block("heading", (Sentence(tuple(Word(word) for word in heading.split())),))
    return Section(heading, (first, *part.blocks), tuple(link for link, _ in part.links))
