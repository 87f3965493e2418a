"""Choices in grids: as tiles that fill a body, as buttons in a column or at the foot.

At most six choices stand together. When there are more, or fewer fit, they are dealt into groups and the
"more" choice takes the last place.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.choice import Choice
from kiosk.page import packed
from kiosk.page.buttons import Look, button, snug_lines, tile, tile_height, tile_text_width, whole, words_of
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
    """Tiles in one column or two, as high as the fullest needs, and up to 66 mm.

    A main choice over many tiles is a bar above them, and "more" a bar below: neither leaves a hole in the grid.
    """
    if m.crowded or (m.terse and m.glass.upright):
        return packed.column(choices, area, m, measure, look, group, more, tiles=True)
    items: list[Item] = []
    targets: list[Target] = []
    bar = max(m.main, round(m.tile * PITCH) + 2 * m.pad)
    leads = len(choices) > 3 and choices[0].role == "main"
    rest = choices[1:] if leads else choices
    columns = 2 if area.w >= m.glass.px(190) + m.gap and len(rest) > 1 else 1
    fullest = heapq.nlargest(_LOOKED_AT, rest, key=lambda choice: len(choice.label))
    if m.glass.upright and columns == 2:  # one below the other, if that leaves all within reach, or titles narrow
        each, narrow = (
            max(tile_height(choice, width, m, measure, big) for choice in fullest) + m.gap
            for width in (area.w, (area.w - m.gap) // 2)
        )
        columns = 1 if min(len(rest), MOST + 1) * each <= area.h * 0.85 or narrow > 1.2 * each else columns
    width = (area.w - (columns - 1) * m.gap) // columns
    need = max((tile_height(choice, width, m, measure, big) for choice in fullest), default=m.main)
    high = area.h >= 2 * (bar + need) + 4 * m.gap  # else the bars would take the tiles' room, and are tiles too
    first = choices[0] if high and leads else None
    rest = rest if first else choices
    most = MOST - 1 if first else MOST
    head = bar + m.gap if first else 0
    need = min(need, (area.h - head - m.gap) // 2)
    foot = bar + m.gap if high and len(rest) > min(most, columns * _fit(area.h - head, need, m.gap)) else 0
    need = min(need, (area.h - head - foot - m.gap) // 2)
    rows = _fit(area.h - head - foot, need, m.gap)
    if foot:
        each = min(columns * rows, most)
        groups = -(-len(rest) // each)
        shown = list(rest[group % groups * each :][:each])
    else:
        shown, groups = deal(rest, min(columns * rows, most), group, more)
        each = len(shown) if groups == 1 else min(columns * rows, most + 1)
    rows = min(rows, max(1, -(-each // columns)))
    room = area.h - head - foot - (rows - 1) * m.gap
    height = min(room // rows, max(m.glass.px(66 if columns > 1 or not m.glass.upright else 40), need))
    used = head + rows * height + (rows - 1) * m.gap + foot
    y = area.bottom - used if m.glass.upright else area.y
    if first:
        _bar(first, Rect(area.x, y, area.w, bar), m, measure, look, items, targets)
        y += head
    if m.glass.upright and columns == 1 and groups > 1 and len(shown) - (not foot) + bool(first) < 3:
        return packed.column(choices, area, m, measure, look, group, more, tiles=True, bare=True)
    box = Rect(0, 0, width, height)
    if any(words_of(one, tile_text_width(one, width, m, big), box, m, measure)[0].em < m.tile for one in shown):
        shown = [replace(choice, detail="") for choice in shown]
    if any(words_of(one, tile_text_width(one, width, m, big), box, m, measure)[0].em < m.label for one in shown):
        return packed.column(choices, area, m, measure, look, group, more, tiles=True)
    for index, choice in enumerate(shown):
        row, column = divmod(index, columns)
        rect = Rect(area.x + column * (width + m.gap), y + row * (height + m.gap), width, height)
        items += tile(choice, rect, m, measure, look, big)
        targets.append(Target(rect, choice))
    if foot:
        below = Rect(area.x, y + rows * (height + m.gap), area.w, bar)
        _bar(more, below, m, measure, look, items, targets)
    return items, targets, groups


def _fit(height: int, each: int, gap: int) -> int:
    """How many rows stand in a height; at least one."""
    return max(1, (height + gap) // (each + gap))


def _bar(
    choice: Choice, rect: Rect, m: Measures, measure: Measure, look: Look, items: list[Item], targets: list[Target]
) -> None:
    items += button(choice, rect, m, measure, look, m.tile)
    targets.append(Target(rect, choice))


def buttons(
    choices: Sequence[Choice], area: Rect, columns: int, m: Measures, measure: Measure, look: Look,
    group: int, more: Choice, tall: bool = False,
) -> tuple[list[Item], list[Target], int]:  # fmt: skip
    """Buttons from the top of the area down, of one size, 20 mm high or more.

    A main choice that comes first is as wide as all columns; with ``tall`` it is up to twice as high.
    """
    width = (area.w - (columns - 1) * m.gap) // columns
    lines = max(
        (len(wrapped(choice.label, m.label, width - 2 * m.pad, measure, "bold")) for choice in choices),
        default=1,
    )
    if m.crowded and columns > 1:
        return packed.row(choices, area, m, measure, look, group, more)
    lines = min(lines, 3)
    height = max(m.main, snug_lines(lines, m) if m.terse else lines * round(m.label * PITCH) + m.pad)
    rows = _fit(area.h, height, m.gap)
    if columns == 1 and (m.crowded or lines > 2 or (lines == 2 and rows < min(len(choices), MOST + 1))):
        return packed.column(choices, area, m, measure, look, group, more, tall=tall)
    if rows == 1 and columns == 1 and area.h >= 2 * m.standing + m.gap:
        rows, height = 2, (area.h - m.gap) // 2
    wide = columns > 1 and rows > 1 and bool(choices) and choices[0].role == "main"
    shown, groups = deal(choices, columns * rows - (columns - 1) * wide, group, more)
    wide = wide and bool(shown) and shown[0].role == "main"
    used = max(1, -(-(len(shown) + (columns - 1) * wide) // columns))
    height = min(max(height, min((area.h - (used - 1) * m.gap) // used, m.glass.px(32 if columns > 1 else 28))), area.h)
    spare = area.h - used * height - (used - 1) * m.gap
    extra = min(spare, height if tall else height // 3) if wide or (tall and columns == 1) else 0
    rects: list[Rect] = []
    for index in range(len(shown)):
        row, column = divmod(index + (columns - 1 if wide and index else 0), columns)
        rect = Rect(area.x + column * (width + m.gap), area.y + row * (height + m.gap), width, height)
        if index == 0:
            rect = replace(rect, w=area.w if wide else width, h=height + extra)
        else:
            alone = index == len(shown) - 1 and column == 0 and columns > 1
            rect = replace(rect, y=rect.y + extra, w=area.w if alone else width)
        rects.append(rect)
    if not all(whole(choice, rect, m, measure) for choice, rect in zip(shown, rects, strict=True)):
        return packed.column(choices, area, m, measure, look, group, more, tall=tall)
    items: list[Item] = []
    targets: list[Target] = []
    for index, (choice, rect) in enumerate(zip(shown, rects, strict=True)):
        items += button(choice, rect, m, measure, look, m.tile if extra and index == 0 else m.label)
        targets.append(Target(rect, choice))
    return items, targets, groups
