"""Each place as a Screen: what is shown, what is said, what may be chosen, and what the ear's band offers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core import messages as m
from kiosk.core.ears import ear_of
from kiosk.core.lines import groups
from kiosk.core.screen import Digits, Rows, Screen, Setting, Text, Tiles
from kiosk.core.screens import present
from kiosk.core.state import Comfort, State
from kiosk.core.strings import strings_from
from kiosk.core.text import Article, Cursor, Link, Section
from kiosk.core.update import opening, update
from tests.core.books import BOOKS, GARDEN, Books, section
from tests.visitor import STRINGS


def at(*messages: m.Message, books: Books = BOOKS, comfort: Comfort | None = None) -> State:
    state = opening(comfort or Comfort())
    for message in messages:
        state = update(state, message, books)
    return state


def screen(*messages: m.Message, books: Books = BOOKS, setting: Setting | None = None) -> Screen:
    return present(at(*messages, books=books), books, STRINGS, setting or Setting())


def names(shown: Screen) -> list[str]:
    return [choice.name for choice in shown.choices]


def said(shown: Screen) -> str:
    assert shown.line is not None
    return " ".join(word for each in shown.line.utterances[shown.line.first :] for word in each.words)


def test_few_articles_stand_on_home_and_many_stand_on_shelves() -> None:
    assert [choice.label for choice in screen().choices] == ["A window garden", "Better sleep"]
    many = Books(*(Article(f"s{n % 2}/a{n}", f"Article {n}", (section("Part", "Words"),), f"s{n % 2}")
                   for n in range(13)))  # fmt: skip
    shelves = screen(books=many)
    assert [choice.label for choice in shelves.choices] == ["S0", "S1"]
    assert shelves.choices[0].detail == "7 articles" and isinstance(shelves.choices[0].message, m.OpenShelf)
    one_shelf = Books(*(Article(f"s/a{n}", f"Article {n}", (section("Part", "Words"),), "s") for n in range(13)))
    assert len(screen(books=one_shelf).choices) == 13


def test_an_empty_library_says_so() -> None:
    shown = screen(books=Books())
    assert isinstance(shown.body, Tiles) and shown.body.lead == "There is nothing to read yet. Please ask the staff."


def test_contents_offers_all_of_it_first_and_each_part_by_number() -> None:
    shown = screen(m.OpenArticle("home/garden"))
    assert names(shown) == ["read all", "section 1", "section 2"] and shown.choices[0].role == "main"
    assert {"section two", "part two", "two", "water", "read part two"} <= set(shown.choices[2].phrases)
    assert shown.aside == "2 parts · 1 minute" and said(shown).startswith("A window garden")


def test_a_title_is_spoken_as_its_article_says() -> None:
    books = Books(replace(GARDEN, title="Dr. Li’s garden", say="doctor Lee’s garden"))
    shown = screen(m.OpenArticle("home/garden"), books=books)
    assert shown.title == "Dr. Li’s garden" and said(shown).startswith("doctor Lee’s garden")


def test_reading_offers_what_reading_needs_and_links_at_the_end() -> None:
    first, last = screen(m.OpenArticle("home/garden"), m.Read(0)), screen(m.OpenArticle("home/garden"), m.Read(1))
    assert names(first)[:2] == ["pause", "next section"] and "previous section" not in names(first)
    assert "next section" not in names(last) and "previous section" in names(last)
    links = [choice for choice in last.choices if choice.name.startswith("link")]
    assert [choice.label for choice in links] == ["Garden line", "Better sleep"]
    assert isinstance(links[0].message, m.ShowNumber) and isinstance(links[1].message, m.OpenArticle)
    assert isinstance(first.body, Text) and first.body.lit and first.body.page == ""


def test_paused_text_is_not_lit_and_play_takes_the_place_of_pause() -> None:
    shown = screen(m.OpenArticle("home/garden"), m.Read(0), m.Pause())
    assert isinstance(shown.body, Text) and not shown.body.lit
    assert names(shown)[0] == "play" and shown.line is None


def test_without_sound_the_pages_are_turned_by_hand() -> None:
    setting = Setting(0, 3, next=Cursor(2, 0))
    shown = screen(m.SoundIs("no device"), m.OpenArticle("home/garden"), m.Read(0), setting=setting)
    assert names(shown)[0] == "next page" and shown.choices[0].role == "main"
    assert isinstance(shown.body, Text) and shown.body.page == "Page 1 of 3"
    assert shown.ear.headline == STRINGS("ear.silent") and shown.line is None


def test_the_end_of_a_part_asks_with_a_large_yes_and_the_last_leads_to_all_parts() -> None:
    state = at(m.OpenArticle("home/garden"), m.Read(0))
    asked = present(update(state, m.LineEnded(state.voicing.turn), BOOKS), BOOKS, STRINGS, Setting())
    assert names(asked)[:2] == ["go on", "not now"] and asked.choices[0].role == "main"
    assert said(asked) == "Shall I go on?" and {"yes", "next", "go on"} <= set(asked.choices[0].phrases)
    state = at(m.OpenArticle("home/garden"), m.Read(1))
    ended = present(update(state, m.LineEnded(state.voicing.turn), BOOKS), BOOKS, STRINGS, Setting())
    assert names(ended)[0] == "contents" and names(ended)[-1] == "start over"


@pytest.mark.parametrize(
    ("number", "parts"),
    [("1-800-677-1116", ("1", "800", "677", "1116")), ("911", ("911",)), ("(800) 555 0100", ("800", "555", "0100")),
     ("1-800-MEDICARE", ("1", "800", "MEDICARE")), ("?", ("?",))],
)  # fmt: skip
def test_a_number_is_cut_where_it_is_written_with_a_gap(number: str, parts: tuple[str, ...]) -> None:
    assert groups(number) == parts


def test_a_number_is_said_slowly_digit_by_digit_and_its_group_is_lit() -> None:
    state = at(m.ShowNumber(Link("Garden line", number="1-800-555-0100")))
    shown = present(state, BOOKS, STRINGS, Setting())
    assert said(shown) == "Garden line 1 8 0 0 5 5 5 0 1 0 0"
    assert shown.line is not None and {each.wpm for each in shown.line.utterances[1:]} == {60}
    assert all(each.pause_ms >= 900 for each in shown.line.utterances[1:])
    state = update(state, m.WordReached(state.voicing.turn, 2, 0), BOOKS)
    body = present(state, BOOKS, STRINGS, Setting()).body
    assert isinstance(body, Digits) and body.lit == 2 and "Again" in body.hint


def test_what_is_to_be_done_after_a_call_is_answered_stands_under_the_number_and_is_said() -> None:
    shown = present(at(m.ShowNumber(Link("Veterans", number="988", then="Then press 1."))), BOOKS, STRINGS, Setting())
    assert said(shown) == "Veterans 9 8 8 Then press 1."
    assert isinstance(shown.body, Digits) and shown.body.then == "Then press 1."


def test_a_question_shows_its_yes_although_other_buttons_were_looked_at() -> None:
    state = at(m.OpenArticle("home/garden"), m.Read(0), m.More(), m.Play())
    assert state.group == 1
    assert update(state, m.LineEnded(state.voicing.turn), BOOKS).group == 0


def test_speed_and_sound_give_an_example_at_once_as_they_are_now() -> None:
    for message in (m.Speed(1), m.Volume(1)):
        shown = present(at(m.OpenComfort(), message), BOOKS, STRINGS, Setting())
        assert shown.line is not None and shown.line.wpm == (160 if message == m.Speed(1) else 125)
        assert shown.line.volume == (5 if message == m.Volume(1) else 4)
        assert len(said(shown).split()) >= 8 and " now." in said(shown)


def test_every_setting_shows_its_value_and_the_present_theme_is_marked() -> None:
    shown = present(at(m.Resize(1), m.Colours("dark"), m.OpenComfort()), BOOKS, STRINGS, Setting())
    assert isinstance(shown.body, Rows)
    values = {row.name: row.value for row in shown.body.rows}
    assert values[STRINGS("comfort.size")] == "3 of 5" and values[STRINGS("comfort.theme")] == "Dark"
    assert values[STRINGS("comfort.speed")] == "125 words a minute" and values[STRINGS("comfort.volume")] == "5 of 7"
    assert [choice.name for choice in shown.choices if choice.chosen] == ["dark"]
    assert all(0 < row.filled <= row.of for row in shown.body.rows if row.of)


def test_help_is_made_of_the_choices_of_the_place_under_it() -> None:
    under = screen(m.OpenArticle("home/garden"), m.Read(0), m.Pause())
    shown = screen(m.OpenArticle("home/garden"), m.Read(0), m.Pause(), m.AskHelp())
    messages = {choice.message for choice in shown.choices}
    assert {choice.message for choice in under.choices} <= messages
    assert [bool(choice.number) for choice in shown.choices] == sorted(bool(choice.number) for choice in shown.choices)
    assert all(choice.detail and (choice.icon or choice.number) for choice in shown.choices)


def test_what_can_be_said_is_offered_and_works() -> None:
    ways: tuple[tuple[m.Message, ...], ...] = (
        (), (m.OpenArticle("home/garden"),), (m.OpenArticle("home/garden"), m.Read(0)), (m.OpenComfort(),),
    )  # fmt: skip
    for messages in ways:
        shown = screen(m.EarIs("listening"), *messages)
        offered = [piece.split("”")[0] for piece in shown.ear.detail.split("“")[1:]]
        known = {phrase for choice in shown.everything for phrase in choice.phrases}
        assert 1 <= len(offered) <= 3 and set(offered) <= known, shown.ear
        assert shown.ear.shorter.count("“") == 1


def test_words_that_the_model_does_not_know_are_never_offered() -> None:
    state = at(m.EarIs("listening"), m.UnknownWords(frozenset({"one", "first", "garden", "window"})))
    shown = present(state, BOOKS, STRINGS, Setting())
    assert not any({"garden", "one", "first", "window"} & set(phrase.split())
                   for choice in shown.everything for phrase in choice.phrases)  # fmt: skip
    assert shown.choices[0].phrases == () and "“" in shown.ear.detail


@pytest.mark.parametrize("status", ["none", "off", "muted", "listening", "preparing", "absent"])
def test_the_ear_says_in_words_what_it_does(status: m.EarStatus) -> None:
    state = at(m.EarIs(status))
    ear = ear_of(state, STRINGS, present(state, BOOKS, STRINGS, Setting()).everything)
    assert ear.headline and ear.detail


def test_strings_without_a_label_are_refused_and_blanks_are_filled() -> None:
    with pytest.raises(ValueError, match="back has no label"):
        strings_from({"text": {}, "choice": {"back": {"say": ["back"]}}})
    strings = strings_from({"text": {"a": {"one": "{n} day", "many": "{n} days"}}, "choice": {}})
    assert strings.count("a", 1) == "1 day" and strings.count("a", 3) == "3 days"


def test_a_section_knows_its_words_and_its_blocks() -> None:
    part: Section = GARDEN.sections[0]
    assert part.words == sum(len(sentence.words) for sentence in part.sentences) == 16
    assert part.block_of == (0, 1, 1, 2) and part.sentences[0].text == "Light"
