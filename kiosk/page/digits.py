"""A number so large that it can be written down from across the room."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.screen import Digits, Screen
from kiosk.page import grids
from kiosk.page.buttons import Look
from kiosk.page.geometry import Rect
from kiosk.page.letters import fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Item, Measure, Run, Target

_LARGEST_MM = 40  # of its capitals


def digits(
    screen: Screen, body: Digits, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target],
) -> int:  # fmt: skip
    """The groups as large as the body allows, in lines as even as they can be."""
    area = m.body
    label = fitted(body.label, m.title, m.least, area.w, area.h * 2 // 5, measure)
    items += runs(label, area.x, area.y, "ink", measure, centre=area.w)
    hint = fitted(body.hint, m.label, m.least, area.w, area.h // 5, measure, "medium")
    low = m.terse  # a small glass leaves all its room to the digits
    foot = 0 if low or not body.hint else hint.height
    if foot:
        items += runs(hint, area.x, area.bottom - foot, "muted", measure, "medium", centre=area.w)
    then = fitted(body.then, m.title, m.least, area.w, area.h // 3, measure)
    if body.then:
        foot += then.height + (m.gap if foot else 0)
        items += runs(then, area.x, area.bottom - foot, "ink", measure, centre=area.w)
    top = area.y + label.height + m.gap
    height = area.bottom - foot - top
    em, lines = _lines_of(body.groups, area.w - 2 * m.gap, height, m, measure)  # the lit ground is wider than its group
    pitch = round(em * 1.35)
    y = top + max(0, (height - len(lines) * pitch) // 2)
    index = 0
    for line in lines:
        widths = [measure(group, em, "bold") for group in line]
        space = round(em * 0.6)
        x = area.x + (area.w - sum(widths) - (len(line) - 1) * space) // 2
        for group, w in zip(line, widths, strict=True):
            rect = Rect(x, y, w, pitch)
            here = body.lit == index
            if here:
                items.append(Fill(rect.inset(-round(em * 0.12), 0), "lit_word", m.radius))
            items.append(Run(rect, group, em, "on_lit" if here else "ink", "bold"))
            x += w + space
            index += 1
        y += pitch
    if screen.choices:
        made, found, groups = grids.buttons(screen.choices, area, 1, m, measure, look, screen.group, screen.more)
        items += made
        targets += found
        return groups
    return 1


def _lines_of(
    groups: tuple[str, ...], width: int, height: int, m: Measures, measure: Measure
) -> tuple[int, list[tuple[str, ...]]]:
    """The em and the lines at which the groups are about as large as can be; the fewest and the most even lines."""
    found: list[tuple[int, int, list[tuple[str, ...]]]] = []
    unit = m.glass.em(_LARGEST_MM)
    for lines in _ways(groups):
        widths = [_width(line, unit, measure) for line in lines]
        em = min(unit, int(unit * width / max(*widths, 1)), int(height / (1.35 * len(lines))))
        found.append((em, max(widths) - min(widths), lines))
    largest = max(em for em, _, _ in found)
    em, _, lines = min((each for each in found if each[0] >= 0.9 * largest), key=lambda each: (len(each[2]), each[1]))
    while em > m.least and any(_width(line, em, measure) > width for line in lines):
        em -= 1  # letters do not grow quite evenly
    return em, lines


def _width(line: tuple[str, ...], em: int, measure: Measure) -> int:
    return sum(measure(each, em, "bold") for each in line) + (len(line) - 1) * round(em * 0.6)


def _ways(groups: tuple[str, ...]) -> Iterator[list[tuple[str, ...]]]:
    """The ways to cut groups into lines: all of them for few groups, even ones for many."""
    many = len(groups)
    if many > 6:
        for each in range(1, many + 1):
            yield [groups[at : at + each] for at in range(0, many, each)]
        return
    for cuts in range(2 ** (many - 1)):
        lines: list[tuple[str, ...]] = [groups[:1]]
        for n, group in enumerate(groups[1:]):
            if cuts >> n & 1:
                lines.append((group,))
            else:
                lines[-1] = (*lines[-1], group)
        yield lines
