"""Questions of the kiosk's own: what is read is seen, nobody is asked for ever, and no key answers unasked."""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.state import Reading
from kiosk.visits import ANSWER_S
from tests.visitor import Visitor

ID = "health/what-a-therapist-does"


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
