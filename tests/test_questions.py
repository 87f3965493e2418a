"""Questions of the kiosk's own: what is read is seen, nobody is asked for ever, and no key answers unasked."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.state import Reading
from kiosk.frame import focused
from kiosk.page.geometry import Glass
from kiosk.visits import ANSWER_S
from tests.visitor import Visitor

ID = "health/what-a-therapist-does"
GLASSES = [Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1), Glass(1080, 1920, 21.5)]


def doubted(*begin: m.Message) -> Visitor:
    """A visitor of whom something was half heard in the middle of reading, and the question was said to its end."""
    visitor = Visitor()
    for message in (*begin, m.OpenArticle(ID), m.Read(1)):
        visitor.happens(message)
    visitor.listens(5)
    visitor.happens(m.DidYouSay("go home", m.GoHome()))
    visitor.listens()
    return visitor


def asks(visitor: Visitor) -> bool:
    return visitor.sees("Did you say")


def test_what_is_read_on_after_a_doubtful_phrase_is_seen_and_can_be_paused() -> None:
    visitor = doubted()
    visitor.waits(ANSWER_S)
    assert not asks(visitor) and visitor.hears().startswith("It is a therapist’s duty")
    visitor.listens(3)
    assert visitor.frame.plan.words and visitor.frame.screen.body.lit  # type: ignore[union-attr]  # a text's
    visitor.touch("Pause")
    assert visitor.at() == Reading(ID, 1) and not visitor.hears()


def test_a_yes_of_somebody_else_after_the_question_answers_nothing() -> None:
    visitor = doubted()
    visitor.waits(ANSWER_S)
    visitor.listens(40)
    assert visitor.utter("yes") == "reject" and visitor.at() == Reading(ID, 1)


def test_nothing_is_said_while_a_doubtful_phrase_may_be_answered() -> None:
    for answer in ("yes", "no"):
        visitor = doubted()
        visitor.waits(ANSWER_S - 1)
        assert asks(visitor) and not visitor.hears()
        visitor.say(answer)
        assert (visitor.at() == Reading(ID, 1)) is (answer == "no")
        assert visitor.state.voicing.mode == ("reading" if answer == "no" else "place")


def test_who_looks_for_an_answer_by_keys_is_given_the_time_anew() -> None:
    visitor = doubted()
    for _ in range(3):
        visitor.waits(ANSWER_S - 1)
        visitor.press("next")
        visitor.listens()
        visitor.visits.spoke(visitor.time)
        assert asks(visitor) and not visitor.hears()
    visitor.waits(ANSWER_S)
    assert not asks(visitor) and visitor.state.voicing.mode == "reading"


def test_a_touch_beside_the_answers_stops_the_reading_and_leaves_the_question() -> None:
    visitor = doubted()
    visitor.happens(m.Missed())
    visitor.waits(2 * ANSWER_S)
    assert asks(visitor) and not visitor.hears()
    visitor.touch("No")
    assert visitor.at() == Reading(ID, 1) and not visitor.hears()


def test_sound_that_is_lost_at_a_question_and_comes_back_reads_on_in_view() -> None:
    visitor = doubted()
    visitor.happens(m.SoundIs("no device"))
    visitor.waits(2 * ANSWER_S)
    assert asks(visitor)
    visitor.happens(m.SoundIs("ok"))
    visitor.listens()
    visitor.waits(ANSWER_S)
    assert not asks(visitor) and visitor.frame.plan.words and visitor.state.voicing.mode == "reading"


def test_nothing_is_read_under_a_question_whether_somebody_is_there() -> None:
    visitor = Visitor()
    visitor.happens(m.OpenArticle(ID))
    visitor.happens(m.Read(1))
    visitor.listens(5)
    visitor.happens(m.SoundIs("no device"))
    visitor.happens(m.NobodyThere())
    visitor.happens(m.SoundIs("ok"))
    visitor.listens()
    assert visitor.sees("Are you still there?") and not visitor.hears()
    visitor.touch("Yes, more time")
    assert visitor.state.voicing.mode == "reading" and visitor.frame.plan.words


def by_keys(*wanted: m.Message, on: str, glass: Glass = GLASSES[0]) -> Visitor:
    """A visitor with keys who reads a part, with the choice ``on`` in focus."""
    visitor = Visitor(glass=glass)
    visitor.press("next")
    for message in (m.OpenArticle(ID), *wanted):
        visitor.happens(message)
    for _ in visitor.targets():
        if in_focus(visitor) == on:
            return visitor
        visitor.press("next")
    raise AssertionError(f"{on!r} is not reached by keys")


def in_focus(visitor: Visitor) -> str:
    target = focused(visitor.frame)
    return target.name if target else ""


@pytest.mark.parametrize("glass", GLASSES)
def test_no_key_ends_a_visit_at_a_question_that_came_meanwhile(glass: Glass) -> None:
    for on in ("next section", "home", "again"):
        visitor = by_keys(m.Read(1), m.Resize(1), m.Pause(), on=on, glass=glass)
        visitor.listens()
        visitor.waits(181)
        assert in_focus(visitor) == "yes more time" and visitor.hears().endswith("Yes, more time")
        visitor.press("choose")
        assert visitor.at() == Reading(ID, 1) and visitor.state.visiting and visitor.state.comfort.size == 3
        assert not in_focus(visitor)


@pytest.mark.parametrize("glass", GLASSES)
def test_at_the_end_of_a_part_the_way_on_has_the_focus_and_is_named(glass: Glass) -> None:
    for on in ("pause", "next section", "back"):
        visitor = by_keys(m.Read(1), on=on, glass=glass)
        while visitor.state.question is None:
            visitor.listens()
        assert in_focus(visitor) == "go on" and "Shall I go on? Yes" in visitor.hears()
        assert visitor.frame.screen.ear.headline == "I am listening"
        visitor.press("choose")
        assert visitor.at() == Reading(ID, 2) and in_focus(visitor) == "pause"


def test_a_doubtful_phrase_is_affirmed_by_no_key_that_was_meant_for_something_else() -> None:
    visitor = by_keys(m.Read(1), on="pause")
    visitor.happens(m.DidYouSay("go home", m.GoHome()))
    assert not in_focus(visitor) and visitor.hears().endswith("or say it.")
    visitor.press("next")
    assert visitor.at() == Reading(ID, 1) and in_focus(visitor) == "yes"


def test_the_focus_stays_on_its_choice_from_part_to_part_or_is_let_go() -> None:
    visitor = by_keys(m.ReadAll(), on="next section")
    for part in (1, 2):
        while visitor.at() != Reading(ID, part):
            visitor.listens()
        assert in_focus(visitor) == "next section"
    visitor = Visitor()
    visitor.press("next")
    visitor.happens(m.OpenArticle("here-for-you/who-can-help-me"))
    visitor.happens(m.ReadAll())
    while not in_focus(visitor).startswith("link"):
        visitor.press("next")
    while visitor.at() == Reading("here-for-you/who-can-help-me", 0):
        visitor.listens()
    assert not in_focus(visitor)


def test_the_focus_stays_on_a_choice_that_another_size_moves() -> None:
    visitor = by_keys(m.OpenComfort(), on="bigger", glass=Glass(1024, 600, 10.1))
    for _ in range(3):
        visitor.press("choose")
        assert in_focus(visitor) in ("bigger", "")
    visitor = by_keys(m.Read(1), on="pause")
    visitor.press("choose")
    assert in_focus(visitor) == "play"
    visitor.press("choose")
    assert in_focus(visitor) == "pause"


def test_who_uses_no_keys_is_told_no_answer_and_nothing_is_in_focus() -> None:
    visitor = doubted()
    visitor.touch("No")
    while visitor.state.question is None:
        visitor.listens()
    assert not in_focus(visitor) and visitor.hears() == "Shall I go on?"


def test_without_sound_enter_turns_one_page_after_another_and_back() -> None:
    visitor = Visitor(glass=Glass(1024, 600, 10.1), sound=False)
    visitor.press("next")
    visitor.happens(m.OpenArticle(ID))
    visitor.happens(m.Read(1))
    pages = visitor.frame.setting.pages
    assert pages > 3
    while in_focus(visitor) != "next page":
        visitor.press("next")
    for page in range(1, pages):
        visitor.press("choose")
        assert visitor.frame.setting.page == page
    assert in_focus(visitor) == "next section"
    while in_focus(visitor) != "page before":
        visitor.press("next")
    for page in range(pages - 2, -1, -1):
        visitor.press("choose")
        assert visitor.frame.setting.page == page
