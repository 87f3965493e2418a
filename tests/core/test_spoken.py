"""Numbers, times, money and names as a person would say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.spoken import spoken_words

TABLE = {
    "It opens at 9:30 a.m. today.": "It opens at nine thirty a m today.",
    "Come at 5:00 please.": "Come at five o’clock please.",
    "Doors close at 8:05 p.m.": "Doors close at eight oh five p m.",
    "It costs $1,250.50, they say.": "It costs one thousand two hundred fifty dollars and fifty cents, they say.",
    "Pay $1 now.": "Pay one dollar now.",
    "Over $5 million was lost.": "Over five million was lost.",
    "Call 911.": "Call nine one one.",
    "Call 1-800-677-1116 now.": "Call one, eight zero zero, six seven seven, one one one six now.",
    "Ring 555-0142.": "Ring five five five, zero one four two.",
    "About 30% of people.": "About thirty percent of people.",
    "Since 1995 and 2026.": "Since nineteen ninety five and twenty twenty six.",
    "In 2005 and 1900.": "In two thousand five and nineteen hundred.",
    "The 1960s were loud.": "The nineteen sixties were loud.",
    "On the 21st of May.": "On the twenty first of May.",
    "The 30th time.": "The thirtieth time.",
    "World War II ended.": "World War two ended.",
    "Queen Elizabeth II waved.": "Queen Elizabeth the second waved.",
    "Part IV is next.": "Part four is next.",
    "You and I know.": "You and I know.",
    "See Dr. Lee and Mrs. Gray.": "See doctor Lee and missis Gray.",
    "He lives on Elm St. now.": "He lives on Elm street now.",
    "Go to St. Mary.": "Go to saint Mary.",
    "See No. 5 first.": "See number five first.",
    "No. Ask first.": "No. Ask first.",
    "Tea & cake": "Tea and cake",
    "Take 6-8 cups.": "Take six to eight cups.",
    "Use 1/2 cup.": "Use one half cup.",
    "He or she/they": "He or she or they",
    "Rest – then walk.": "Rest , then walk.",
    "Is it 42?": "Is it forty two?",
    "A 10,000 step walk": "A ten thousand step walk",
    "Sit on the sun porch.": "Sit on the sun porch.",
}


@pytest.mark.parametrize("shown", TABLE)
def test_a_text_is_said_as_a_person_would(shown: str) -> None:
    words = shown.split()
    said = spoken_words(words)
    assert len(said) == len(words)
    assert " ".join(said) == TABLE[shown]


def test_pronunciations_correct_names_and_leave_punctuation_and_possessives() -> None:
    known = {"Peugh": "pew", "CDC": "C D C"}
    assert spoken_words(("“Peugh,”", "Peugh’s", "cdc.", "Hugh"), known) == ("pew,", "pew’s", "C D C.", "Hugh")


@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda word: not word.isspace()), max_size=12))
def test_every_word_has_one_text_and_nothing_raises(words: list[str]) -> None:
    assert len(spoken_words(words)) == len(words)
