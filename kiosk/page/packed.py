"""Choices on a crowded glass: each as high, or as wide, as its own label asks, as many to a group as fit.

So labels keep their full size where letters are large and the glass is small; "more" comes last in each group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kiosk.core.choice import Choice
from kiosk.page.buttons import Look, button, snug, tile, tile_height
from kiosk.page.geometry import Rect
from kiosk.page.letters import fitted
from kiosk.page.measures import Measures
from kiosk.page.plan import Item, Measure, Target

MOST = 6
LINK = "link "  # how the names of links begin
_TALLEST_MM = 40, 28  # of a tile and of a button that have room to spare
_BESIDE_MM = 2.0  # left of a label and right of it, at least
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
    tiles: bool = False, tall: bool = False, bare: bool = False,
) -> Found:  # fmt: skip
    """One below the other, from the top of the area down, or at its foot where the glass is upright.

    With ``tall`` the first has half of the room to spare; ``bare`` leaves details and pictures away.
    """
    heights = _heights_of(choices, area, m, measure, tiles)
    groups = dealt(heights, area.h, m.main, m.gap)
    here = groups[group % len(groups)]
    shown, high = [choices[at] for at in here], [heights[at] for at in here]
    shown = [replace(choice, detail="", picture="") for choice in shown] if bare else shown
    if len(groups) > 1:
        shown, high = [*shown, more], [*high, m.main]
    return (*_stacked(shown, high, area, m, measure, look, tiles, tall), len(groups))


def _heights_of(choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, tiles: bool) -> list[int]:
    """How high each choice must be in a column as wide as the area."""

    def height(choice: Choice) -> int:
        if tiles:
            return tile_height(choice, area.w, m, measure, big=False, bare=True)
        fit = fitted(choice.label, m.label, m.least, area.w - 2 * m.glass.px(_BESIDE_MM), area.h, measure)
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
    most = area.h - (m.main + m.gap if len(choices) > 1 else 0)  # a label too long for a whole glass does get smaller
    return [min(each, max(most, m.main)) for each in heights]


def _stacked(
    shown: Sequence[Choice], high: list[int], area: Rect, m: Measures, measure: Measure, look: Look,
    tiles: bool = False, tall: bool = False,
) -> tuple[list[Item], list[Target]]:  # fmt: skip
    spare = area.h - sum(high) - (len(high) - 1) * m.gap
    if tall:
        high[0] += (extra := min(spare // 2, high[0]))
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
    return items, targets


def _width(choice: Choice, m: Measures, measure: Measure) -> int:
    """How wide a button is whose label stands in one line."""
    return max(m.main, measure(choice.label, m.label, "bold") + 2 * m.glass.px(_BESIDE_MM))


def row(
    choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look, group: int, more: Choice
) -> Found:
    """Side by side, all as high as the area."""
    each_more = _width(more, m, measure)
    widths = [min(_width(choice, m, measure), area.w - m.gap - each_more) for choice in choices]
    groups = dealt(widths, area.w, each_more, m.gap)
    shown = [choices[at] for at in groups[group % len(groups)]]
    shown = [*shown, more] if len(groups) > 1 else shown
    return (*_side_by_side(shown, area, m, measure, look), len(groups))


def halves(choices: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look) -> Found:
    """Two answers side by side: both stand on the glass, however low it is."""
    wide = (area.w - m.gap) // 2
    found = [Target(Rect(area.x + at * (wide + m.gap), area.y, wide, area.h), one) for at, one in enumerate(choices)]
    return [item for each in found for item in button(each.choice, each.rect, m, measure, look)], found, 1


def _side_by_side(
    shown: Sequence[Choice], area: Rect, m: Measures, measure: Measure, look: Look
) -> tuple[list[Item], list[Target]]:
    wide = [_width(choice, m, measure) for choice in shown]
    spare = (area.w - sum(wide) - (len(wide) - 1) * m.gap) // len(wide)
    x = area.x
    items: list[Item] = []
    targets: list[Target] = []
    for choice, each in zip(shown, wide, strict=True):
        rect = Rect(x, area.y, each + spare, area.h)
        items += button(choice, rect, m, measure, look)
        targets.append(Target(rect, choice))
        x += each + spare + m.gap
    return items, targets


def below(
    choices: Sequence[Choice], area: Rect, body: Rect, m: Measures, measure: Measure, look: Look,
    group: int, more: Choice, reading: bool,
) -> tuple[Found, bool]:  # fmt: skip
    """A row under a text; links too long to stand beside "more" come in a column in the text's place.

    They are a group of their own, which comes once the voice has stopped; the second answer is whether they are in
    view. While the voice is ``reading`` the first row stands instead: what is read is seen.
    """
    room = area.w - m.gap - _width(more, m, measure)
    long = {choice.name for choice in choices if _width(choice, m, measure) > room}
    if not long:
        return row(choices, area, m, measure, look, group, more), False
    if any(name.startswith(LINK) for name in long):
        long |= {choice.name for choice in choices if choice.name.startswith(LINK)}
    turns: list[tuple[list[Choice], bool]] = []
    for stacked, each in groupby(choices, key=lambda choice: choice.name in long):
        run = list(each)
        sizes = _heights_of(run, body, m, measure, False) if stacked else [_width(one, m, measure) for one in run]
        space = body.h - m.main - m.gap if stacked else room
        turns += [([run[at] for at in part], stacked) for part in dealt(sizes, space, -m.gap, m.gap)]
    shown, stacked = turns[group % len(turns)]
    if stacked and reading:
        shown, stacked = turns[0]
    if not stacked:
        return (*_side_by_side([*shown, more], area, m, measure, look), len(turns)), False
    high = [*_heights_of(shown, body, m, measure, False), m.main]
    return (*_stacked([*shown, more], high, body, m, measure, look), len(turns)), True
