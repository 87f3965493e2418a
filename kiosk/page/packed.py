"""Choices on a crowded glass: each as high, or as wide, as its own label asks, as many to a group as fit.

So labels keep their full size where letters are large and the glass is small; "more" comes last in each group.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.choice import Choice
from kiosk.page.buttons import Look, button, snug, tile, tile_height
from kiosk.page.geometry import Rect
from kiosk.page.letters import fitted
from kiosk.page.measures import Measures
from kiosk.page.plan import Item, Measure, Target

MOST = 6
_TALLEST_MM = 40, 28  # of a tile and of a button that have room to spare
_KEPT, _LABELS = 3, 10_000  # columns whose heights are kept, and labels of each
# A frame is made at every touch: 5,000 titles took a tenth of a second.
_heights: dict[tuple[object, ...], dict[tuple[str, str, bool], int]] = {}
Found = tuple[list[Item], list[Target], int]


def dealt(sizes: Sequence[int], room: int, more: int, gap: int) -> list[range]:
    """Which choices stand together in ``room`` pixels, ``more`` of which its own button takes where it is needed."""
    many = len(sizes)
    if many <= MOST and sum(sizes) + (many - 1) * gap <= room:
        return [range(many)]
    groups, begun, used = [], 0, 0
    for at, size in enumerate(sizes):
        if at > begun and (used + size + more + gap > room or at - begun == MOST):
            groups.append(range(begun, at))
            begun, used = at, 0
        used += size + gap
    return [*groups, range(begun, many)]


def column(
    choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look, group: int, more: Choice,
    tiles: bool = False, tall: bool = False,
) -> Found:  # fmt: skip
    """One below the other, from the top of the area down, or at its foot where the glass is upright.

    With ``tall`` the first is up to twice as high as it must be.
    """

    def height(choice: Choice) -> int:
        if tiles:
            return tile_height(choice, area.w, m, measure, big=False, bare=True)
        fit = fitted(choice.label, m.label, m.least, area.w - 2 * m.glass.px(2.0), area.h, measure)
        if choice.icon == "phone" and not m.crowded:  # a number to call has its sign wherever there is room
            beside = area.w - 2 * m.pad - round(m.label * 1.55)
            signed = fitted(choice.label, m.label, m.label, beside, area.h, measure)
            fit = signed if signed.width <= beside and len(signed.lines) <= 2 else fit
        return max(m.main, snug(fit, m) if m.terse else fit.height + m.pad)

    known = _heights.setdefault((id(measure), m.glass, m.label, area.w, tiles), {})
    while len(_heights) > _KEPT:
        del _heights[next(iter(_heights))]
    if len(known) > _LABELS:
        known.clear()
    heights = []
    for choice in choices:
        key = (choice.label, choice.icon, bool(choice.number))
        if key not in known:
            known[key] = height(choice)
        heights.append(known[key])
    groups = dealt(heights, area.h, m.main, m.gap)
    here = groups[group % len(groups)]
    shown, high = [choices[at] for at in here], [heights[at] for at in here]
    if len(groups) > 1:
        shown, high = [*shown, more], [*high, m.main]
    spare = area.h - sum(high) - (len(high) - 1) * m.gap
    if tall:
        high[0] += (extra := min(spare, high[0]))
        spare -= extra
    high = [max(each, min(each + spare // len(high), m.glass.px(_TALLEST_MM[not tiles]))) for each in high]
    y = area.bottom - sum(high) - (len(high) - 1) * m.gap if m.glass.upright else area.y
    items: list[Item] = []
    targets: list[Target] = []
    for choice, each in zip(shown, high, strict=True):
        rect = Rect(area.x, y, area.w, each)
        items += tile(choice, rect, m, measure, look, False) if tiles else button(choice, rect, m, measure, look)
        targets.append(Target(rect, choice))
        y += each + m.gap
    return items, targets, len(groups)


def row(
    choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look, group: int, more: Choice
) -> Found:
    """Side by side, all as high as the area."""

    def width(choice: Choice) -> int:
        return max(m.main, measure(choice.label, m.label, "bold") + 2 * m.glass.px(2.0))

    widths = [min(width(choice), area.w - m.gap - width(more)) for choice in choices]
    groups = dealt(widths, area.w, width(more), m.gap)
    here = groups[group % len(groups)]
    shown, wide = [choices[at] for at in here], [widths[at] for at in here]
    if len(groups) > 1:
        shown, wide = [*shown, more], [*wide, width(more)]
    spare = (area.w - sum(wide) - (len(wide) - 1) * m.gap) // len(wide)
    x = area.x
    items: list[Item] = []
    targets: list[Target] = []
    for choice, each in zip(shown, wide, strict=True):
        rect = Rect(x, area.y, each + spare, area.h)
        items += button(choice, rect, m, measure, look)
        targets.append(Target(rect, choice))
        x += each + spare + m.gap
    return items, targets, len(groups)
