"""The staff's pages: a pad of digits, and lines of text with buttons beside them."""

from __future__ import annotations

from kiosk.core.choice import Choice
from kiosk.core.screen import Board, Pad, Screen
from kiosk.page import grids
from kiosk.page.buttons import Look, button
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, fitted, runs, wrapped
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Item, Measure, Run, Target


def pad_of(
    screen: Screen, body: Pad, m: Measures, measure: Measure, look: Look, items: list[Item], targets: list[Target]
) -> None:
    """The lead, a dot for each digit typed, and the twelve choices as a telephone has them, or flatter."""
    area = m.body
    dot = round(m.label * 0.5)
    words = max(measure(choice.label, m.tile, "bold") for choice in screen.choices) + 2 * m.glass.px(1.5)
    for columns in (3, 4, 6):
        last, high = max(m.main, words), 12 // columns * (m.main + m.gap) - m.gap
        narrow = last if columns == 3 else m.main  # where there are more, one of them holds both words
        above = area.h - high - dot - 2 * m.gap
        lead = fitted(body.lead, m.label, m.least, area.w, max(above, 1), measure, "medium")
        if lead.height <= above and last + (columns - 1) * (narrow + m.gap) <= area.w:
            break
    room = area.h - lead.height - dot - 2 * m.gap
    order = _order(screen.choices, columns)
    rows = len(order) // columns
    width = min((area.w - (columns - 1) * m.gap) // columns, m.glass.px(85 if m.glass.upright else 70))
    last = width
    words += 2 * (m.pad - m.glass.px(1.5))  # with more beside them where there is room
    if columns > 3 and words > width:
        last = min(words, area.w - (columns - 1) * (m.main + m.gap))
        width = (area.w - last) // (columns - 1) - m.gap
    height = min((room - (rows - 1) * m.gap) // rows, m.glass.px(30))
    y = area.y
    if m.glass.upright:  # within reach from a wheelchair
        y = area.bottom - rows * height - (rows - 1) * m.gap - 2 * m.gap - dot - lead.height
    items += runs(lead, area.x, y, "ink", measure, "medium")
    y += lead.height + m.gap
    for index in range(body.filled):
        items.append(Fill(Rect(area.x + index * dot * 2, y, dot, dot), "accent", dot // 2))
    y += dot + m.gap
    for index, choice in enumerate(order):
        row, column = divmod(index, columns)
        wide = last if column == columns - 1 else width
        rect = Rect(area.x + column * (width + m.gap), y + row * (height + m.gap), wide, height)
        items += button(choice, rect, m, measure, look, m.tile)
        targets.append(Target(rect, choice))


def _order(choices: tuple[Choice, ...], columns: int) -> list[Choice]:
    *digits, rub_out, enter = choices
    if columns == 3:
        return [*digits[:9], rub_out, digits[9], enter]
    if columns == 4:
        return [*digits[:3], rub_out, *digits[3:6], digits[9], *digits[6:9], enter]
    return [*digits[:5], rub_out, *digits[5:], enter]


def board_of(
    screen: Screen, body: Board, left: Rect, side: Rect, columns: int, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target],
) -> int:  # fmt: skip
    """As many lines as the place holds, the buttons beside them; returns how many groups of buttons there are."""
    y = left.y
    for heading, lines in body.parts:
        if not heading:
            continue
        under = ((line, m.small, "muted", "medium") for line in lines)
        for text, em, role, weight in [(heading, m.label, "ink", "bold"), *under]:
            pitch = round(em * PITCH)
            shown = wrapped(text, em, left.w, measure, weight)
            if y + pitch * len(shown) > left.bottom:
                break
            for line in shown:
                items.append(Run(Rect(left.x, y, measure(line, em, weight), pitch), line, em, role, weight))
                y += pitch
        y += m.gap
    made, found, groups = grids.buttons(screen.choices, side, columns, m, measure, look, screen.group, screen.more)
    items += made
    targets += found
    return groups
