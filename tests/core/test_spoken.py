"""Numbers, times, money and names as a person would say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.spoken import spoken_words

TABLE = {
    "It opens at 9:30 a.m. today.": "It opens at nine thirty a.m today.",
    "Come at 5:00 please.": "Come at five o’clock please.",
    "Doors close at 8:05 p.m.": "Doors close at eight oh five p.m.",
    "It costs $1,250.50, they say.": "It costs one thousand two hundred fifty dollars and fifty cents, they say.",
    "Pay $1 now.": "Pay one dollar now.",
    "Over $5 million was lost.": "Over five million dollars was lost.",
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
    "Come to 12 Main St., Springfield.": "Come to twelve Main street, Springfield.",
    "It is at 40 Oak St. Bring a friend.": "It is at forty Oak street Bring a friend.",
    "Write to 5 Oak Dr., Springfield.": "Write to five Oak drive, Springfield.",
    "2. See Dr. Lee.": "two. See doctor Lee.",
    "Step 1 Ask Dr. Gray.": "Step one Ask doctor Gray.",
    "3. Visit St. Mary.": "three. Visit saint Mary.",
    "Mr. Lee asked Dr. Gray.": "mister Lee asked doctor Gray.",
    "See No. 5 first.": "See number five first.",
    "No. Ask first.": "No. Ask first.",
    "Tea & cake": "Tea and cake",
    "Take 6-8 cups.": "Take six to eight cups.",
    "Use 1/2 cup.": "Use one half cup.",
    "He or she/they": "He or she or they",
    "Rest – then walk.": "Rest , then walk.",
    "Is it 42?": "Is it forty two?",
    "A 10,000 step walk": "A ten thousand step walk",
    "They lost $2.5 billion.": "They lost two point five billion dollars.",
    "It took $5 million dollars.": "It took five million dollars.",
    "A gift of £3 million came.": "A gift of three million pounds came.",
    "It was $0.99, or $.50 less.": "It was ninety nine cents, or fifty cents less.",
    "Pay $5-$10 or $20–$30.": "Pay five to ten dollars or twenty to thirty dollars.",
    "Only $5/month.": "Only five dollars a month.",
    "A $3k or $1.5M fund": "A three thousand dollars or one point five million dollars fund",
    "Find 50¢ and €1.": "Find fifty cents and one euro.",
    "Come at 9am or 9:30pm.": "Come at nine a.m or nine thirty p.m.",
    "Open 9 AM to 5 PM daily": "Open nine a.m to five p.m daily",
    "Lunch is 12:00 noon.": "Lunch is twelve noon.",
    "From 9:00-10:30 a.m. we meet.": "From nine to ten thirty a.m we meet.",
    "At 14:00 sharp": "At fourteen hundred sharp",
    "Walk 3.5 miles.": "Walk three point five miles.",
    "Take 0.5 mg or .5 mL.": "Take zero point five milligrams or point five milliliters.",
    "Take 10mg twice.": "Take ten milligrams twice.",
    "One is 1 lb.": "One is one pound.",
    "Mix 1 1/2 cups.": "Mix one and one half cups.",
    "A 3/8 inch step": "A three eighths inch step",
    "Add 2½ cups.": "Add two and one half cups.",
    "From 5-10% more": "From five to ten percent more",
    "In her 90s or the ’60s": "In her nineties or the sixties",
    "The mid-1990s.": "The mid nineteen nineties.",
    "Call (800) 677-1116.": "Call eight zero zero, six seven seven, one one one six.",
    "Call 1 (800) 677-1116, please.": "Call one, eight zero zero, six seven seven, one one one six, please.",
    "Call +1 800 677 1116 today": "Call one, eight zero zero, six seven seven, one one one six today",
    "Call 1-800-MEDICARE now": "Call one, eight zero zero, Medicare now",
    "Call 9-1-1.": "Call nine one one.",
    "He read 555 pages": "He read five hundred fifty five pages",
    "Louis XIV and Henry VIII’s wives": "Louis the fourteenth and Henry the eighth’s wives",
    "Queen Elizabeth I ruled.": "Queen Elizabeth the first ruled.",
    "Super Bowl LIV": "Super Bowl fifty four",
    "In the next step I rest.": "In the next step I rest.",
    "Malcolm X spoke.": "Malcolm X spoke.",
    "Vitamin B12 and COVID-19": "Vitamin B12 and COVID nineteen",
    "It is 98.6°F, or 72° here.": "It is ninety eight point six degrees Fahrenheit, or seventy two degrees here.",
    "Ages 65+ may come.": "Ages sixty five plus may come.",
    "He is 5’10” tall.": "He is five foot ten tall.",
    "It was 120/80 today.": "It was one hundred twenty over eighty today.",
    "On 12/25 or 5/12/2024.": "On December twenty fifth or May twelfth, twenty twenty four.",
    "A 65-year-old, on a 7-day trip": "A sixty five year old, on a seven day trip",
    "A 1-on-1 talk": "A one on one talk",
    "Do not pay 24/7.": "Do not pay twenty four seven.",
    "Her 401(k) plan": "Her four oh one k plan",
    "Form 1040 is due.": "Form ten forty is due.",
    "Bethesda, MD 20892": "Bethesda, MD two zero eight nine two",
    "Agent 007": "Agent zero zero seven",
    "See www.cdc.gov/falls.": "See W W W dot C D C dot gov slash falls.",
    "Write to info@example.org.": "Write to info at example dot org.",
    "On Jan. 5 and Sat 6": "On January five and Saturday six",
    "He sat in May.": "He sat in May.",
    "Turn on Elm Dr. and go on.": "Turn on Elm drive and go on.",
    "Bread and/or soup w/o salt": "Bread and or soup without salt",
    "See p. 5 of it": "See page five of it",
    "It is −5 out": "It is −5 out",
    "It fell to -5 today": "It fell to minus five today",
    "Sit on the sun porch.": "Sit on the sun porch.",
    "People with MS often tire.": "People with M S often tire.",
    "She has MS.": "She has M S.",
    "Ms. Gray and Ms Lee": "miz Gray and miz Lee",
    "MS. GRAY ASKED DR. LEE AND MR. ST. CLAIR": "miz GRAY ASKED doctor LEE AND mister saint CLAIR",
    "MR. Lee had an MR scan": "mister Lee had an M R scan",
    "Come on 10/16 or 12/25.": "Come on October sixteenth or December twenty fifth.",
    "On Tuesday, 9/10, we dance.": "On Tuesday, September tenth, we dance.",
    "Open from 9/1 until 9/10": "Open from September first until September tenth",
    "Cut it by 1/2 after 1/2 an hour.": "Cut it by one half after one half an hour.",
    "Built on 1/2 acre": "Built on one half acre",
    "From 10/16/24 to 5/12/05": "From October sixteenth, twenty twenty four to May twelfth, two thousand five",
    "Born on 5/12/38": "Born on May twelfth, thirty eight",
    "Call (555)123-4567 now.": "Call five five five, one two three, four five six seven now.",
    "Call 1(555)123-4567.": "Call one, five five five, one two three, four five six seven.",
    "Open 9:00am-5:00pm daily": "Open nine a.m to five p.m daily",
    "Open 9:00 a.m.-5:00 p.m. daily": "Open nine a.m to five p.m daily",
    "Open 9 a.m.–5 p.m.": "Open nine a.m to five p.m.",
    "From 9-11am, or 1:30-3pm.": "From nine to eleven a.m, or one thirty to three p.m.",
    "Come 1:30-3 p.m. today": "Come one thirty to three p.m today",
    "Open 9am-noon": "Open nine a.m to noon",
    "Read John 3:16-18 aloud": "Read John three sixteen to eighteen aloud",
    "Springfield, IL 62701-1234": "Springfield, IL six two seven zero one, one two three four",
    "We are on Main St. Bring a hat.": "We are on Main street Bring a hat.",
    "It is near Lake St. Clair.": "It is near Lake saint Clair.",
    "On Friday St. Casimir Parish cooks.": "On Friday saint Casimir Parish cooks.",
    "See Old St. Ambrose and Sault St. Marie.": "See Old saint Ambrose and Sault saint Marie.",
    "Cut down on 1/2 pills.": "Cut down on one half pills.",
    "Drive on 3/4 tank, starting 1/2 dose.": "Drive on three quarters tank, starting one half dose.",
    "MS. Jones speaks.": "miz Jones speaks.",
    "Please ask MS. Jones or call MS. Lee.": "Please ask miz Jones or call miz Lee.",
    "It is what doctors call MS. It is slow.": "It is what doctors call M S. It is slow.",
    "She lives near East St. Stanislaus.": "She lives near East saint Stanislaus.",
    "He lives on East St. Parking is free.": "He lives on East street Parking is free.",
    "Keep her on 1/2 mg daily": "Keep her on one half milligram daily",
    "Bake until 3/4 done": "Bake until three quarters done",
    "Thursday, 3/5 Time: 2 p.m.": "Thursday, March fifth Time: two p.m.",
    "On 3/5 power will be off": "On March fifth power will be off",
    "Closed on 1/2.": "Closed on January second.",
    "Closed on 1/2 due to snow": "Closed on January second due to snow",
    "Dinner at The St. Regis hotel": "Dinner at The saint Regis hotel",
    "The Main St. Bridge": "The Main street Bridge",
    "We are on Main St. It’s the red door.": "We are on Main street It’s the red door.",
    "On Friday St. Olga Parish cooks.": "On Friday saint Olga Parish cooks.",
}


@pytest.mark.parametrize("shown", TABLE)
def test_a_text_is_said_as_a_person_would(shown: str) -> None:
    words = shown.split()
    said = spoken_words(words)
    assert len(said) == len(words)
    assert " ".join(said) == TABLE[shown]


def test_pronunciations_correct_names_and_leave_punctuation_and_possessives() -> None:
    known = {"Peugh": "pew", "CDC": "C D C"}
    assert spoken_words(("“Peugh,”", "CDC’s", "CDC.", "Hugh"), known) == ("pew,", "C D C’s", "C D C.", "Hugh")
    assert spoken_words(("Peugh’s", "PEUGH"), known) == ("pew’s", "pew")


def test_a_pronunciation_in_capitals_leaves_the_everyday_word_alone() -> None:
    known = {"US": "U S", "IT": "I T", "AIDS": "A I D S", "MS": "multiple sclerosis"}
    words = ("Call", "us", "about", "it", "and", "hearing", "aids.")
    assert spoken_words(words, known) == words
    said = ("U S", "I T’s", "eigh I D S,", "multiple sclerosis")
    assert spoken_words(("US", "IT’s", "AIDS,", "MS"), known) == said


@pytest.mark.parametrize("word", ["²¼", "²", "²5½", "3.²"])
def test_raised_figures_are_left_as_they_are(word: str) -> None:
    """They count as digits, and no number can be made of them: an article with one stopped being read."""
    assert len(spoken_words([word])) == 1


@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda word: not word.isspace()), max_size=12))
def test_every_word_has_one_text_and_nothing_raises(words: list[str]) -> None:
    assert len(spoken_words(words)) == len(words)
