"""Pages turned by voice while a question stands over the place, in Settings, and by every wording."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import Comfort, ComfortPlace, Contents, HelpPlace, Reading
from kiosk.frame import focused
from kiosk.page.geometry import Glass
from tests.test_turning_pages import ID, LARGE, SMALL, reading
from tests.visitor import Visitor

BACK = ["previous page", "the previous page", "go to previous page", "go to the previous page", "page before"]
QUESTIONS: list[m.Message] = [m.NobodyThere(), m.DidYouSay("louder", m.Volume(1))]


def turned() -> Visitor:
    visitor = reading(1, LARGE, 5)
    visitor.press("next page")
    assert visitor.frame.setting.page == 1
    return visitor


def titles(glass: Glass = SMALL) -> Visitor:
    visitor = Visitor(glass=glass, comfort=Comfort(size=5))
    visitor.happens(m.OpenArticle(ID))
    return visitor


@pytest.mark.parametrize("words", BACK)
def test_every_wording_turns_back_a_page_also_under_a_question(words: str) -> None:
    for question in (None, *QUESTIONS):
        visitor = turned()
        if question is not None:
            visitor.happens(question)
        visitor.say(words)
        assert visitor.at() == Reading(ID, 1) and visitor.frame.setting.page == 0


@pytest.mark.parametrize("words", BACK)
def test_every_wording_said_twice_where_the_ear_is_unsure_turns_back_once(words: str) -> None:
    visitor = turned()
    visitor.utter(words, 0.8)
    assert visitor.at() == Reading(ID, 1)
    visitor.utter(words, 0.8)
    assert visitor.at() == Reading(ID, 1) and visitor.frame.setting.page == 0 and visitor.state.question is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_next_page_is_turned_to_under_a_question(question: m.Message) -> None:
    visitor = reading(1, LARGE, 5)
    visitor.happens(m.Pause())
    visitor.happens(question)
    visitor.say("next page")
    assert visitor.frame.setting.page == 1 and visitor.state.group == 0


def test_the_next_page_said_twice_at_shall_i_go_on_goes_on() -> None:
    visitor = reading(0)
    visitor.listens()
    assert visitor.sees("Shall I go on?")
    for _ in range(2):
        visitor.utter("next page", 0.8)
    assert visitor.at() == Reading(ID, 1) and is_reading(visitor.state)


@pytest.mark.parametrize("words", ["show me more", "next page"])
def test_more_said_twice_where_the_ear_is_unsure_shows_more(words: str) -> None:
    visitor = titles()
    visitor.utter(words, 0.8)
    visitor.utter(words, 0.8)
    assert visitor.state.question is None and visitor.state.group == 1 and visitor.at() == Contents(ID)


def test_more_said_twice_where_all_is_in_view_says_so() -> None:
    visitor = Visitor(glass=LARGE)
    visitor.happens(m.OpenArticle(ID))
    for _ in range(2):
        visitor.utter("show me more", 0.8)
    assert visitor.state.question is None and visitor.hears() == "There is just this one page."


@pytest.mark.parametrize("words", [*BACK, "previous"])
def test_the_titles_before_are_shown_and_on_the_first_page_nothing_is_left(words: str) -> None:
    visitor = titles()
    visitor.say("more")
    for told in ("", "This is the first page."):
        visitor.say(words)
        assert visitor.at() == Contents(ID) and visitor.state.group == 0 and told in visitor.hears()
    visitor.happens(m.NobodyThere())
    visitor.say("previous page")
    assert visitor.at() == Contents(ID)


def test_settings_have_pages_too() -> None:
    visitor = Visitor(glass=SMALL)
    visitor.happens(m.OpenComfort())
    shown = [each.name for each in visitor.targets()]
    visitor.say("next page")
    assert [each.name for each in visitor.targets()] != shown
    visitor.say("previous page")
    assert visitor.at() == ComfortPlace() and [each.name for each in visitor.targets()] == shown
    visitor.say("previous page")
    assert visitor.at() == ComfortPlace() and visitor.hears() == "This is the first page."


@pytest.mark.parametrize("ask", ["press", "say"])
def test_after_the_last_part_the_next_page_is_told_to_be_none(ask: str) -> None:
    visitor = reading(4)
    visitor.listens()
    assert visitor.sees("That was the last part.")
    getattr(visitor, ask)("next page")
    assert visitor.hears() == "This is the last page." and visitor.sees("That was the last part.")


def test_turn_the_page_turns_the_page_of_help() -> None:
    visitor = reading(1)
    visitor.press("help")
    shown = [each.name for each in visitor.targets()]
    visitor.say("turn the page")
    assert visitor.at() == HelpPlace() and [each.name for each in visitor.targets()] != shown


@pytest.mark.parametrize("glass", [SMALL, Glass(800, 480, 7), Glass(480, 800, 7), Glass(1280, 800, 10.1), LARGE])
@pytest.mark.parametrize("size", [2, 5])
@pytest.mark.parametrize("question", QUESTIONS)
def test_over_help_a_question_shows_its_answers(glass: Glass, size: int, question: m.Message) -> None:
    visitor = Visitor(glass=glass, comfort=Comfort(size=size))
    visitor.press("help")
    visitor.happens(question)
    shown = [target.choice.label for target in visitor.targets()]
    yes, no = (each.label for each in visitor.frame.screen.choices)
    assert yes in shown and no in shown and visitor.frame.screen.choices[0].label == shown[0]


def test_by_keys_a_kept_question_is_always_told_of() -> None:
    visitor = reading(1)
    visitor.press("next")
    while visitor.state.question is None:
        visitor.listens()
    for _ in range(2):
        visitor.press("comfort")
        visitor.press("back")
        assert "go on" in visitor.hears()
    target = focused(visitor.frame)
    assert target is not None and isinstance(target.choice.message, m.GoOn)
