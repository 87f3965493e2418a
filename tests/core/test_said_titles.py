"""A title may be said as the kiosk's own voice says it."""

from __future__ import annotations

import pytest

from kiosk.core import messages as m
from kiosk.core.state import Contents
from kiosk.core.text import Article, Link
from kiosk.core.tiles import _numbered
from kiosk.hearing.vocabulary import may_be_said, whole_phrases
from tests.core.books import Books, section
from tests.visitor import STRINGS, Visitor

TITLES = [
    ("When to call 911", "when to call nine one one", "when to call nine hundred eleven"),
    ("Why 10,000 steps a day?", "why ten thousand steps a day", "why one zero zero zero zero steps a day"),
    ("The YMCA in 1999", "the y m c a in nineteen ninety nine", "the ymca in nineteen ninety nine"),
    ("Dr Smith on sleep", "doctor smith on sleep", "dr smith on sleep"),
]


@pytest.mark.parametrize(("title", "spoken", "spelt"), TITLES)
def test_a_title_with_figures_answers_to_what_the_voice_says(title: str, spoken: str, spelt: str) -> None:
    (tile,) = _numbered([(title, m.Read(0), "", (), "")], "section")
    assert {spoken, spelt} <= set(tile.phrases)
    assert spoken in may_be_said(iter([title]))
    assert spoken in whole_phrases(STRINGS, iter([title]))


def test_a_link_answers_to_what_the_voice_says() -> None:
    one = section("Light", "Herbs like the sun", links=(Link("When to call 911", article="home/help"),))
    books = Books(Article("home/garden", "A window garden", (one,), shelf="home"),
                  Article("home/help", "Help", (section("Help", "Call them"),), shelf="home"))  # fmt: skip
    visitor = Visitor(books)
    visitor.happens(m.OpenArticle("home/garden"))
    visitor.happens(m.Read(0))
    visitor.say("when to call nine one one")
    assert visitor.at() == Contents("home/help")
