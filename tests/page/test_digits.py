"""A number to be written down: whole, large, in even lines, inside its glass."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.state import Comfort
from kiosk.core.text import Link
from kiosk.core.update import opening, update
from kiosk.frame import frame_of
from kiosk.page.measures import measures
from kiosk.page.plan import Run
from tests.core.books import BOOKS
from tests.test_walk import GLASSES
from tests.visitor import STRINGS, Visitor, letters


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("number", ["911", "1-800-677-1116", "1-800-MEDICARE", "12 34 56 78 90 12 34 56", "1" * 30])
@pytest.mark.parametrize("size", (1, 5))
def test_a_number_stands_whole_and_large_on_every_glass(number: str, glass: str, size: int) -> None:
    here = GLASSES[glass]
    state = update(opening(Comfort(size=size)), m.ShowNumber(Link("Somebody", number=number)), BOOKS)
    frame = frame_of(state, BOOKS, STRINGS, here, letters())
    body = measures(here, size).body
    groups = number.replace("-", " ").split()
    bold = [item for item in frame.plan.items if isinstance(item, Run) and item.weight == "bold"]
    shown = [run for run in bold if run.text in groups]
    assert [run.text for run in shown] == groups
    for run in shown:
        assert body.y <= run.rect.y and run.rect.bottom <= body.bottom + 1
        assert body.x <= run.rect.x and run.rect.right <= body.right
    if len(number) < 16:
        assert shown[0].em * 0.668 / here.density >= 12, "too small to be read from across a room"
    lines: dict[int, int] = {}
    for run in shown:
        lines[run.rect.y] = lines.get(run.rect.y, 0) + run.rect.w
    assert len(lines) == 1 or min(lines.values()) > 0.3 * max(lines.values())


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("size", (2, 5))
def test_the_veterans_line_says_under_its_number_to_press_1(glass: str, size: int) -> None:
    visitor = Visitor(glass=GLASSES[glass], comfort=Comfort(size=size))
    article = visitor.library.article("here-for-you/who-can-help-me")
    assert article is not None
    [link] = [link for section in article.sections for link in section.links if link.label == "Veterans Crisis Line"]
    visitor.happens(m.ShowNumber(link))
    assert visitor.sees("Then press 1.") and visitor.hears().endswith("9 8 8 Then press 1.")
    runs = [item for item in visitor.frame.plan.items if isinstance(item, Run)]
    assert {run.text for run in runs if run.em * 0.668 / GLASSES[glass].density > 12} == {"988"}
