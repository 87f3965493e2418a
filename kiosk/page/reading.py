"""A section on the glass: its column of text, page by page, and the buttons beside it or below."""

from __future__ import annotations

from pathlib import PurePath

from kiosk.core.screen import Screen, Setting, Text
from kiosk.core.text import Cursor, Section
from kiosk.page import grids, packed
from kiosk.page.buttons import Look, snug_lines
from kiosk.page.flow import LEADING, TextPage, flow, page_of
from kiosk.page.geometry import Glass, Rect
from kiosk.page.letters import PITCH, fitted, runs
from kiosk.page.measures import Measures, measures
from kiosk.page.plan import Fill, Item, Measure, Photo, Run, Target, WordBox

_COLUMN_WORDS = ("Next part", "Part before", "Skip ahead")  # what a column of buttons must at least hold
_SAMPLE = "They listen closely, and they do not judge what you tell them."  # of ordinary letters
_MOST = 0.45  # of the width for a word of a link
_IDEAL, _LONGEST = 60, 74  # letters to a line (LOOK: 35 to 60; WCAG 1.4.8: 80 at most)


def columns(m: Measures, measure: Measure, section: Section | None = None) -> tuple[Rect, Rect, int]:
    """The place of the text, that of its buttons, and in how many columns these stand.

    Side by side, or above each other when upright. A line of text longer than 60 letters loses the eye, so what a
    wide glass has beyond that goes to the buttons, and what the longest word of the section's links takes.
    """
    labels = [link.label for link in section.links] if section else []
    link = max((measure(word, m.label, "bold") for label in labels for word in label.split()), default=0)
    body = m.body
    if m.glass.upright:
        two_lines = 2 * round(m.label * PITCH) + m.pad
        height = max(4 * m.main + 3 * m.gap, 3 * two_lines + 2 * m.gap)
        if height > body.h * 0.6:  # a small glass: half of it is for the text
            least = max(m.main, snug_lines(2, m)) if m.terse else m.main
            height = max(2 * least + m.gap, body.h // 2 - m.gap)
        if m.crowded:  # one row of them, and as many lines as there are above it
            room, pitch = body.h - 2 * m.gap, round(m.text * LEADING)
            height = room - (room - m.main) // pitch * pitch
        foot = Rect(body.x, body.bottom - height, body.w, height)
        return Rect(body.x, body.y, body.w, foot.y - 2 * m.gap - body.y), foot, 2
    if m.crowded:
        widest = max(measure(_COLUMN_WORDS[1], m.label, "bold"), min(link, round(body.w * _MOST)))
        wide = widest + 2 * m.glass.px(2.0)
        side = Rect(body.right - wide, body.y, wide, body.h)
        return Rect(body.x, body.y, side.x - m.gap * 3 // 2 - body.x, body.h), side, 1
    icon = round(m.label * 1.55)
    natural = max(measure(text, m.label, "bold") for text in _COLUMN_WORDS[:1]) + icon + 4 * m.pad
    longest = max(measure(word, m.label, "bold") for text in _COLUMN_WORDS for word in text.split())
    one = min(max(natural, longest + 3 * m.pad, m.glass.px(62)), round(m.glass.width * 0.37))
    one = max(one, min(link, round(body.w * _MOST)) + 2 * m.glass.px(2.0))
    room = body.w - 2 * m.gap
    letter = measure(_SAMPLE, m.text) / len(_SAMPLE)
    many, side_w = 1, one
    if room - 2 * one - m.gap >= _IDEAL * letter * 0.95:
        many, side_w = 2, min(2 * one + m.gap + m.glass.px(28), round(room - _IDEAL * letter * 0.95))
    elif room - one > _IDEAL * letter:
        side_w = min(round(room - _IDEAL * letter), m.glass.px(100))
    side = Rect(body.right - side_w, body.y, side_w, body.h)
    text_w = min(side.x - 2 * m.gap - body.x, round(_LONGEST * letter))
    return Rect(body.x, body.y, text_w, body.h), side, many


def _text_area(m: Measures, measure: Measure, section: Section) -> Rect:
    """The text's place without the line for the page's number, which a small glass does without."""
    text, _, _ = columns(m, measure, section)
    if m.terse:
        return text
    return Rect(text.x, text.y, text.w, text.h - round(m.small * PITCH))


_Key = tuple[int, Glass, int, int]
_made: dict[_Key, tuple[Section, tuple[TextPage, ...]]] = {}


def pages(section: Section, glass: Glass, size: int, measure: Measure) -> tuple[TextPage, ...]:
    """The pages of a section, made once for a section object, glass and size."""
    key = (id(section), glass, size, id(measure))
    kept = _made.get(key)
    if kept is None or kept[0] is not section:
        m = measures(glass, size)
        area = _text_area(m, measure, section)
        kept = section, flow(section, m.text, area.w, area.h, measure, m.least)
        while len(_made) > 7:
            del _made[next(iter(_made))]
        _made[key] = kept
    return kept[1]


def typeset(section: Section | None, cursor: Cursor, glass: Glass, size: int, measure: Measure) -> Setting:
    """Which page the cursor is on, where the neighbouring pages begin, and where reading would on this one."""
    if section is None:
        return Setting()
    made = pages(section, glass, size, measure)
    page = page_of(made, cursor)
    return Setting(
        page,
        len(made),
        made[page + 1].first if page + 1 < len(made) else None,
        made[page - 1].first if page > 0 else None,
        _begins(made[page], cursor),
    )


def _begins(page: TextPage, cursor: Cursor) -> int | None:
    """The cursor's sentence if it begins on the page, else the first one that does, if one does."""
    begun = [piece.sentence for line in page.lines for piece in line.pieces if piece.at == Cursor(piece.sentence)]
    return cursor.sentence if cursor.sentence in begun else next(iter(begun), None)


def text(
    screen: Screen, body: Text, setting: Setting, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target], words: list[WordBox],
) -> int:  # fmt: skip
    """Put the page in view into ``items``, ``targets`` and ``words``; returns how many groups of buttons there are."""
    if body.question and m.asks_above and m.glass.upright:  # all of it is for the answers
        found = grids.buttons(screen.choices, m.body, 1, m, measure, look, screen.group, screen.more)
        items += found[0]
        targets += found[1]
        return found[2]
    area = _text_area(m, measure, body.section)
    _, side, many = columns(m, measure, body.section)
    if m.crowded and m.glass.upright:
        found, covers = packed.below(
            screen.choices, side, m.body, m, measure, look, screen.group, screen.more, body.lit
        )  # fmt: skip
        items += found[0]
        targets += found[1]
        if not covers:
            _page(screen, body, setting, area, m, measure, items, words)
        return found[2]
    _page(screen, body, setting, area, m, measure, items, words)
    if body.question and not m.asks_above:  # else it stands in the title's place
        fit = fitted(body.question, m.tile, m.least, side.w, side.h // 3, measure)
        items += runs(fit, side.x, side.y, "ink", measure)
        used = fit.height + m.gap
        side = Rect(side.x, side.y + used, side.w, side.h - used)
    made_items, made_targets, groups = grids.buttons(
        screen.choices, side, many, m, measure, look, screen.group, screen.more,
        tall=bool(body.question),
    )  # fmt: skip
    items += made_items
    targets += made_targets
    return groups


def _page(
    screen: Screen, body: Text, setting: Setting, area: Rect, m: Measures, measure: Measure,
    items: list[Item], words: list[WordBox],
) -> None:  # fmt: skip
    """The lines in view, with the sentence and the word that are spoken on their grounds."""
    made = pages(body.section, m.glass, screen.size, measure)
    page = made[min(setting.page, len(made) - 1)]
    lit: list[Item] = []
    drawn: list[Item] = []
    y = area.y
    for line in page.lines:
        y += line.before
        if line.picture:
            box = Rect(area.x, y, area.w, line.pitch - m.gap)
            drawn.append(Photo(box, str(PurePath(line.picture))))
        if line.marker:
            mark = Rect(area.x, y, measure(line.marker, line.em), line.pitch)
            drawn.append(Run(mark, line.marker, line.em, "accent"))
        in_sentence = [piece for piece in line.pieces if body.lit and piece.sentence == body.cursor.sentence]
        pad = round(line.em * 0.1)
        if in_sentence:
            left, right = in_sentence[0].x, in_sentence[-1].x + in_sentence[-1].w
            band = Rect(area.x + left - pad, y, right - left + 2 * pad, line.pitch)
            rule = Rect(band.x + 2 * pad, band.bottom - pad, max(band.w - 4 * pad, 1), max(2, pad // 2))
            lit.insert(0, Fill(rule, "lit_line"))
            lit.insert(0, Fill(band, "lit_sentence", pad * 2))
        for piece in line.pieces:
            rect = Rect(area.x + piece.x, y, piece.w, line.pitch)
            here = piece in in_sentence and piece.word == body.cursor.word
            if here:
                lit.append(Fill(Rect(rect.x - pad, y, rect.w + 2 * pad, line.pitch), "lit_word", pad * 2))
            drawn.append(Run(rect, piece.text, line.em, "on_lit" if here else "ink", piece.weight))
            words.append(WordBox(rect, piece.sentence, piece.word))
        y += line.pitch
    items += lit + drawn
    if body.page and not m.terse:
        w, pitch = measure(body.page, m.small), round(m.small * PITCH)
        items.append(Run(Rect(area.x, area.bottom, w, pitch), body.page, m.small, "muted"))
