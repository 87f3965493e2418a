"""Pages turned by keys and by voice: where there is no page more a word says so, and reading goes on."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import Comfort, Contents, HelpPlace, Home, Place, Reading
from kiosk.frame import focused
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


def test_play_after_a_pause_takes_up_the_sentence_that_was_being_read() -> None:
    visitor = reading()
    first = visitor.state.cursor.sentence
    visitor.touch("Pause")
    visitor.touch("Play")
    assert visitor.state.cursor.sentence == first


@pytest.mark.parametrize("by", ["key", "voice"])
def test_beyond_the_last_page_of_the_last_part_a_word_says_so_and_reading_goes_on(by: str) -> None:
    visitor = reading(4)
    visitor.happens(m.ReadFrom(10**6))
    assert visitor.frame.setting.page + 1 == visitor.frame.setting.pages
    visitor.listens(2)
    at, sentence = visitor.at(), visitor.state.cursor.sentence
    visitor.press("next page") if by == "key" else visitor.say("turn the page")
    assert visitor.hears() == "This is the last page." and visitor.sees("This is the last page.")
    visitor.listens()
    assert visitor.at() == at and visitor.state.voicing.mode == "reading" and visitor.state.cursor.sentence == sentence
    assert not visitor.sees("That was the last part.")


@pytest.mark.parametrize("by", ["key", "voice"])
def test_before_the_first_page_a_word_says_so_and_reading_goes_on(by: str) -> None:
    visitor = reading(0)
    at = visitor.at()
    visitor.press("page before") if by == "key" else visitor.say("turn back")
    assert visitor.hears() == "This is the first page."
    visitor.listens()
    assert visitor.at() == at and visitor.state.voicing.mode == "reading"


def test_page_up_on_the_first_page_of_a_part_goes_to_the_part_before() -> None:
    visitor = reading(2)
    visitor.press("page before")
    assert visitor.at() == Reading(ID, 1) and is_reading(visitor.state)


@pytest.mark.parametrize("place", [Home(), Contents(ID), HelpPlace()])
def test_the_page_before_leads_back_through_the_titles_as_the_next_page_led_on(place: Place) -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    if place == Contents(ID):
        visitor.happens(m.OpenArticle(ID))
    if place == HelpPlace():
        visitor.happens(m.AskHelp())
    shown = [[each.name for each in visitor.targets()]]
    for turn in ("press", "say", "press"):
        getattr(visitor, turn)("next page")
        shown.append([each.name for each in visitor.targets()])
    assert shown[0] != shown[1] != shown[2]
    for turn, words in (("press", "page before"), ("say", "previous page"), ("say", "go to the previous page")):
        assert [each.name for each in visitor.targets()] == shown.pop()
        getattr(visitor, turn)(words)
    assert [each.name for each in visitor.targets()] == shown.pop() and visitor.at() == place
    visitor.press("page before")
    assert visitor.hears() == "This is the first page." and visitor.at() == place


@pytest.mark.parametrize("key", ["choose", "next page"])
def test_without_sound_the_keys_focus_is_on_the_first_of_more_titles_all_the_way_round(key: str) -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5), sound=False)
    visitor.press("next")
    first = [focused(visitor.frame)]
    for _ in range(visitor.frame.plan.groups):
        while key == "choose" and visitor.frame.plan.targets[visitor.state.focus or 0].name != "more":
            visitor.press("next")
        visitor.press(key)
        assert focused(visitor.frame) == visitor.targets()[0] and not visitor.state.focus_said
        first.append(focused(visitor.frame))
    assert first[-1] == first[0] != first[1]


def test_aloud_the_next_key_names_the_first_of_more_titles() -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    visitor.press("next")
    visitor.press("next page")
    visitor.press("next")
    assert visitor.hears().startswith(visitor.targets()[0].choice.label)
