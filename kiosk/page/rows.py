"""Comfort: each setting in a row, its name and value at the left, its marks and buttons at the right."""

from __future__ import annotations

from kiosk.core.screen import Row, Rows, Screen
from kiosk.page.buttons import Look, button
from kiosk.page.geometry import Rect
from kiosk.page.grids import MOST
from kiosk.page.letters import PITCH, fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Item, Measure, Target


def _needs(row: Row, width: int, m: Measures, measure: Measure) -> tuple[bool, int, int]:
    """Whether the buttons stand beside the words, how wide each is, and how high the row is."""
    longest = max(measure(choice.label, m.label, "bold") for choice in row.choices)
    each = max(longest + round(m.label * 1.55) + 3 * m.pad, m.glass.px(34))
    many = len(row.choices)
    words = max(measure(row.name, m.label, "bold"), measure(row.value, m.small), m.glass.px(50))
    together = many * each + (many - 1) * m.gap
    if not row.name and together <= width:
        return True, each, m.main
    lines = round(m.label * PITCH) + (round(m.small * PITCH) if row.value else 0)
    lines += m.glass.px(5) if row.of else 0
    if words + 2 * m.gap + together <= width:
        return True, each, max(m.main, lines)
    across = min(many, max(1, (width + m.gap) // (each + m.gap)), 2 if many > 2 else many)
    down = -(-many // across)
    each = (width - (across - 1) * m.gap) // across
    return False, each, lines + m.gap // 2 + down * m.main + (down - 1) * m.gap


def groups_of(rows: tuple[Row, ...], area: Rect, m: Measures, measure: Measure) -> list[list[Row]]:
    """The rows dealt into groups that fit, with at most six choices in each."""
    whole = sum(_needs(row, area.w, m, measure)[2] + 2 * m.gap for row in rows) - 2 * m.gap
    count = sum(len(row.choices) for row in rows)
    if whole <= area.h and count <= MOST:
        return [list(rows)]
    room = area.h - m.main - m.gap  # the "more" button stands under the rows
    groups: list[list[Row]] = [[]]
    used = choices = 0
    for row in rows:
        height = _needs(row, area.w, m, measure)[2] + 2 * m.gap
        if groups[-1] and (used + height > room or choices + len(row.choices) > MOST):
            groups.append([])
            used = choices = 0
        groups[-1].append(row)
        used += height
        choices += len(row.choices)
    return groups


def rows_of(
    screen: Screen, body: Rows, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target],
) -> int:  # fmt: skip
    """Put the rows in view into ``items`` and ``targets``; returns how many groups there are."""
    area = m.body
    groups = groups_of(body.rows, area, m, measure)
    rows = groups[screen.group % len(groups)]
    y = area.y
    for row in rows:
        beside, each, height = _needs(row, area.w, m, measure)
        height = min(height, area.bottom - y)
        many = len(row.choices)
        words_w = area.w
        if beside:
            words_w = area.w - many * each - (many - 1) * m.gap - m.gap
            top, left = y + (height - m.main) // 2, area.right - many * each - (many - 1) * m.gap
            if not row.name:
                left = area.x
            spots = [Rect(left + n * (each + m.gap), top, each, m.main) for n in range(many)]
        else:
            across = max(1, (area.w + m.gap) // (each + m.gap))
            first = y + height - (-(-many // across)) * (m.main + m.gap) + m.gap
            spots = [
                Rect(
                    area.x + n % across * (each + m.gap), first + n // across * (m.main + m.gap), each, m.main
                )
                for n in range(many)
            ]
        if row.name:
            _words(row, Rect(area.x, y, words_w, height), beside, m, measure, items)
        for choice, rect in zip(row.choices, spots, strict=True):
            items += button(choice, rect, m, measure, look)
            targets.append(Target(rect, choice))
        y += height + 2 * m.gap
    if len(groups) > 1:
        width = min(area.w, m.glass.px(60))
        rect = Rect(area.right - width, area.bottom - m.main, width, m.main)
        items += button(screen.more, rect, m, measure, look)
        targets.append(Target(rect, screen.more))
    return len(groups)


def _words(row: Row, rect: Rect, beside: bool, m: Measures, measure: Measure, items: list[Item]) -> None:
    name = fitted(row.name, m.label, m.least, rect.w, rect.h // 2, measure)
    value = fitted(row.value, m.small, m.least, rect.w, rect.h // 2, measure, "medium")
    marks = m.glass.px(5) if row.of else 0
    total = name.height + (value.height if row.value else 0) + marks
    y = rect.y + max(0, (rect.h - total) // 2) if beside else rect.y
    items += runs(name, rect.x, y, "ink", measure)
    y += name.height
    if row.value:
        items += runs(value, rect.x, y, "muted", measure, "medium")
        y += value.height
    if row.of:
        gap = m.glass.px(1.5)
        width = min(m.glass.px(9), (rect.w - (row.of - 1) * gap) // row.of)
        for index in range(row.of):
            mark = Rect(rect.x + index * (width + gap), y + m.glass.px(1), width, m.glass.px(3.2))
            role = "accent" if index < row.filled else ""
            items.append(Fill(mark, role, m.glass.px(1), "accent", max(1, m.stroke // 2)))
