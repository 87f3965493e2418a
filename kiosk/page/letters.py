"""Short texts fitted into boxes: wrapped, then made smaller by steps, never clipped."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.page.flow import pieces_of
from kiosk.page.geometry import Rect
from kiosk.page.plan import Item, Measure, Run

PITCH = 1.28  # line pitch of labels over their em


def wrapped(text: str, em: int, width: int, measure: Measure, weight: str = "medium") -> list[str]:
    """The lines of a text in a width. A word too long for a line is cut."""
    lines: list[str] = []
    for word in text.split():
        for part in pieces_of(word, em, weight, width, measure):
            joined = f"{lines[-1]} {part}" if lines else part
            whole = part == word or part == word[: len(part)]
            if lines and whole and measure(joined, em, weight) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


@dataclass(frozen=True)
class Fitted:
    """Lines that fit a box at ``em``."""

    lines: tuple[str, ...]
    em: int
    width: int
    height: int


def fitted(text: str, em: int, least: int, width: int, height: int, measure: Measure, weight: str = "bold") -> Fitted:
    """The text at the largest em, from ``em`` down to ``least``, at which it fits the box.

    At ``least`` what still does not fit is wrapped as it comes, and stays legible.
    """
    width = max(width, 1)
    size = em
    while True:
        whole = all(measure(word, size, weight) <= width for word in text.split())
        lines = wrapped(text, size, width, measure, weight)
        pitch = round(size * PITCH)
        if (whole and len(lines) * pitch <= height) or size <= least:
            broad = max((measure(line, size, weight) for line in lines), default=0)
            return Fitted(tuple(lines), size, broad, len(lines) * pitch)
        size = max(least, int(size * 0.94))


def runs(fit: Fitted, x: int, y: int, role: str, measure: Measure, weight: str = "bold", centre: int = 0) -> list[Item]:
    """The lines as Runs from (x, y) down; centred in ``centre`` pixels if given."""
    pitch = round(fit.em * PITCH)
    made: list[Item] = []
    for index, line in enumerate(fit.lines):
        w = measure(line, fit.em, weight)
        left = x + (centre - w) // 2 if centre else x
        made.append(Run(Rect(left, y + index * pitch, w, pitch), line, fit.em, role, weight))
    return made
