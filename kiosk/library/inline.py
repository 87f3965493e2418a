"""A line of Markdown as displayed words and sentences, with their emphasis."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, repeat

from markdown_it.token import Token

from kiosk.core.text import Sentence, Word
from kiosk.library.sentences import ends_of

_word = lru_cache(maxsize=10_000)(Word)  # the same words come again and again: made once, they load in half the time


def until_close(children: list[Token], index: int) -> list[Token]:
    """What stands between the link that opens at ``index`` and its end."""
    end = next((n for n in range(index, len(children)) if children[n].type == "link_close"), len(children))
    return children[index + 1 : end]


def words_of(children: list[Token], bold: bool = False) -> list[Word]:
    """Displayed words with their emphasis; a word of two emphases takes that of its first letter."""
    words: list[Word] = []
    glue = False
    strong, slant = int(bold), 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong += 1 if child.type == "strong_open" else -1
        elif child.type in ("em_open", "em_close"):
            slant += 1 if child.type == "em_open" else -1
        elif child.type in ("softbreak", "hardbreak"):
            glue = False
        elif child.type in ("text", "code_inline"):
            text = child.content
            pieces = text.split()
            if pieces and glue and not text[0].isspace() and words:
                last = words[-1]
                words[-1] = _word(last.shown + pieces.pop(0), last.bold, last.italic)
            words.extend(map(_word, pieces, repeat(strong > 0), repeat(slant > 0)))
            if text:
                glue = not text[-1].isspace()
    return words


def sentences_of(words: list[Word]) -> tuple[Sentence, ...]:
    """The words cut into sentences, their emphasis kept."""
    ends = ends_of([word.shown for word in words])
    return tuple(Sentence(tuple(words[start:end])) for start, end in pairwise([0, *ends]))
