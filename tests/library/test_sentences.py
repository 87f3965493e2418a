"""Where a sentence ends, and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.sentences import split_sentences

HARD = [
    ["Dr. Smith sees you at 9:30 a.m. on Monday.", "Bring your card."],
    ["It starts at 9:30 a.m.", "The doors open earlier."],
    ["The bill was $1,250.50 in all.", "She paid it."],
    ["“Stop!” he said.", "Then he sat down."],
    ["She asked, “Why me?”", "Nobody knew."],
    ["Wait... there is more.", "Much more."],
    ["J. R. Smith wrote it.", "It is short."],
    ["See Art. IV of the old law.", "It is short."],
    ["We make art.", "No skill is needed."],
    ["We meet at 40 Oak St.", "The door is green."],
    ["We meet at 40 Oak St. Springfield in the hall.", "You can park there."],
    ["Mr. and Mrs. Lee live on Elm St. near the park.", "They walk daily."],
    ["He moved to the U.S. in 1950.", "He liked it."],
    ["They live in the U.S. now.", "The weather is mild."],
    ["See No. 5 on the list.", "It helps."],
    ["Is it safe?", "No.", "Ask first."],
    ["Use a cane, e.g. a folding one.", "It is light."],
    ["Call 1-800-677-1116.", "They answer by 5 p.m.", "It is free."],
    ["(Bring a friend.)", "Go slowly."],
    ["Vitamin D is good.", "Ask your doctor about it."],
    ["Take 2.5 mg at night.", "Do not skip it."],
    ["You and I.", "We will go."],
    ["What!?", "Really?"],
    ["Eat fruit, vegetables, etc.", "Then rest."],
    ["Prof. A. Jones, Ph.D., said so.", "I agree."],
    ["Version 2.0 is out.", "It works."],
    ["We meet at 5 p.m. Saturday in the hall.", "Come along."],
    ["Open 9 a.m. Monday through Friday.", "It is free."],
    ["Open until 5 p.m. Mondays.", "It is free."],
    ["The show starts at 8 p.m. Eastern.", "Doors open at 7 p.m.", "Bring a friend."],
    ["See p. 5.", "It is short."],
    ["Please come in.", "Coffee is served."],
    ["Stay out of the sun.", "Wear a hat."],
    ["Mail it in.", "Keep a copy."],
    ["There we sat.", "Lunch came at noon.", "It was 20 people max.", "Nobody minded."],
    ["We closed on Sat. Jan. 5 for repairs.", "It was cold."],
    ["He ate a fig.", "They like that.", "Do one more rep.", "Then rest.", "See fig. 3 on it."],
    ["See art. IV of it.", "We make art.", "Children love it."],
    ["Medicare Part B.", "You pay a part."],
    ["Take vitamin D.", "It helps."],
    ["Plan B.", "Members pay less."],
    ["Ask John B. Smith and J. A. Gray.", "They know."],
    ["A. Drink water.", "B. You rest."],
    ["The rug is 6 ft.", "Keep it flat."],
    ["Wait 30 sec.", "Then stand up."],
    ["Drive to Ft. Worth in 20 min.", "Use the side door."],
    ["People live with MS.", "Doctors can help.", "Ask Ms. Gray."],
    ["MS. SMITH SPEAKS AT NOON.", "BRING A FRIEND."],
    ["We are on Main St.", "Bring a hat."],
    ["See fig. A for the knee.", "It was told by rep. Jane Doe here."],
    ["MS. Jones will speak.", "She lives with MS.", "Ask her."],
    ["We eat dinner at 5 p.m.", "Saturday breakfast is at 8 a.m.", "Sunday is free."],
    ["It opens at 9 a.m.", "Central Library is next door.", "It closes at 5 p.m.", "March winds blow."],
    ["Come at 8 p.m. Friday, May 5, to the hall.", "Open 9 a.m. Monday to Friday."],
    ["Main St. Church is open.", "See St. Mary."],
    ["Meet at 7 p.m. Tuesday evening, May 5.", "Come at 5 p.m. Saturday – rain or shine.", "It is free."],
    ["Lunch ends at 1 p.m.", "Saturday morning we open at nine.", "It is free."],
    ["It closes at 5 p.m.", "Monday evening we play bingo."],
    ["The van leaves at 8 a.m. Monday morning so be ready by then.", "We sing at 7 p.m. Friday evening upstairs."],
    ["The bus comes at 9 a.m. Tuesday morning except on holidays.", "It is what doctors call MS.", "It is slow."],
    ["Lunch ends at 1 p.m.", "Saturday morning, we open at nine."],
    ["Come at 5 p.m. Saturday evening.", "Come at 9 a.m. Monday.", "We meet at 7 p.m. Tuesday nights at the hall."],
    ["Come at 5 p.m. Saturday evening, rain or shine.", "It is 5 p.m. Saturday evening (May 5)."],
    ["Tours start at 10 a.m.", "Sunday mornings are quiet.", "Come at 8 p.m. Friday night"],
    ["Ask MS. Jones about it.", "Call MS. Lee.", "She lives with MS.", "Doctors can help."],
    ["Group A.", "Smith leads it."],
    ["She lives near East St. Stanislaus.", "It is old."],
]


@pytest.mark.parametrize("sentences", HARD, ids=lambda each: each[0][:24])
def test_hard_sentences_are_split_where_a_reader_would(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


@given(st.text(st.sampled_from("abc ABC.!?\"'()…123 \n"), max_size=200))
def test_no_word_is_lost_and_none_stands_twice(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()
