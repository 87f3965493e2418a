"""Mixed numbers, one thing for each of another, units behind fractions: as a person would say them."""

from __future__ import annotations

import pytest

from kiosk.core.spoken import spoken_words
from kiosk.hearing.sounds import spoken

TABLE = {
    "Add 2-1/2 cups.": "Add two and one half cups.",
    "Add 1-1/2 tsp. salt.": "Add one and one half teaspoons salt.",
    "A 2-1/2-inch nail": "A two and one half inch nail",
    "A 3/4-inch pipe": "A three quarters inch pipe",
    "A 1/2-mile-long walk": "A one half mile long walk",
    "A 2½-pound roast": "A two and one half pound roast",
    "A 2 1/2-year-old boy": "A two and one half year old boy",
    "A ½-inch gap": "A one half inch gap",
    "A 5-mg tablet on a 24-hr line": "A five milligram tablet on a twenty four hour line",
    "Add ¼ tsp. salt.": "Add one quarter teaspoon salt.",
    "Add ½ oz. of it.": "Add one half ounce of it.",
    "Add 2½ tsp. of it.": "Add two and one half teaspoons of it.",
    "Add 2 ¼ oz. of it.": "Add two and one quarter ounces of it.",
    "Add 1 1/2 tsp. of it.": "Add one and one half teaspoons of it.",
    "Take 3/4 oz. of it.": "Take three quarters ounce of it.",
    "It was 200 mg/dL.": "It was two hundred milligrams per deciliter.",
    "Aim for 100-129 mg/dL now.": "Aim for one hundred to one hundred twenty nine milligrams per deciliter now.",
    "What mg/dL means": "What milligrams per deciliter means",
    "About 200mg/dL (high)": "About two hundred milligrams per deciliter high",
    "Take 5 mg/kg/day.": "Take five milligrams per kilogram per day.",
    "Take it 3 times/day.": "Take it three times per day.",
    "About 60 beats/min, they say.": "About sixty beats per minute, they say.",
    "Go 20 km/h or 1 mi/hr.": "Go twenty kilometers per hour or one mile per hour.",
    "Open 24 hours/day, 7 days/week": "Open twenty four hours per day, seven days per week",
    "Take 1 tablet/day or one pill/day.": "Take one tablet per day or one pill per day.",
    "Take it 3x/day, walk 2/week.": "Take it three times per day, walk two per week.",
    "Take it twice/day.": "Take it twice per day.",
    "Give 2 L/min of oxygen.": "Give two liters per minute of oxygen.",
    "Bread and/or soup, he/she said": "Bread and or soup, he or she said",
    "Her mother/daughter and his/hers": "Her mother or daughter and his or hers",
    "Weight (lb/kg) or oz/mL": "Weight lb or kg or oz or mL",
    "Which class/day suits the bus/week?": "Which class or day suits the bus or week?",
    "Days/nights and day/night": "Days or nights and day or night",
    "Bring 2 parents/children": "Bring two parents or children",
    "Take ½-1 tablet daily.": "Take one half to one tablet daily.",
    "Take 1½-2 tablets.": "Take one and one half to two tablets.",
    "Add 1/4-1/2 cup.": "Add one quarter to one half cup.",
    "Meet 3/4-3/6 at noon.": "Meet 3/4-3/6 at noon.",
    "The fair is 9/10-12.": "The fair is 9/10-12.",
    "Add 2-½ cups.": "Add two and one half cups.",
    "Add 1–1/2 cups.": "Add one and one half cups.",
    "Take 500–1000 mg daily.": "Take five hundred to one thousand milligrams daily.",
    "A 50mg/12.5mg tablet": "A 50mg/12.5mg tablet",
    "We celebrate 4-July here.": "We celebrate four July here.",
    "A (14 1/2 oz.) can": "A fourteen and one half ounces can",
    "10 -5 is less": "ten minus five is less",
    "A 12/24-hour clock": "A 12/24-hour clock",
    "Field trips/day trips are free": "Field trips or day trips are free",
    "Lift 5-lb. weights of 5-lb.": "Lift five pound weights of five pound.",
    "Wait 2 1/2-3 hours.": "Wait two and one half to three hours.",
    "Blind means 20/200 or worse.": "Blind means twenty two hundred or worse.",
    "Under 140/90mmHg now": "Under one hundred forty over ninety millimeters of mercury now",
    "About 80 mmHg more": "About eighty millimeters of mercury more",
    "Give 160mg/5mL once.": "Give one hundred sixty milligrams per five milliliters once.",
    "Pay $15/hr or $1/wk.": "Pay fifteen dollars an hour or one dollar a week.",
    "Get 20%-30% off.": "Get twenty to thirty percent off.",
    "Wait 15 -20 minutes at -4": "Wait fifteen to twenty minutes at minus four",
    "From June 30-July 2": "From June thirty to July two",
    "From Nov. 5-Dec. 3": "From November five to December three",
    "Lunch is noon-2 p.m. daily": "Lunch is noon to two p.m daily",
    "Call 1–800–555–0123 now": "Call one, eight zero zero, five five five, zero one two three now",
    "Call 1-888-555-HELP now": "Call one, eight eight eight, five five five, Help now",
    "Call 217/555-0123 now": "Call two one seven, five five five, zero one two three now",
}


@pytest.mark.parametrize("shown", TABLE)
def test_a_quantity_is_said_as_a_person_would(shown: str) -> None:
    words = shown.split()
    said = spoken_words(words)
    assert len(said) == len(words)
    assert " ".join(said).replace("(", "").replace(")", "") == TABLE[shown]


def test_the_engine_is_given_no_sign_to_read_out() -> None:
    said = " ".join(spoken_words("3 times/day".split()))
    (heard,) = spoken([said])
    (meant,) = spoken(["three times per day"])
    assert heard == meant and heard


@pytest.mark.parametrize("apart", ["'", "’"])
def test_a_name_is_said_as_staff_wrote_it_with_either_apostrophe(apart: str) -> None:
    assert spoken_words([f"Nguyen{apart}s", "list"], {"Nguyen": "win"}) == ("win’s", "list")
