"""What may be said on a screen follows from its Choices."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.offer import hearing_of
from kiosk.core.phrases import normal
from kiosk.core.screen import Ear, Screen, Tiles
from kiosk.core.text import Article
from kiosk.hearing.vocabulary import common_words
from tests.core.books import Books, section
from tests.visitor import Visitor

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


@pytest.mark.parametrize("count", [40, 100, 220])
def test_of_very_many_titles_none_crowds_out_a_command_or_the_name_of_another(count: int) -> None:
    """With 36 such titles "stop" was not heard, with 40 not even "help"; with more, a question silenced "louder"."""
    parts = (section("Light", "Text"),)
    words = [word for word in common_words() if len(word) > 5]
    titles = [" ".join(words[at : at + 4]) for at in range(0, 4 * count, 4)]
    visitor = Visitor(Books(*(Article(f"a/{title}", title, parts, shelf="a") for title in titles)))
    visitor.press("")
    for asked in (False, True):
        if asked:
            assert visitor.utter("bigger", sure=0.8) == "ask"
        screen = visitor.frame.screen
        heard = dict(hearing_of(screen, 1).phrases)
        for choice in screen.everything:
            plain = {normal(choice.label)} if choice.number else set(choice.phrases)
            assert plain <= heard.keys(), choice.name
