"""What follows from what: no message in any state raises, leads out of the house, or loses the visitor's place."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core import messages as m
from kiosk.core.screen import Setting
from kiosk.core.screens import present
from kiosk.core.state import (
    SIZES,
    SPEEDS_WPM,
    THEMES,
    Comfort,
    Contents,
    HelpPlace,
    Home,
    Number,
    Reading,
    State,
    Stop,
    place_name,
)
from kiosk.core.text import Cursor, Link
from kiosk.core.update import begin_anew, opening, update
from tests.core.books import BOOKS, GARDEN, Books
from tests.visitor import STRINGS

SHORTER = Books(replace(GARDEN, sections=GARDEN.sections[:1]))
TEXT = st.sampled_from(["home/garden", "home/sleep", "gone", "", "home", "pink", *THEMES])
SMALL = st.integers(-3, 9)
LINKS = st.builds(Link, TEXT, number=st.sampled_from(["911", "1-800-555-0100"]))
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "str": TEXT, "int": SMALL, "int | None": st.none() | SMALL, "Link": LINKS, "bool": st.booleans(),
    "Cursor": st.builds(Cursor, st.integers(0, 9), st.integers(0, 9)),
    "Wish | None": st.none() | st.sampled_from([m.GoHome(), m.Pause()]),
    "Wish": st.sampled_from([m.GoHome(), m.Read(1), m.OpenArticle("gone")]),
    "SoundStatus": st.sampled_from(get_args(m.SoundStatus)), "EarStatus": st.sampled_from(get_args(m.EarStatus)),
    "DoorStatus": st.sampled_from(get_args(m.DoorStatus)), "tuple[str, ...]": st.just(("a line",)),
    "frozenset[str]": st.frozensets(st.sampled_from(["read", "garden", "home", "two"])),
}  # fmt: skip


def any_of(kind: type) -> st.SearchStrategy[object]:
    """Messages of a kind, with values that fit and values that do not."""
    return st.builds(kind, **{each.name: FIELDS[str(each.type)] for each in fields(kind)})


MESSAGES = st.one_of([any_of(kind) for kind in get_args(m.Message) if kind not in (m.Close, m.Leave)])


def after(*messages: m.Message, state: State | None = None, books: Books = BOOKS) -> State:
    state = state or opening(Comfort())
    for message in messages:
        state = update(state, message, books)
    return state


@settings(max_examples=300, deadline=None)
@given(st.lists(MESSAGES, max_size=25))
def test_no_message_in_any_state_raises_or_leaves_the_house(messages: list[m.Message]) -> None:
    state = opening(Comfort(), loudest=5)
    for message in messages:
        state = update(state, message, BOOKS)
        assert 1 <= state.comfort.size <= SIZES and 0 <= state.comfort.speed < len(SPEEDS_WPM)
        assert 0 <= state.comfort.volume <= state.loudest and state.comfort.theme in THEMES
        assert len(state.trail) <= 32 and not state.closing
        if isinstance(state.place, Reading | Contents):
            assert BOOKS.article(state.place.article) is not None
        if isinstance(state.place, Reading):
            article = BOOKS.article(state.place.article)
            assert article is not None and 0 <= state.place.section < len(article.sections)
        screen = present(state, BOOKS, STRINGS, Setting())
        assert {"home", "back", "again", "help"} <= {choice.name for choice in screen.standing}
        assert screen.title and screen.place == place_name(state.place)
        phrases = [phrase for choice in screen.everything for phrase in choice.phrases]
        assert len(phrases) == len(set(phrases))


def test_a_turn_replaces_the_one_before_and_late_echoes_are_dropped() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0))
    turn = state.voicing.turn
    state = update(state, m.Read(1), BOOKS)
    assert state.voicing.turn > turn and state.cursor == Cursor()
    assert update(state, m.WordReached(turn, 2, 1), BOOKS) == state
    assert update(state, m.LineEnded(turn), BOOKS) == state
    assert update(state, m.WordReached(state.voicing.turn, 2, 1), BOOKS).cursor == Cursor(2, 1)


def test_words_of_the_kiosks_own_do_not_move_the_cursor() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0))
    state = update(state, m.WordReached(state.voicing.turn, 1, 2), BOOKS)
    told = update(state, m.WhereAmI(), BOOKS)
    assert update(told, m.WordReached(told.voicing.turn, -1, 3), BOOKS).cursor == Cursor(1, 2)


@pytest.mark.parametrize(
    "message",
    [m.Resize(1), m.Resize(-1), m.Volume(1), m.Volume(-1), m.Colours("dark"), m.Speed(1), m.Speed(-1), m.PutBack()],
)
def test_a_setting_keeps_place_and_sentence(message: m.Message) -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0))
    state = update(state, m.WordReached(state.voicing.turn, 2, 3), BOOKS)
    changed = update(state, message, BOOKS)
    assert changed.place == state.place and changed.cursor.sentence == 2 and changed.trail == state.trail
    assert changed.voicing.mode == "reading"


def test_the_ends_of_a_scale_are_told_and_kept() -> None:
    state = opening(Comfort(size=5, speed=7, volume=6))
    for message in (m.Resize(1), m.Speed(1), m.Volume(1)):
        told = update(state, message, BOOKS)
        assert told.comfort == state.comfort and told.notice is not None and told.notice.key == "notice.most"
        assert told.voicing.earcon == "cannot"
    state = opening(Comfort(size=1, speed=0, volume=0))
    for message in (m.Resize(-1), m.Speed(-1), m.Volume(-1)):
        told = update(state, message, BOOKS)
        assert told.notice is not None and told.notice.key == "notice.least"


def test_no_visitor_gets_louder_than_the_staff_allow() -> None:
    state = opening(Comfort(volume=6), loudest=3)
    assert state.comfort.volume == 3
    assert after(m.Volume(1), m.Volume(1), state=state).comfort.volume == 3


def test_back_leads_to_where_it_was_and_reads_on_there() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(1))
    state = update(state, m.WordReached(state.voicing.turn, 1, 1), BOOKS)
    state = after(m.ShowNumber(Link("Garden line", number="1-800-555-0100")), state=state)
    assert isinstance(state.place, Number) and state.voicing.mode == "number"
    state = update(state, m.GoBack(), BOOKS)
    assert state.place == Reading("home/garden", 1) and state.cursor.sentence == 1 and state.voicing.mode == "reading"
    assert update(state, m.GoBack(), BOOKS).place == Contents("home/garden")
    assert after(m.GoBack(), m.GoBack(), m.GoBack(), state=state).place == Home()


def test_help_is_left_by_doing_what_it_shows() -> None:
    state = after(m.OpenArticle("home/garden"), m.AskHelp())
    assert state.place == HelpPlace()
    assert update(state, m.Read(1), BOOKS).place == Reading("home/garden", 1)
    assert update(state, m.Resize(1), BOOKS).place == Contents("home/garden")
    assert update(state, m.More(), BOOKS).place == HelpPlace()


def test_reading_asks_at_the_end_of_a_part_or_reads_on_by_setting() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0))
    asked = update(state, m.LineEnded(state.voicing.turn), BOOKS)
    assert asked.question is not None and asked.question.kind == "go on" and asked.voicing.earcon == "end"
    state = after(m.OpenArticle("home/garden"), m.Read(0), state=opening(Comfort(), read_on=True))
    state = update(state, m.LineEnded(state.voicing.turn), BOOKS)
    assert state.place == Reading("home/garden", 1) and state.question is None
    state = update(state, m.LineEnded(state.voicing.turn), BOOKS)
    assert state.question is not None and state.question.kind == "the end"


def test_who_wanted_it_all_is_read_all_of_it_also_after_settings_or_a_pause() -> None:
    for between in ((m.OpenComfort(), m.Resize(1), m.GoBack()), (m.AskHelp(), m.GoBack()), (m.Pause(), m.Play())):
        state = after(m.OpenArticle("home/garden"), m.ReadAll(), *between)
        state = update(state, m.LineEnded(state.voicing.turn), BOOKS)
        assert state.place == Reading("home/garden", 1) and state.question is None, between
    for instead in ((m.Read(0),), (m.GoBack(), m.Read(0)), (m.GoHome(), m.OpenArticle("home/garden"), m.Play())):
        state = after(m.OpenArticle("home/garden"), m.ReadAll(), *instead)
        state = update(state, m.LineEnded(state.voicing.turn), BOOKS)
        assert state.question is not None and state.question.kind == "go on", instead


def test_skipping_beyond_the_ends_stays_in_the_article() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0))
    assert update(state, m.SkipSentence(-1), BOOKS).cursor == Cursor()
    assert update(state, m.SkipSection(-1), BOOKS).place == Reading("home/garden", 0)
    last = after(m.SkipSection(1), m.SkipSection(1), state=state)
    assert last.place == Reading("home/garden", 1) and last.question is not None


def test_three_touches_in_a_row_that_miss_offer_help_and_a_choice_between_counts_anew() -> None:
    state = after(m.Missed(), m.Missed())
    assert state.notice is None
    assert after(m.Missed(), state=state).notice is not None
    assert after(m.GoHome(), m.Missed(), m.Missed(), state=state).notice is None


def test_losing_the_sound_silences_and_its_return_is_told_once() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(0), m.SoundIs("no device"))
    assert state.voicing.mode == "silent" and after(m.Play(), state=state).voicing.mode == "silent"
    back = after(m.SoundIs("ok"), state=state)
    assert back.notice is not None and back.notice.key == "notice.sound back"
    assert after(m.SoundIs("ok"), state=back) == back


def test_a_library_that_changes_keeps_the_reader_where_that_is_still_there() -> None:
    state = after(m.OpenArticle("home/garden"), m.Read(1))
    state = update(state, m.WordReached(state.voicing.turn, 2, 4), BOOKS)
    assert update(state, m.LibraryChanged(), BOOKS).place == state.place
    assert update(after(m.OpenArticle("home/garden"), m.Read(1)), m.WhereAmI(), SHORTER).notice is not None
    gone = update(state, m.LibraryChanged(), Books())
    assert gone.place == Home() and gone.notice is not None and gone.notice.key == "notice.gone"
    assert all(isinstance(stop, Stop) and stop.place == Home() for stop in gone.trail)


def test_the_next_visitor_finds_nothing_of_the_last_one() -> None:
    first = opening(Comfort(), loudest=4)
    state = after(m.OpenArticle("home/garden"), m.Read(0), m.Resize(1), m.Colours("dark"), m.Missed(), state=first)
    anew = begin_anew(state)
    assert anew.place == Home() and not anew.visiting and anew.comfort == anew.first and anew.loudest == 4
    assert anew.voicing.turn > state.voicing.turn and anew.voicing.mode == "silent"
    left = {name for name in State.__dataclass_fields__ if getattr(anew, name) != getattr(first, name)}
    assert left <= {"voicing"}
