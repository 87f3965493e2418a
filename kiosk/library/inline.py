"""A line of Markdown as displayed words and sentences, with their emphasis."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, repeat

from markdown_it.token import Token

from kiosk.core.text import Sentence, Word
from kiosk.library.lines import begin_anew, unwrapped
from kiosk.library.sentences import ends_of

_word = lru_cache(maxsize=10_000)(Word)  # the same words come again and again: made once, they load in half the time
_BREAK = re.compile(r"</?br\s*/?>", re.IGNORECASE)


def inside_of(token: Token) -> list[Token]:
    """What a line of Markdown is made of; a backslash behind the last word, which ends no line, is left away."""
    children = token.children or []
    behind = len(token.content) - len(token.content.rstrip("\\"))
    if behind % 2 and children and children[-1].type == "text":
        children[-1].content = children[-1].content.removesuffix("\\")
    return children


def until_close(children: list[Token], index: int) -> list[Token]:
    """What stands between the link that opens at ``index`` and its end."""
    end = next((n for n in range(index, len(children)) if children[n].type == "link_close"), len(children))
    return children[index + 1 : end]


def words_of(children: list[Token], bold: bool = False) -> list[Word]:
    """Displayed words with their emphasis; a word of two emphases takes that of its first letter."""
    return [word for _, words in lines_of(children, bold=bold) for word in words]


def lines_of(children: list[Token], soft: bool = False, bold: bool = False) -> list[tuple[int, list[Word]]]:
    """The words of each line, and how far below the first one it was typed. A line ends where Markdown or HTML says so,
    with ``soft`` wherever it was ended in the file.
    """
    lines: list[tuple[int, list[Word]]] = []
    words: list[Word] = []
    glue = False
    strong, slant, below = int(bold), 0, 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong += 1 if child.type == "strong_open" else -1
        elif child.type in ("em_open", "em_close"):
            slant += 1 if child.type == "em_open" else -1
        elif child.type in ("softbreak", "hardbreak") or is_break(child):
            glue = False
            below += child.type != "html_inline"
            if words and (soft or child.type != "softbreak"):
                words = []
        elif child.type in ("text", "code_inline"):
            text = child.content
            pieces = text.split()
            if pieces and not words:
                lines.append((below, words))
            if pieces and glue and not text[0].isspace() and words:
                last = words[-1]
                words[-1] = _word(last.shown + pieces.pop(0), last.bold, last.italic)
            words.extend(map(_word, pieces, repeat(strong > 0), repeat(slant > 0)))
            if text:
                glue = not text[-1].isspace()
    return lines


def is_break(child: Token) -> bool:
    """Whether it is HTML's mark for the end of a line."""
    return child.type == "html_inline" and bool(_BREAK.fullmatch(child.content))


def meant_lines(token: Token, narrowest: int) -> list[tuple[int, list[Word]]]:
    """As ``lines_of``, each line of the file for itself where that is plain."""
    children = inside_of(token)
    typed = [line.strip() for line in token.content.split("\n")]
    breaks = sum(child.type in ("softbreak", "hardbreak") for child in children)
    if len(typed) == breaks + 1 and unwrapped(typed, narrowest):
        lines = lines_of(children, soft=True)
        if begin_anew([" ".join(word.shown for word in words) for _, words in lines]):
            return lines
    return lines_of(children)


def sentences_of(words: list[Word]) -> tuple[Sentence, ...]:
    """The words cut into sentences, their emphasis kept."""
    ends = ends_of([word.shown for word in words])
    return tuple(Sentence(tuple(words[start:end])) for start, end in pairwise([0, *ends]))
