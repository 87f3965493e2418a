"""What may be said on a screen follows from its Choices."""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.offer import hearing_of
from kiosk.core.screen import Ear, Screen, Tiles

SCREEN = Screen(
    place="home",
    title="Home",
    body=Tiles(),
    choices=(Choice("section 2", "Falling", m.Read(2), ("falling", "the one about falling", "two")),),
    standing=(Choice("home", "Home", m.GoHome(), ("home", "go home")),),
    spoken=(Choice("pause", "Pause", m.Pause(), ("stop",)),),
    more=Choice("more", "More", m.More(), ("more",)),
    ear=Ear("listening", ""),
    theme="light",
    size=2,
)


def test_every_phrase_leads_back_to_its_choice() -> None:
    hearing = hearing_of(SCREEN, 7)
    assert hearing.turn == 7
    assert {phrase: SCREEN.everything[index].name for phrase, index in hearing.phrases} == {
        "falling": "section 2", "the one about falling": "section 2", "two": "section 2",
        "home": "home", "go home": "home", "more": "more", "stop": "pause",
    }  # fmt: skip


def test_while_the_kiosk_reads_a_lone_word_must_be_one_that_interrupts() -> None:
    hearing = hearing_of(SCREEN, 7, speaking=True, reading=True, said_now=("Stop,", "in", "24"))
    assert [phrase for phrase, _ in hearing.phrases] == ["the one about falling", "home", "go home", "stop"]
    assert hearing.said_now == ("stop", "in", "twenty", "four")
