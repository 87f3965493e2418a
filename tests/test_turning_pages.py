"""Pages turned by keys and by voice: what is read then is in view, and where there is no page more a word says so."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import Comfort
from kiosk.page.geometry import Glass
from tests.visitor import Visitor

ID = "health/what-a-therapist-does"
LARGE, SMALL = Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1)


def reading(part: int = 1, glass: Glass = LARGE, size: int = 2, sound: bool = True) -> Visitor:
    visitor = Visitor(glass=glass, comfort=Comfort(size=size), sound=sound)
    for message in (m.OpenArticle(ID), m.Read(part)):
        visitor.happens(message)
    visitor.listens(3)
    return visitor


def begun_on(visitor: Visitor) -> list[int]:
    """The sentences that begin on the page in view."""
    return [box.sentence for box in visitor.frame.plan.words if box.word == 0]


@pytest.mark.parametrize(("glass", "size"), [(LARGE, 2), (LARGE, 5), (SMALL, 2)])
def test_play_after_turning_the_page_begins_with_the_first_sentence_that_begins_there(glass: Glass, size: int) -> None:
    ran_over = 0
    for way in ("next page", "page before"):
        visitor = reading(1, glass, size)
        if way == "page before":
            visitor.happens(m.ReadFrom(10**6))
            visitor.happens(m.Pause())
        while any(one.name == way and isinstance(one.message, m.TurnTo) for one in visitor.frame.screen.choices):
            before = visitor.frame.setting.page
            visitor.press(way)
            page, begun, top = visitor.frame.setting.page, begun_on(visitor), visitor.frame.plan.words[0]
            assert page == before + (1 if way == "next page" else -1)
            ran_over += top.word > 0
            stood = visitor.state
            visitor.press("pause or play")
            assert is_reading(visitor.state)
            assert visitor.state.cursor.sentence == (begun[0] if begun else top.sentence)
            assert visitor.frame.setting.page == page or not begun
            visitor.state = stood
    assert ran_over


def test_play_after_a_pause_takes_up_the_sentence_that_was_being_read() -> None:
    visitor = reading()
    first = visitor.state.cursor.sentence
    visitor.touch("Pause")
    visitor.touch("Play")
    assert visitor.state.cursor.sentence == first
