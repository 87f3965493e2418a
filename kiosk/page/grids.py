"""Choices in grids: as tiles that fill a body, as buttons in a column or at the foot.

At most six choices stand together. When there are more, or fewer fit, they are dealt into groups and the
"more" choice takes the last place.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from kiosk.core.choice import Choice
from kiosk.page.buttons import Look, button, tile, tile_height
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, wrapped
from kiosk.page.measures import Measures
from kiosk.page.plan import Item, Measure, Target

MOST = 6
_LOOKED_AT = 24  # of the longest labels, to find how high tiles must be


def deal(choices: Sequence[Choice], slots: int, group: int, more: Choice) -> tuple[list[Choice], int]:
    """The choices in view, ``more`` at the end if there are others, and how many groups there are."""
    slots = max(slots, 2)
    if len(choices) <= min(slots, MOST):
        return list(choices), 1
    each = min(slots - 1, MOST)
    groups = -(-len(choices) // each)
    at = group % groups * each
    return [*choices[at : at + each], more], groups


def tiles(
    choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look,
    group: int, more: Choice, big: bool,
) -> tuple[list[Item], list[Target], int]:  # fmt: skip
    """Tiles in one column or two, as high as the fullest needs, and up to 66 mm."""
    columns = 2 if area.w >= m.glass.px(190) + m.gap and len(choices) > 1 else 1
    width = (area.w - (columns - 1) * m.gap) // columns
    fullest = heapq.nlargest(_LOOKED_AT, choices, key=lambda choice: len(choice.label))
    need = max((tile_height(choice, width, m, measure, big) for choice in fullest), default=m.main)
    need = min(need, (area.h - m.gap) // 2)
    rows = max(1, (area.h + m.gap) // (need + m.gap))
    shown, groups = deal(choices, columns * rows, group, more)
    in_use = -(-min(len(choices), MOST + 1) // columns) if groups == 1 else min(rows, -(-len(shown) // columns))
    rows = max(1, min(rows, in_use))
    height = min((area.h - (rows - 1) * m.gap) // rows, max(m.glass.px(66), need))
    top = area.bottom - rows * height - (rows - 1) * m.gap if m.glass.upright else area.y
    items: list[Item] = []
    targets: list[Target] = []
    for index, choice in enumerate(shown):
        row, column = divmod(index, columns)
        rect = Rect(area.x + column * (width + m.gap), top + row * (height + m.gap), width, height)
        items += tile(choice, rect, m, measure, look, big)
        targets.append(Target(rect, choice))
    return items, targets, groups


def button_width(choices: Sequence[Choice], m: Measures, measure: Measure) -> int:
    """How wide a column of buttons is to be, so that the labels stand on one line or two."""
    longest_word = max(
        (measure(word, m.label, "bold") for choice in choices for word in choice.label.split()), default=0
    )
    icon = round(m.label * 1.55)
    natural = max((measure(choice.label, m.label, "bold") for choice in choices), default=0)
    wanted = min(natural, m.glass.px(58)) + icon + 4 * m.pad
    return min(max(wanted, longest_word + 3 * m.pad), round(m.glass.width * 0.36))


def buttons(
    choices: Sequence[Choice], area: Rect, columns: int, m: Measures, measure: Measure, look: Look,
    group: int, more: Choice,
) -> tuple[list[Item], list[Target], int]:  # fmt: skip
    """Buttons from the top of the area down, all of one size, 20 mm high or more."""
    width = (area.w - (columns - 1) * m.gap) // columns
    lines = max(
        (len(wrapped(choice.label, m.label, width - 2 * m.pad, measure, "bold")) for choice in choices),
        default=1,
    )
    height = max(m.main, min(lines, 2) * round(m.label * PITCH) + m.pad)
    rows = max(1, (area.h + m.gap) // (height + m.gap))
    if rows == 1 and columns == 1 and area.h >= 2 * m.standing + m.gap:
        rows, height = 2, (area.h - m.gap) // 2
    shown, groups = deal(choices, columns * rows, group, more)
    used = max(1, -(-len(shown) // columns))
    height = min(max(height, min((area.h - (used - 1) * m.gap) // used, m.glass.px(28))), area.h)
    items: list[Item] = []
    targets: list[Target] = []
    for index, choice in enumerate(shown):
        row, column = divmod(index, columns)
        rect = Rect(area.x + column * (width + m.gap), area.y + row * (height + m.gap), width, height)
        items += button(choice, rect, m, measure, look)
        targets.append(Target(rect, choice))
    return items, targets, groups
