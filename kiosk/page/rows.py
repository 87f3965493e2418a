"""Comfort: each setting in a row, its name, value and marks at the left, its buttons at the right or below.

Beside the words all rows share one zone for their buttons, so that buttons stand in columns: two wide ones over four.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.screen import Row, Rows, Screen
from kiosk.page import examples
from kiosk.page.buttons import Look, button
from kiosk.page.examples import words_height
from kiosk.page.geometry import Rect
from kiosk.page.grids import MOST
from kiosk.page.letters import fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Item, Measure, Target

_WIDEST_MM = 58  # of a button where four stand in a row


@dataclass(frozen=True)
class _Page:
    """Where rows are put: ``zone`` is the width of the buttons' zone beside the words, 0 when they stand below."""

    area: Rect
    zone: int
    m: Measures
    measure: Measure

    def height(self, row: Row) -> int:
        """The least height of a row."""
        words = words_height(row, self.m)
        if self.zone:
            return max(self.m.main, words)
        down = -(-len(row.choices) // self.across(row))
        return words + self.m.gap // 2 + down * (self.m.main + self.m.gap) - self.m.gap

    def across(self, row: Row) -> int:
        """How many buttons stand side by side below the words; an icon goes where that spares a line of them."""
        many, gap = len(row.choices), self.m.gap
        label = max(self.measure(choice.label, self.m.label, "bold") for choice in row.choices)
        across = 0
        for extra in (round(self.m.label * 1.55) + 3 * self.m.pad, 2 * self.m.pad):
            each = max(label + extra, self.m.glass.px(34))
            across = min(many, max(1, (self.area.w + gap) // (each + gap)))
            if across == many:
                return many
        return 2 if many == 4 and across == 3 else across


def _zone(rows: tuple[Row, ...], width: int, card: bool, m: Measures, measure: Measure) -> int:
    """The width that the buttons need beside the words of every row, or 0 where there is no room for that.

    Without a ``card`` for the example it stands beside the words, and nothing is squeezed to put buttons there.
    """
    if m.glass.upright:
        return 0
    most = max(len(row.choices) for row in rows)
    words = max(m.glass.px(50), *(measure(row.name, m.label, "bold") for row in rows))
    values = max(measure(row.value, m.small) for row in rows)
    words = words if card else max(words, values)
    gaps = (most - 1) * m.gap
    for extra in (round(m.label * 1.55) + 3 * m.pad, 2 * m.pad):
        each = max(m.glass.px(34), max(
            (measure(choice.label, m.label, "bold") + extra - (most // len(row.choices) - 1) * m.gap)
            // (most // len(row.choices)) for row in rows for choice in row.choices
        ))  # fmt: skip
        if words + 3 * m.gap + most * each + gaps <= width:  # a long value stands in two lines before buttons shrink
            room = width - 3 * m.gap - max(words, min(values, width - 3 * m.gap - most * each - gaps))
            return min(most * max(each, m.glass.px(_WIDEST_MM)) + gaps, room)
    return 0


def groups_of(rows: tuple[Row, ...], page: _Page) -> list[list[Row]]:
    """The rows dealt into groups that fit, with at most six choices in each."""
    m, high = page.m, page.area.h
    whole = sum(page.height(row) + m.gap for row in rows) - m.gap
    if whole <= high and sum(len(row.choices) for row in rows) <= MOST:
        return [list(rows)]
    room = high - m.main - m.gap  # the "more" button stands under the rows
    groups: list[list[Row]] = [[]]
    used = choices = 0
    for row in rows:
        height = page.height(row) + m.gap
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
    example = examples.card_of(body.example, m, measure)
    used = example[0] + m.gap if example else 0
    area = Rect(m.body.x, m.body.y + used, m.body.w, m.body.h - used)
    page = _Page(area, _zone(body.rows, area.w, bool(example), m, measure), m, measure)
    groups = groups_of(body.rows, page)
    rows = groups[screen.group % len(groups)]
    below = m.main + m.gap if len(groups) > 1 else 0
    least = [page.height(row) for row in rows]
    spare = area.h - below - sum(least) - (len(rows) - 1) * m.gap
    share = min(max(spare // len(rows), 0), 2 * m.main if page.zone else m.main)
    heights = [height + (share if page.zone else 0) for height in least]
    between = m.gap + (0 if page.zone else min(share, m.main // 2))  # words stay close to the buttons below them
    y = area.bottom - sum(heights) - (len(rows) - 1) * between - below if m.glass.upright else area.y
    if example:
        examples.card(example, Rect(area.x, y - used, area.w, example[0]), m, measure, items)
    rule = max(1, m.stroke // 2)
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        rect = Rect(area.x, y, area.w, height)
        if index:
            items.append(Fill(Rect(area.x, y - between // 2 - rule // 2, area.w, rule), "line"))
        words = Rect(rect.x, rect.y, rect.w - page.zone - 3 * m.gap if page.zone else rect.w, rect.h)
        _words(row, words, bool(page.zone), m, measure, items)
        if row in body.rows[:2] and not example and not page.zone:  # size and colours
            shown = examples.beside(body.example, row, words, m, measure)
            items += shown or examples.above(body.example, row, rect.y - area.y, rect, m, measure)
        spots = _spots(row, rect, page)
        icons = all(spot.w - 2 * m.pad >= measure(choice.label, m.label, "bold") + round(m.label * 1.55)
                    for choice, spot in zip(row.choices, spots, strict=True))  # fmt: skip
        for choice, spot in zip(row.choices, spots, strict=True):
            items += button(choice if icons else replace(choice, icon=""), spot, m, measure, look)
            targets.append(Target(spot, choice))
        y += height + between
    if len(groups) > 1:
        rect = Rect(area.x, y - between + m.gap, area.w, m.main)
        items += button(screen.more, rect, m, measure, look)
        targets.append(Target(rect, screen.more))
    return len(groups)


def _spots(row: Row, rect: Rect, page: _Page) -> list[Rect]:
    """Where the buttons of a row stand: beside its words, or under them in as many lines as they need."""
    m, many = page.m, len(row.choices)
    if page.zone:
        left, width = rect.right - page.zone, page.zone
        if many == 1:
            label = page.measure(row.choices[0].label, m.label, "bold") + 2 * m.pad
            width = min(width, max((width - m.gap) // 2, label))
            left = rect.right - width
        each = (width - (many - 1) * m.gap) // many
        height = max(m.main, min(m.glass.px(26), rect.h - m.gap))
        top = rect.y + (rect.h - height) // 2
        return [Rect(left + n * (each + m.gap), top, each, height) for n in range(many)]
    across = page.across(row)
    each = (rect.w - (across - 1) * m.gap) // across
    down = -(-many // across)
    first = rect.bottom - down * m.main - (down - 1) * m.gap
    step = m.main + m.gap
    return [Rect(rect.x + n % across * (each + m.gap), first + n // across * step, each, m.main) for n in range(many)]


def _words(row: Row, rect: Rect, beside: bool, m: Measures, measure: Measure, items: list[Item]) -> None:
    name = fitted(row.name, m.label, m.least, rect.w, rect.h, measure)
    value = fitted(row.value, m.small, m.least, rect.w, max(rect.h // 2, rect.h - name.height), measure, "medium")
    marks = m.glass.px(6) if row.of and not m.crowded else 0
    total = name.height + (value.height if row.value else 0) + marks
    y = rect.y + max(0, (rect.h - total) // 2) if beside else rect.y
    items += runs(name, rect.x, y, "ink", measure)
    y += name.height
    if row.value:
        items += runs(value, rect.x, y, "muted", measure, "medium")
        y += value.height
    if marks:
        gap = m.glass.px(1.5)
        width = min(m.glass.px(9), (rect.w - (row.of - 1) * gap) // row.of)
        for index in range(row.of):
            mark = Rect(rect.x + index * (width + gap), y + m.glass.px(2), width, m.glass.px(3.2))
            role = "accent" if index < row.filled else ""
            items.append(Fill(mark, role, m.glass.px(1), "accent", max(1, m.stroke // 2)))
