"""A few words in the size of the text: on a card over the settings, or beside or over a row where there is no room."""

from __future__ import annotations

from kiosk.core.screen import Row
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, Fitted, fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Item, Measure, Run


def words_height(row: Row, m: Measures) -> int:
    """Pixels of a row's name, value and marks."""
    lines = round(m.label * PITCH) + (round(m.small * PITCH) if row.value else 0)
    return lines + (m.glass.px(6) if row.of and not m.crowded else 0)


def card_of(text: str, m: Measures, measure: Measure) -> tuple[int, Fitted] | None:
    """A few words at the size of the text and the height of their card, where the glass has room for them."""
    fit = fitted(text, m.text, m.text, m.body.w - 4 * m.pad, m.body.h, measure, "medium")
    height = fit.height + 3 * m.pad
    roomy = m.body.h >= m.glass.px(95) and height + m.gap <= m.body.h * 0.26
    return (height, fit) if text and roomy else None


def beside(text: str, row: Row, rect: Rect, m: Measures, measure: Measure) -> list[Item]:
    """As much of the example as fits beside the words of a row, where the glass has no room for its card."""
    marks = 0 if m.crowded else row.of * m.glass.px(10.5)
    left = max(measure(row.name, m.label, "bold"), measure(row.value, m.small), marks) + 3 * m.gap
    high, pitch = words_height(row, m), round(m.text * PITCH)
    words = text.split()
    parts = [" ".join(words[:n]) for n in range(len(words), 1, -1)] + words[1:2]
    part = next((part for part in parts if measure(part, m.text) <= rect.w - left), "")
    if not part or pitch > high + m.gap:
        return []
    width = measure(part, m.text)
    return [Run(Rect(rect.right - width, rect.y + (high - pitch) // 2, width, pitch), part, m.text, "ink")]


def above(text: str, row: Row, room: int, rect: Rect, m: Measures, measure: Measure) -> list[Item]:
    """A word of the example over its row, where there is room for it there alone."""
    pitch = round(m.text * PITCH) - m.glass.px(2.5)  # a line is higher than its letters
    word = (text.split()[1:2] or [text])[0]
    width = measure(word, m.text)
    if pitch > room + m.body.y - m.head.bottom or width > rect.w:
        return []
    return [Run(Rect(rect.x, rect.y - pitch, width, pitch), word, m.text, "ink")]


def card(example: tuple[int, Fitted], rect: Rect, m: Measures, measure: Measure, items: list[Item]) -> None:
    """The words on their card in ``rect``."""
    height, fit = example
    items.append(Fill(rect, "surface", m.radius, "line", max(1, m.stroke // 2)))
    items += runs(fit, rect.x + 2 * m.pad, rect.y + (height - fit.height) // 2, "ink", measure, "medium")
