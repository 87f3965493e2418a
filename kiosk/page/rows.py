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
    if words + 2 * m.gap + together <= width and not m.glass.upright:
        return True, each, max(m.main, lines)
    plain = max(longest + 2 * m.pad, m.glass.px(34))  # without an icon, where that spares a line of buttons
    across = min(many, max(1, (width + m.gap) // (each + m.gap)))
    if across < many:
        across = min(many, max(across, (width + m.gap) // (plain + m.gap)))
    if many == 4 and across == 3:
        across = 2
    down = -(-many // across)
    each = (width - (across - 1) * m.gap) // across
    return False, each, lines + m.gap // 2 + down * m.main + (down - 1) * m.gap


def groups_of(rows: tuple[Row, ...], area: Rect, m: Measures, measure: Measure) -> list[list[Row]]:
    """The rows dealt into groups that fit, with at most six choices in each."""
    whole = sum(_needs(row, area.w, m, measure)[2] + m.gap for row in rows) - m.gap
    count = sum(len(row.choices) for row in rows)
    if whole <= area.h and count <= MOST:
        return [list(rows)]
    room = area.h - m.main - m.gap  # the "more" button stands under the rows
    groups: list[list[Row]] = [[]]
    used = choices = 0
    for row in rows:
        height = _needs(row, area.w, m, measure)[2] + m.gap
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
    area = _example(body.example, m, measure, items)
    groups = groups_of(body.rows, area, m, measure)
    rows = groups[screen.group % len(groups)]
    needs = [_needs(row, area.w, m, measure) for row in rows]
    below = m.main + m.gap if len(groups) > 1 else 0
    spare = area.h - below - sum(height for _, _, height in needs) - (len(rows) - 1) * m.gap
    spread = min(max(spare // len(rows), 0), m.main // 2)
    total = sum(height + spread for _, _, height in needs) + (len(rows) - 1) * m.gap + below
    y = area.bottom - total if m.glass.upright else area.y
    beside_w = max((each * len(row.choices) + (len(row.choices) - 1) * m.gap
                    for row, (beside, each, _) in zip(rows, needs, strict=True) if beside and row.name),
                   default=0)  # fmt: skip
    words_w = min(area.w - beside_w - 2 * m.gap, m.glass.px(130)) if beside_w else area.w
    for row, (beside, each, height) in zip(rows, needs, strict=True):
        height += spread
        spots = _spots(row, Rect(area.x, y, area.w, height), beside, each, words_w, m)
        if row.name:
            words = Rect(area.x, y, words_w if beside else area.w, height)
            _words(row, words, beside, m, measure, items)
        for choice, rect in zip(row.choices, spots, strict=True):
            items += button(choice, rect, m, measure, look)
            targets.append(Target(rect, choice))
        y += height + m.gap
    if len(groups) > 1:
        width = min(area.w, m.glass.px(60))
        rect = Rect(area.x, y, width, m.main)
        items += button(screen.more, rect, m, measure, look)
        targets.append(Target(rect, screen.more))
    return len(groups)


def _example(text: str, m: Measures, measure: Measure, items: list[Item]) -> Rect:
    """A few words at the size of the text, where the glass has room for them; what is left below."""
    area = m.body
    fit = fitted(text, m.text, m.text, area.w, area.h, measure, "medium")
    if not text or fit.height + m.gap > area.h * 0.2:
        return area
    items += runs(fit, area.x, area.y, "ink", measure, "medium")
    used = fit.height + m.gap
    return Rect(area.x, area.y + used, area.w, area.h - used)


def _spots(row: Row, rect: Rect, beside: bool, each: int, words_w: int, m: Measures) -> list[Rect]:
    """Where the buttons of a row stand: beside its words, or under them in as many lines as they need."""
    many = len(row.choices)
    if beside:
        left = rect.x + words_w + 2 * m.gap if row.name else rect.x
        left = min(left, rect.right - many * each - (many - 1) * m.gap)
        if row.name:
            each = min(m.glass.px(64), (rect.right - left - (many - 1) * m.gap) // many)
        top = rect.y + (rect.h - m.main) // 2
        return [Rect(left + n * (each + m.gap), top, each, m.main) for n in range(many)]
    across = max(1, (rect.w + m.gap) // (each + m.gap))
    down = -(-many // across)
    first = rect.bottom - down * m.main - (down - 1) * m.gap
    step = m.main + m.gap
    return [Rect(rect.x + n % across * (each + m.gap), first + n // across * step, each, m.main) for n in range(many)]


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
