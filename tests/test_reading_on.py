"""What a visitor does beside the reading leaves it going on, and what was asked can be asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import HelpPlace, Home, Reading
from kiosk.core.text import Link
from kiosk.library.shelf import open_library
from kiosk.page.geometry import Glass
from tests.visitor import Visitor

ID = "health/what-a-therapist-does"


def reading(glass: Glass) -> Visitor:
    visitor = Visitor(glass=glass)
    for message in (m.OpenArticle(ID), m.Read(1)):
        visitor.happens(message)
    visitor.listens(5)
    return visitor


@pytest.mark.parametrize("glass", [Glass(1024, 600, 10.1), Glass(1920, 1080, 21.5)])
def test_more_buttons_leave_the_reading_going_on(glass: Glass) -> None:
    visitor = reading(glass)
    said = visitor.hears()
    before = {each.choice.name for each in visitor.targets()}
    visitor.touch("More")
    assert visitor.hears() == said and is_reading(visitor.state)
    assert {each.choice.name for each in visitor.targets()} != before


def test_page_down_on_the_last_page_of_a_part_goes_to_the_next_part() -> None:
    visitor = reading(Glass(1920, 1080, 21.5))
    while any(each.name == "next page" for each in visitor.frame.screen.everything):
        visitor.press("next page")
    visitor.press("next page")
    assert visitor.at() == Reading(ID, 2) and is_reading(visitor.state)


@pytest.mark.parametrize("asked", [m.DidYouSay("go home", m.GoHome()), m.NobodyThere()])
def test_again_says_the_question_that_stands_over_a_number(asked: m.Message) -> None:
    visitor = Visitor()
    visitor.happens(m.ShowNumber(Link("Emergency", number="911")))
    visitor.listens()
    visitor.happens(asked)
    said = visitor.hears()
    visitor.listens()
    visitor.say("again")
    assert said and visitor.hears() == said


def ended() -> Visitor:
    visitor = reading(Glass(1920, 1080, 21.5))
    visitor.listens()
    assert visitor.sees("Shall I go on?")
    return visitor


@pytest.mark.parametrize("words", ["keep on reading", "read it to me", "play it", "read aloud", "read it aloud",
                                   "next page", "turn the page"])  # fmt: skip
def test_shall_i_go_on_takes_every_usual_yes(words: str) -> None:
    visitor = ended()
    visitor.say(words)
    assert visitor.at() == Reading(ID, 2) and is_reading(visitor.state)


def test_page_down_goes_on_at_the_end_of_a_part() -> None:
    visitor = ended()
    visitor.press("next page")
    assert visitor.at() == Reading(ID, 2) and is_reading(visitor.state)


def test_a_setting_at_its_end_is_heard_while_it_reads_and_reading_goes_on() -> None:
    visitor = reading(Glass(1920, 1080, 21.5))
    for _ in range(9):
        visitor.happens(m.Volume(1))
    visitor.happens(m.Volume(1))
    voicing = visitor.state.voicing
    assert voicing.mode == "notice" and voicing.earcon == "cannot"
    visitor.happens(m.LineEnded(voicing.turn))
    voicing = visitor.state.voicing
    assert voicing.mode == "reading"


def test_the_band_names_no_button_that_is_another_by_now() -> None:
    visitor = reading(Glass(1920, 1080, 21.5))
    visitor.happens(m.FocusOn(0, "Pause. Stops the voice.", m.Pause(), "pause"))
    visitor.happens(m.Pause())
    assert "Stops the voice" not in visitor.frame.screen.ear.headline


@pytest.mark.parametrize("folder", ["", "🎄"])
def test_a_shelf_without_a_name_that_can_be_shown_has_one(folder: str, tmp_path: Path) -> None:
    for name in (*(f"health/{n}" for n in range(12)), f"{folder}/bus".lstrip("/")):
        place = tmp_path / f"{name}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"# Title {name[-2:]}\n\n## Part\n\nSome words.\n", encoding="utf-8")
    visitor = Visitor(open_library(tmp_path))
    tiles = [choice for choice in visitor.frame.screen.choices if isinstance(choice.message, m.OpenShelf)]
    assert [choice.label for choice in tiles] == ["Health", "More to read"]
    visitor.say("more to read")
    assert visitor.frame.screen.title == "More to read"
    visitor.say("where am i")
    assert "More to read" in visitor.frame.screen.ear.detail


@pytest.mark.parametrize("wish", [m.Resize(1), m.Volume(-1), m.More()])
def test_what_a_key_names_is_said_to_its_end_and_reading_goes_on(wish: m.Wish) -> None:
    visitor = reading(Glass(1024, 600, 10.1))
    visitor.happens(m.FocusOn(1, "Bigger. Makes the words bigger.", wish, "bigger"))
    visitor.happens(wish)
    line = visitor.frame.screen.line
    assert line is not None and is_reading(visitor.state)


def test_more_while_a_short_word_is_said_goes_on_reading() -> None:
    visitor = reading(Glass(1024, 600, 10.1))
    visitor.happens(m.WhereAmI())
    visitor.happens(m.More())
    assert visitor.frame.screen.line is not None and visitor.state.voicing.mode == "reading"


def test_page_down_in_help_shows_more_help() -> None:
    visitor = reading(Glass(1024, 600, 10.1))
    visitor.happens(m.AskHelp())
    place = visitor.at()
    visitor.press("next page")
    assert visitor.at() == place


def test_no_to_a_short_word_closes_it_and_reading_goes_on() -> None:
    visitor = reading(Glass(1920, 1080, 21.5))
    visitor.say("where am i")
    visitor.happens(m.No())
    assert visitor.state.notice is None and visitor.hears() and visitor.state.voicing.mode == "reading"
    visitor.listens(5)
    turn = visitor.state.voicing.turn
    visitor.happens(m.No())
    assert visitor.state.voicing.turn == turn and visitor.hears()


LOOKS = [m.OpenComfort(), m.AskHelp(), m.ShowNumber(Link("Emergency", number="911"))]


@pytest.mark.parametrize("look", LOOKS)
def test_shall_i_go_on_is_asked_again_after_a_look_elsewhere(look: m.Message) -> None:
    visitor = ended()
    visitor.happens(look)
    assert not visitor.sees("Shall I go on?")
    visitor.listens()
    visitor.touch("Back")
    assert visitor.sees("Shall I go on?") and visitor.hears() == "Shall I go on?"
    visitor.say("yes")
    assert visitor.at() == Reading(ID, 2) and is_reading(visitor.state)


def test_shall_i_go_on_is_asked_once_more_and_then_waits_in_view() -> None:
    visitor = ended()
    for look, said in ((m.OpenComfort(), "Shall I go on?"), (m.AskHelp(), ""), (m.OpenComfort(), "")):
        visitor.happens(look)
        visitor.listens()
        visitor.touch("Back")
        assert visitor.sees("Shall I go on?") and visitor.hears() == said
        visitor.listens()
    visitor.say("yes")
    assert visitor.at() == Reading(ID, 2) and is_reading(visitor.state)


OTHER = "health/steady-on-your-feet"


@pytest.mark.parametrize(
    "on", [(m.OpenArticle(ID), m.Read(3)), (m.OpenArticle(ID), m.Play()), (m.OpenArticle(OTHER), m.Read(0)),
           (m.OpenArticle(OTHER, 1),), (m.OpenComfort(), m.AskHelp(), m.OpenArticle(OTHER), m.ReadAll())],
)  # fmt: skip
def test_shall_i_go_on_is_not_asked_again_once_something_else_was_read(on: tuple[m.Message, ...]) -> None:
    visitor = ended()
    for message in on:
        visitor.happens(message)
    visitor.listens(5)
    for _ in range(len(on) + 1):
        if visitor.at() == Reading(ID, 1):
            break
        visitor.touch("Back")
        assert not visitor.sees("Shall I go on?") and visitor.hears() != "Shall I go on?"
    assert visitor.at() == Reading(ID, 1) and visitor.state.question is None and visitor.sees("Play")


def test_what_is_done_in_help_at_the_end_of_a_part_answers_its_question_as_it_does_there() -> None:
    for wish, asked in ((m.Resize(1), True), (m.Volume(-1), True), (m.SkipSentence(-1), False), (m.Play(), False)):
        visitor = ended()
        visitor.happens(m.AskHelp())
        visitor.happens(wish)
        assert visitor.at() == Reading(ID, 1) and visitor.sees("Shall I go on?") is asked, wish


@pytest.mark.parametrize("glass", [Glass(1024, 600, 10.1), Glass(1920, 1080, 21.5)])
def test_how_long_is_it_is_answered_in_help_which_stays(glass: Glass) -> None:
    visitor = reading(glass)
    visitor.say("how long is it")
    here = visitor.hears()
    assert here.startswith("This takes about")
    visitor.listens()
    visitor.press("help")
    visitor.say("how long is it")
    visitor.happens(m.Heard(""))  # on a small glass what was heard stands in its place before
    assert visitor.at() == HelpPlace() and visitor.hears() == here and visitor.sees(here)
    visitor.touch("Back")
    assert visitor.at() == Reading(ID, 1) and is_reading(visitor.state)
    visitor.press("home")
    visitor.press("help")
    visitor.say("how long is it")
    assert visitor.at() == HelpPlace() and visitor.hears() == "Each title shows how many minutes it takes."
    visitor = ended()
    visitor.press("help")
    visitor.say("how long is it")
    assert visitor.at() == HelpPlace() and visitor.hears() == here
    visitor.touch("Back")
    assert visitor.hears() == "Shall I go on?"


def test_where_am_i_is_answered_in_help_which_stays() -> None:
    visitor = reading(Glass(1920, 1080, 21.5))
    visitor.happens(m.AskHelp())
    visitor.say("where am i")
    assert visitor.at() == HelpPlace() and "part 2 of 5" in visitor.hears()
    visitor = Visitor()
    visitor.happens(m.AskHelp())
    visitor.say("where am i")
    assert visitor.at() == HelpPlace() and "help page" in visitor.hears()
    visitor.touch("Back")
    assert visitor.at() == Home()
    visitor.state = replace(visitor.state, place=HelpPlace(), trail=())  # as staff's door leaves it
    visitor.say("where am i")
    assert visitor.at() == HelpPlace() and visitor.hears()
