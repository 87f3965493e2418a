"""How visits begin and end, by a clock of the test's own: nothing of one visitor is left for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.config import VisitsTable
from kiosk.core import messages as m
from kiosk.core.state import Comfort, HelpPlace, Home, Reading, State
from kiosk.core.update import opening
from kiosk.visits import Visits, _slept_s
from tests.visitor import Visitor

THERAPY = "What a therapist does"
ID = "health/what-a-therapist-does"


def reading() -> Visitor:
    visitor = Visitor()
    visitor.touch(THERAPY)
    visitor.touch("section 2")
    return visitor


def paused() -> Visitor:
    visitor = reading()
    visitor.listens(12)
    visitor.touch("Pause")
    return visitor


def asked(visitor: Visitor) -> bool:
    return visitor.sees("Are you still there?")


def as_new(state: State) -> State:
    """A State without what counts turns and devices: the rest must be that of a kiosk just started."""
    return replace(state, voicing=State().voicing, ear="absent", sound="ok")


def test_at_rest_it_invites_and_says_nothing_whatever_the_room_does() -> None:
    visitor = Visitor()
    assert visitor.sees("Welcome. What would you like to hear?") and not visitor.hears()
    for message in (
        m.NotCaught(), m.DidYouSay(THERAPY, m.OpenArticle(ID)), m.NobodyThere(), m.SoundIs("no device"),
        m.SoundIs("ok"), m.EarIs("none"), m.EarIs("listening"), m.LibraryChanged(),
    ):  # fmt: skip
        visitor.happens(message)
        assert visitor.sees("Welcome. What would you like to hear?") and not visitor.hears(), message
    visitor.waits(100_000)
    assert visitor.sees("Welcome. What would you like to hear?") and not visitor.hears()


def test_who_comes_to_a_machine_that_slept_is_not_in_the_visit_before(monkeypatch: pytest.MonkeyPatch) -> None:
    visits, state = Visits(VisitsTable(), 100.0), State(visiting=True, place=Reading(ID, 1))
    assert visits.due(state, 101.0) is None
    before = _slept_s()
    monkeypatch.setattr("kiosk.visits._slept_s", lambda: before + 8 * 3600)  # a lid closed over night
    assert visits.due(state, 102.0) == m.NobodyThere()
    visits.here(103.0)
    assert visits.due(state, 104.0) is None


BEGINNINGS: dict[str, Callable[[Visitor], None]] = {
    "a touch on a title": lambda visitor: visitor.touch(THERAPY),
    "a hand on open glass": lambda visitor: visitor.touch_at(960, 3),
    "a key": lambda visitor: visitor.press("next"),
    "a key without a meaning": lambda visitor: visitor.press(""),
    "an accepted phrase": lambda visitor: visitor.say("bigger"),
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_visit_begins_with_the_first_touch_key_or_phrase(beginning: str) -> None:
    visitor = Visitor()
    BEGINNINGS[beginning](visitor)
    assert visitor.state.visiting and not visitor.sees("Welcome.")


def test_a_hand_on_the_glass_is_told_what_it_can_do() -> None:
    visitor = Visitor()
    visitor.touch_at(960, 3)
    assert visitor.hears() == "What would you like to hear? Touch a title, or say it."


def test_after_three_minutes_it_asks_and_half_a_minute_later_all_is_as_new() -> None:
    visitor = paused()
    visitor.say("bigger")
    visitor.say("dark")
    visitor.say("faster")
    visitor.say("louder")
    visitor.touch("Microphone off")
    visitor.listens()
    assert visitor.state.muted
    visitor.waits(179)
    assert not asked(visitor)
    visitor.waits(1)
    assert asked(visitor) and visitor.hears().startswith("Are you still there?")
    visitor.waits(29)
    assert asked(visitor) and visitor.at() == Reading(ID, 1)
    visitor.waits(1)
    assert as_new(visitor.state) == State() and not visitor.hears()


def test_it_never_asks_while_it_reads_and_counts_from_the_end_of_speech() -> None:
    visitor = reading()
    visitor.waits(1800, while_it_reads=True)
    assert not asked(visitor)
    visitor.touch("Pause")
    visitor.waits(60)
    visitor.touch("Play")
    visitor.waits(600, while_it_reads=True)
    visitor.waits(179)
    assert not asked(visitor)
    visitor.waits(1)
    assert asked(visitor)


ANSWERS: dict[str, Callable[[Visitor], None]] = {
    "the big button": lambda visitor: visitor.touch("Yes, more time"),
    "a touch anywhere": lambda visitor: visitor.touch_at(960, 3),
    "a finger that slides off": lambda visitor: visitor.touch("Yes, more time", slide=(150, 0)),
    "the Tab key": lambda visitor: visitor.press("next"),
    "a key without a meaning": lambda visitor: visitor.press(""),
    "yes": lambda visitor: visitor.say("yes"),
    "I am still here": lambda visitor: visitor.say("i am still here"),
    "yes I am": lambda visitor: visitor.say("yes i am"),
    "yes I'm here": lambda visitor: visitor.say("yes I'm here"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_any_touch_key_or_phrase_gives_more_time_and_keeps_everything(answer: str) -> None:
    visitor = paused()
    visitor.say("bigger")
    cursor, comfort = visitor.state.cursor, visitor.state.comfort
    for _ in range(12):  # as often as one likes (WCAG 2.2.1 asks for ten)
        visitor.waits(200)
        assert asked(visitor)
        ANSWERS[answer](visitor)
        assert not asked(visitor) and visitor.at() == Reading(ID, 1)
        assert visitor.state.cursor == cursor and visitor.state.comfort == comfort
    visitor.waits(179)
    assert not asked(visitor)


@pytest.mark.parametrize("ear", ["absent", "none", "off", "muted", "preparing", "listening"])
def test_who_is_not_heard_is_not_asked_to_say_yes(ear: m.EarStatus) -> None:
    """The visit of whoever answered a kiosk without a microphone was over half a minute later."""
    visitor = paused()
    visitor.state = replace(visitor.state, ear=ear, muted=ear == "muted")
    for message in (m.NobodyThere(), m.DidYouSay("Bigger", m.Resize(1))):
        visitor.happens(message)
        said = "say “yes”" if isinstance(message, m.NobodyThere) else "or say it"
        assert (said in visitor.hears()) is visitor.sees(said) is (ear == "listening")
        assert "Touch" in visitor.hears()


def test_more_time_in_help_leaves_help_open_and_the_voice_silent() -> None:
    for answer in ("Yes, more time", "no"):
        visitor = reading()
        visitor.touch("Help")
        visitor.listens()
        if answer == "no":
            visitor.happens(m.DidYouSay("Home", m.GoHome()))
            visitor.say("no")
        else:
            visitor.waits(180)
            visitor.touch(answer)
        assert visitor.at() == HelpPlace() and not visitor.hears(), answer
        visitor.touch("Back")
        assert visitor.at() == Reading(ID, 1) and visitor.state.voicing.mode == "reading"


def test_another_button_than_yes_answers_too_and_does_its_work() -> None:
    visitor = paused()
    visitor.waits(180)
    visitor.touch("Home")
    assert visitor.at() == Home() and not asked(visitor) and visitor.state.visiting


def test_i_am_done_ends_the_visit_at_once_also_when_asked() -> None:
    visitor = paused()
    visitor.waits(180)
    visitor.touch("I am done")
    assert as_new(visitor.state) == State()


def test_a_visit_that_has_nothing_to_lose_ends_without_a_question() -> None:
    visitor = Visitor()
    visitor.touch(THERAPY)
    visitor.touch("Home")
    visitor.listens()
    visitor.waits(179)
    assert visitor.state.visiting
    visitor.waits(1)
    assert not visitor.state.visiting and not asked(visitor) and not visitor.hears()


@pytest.mark.parametrize(("idle_s", "answer_s"), [(120, 20), (300, 45)])
def test_both_times_follow_the_config(idle_s: int, answer_s: int) -> None:
    visitor = paused()
    visitor.visits = Visits(VisitsTable(idle_s=idle_s, answer_s=answer_s), visitor.time)
    visitor.waits(idle_s - 1)
    assert not asked(visitor)
    visitor.waits(1)
    assert asked(visitor)
    visitor.waits(answer_s - 1)
    assert visitor.state.visiting
    visitor.waits(1)
    assert not visitor.state.visiting


def test_put_it_back_restores_every_setting_and_keeps_the_place_and_the_visit() -> None:
    visitor = Visitor(comfort=Comfort(size=3, theme="calm", speed=2, volume=2))
    visitor.touch(THERAPY)
    visitor.touch("section 2")
    visitor.listens(9)
    cursor = visitor.state.cursor
    for phrase in ("bigger", "dark", "louder", "put it back"):
        visitor.say(phrase)
    assert visitor.state.comfort == Comfort(size=3, theme="calm", speed=2, volume=2)
    assert visitor.at() == Reading(ID, 1) and visitor.state.cursor == cursor and visitor.state.visiting


def test_the_next_visit_begins_as_the_config_says() -> None:
    visitor = Visitor(comfort=Comfort(size=3, theme="calm"))
    visitor.say("bigger")
    visitor.say("i am done")
    assert visitor.state.comfort == opening(Comfort(size=3, theme="calm")).comfort


def test_a_question_that_nobody_can_hear_is_still_on_the_glass() -> None:
    visitor = paused()
    visitor.happens(m.SoundIs("no device"))
    visitor.waits(180)
    assert asked(visitor) and not visitor.hears()
    visitor.waits(30)
    assert not visitor.state.visiting


def test_a_yes_that_is_asked_about_is_not_asked_over() -> None:
    visitor = paused()
    visitor.waits(VisitsTable().idle_s + 1)
    assert asked(visitor)
    assert visitor.utter("yes", sure=0.8) == "ask"
    visitor.waits(5)
    assert visitor.sees("Did you say “yes”?")
    visitor.say("yes")
    visitor.waits(5)
    assert visitor.at() == Reading(ID, 1) and visitor.state.question is None


def test_what_is_not_understood_is_nobody() -> None:
    visitor = paused()
    visitor.waits(VisitsTable().idle_s - 1)
    visitor.utter("read ... back")
    visitor.waits(2)
    assert asked(visitor)
