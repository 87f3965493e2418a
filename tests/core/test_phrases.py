"""What may be said: templates, numbers, titles, and one spelling for what is written and what is heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.phrases import (
    distinctive,
    expand,
    normal,
    number_words,
    phrases_of,
    title_phrases,
)


def test_a_template_stands_for_every_way_to_say_it_plainest_first() -> None:
    assert expand("[go|take me] back") == ("back", "go back", "take me back")
    assert expand("(wait|hold on)") == ("wait", "hold on")
    assert expand("read [it] (all|to the [very] end)") == (
        "read all", "read to the end", "read to the very end",
        "read it all", "read it to the end", "read it to the very end",
    )  # fmt: skip
    assert phrases_of(["[please]", "yes [please]", "yes"]) == ("please", "yes", "yes please")


@pytest.mark.parametrize("template", ["(a|b", "a]", "[a", "[a] " * 9])
def test_a_template_that_is_a_slip_of_the_pen_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|more than 200"):
        expand(template)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("What’s New?", "what's new"),
        ("Section 2", "section two"),
        ("Über 90%", "uber ninety percent"),
        ("Salt & pepper", "salt and pepper"),
        ("1,250 steps", "one two five zero steps"),
        ("911", "nine hundred eleven"),
        ("3½ cups", "three one two cups"),
        ("007", "zero zero seven"),
        ("‘Quoted’ words", "quoted words"),
        ("Søren’s Smørrebrød, Łódź, ÆON, Straße", "soren's smorrebrod lodz aeon strasse"),
        ("  Dots... and — dashes  ", "dots and dashes"),
    ],
)
def test_written_and_heard_are_brought_to_one_spelling(written: str, said: str) -> None:
    assert normal(written) == said


@given(st.text(max_size=50))
def test_the_one_spelling_is_stable_and_of_letters_only(text: str) -> None:
    once = normal(text)
    assert normal(once) == once and set(once) <= set("abcdefghijklmnopqrstuvwxyz' ")


def test_numbers_are_said_in_words() -> None:
    assert [number_words(n) for n in (0, 7, 20, 42, 100, 219)] == [
        "zero", "seven", "twenty", "forty two", "one hundred", "two hundred nineteen",
    ]  # fmt: skip
    for wrong in (-1, 1000):
        with pytest.raises(ValueError, match="between 0 and 999"):
            number_words(wrong)


def test_short_pieces_of_titles_point_to_one_of_them_alone() -> None:
    pieces = distinctive(("Steady on your feet", "Your feet and your shoes", "Better sleep"))
    assert "steady" in pieces[0] and "shoes" in pieces[1] and "better sleep" not in pieces[2]
    assert not any("feet" in mine for mine in pieces)
    assert all(piece not in {"your", "on", "and"} for mine in pieces for piece in mine)


def test_a_number_in_a_title_is_no_piece_of_it() -> None:
    """What is seventh on the page is said as "seven", whatever the first one is called."""
    pieces = distinctive(("Seven warning signs", "Twenty one good things", "Better sleep"))
    assert "seven" not in pieces[0] and {"warning", "seven warning", "warning signs"} <= set(pieces[0])
    assert not {"twenty", "twenty one"} & set(pieces[1])


def test_a_numbered_title_answers_to_its_words_its_piece_and_its_number() -> None:
    phrases = title_phrases("Better sleep", ("sleep",), 2, "article", ["insomnia"])
    for wanted in ("better sleep", "read better sleep", "sleep", "the one about sleep", "two", "number two",
                   "article two", "read two", "insomnia"):  # fmt: skip
        assert wanted in phrases
    assert len(phrases) == len(set(phrases))
    assert "two hundred" not in title_phrases("Far down", (), 200, "article")
