"""An A that is a letter is said by its name; the article stays one."""

from __future__ import annotations

import pytest

from kiosk.core.lines import groups
from kiosk.core.spoken import as_spoken, spoken_words
from kiosk.hearing.sounds import spoken

LETTERS = {
    "Part A is free.": "Part eigh is free.",
    "Medicare Part A and Part B": "Medicare Part eigh and Part B",
    "Plan A Is Best": "Plan eigh Is Best",
    "PART A IS FREE": "PART eigh IS FREE",
    "Grade A Eggs": "Grade eigh Eggs",
    "Meet in Apt. A today.": "Meet in apartment eigh today.",
    "A carrot has vitamin A in it.": "A carrot has vitamin eigh in it.",
    "Hepatitis A and B": "Hepatitis eigh and B",
    "vitamins A, D, and E": "vitamins eigh, D, and E",
    "We chose plan A.": "We chose plan eigh.",
    "The A key means “Again”.": "The eigh key means “Again”.",
    "Who Rides The A Train": "Who Rides The eigh Train",
    "Press “A” now.": "Press “eigh” now.",
    "Sit in row (A) please.": "Sit in row (eigh) please.",
    "From A To Z": "From eigh To Z",
    "A to Z of health": "eigh to Z of health",
    "A & B": "eigh and B",
    "Sing the A B C.": "Sing the eigh B C.",
    "Building A is closed.": "Building eigh is closed.",
    "Building A Is Closed": "Building eigh Is Closed",
    "Meet at Building A Door Two": "Meet at Building eigh Door Two",
    "An A+ grade for the A-list": "An eigh+ grade for the eigh-list",
    "A type-A person wants A/B or Q&A.": "A type-eigh person wants eigh or B or Q and eigh.",
    "Use form A-1 here.": "Use form eigh one here.",
    "See ssa.gov and www.va.gov/a.": "See S S eigh dot gov and W W W dot V eigh dot gov slash eigh.",
    "Write to a.lee@aarp.org.": "Write to eigh dot L E E at aarp dot org.",
}
ARTICLES = [
    "A nurse can help.", "“A nurse can help,” she said.", "Take A Walk", "TAKE A WALK", "Building A Ramp",
    "Ask them: A nurse can help.", "She said, “A nurse can help.”", "Stop. A nurse can help.", "We saw A Star Is Born.",
    "It is cold — A nurse can help.", "It is cold—A nurse can help.", "Sit down (A chair helps).", "Give Her A Call",
    "A T cell fights.", "A Y membership is free.", "A J. C. Penney store", "Plan A Trip", "How To Plan A Funeral",
    "Call Dial-A-Ride or Rent-A-Car.", "✓ A warm coat", "→ A warm coat", "Ages 5+ A family event", "Dinner & A show",
    "The risk rises.3 A new study says so.", "Mary A. Smith",
    "My Plan: A Walk", "a walk in a part a day", "The A.A. meets in the U.S.A. today",
]  # fmt: skip


@pytest.mark.parametrize("shown", LETTERS)
def test_a_letter_is_said_by_its_name(shown: str) -> None:
    said = spoken_words(shown.split())
    assert len(said) == len(shown.split())
    assert " ".join(said) == LETTERS[shown]


@pytest.mark.parametrize("shown", ARTICLES)
def test_an_article_stays_one(shown: str) -> None:
    assert not any("eigh" in word for word in spoken_words(shown.split()))


def test_only_the_letter_itself_is_said_otherwise() -> None:
    words = tuple("Ask about Part A today.".split())
    assert spoken_words(words) == ("Ask", "about", "Part", "eigh", "today.")


def test_letters_in_pronunciations_are_said_by_their_names() -> None:
    known = {"NIA": "N I A", "VA": "v a", "AARP": "a a r p", "Tae": "tie a", "Ava": "A va"}
    said = ("N I eigh’s", "v eigh,", "eigh eigh r p", "tie a", "eigh va")
    assert spoken_words(("NIA’s", "VA,", "AARP", "Tae", "Ava"), known) == said


def test_the_letters_of_a_telephone_number_are_said_by_their_names() -> None:
    said = [spoken_words(tuple(group)) for group in groups("1-800-CARE")]
    assert said == [("one",), ("eight", "zero", "zero"), ("C", "eigh", "R", "E")]


def test_what_may_be_said_has_its_letters_as_people_write_them() -> None:
    for title in ("Part A is free", "Vitamin A at 5 p.m.", "Go to ssa.gov", "The A Team & 3 others"):
        assert not any("eigh " in f"{phrase} " for phrase in as_spoken(title)), as_spoken(title)


def test_the_engine_says_the_letters_name() -> None:
    (name,) = spoken(["eigh"])
    assert name == ("ey",)
    for shown in ("Part A is free.", "See ssa.gov now.", "The A key means again."):
        said = " ".join(spoken_words(shown.split()))
        article = said.replace("eigh", "A")
        heard, wrong = spoken([said, article])
        assert heard.count("ey") == wrong.count("ey") + 1, shown
