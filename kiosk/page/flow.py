"""Text flows into lines and lines into pages. No word is lost, none stands twice, none is clipped.

Word places depend on the text, the size and the width alone, never on what is lit: so the text cannot jump.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kiosk.core.text import Block, Cursor, Section
from kiosk.page.plan import Measure

LEADING = 1.48  # line pitch over em (LOOK: 1.45 to 1.5; WCAG 1.4.8 asks 1.5 within a paragraph of body text)
PARAGRAPH = 0.75  # space before a block, in ems
_WORD = 0.5  # a word longer than a line stands alone in smaller letters, down to this share, before it is cut in two
_JOINTS = "-/.@_"  # a word too long is cut behind these
_SMALLER = 0.6  # a picture stands smaller, down to this share, before it leaves most of a page empty
HEADING = 1.12  # em of a heading over that of the text


@dataclass(frozen=True)
class Piece:
    """A word, or a part of one too long for a line from a ``letter`` on, at ``x`` from the column's left edge."""

    text: str
    x: int
    w: int
    sentence: int
    word: int
    weight: str
    letter: int = 0

    @property
    def at(self) -> Cursor:
        return Cursor(self.sentence, self.word, self.letter)


@dataclass(frozen=True)
class TextLine:
    """Pieces side by side, or a picture alone. ``before`` is the space above, ``pitch`` the height."""

    pieces: tuple[Piece, ...]
    em: int
    pitch: int
    before: int = 0
    marker: str = ""
    marker_x: int = 0
    picture: str = ""

    @property
    def height(self) -> int:
        return self.before + self.pitch


@dataclass(frozen=True)
class TextPage:
    lines: tuple[TextLine, ...]
    first: Cursor  # the first word on the page, or the first letter that is left of it


def pieces_of(word: str, em: int, weight: str, width: int, measure: Measure) -> list[str]:
    """The word whole, or cut into parts that each fit the width, behind a hyphen or the like where one stands."""
    if measure(word, em, weight) <= width:
        return [word]
    parts, rest = [], word
    while rest:
        fits = bisect_right(range(1, len(rest) + 1), width, key=lambda n: measure(rest[:n], em, weight))
        take = max(1, fits)
        if take < len(rest):
            take = max(rest.rfind(joint, 1, take) + 1 for joint in _JOINTS) or take
        parts.append(rest[:take])
        rest = rest[take:]
    return parts


def _em_of(word: str, em: int, weight: str, width: int, measure: Measure) -> int:
    """The largest em, up to ``em``, at which the word fits the width."""
    wide = measure(word, em, weight)
    less = em if wide <= width else em * width // wide
    while less > 1 and measure(word, less, weight) > width:
        less -= 1
    return less


def _block_lines(
    block: Block, first_sentence: int, em: int, width: int, picture_height: int, measure: Measure, least: int
) -> list[TextLine]:
    heading = block.kind == "heading"
    em = round(em * HEADING) if heading and em * 9 < width else em
    pitch = round(em * LEADING)
    indent = 0
    if block.kind == "item":
        indent = max(measure(f"{block.marker} ", em), round(0.9 * em))
    lines: list[TextLine] = []
    if block.picture is not None:
        lines.append(TextLine((), em, picture_height, picture=block.picture.path))
    row: list[Piece] = []
    x = indent
    space = measure(" ", em)

    def end_row() -> None:
        if row:
            lines.append(TextLine(tuple(row), em, pitch))
            row.clear()

    for offset, sentence in enumerate(block.sentences):
        for index, word in enumerate(sentence.words):
            weight = "bold" if heading or word.bold else "italic" if word.italic else "medium"
            less = _em_of(word.shown, em, weight, width - indent, measure)
            if max(_WORD * em, least) <= less < em:
                end_row()
                wide = measure(word.shown, less, weight)
                whole = Piece(word.shown, indent, wide, first_sentence + offset, index, weight)
                lines.append(TextLine((whole,), less, pitch))
                x = indent
                continue
            letter = 0
            for text in pieces_of(word.shown, em, weight, width - indent, measure):
                w = measure(text, em, weight)
                if row and x + w > width:
                    end_row()
                    x = indent
                row.append(Piece(text, x, w, first_sentence + offset, index, weight, letter))
                x += w + space
                letter += len(text)
    end_row()
    if lines and block.marker:
        at = next((n for n, line in enumerate(lines) if line.pieces), 0)
        line = lines[at]
        lines[at] = TextLine(line.pieces, line.em, line.pitch, 0, block.marker)
    return lines


def flow(
    section: Section, em: int, width: int, height: int, measure: Measure, least: int = 1
) -> tuple[TextPage, ...]:
    """The pages of a section in a column of ``width`` by ``height`` pixels, text at ``em``, no word below ``least``."""
    pages: list[TextPage] = []
    lines: list[TextLine] = []
    used, sentence = 0, 0
    beneath = height - round(em * LEADING)  # a line of its words stands with it, or no cursor would lead to its page
    picture_height = max(1, min(round(0.55 * width), round(0.6 * height), beneath))

    def end_page() -> None:
        nonlocal used
        if lines:
            first = next((piece for line in lines for piece in line.pieces), None)
            pages.append(TextPage(tuple(lines), first.at if first else Cursor(sentence, 0)))
            lines.clear()
        used = 0

    for block in section.blocks:
        room = height - used - round(PARAGRAPH * em) - round(em * (PARAGRAPH + 2 * LEADING))
        here = room if used and _SMALLER * picture_height <= room < picture_height else picture_height
        made = _block_lines(block, sentence, em, width, here, measure, least)
        sentence += len(block.sentences)
        keep = 2 if block.kind == "heading" or block.picture is not None else 1
        for index, line in enumerate(made):
            before = round(PARAGRAPH * em) if index == 0 and used else 0
            needed = before + line.pitch
            if index == 0 and keep == 2:  # a heading or picture does not stand alone at a page's foot
                needed += sum(each.pitch for each in made[1:]) if block.kind == "heading" else round(em * LEADING)
                needed += round(em * (PARAGRAPH + LEADING))
            if used and used + needed > height:
                if len(lines) == 1 and 0.2 * em <= height - used - line.pitch < before and not line.picture:
                    before = height - used - line.pitch  # else the line above would stand alone on a page
                else:
                    end_page()
                    before = 0
            lines.append(TextLine(line.pieces, line.em, line.pitch, before, line.marker, 0, line.picture))
            used += before + line.pitch
    end_page()
    _keep_company(pages)
    return tuple(pages) or (TextPage((), Cursor()),)


def _keep_company(pages: list[TextPage]) -> None:
    """Let the last line of a text not stand alone on its page, where the one before can spare a line."""
    if len(pages) < 2 or len(pages[-1].lines) > 1 or len(pages[-2].lines) < 3:
        return
    [last], [*stay, moved] = pages[-1].lines, pages[-2].lines
    heading = all(piece.weight == "bold" for piece in stay[-1].pieces)
    if heading or moved.before or not moved.pieces or not last.pieces or last.pieces[0].word == 0:
        return
    pages[-2:] = [TextPage(tuple(stay), pages[-2].first), TextPage((moved, last), moved.pieces[0].at)]


def page_of(pages: tuple[TextPage, ...], cursor: Cursor) -> int:
    """Which page holds the cursor's word, or letter: the last one that begins at or before it."""
    found = 0
    for index, page in enumerate(pages):
        if page.first <= cursor:
            found = index
    return found
