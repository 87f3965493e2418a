"""A lone dash between two ends of one span is said as "to"; any other is a pause."""

from __future__ import annotations

import pytest

from kiosk.core.spoken import spoken_words
from kiosk.hearing.sounds import spoken

SPANS = {
    "Open 9 a.m. – 5 p.m. daily": "Open nine a.m to five p.m daily",
    "Open 9:00 a.m. - 5:30 p.m.": "Open nine a.m to five thirty p.m.",
    "Come 2 – 4 p.m. today.": "Come two to four p.m today.",
    "Come 9am — noon.": "Come nine a.m to noon.",
    "Lunch, 11:30 – 1:00 daily": "Lunch, eleven thirty to one o’clock daily",
    "We meet June 3 – 5.": "We meet June three to five.",
    "We meet June 3 – 5 at the hall.": "We meet June three to five at the hall.",
    "From June 28 – July 5, 2026": "From June twenty eight to July five, twenty twenty six",
    "Dec. 28, 2025 – Jan. 3, 2026": "December twenty eight, twenty twenty five to January three, twenty twenty six",
    "Monday, June 1 – Friday, June 5": "Monday, June one to Friday, June five",
    "Open Monday – Friday.": "Open Monday to Friday.",
    "Open Mon. – Fri., 9 – 5": "Open Monday to Friday, nine to five",
    "Open Mon - Sat": "Open Monday to Saturday",
    "Open Mon–Fri and Monday-Friday.": "Open Monday to Friday and Monday to Friday.",
    "Closed June – August": "Closed June to August",
    "For ages 60 – 75.": "For ages sixty to seventy five.",
    "Ages: 60 – 75 welcome": "Ages: sixty to seventy five welcome",
    "Read pages 12 – 20 aloud": "Read pages twelve to twenty aloud",
    "Tickets: $5 – $10.": "Tickets: five dollars to ten dollars.",
    "Walk 10 – 15 minutes.": "Walk ten to fifteen minutes.",
    "Wait for 5 – 10 min.": "Wait for five to ten minutes.",
    "In 5 – 10 minutes it is done.": "In five to ten minutes it is done.",
    "Add ½ – 1 cup.": "Add one half to one cup.",
    "Add 1 – 1 1/2 cups.": "Add one to one and one half cups.",
    "About 5% – 10% of us": "About five percent to ten percent of us",
    "Kept at 60° – 75° all day": "Kept at sixty degrees to seventy five degrees all day",
    "Take 5 mg – 10 mg daily.": "Take five milligrams to ten milligrams daily.",
    "Grandpa (1931 – 2020)": "Grandpa nineteen thirty one to twenty twenty",
    "Sugar of 70 – 99 mg/dL": "Sugar of seventy to ninety nine milligrams per deciliter",
    "Walk 2 – 3 miles/day.": "Walk two to three miles per day.",
    "Mon.–Fri. 9–5": "Monday to Friday nine to five",
    "We are open from 9 – 5.": "We are open from nine to five.",
}
PAUSES = [
    "Call 911 – 24 hours a day", "Call 211 – 365 days a year", "In 2020 – 5 people came", "Rest – then walk.",
    "Come at 5 p.m. – bring a friend", "Come at 5 p.m. – 20 people fit", "Call 988 – 24 hours",
    "Room 5 – 10 people fit", "Meet at 2 – 4 people can ride", "On June 3 – 5 people came",
    "On Sept. 11 – 20 years ago", "It was Monday – we met", "Closed Monday – Tuesday we open",
    "Give $5 – 10 people will eat", "Pay $5 – $3 less than usual", "Tickets $5 – $10 for couples",
    "At age 5 – 12 years later", "Press 1 – 24 hours a day", "He may – August or not", "Bus 12 – 20 minutes",
    "Recipe 2 – 4 servings", "She has 10 – 5 girls", "On May 5 – June sang", "Since 1990 – 2000 people came",
    "Friday, May 3 – 10 AM", "July 4 – 12 Noon here", "March 5 – 7 Free Checks", "Friday 9/10 – 7 p.m.",
    "Take 2 – 30 minutes before meals.", "Mon. – Wed. – Fri. at 10", "April – May – June",
    "Type 2 – 90 percent of cases",
    "Group 2 – 10 a.m.", "Members $5 – $10 nonmembers", "Class Friday 3 – 4 spots left",
    "It is $5 – Friday only", "See you Friday – 9 a.m.", "– 5 people", "5 –", "–",
]  # fmt: skip


@pytest.mark.parametrize("shown", SPANS)
def test_a_dash_between_two_ends_is_said_as_to(shown: str) -> None:
    words = shown.split()
    said = spoken_words(words)
    assert len(said) == len(words)
    assert " ".join(said).replace("(", "").replace(")", "") == SPANS[shown]


@pytest.mark.parametrize("shown", PAUSES)
def test_any_other_dash_is_a_pause(shown: str) -> None:
    words = shown.split()
    said = spoken_words(words)
    assert "to" not in said
    assert said[next(index for index, word in enumerate(words) if word == "–")] == ","


def test_a_number_of_hundreds_of_figures_is_no_end_of_a_span() -> None:
    for words in (("9" * 400, "1/2", "–", "5"), ("9" * 5000, "–", "5"), ("5", "–", "9" * 5000, "1/2")):
        assert "to" not in spoken_words(words)


def test_the_engine_says_to_without_a_pause() -> None:
    said = " ".join(spoken_words("Open Monday – Friday".split()))
    assert spoken([said]) == spoken(["Open Monday to Friday"])
