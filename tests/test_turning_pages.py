"""Pages turned by keys and by voice: what is read then is in view, and where there is no page more a word says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import Comfort, Contents, HelpPlace, Home, Place, Reading
from kiosk.core.text import Link
from kiosk.frame import focused
from kiosk.library.shelf import open_library
from kiosk.page.geometry import Glass
from kiosk.page.plan import Run
from tests.visitor import Visitor

ID = "health/what-a-therapist-does"
LARGE, SMALL = Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1)
GLASSES = [LARGE, SMALL, Glass(1080, 1920, 21.5), Glass(800, 480, 7)]


def reading(part: int = 1, glass: Glass = LARGE, size: int = 2, sound: bool = True) -> Visitor:
    visitor = Visitor(glass=glass, comfort=Comfort(size=size), sound=sound)
    for message in (m.OpenArticle(ID), m.Read(part)):
        visitor.happens(message)
    visitor.listens(3)
    return visitor


def turns(visitor: Visitor, way: str) -> bool:
    """Whether a page lies there that a key turns to."""
    return any(one.name == way and isinstance(one.message, m.TurnTo) for one in visitor.frame.screen.choices)


def begun_on(visitor: Visitor) -> list[int]:
    """The sentences that begin on the page in view."""
    return [box.sentence for box in visitor.frame.plan.words if box.word == 0]


def taken_up(visitor: Visitor) -> int:
    """The sentence with which Play must begin: the one the page was turned to, if it begins there, else the next."""
    begun, here = begun_on(visitor), visitor.state.cursor.sentence
    return here if here in begun or not begun else begun[0]


@pytest.mark.parametrize("by", ["key", "voice", "touch"])
@pytest.mark.parametrize(("glass", "size"), [(LARGE, 2), (LARGE, 5), (SMALL, 2)])
def test_play_after_turning_the_page_begins_with_the_first_sentence_that_begins_there(
    glass: Glass, size: int, by: str
) -> None:
    ran_over = 0
    for way in ("next page", "page before"):
        visitor = reading(1, glass, size)
        if way == "page before":
            visitor.happens(m.ReadFrom(10**6))
            visitor.touch("Pause")
        while turns(visitor, way):
            before = visitor.frame.setting.page
            visitor.press(way)
            page, begun, top = visitor.frame.setting.page, begun_on(visitor), visitor.frame.plan.words[0]
            assert page == before + (1 if way == "next page" else -1)
            ran_over += top.word > 0
            stood = visitor.state
            how = {"key": ("press", "pause or play"), "touch": ("touch", "Play"), "voice": ("say", "read on")}[by]
            getattr(visitor, how[0])(how[1])
            assert is_reading(visitor.state)
            assert visitor.state.cursor.sentence == (begun[0] if begun else top.sentence)
            assert visitor.frame.setting.page == page or not begun
            visitor.state = stood
    assert ran_over


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(GLASSES), st.integers(1, 5), st.integers(1, 5), st.integers(0, 4),
    st.lists(st.sampled_from(["next page", "next page", "page before"]), min_size=1, max_size=6),
)  # fmt: skip
def test_another_size_after_turning_the_page_loses_nothing_and_play_begins_with_what_is_in_view(
    glass: Glass, size: int, other: int, part: int, ways: list[str]
) -> None:
    visitor = reading(part, glass, size)
    turned = False
    for way in ways:
        if turns(visitor, way):
            visitor.press(way)
            turned = True
    if not turned:
        return
    shown, cursor = visitor.frame.plan.words, visitor.state.cursor
    assert shown[0].sentence == cursor.sentence and shown[0].word == cursor.word
    visitor.happens(m.Resize(other - size))
    assert any((box.sentence, box.word) == (cursor.sentence, cursor.word) for box in visitor.frame.plan.words)
    visitor.happens(m.OpenComfort())
    visitor.happens(m.Resize(size - other))
    visitor.press("back")
    assert visitor.frame.plan.words == shown and visitor.state.cursor == cursor
    for wish in (m.Resize(other - size), m.AskHelp()):  # Play is in Help, too
        visitor.happens(wish)
        if wish == m.AskHelp():
            visitor.press("back")
        page, wanted, begun = visitor.frame.setting.page, taken_up(visitor), begun_on(visitor)
        stood = visitor.state
        if wish == m.AskHelp():
            visitor.happens(wish)
        visitor.say("play")
        assert is_reading(visitor.state) and visitor.state.cursor.sentence == wanted
        assert visitor.frame.setting.page == page or not begun
        visitor.state = stood


def test_play_begins_with_the_page_only_once_after_it_was_turned() -> None:
    """A pause in a sentence that ran over from the page before takes up that sentence, as ever."""
    visitor = reading(1, SMALL, 2)
    visitor.press("next page")
    visitor.say("play")
    begun = visitor.state.cursor.sentence
    visitor.happens(m.WordReached(visitor.state.voicing.turn, begun - 1, 10**3))
    visitor.say("stop")
    visitor.say("play")
    assert visitor.state.cursor.sentence == begun - 1


def test_play_after_a_pause_takes_up_the_sentence_that_was_being_read() -> None:
    visitor = reading()
    first = visitor.state.cursor.sentence
    visitor.touch("Pause")
    visitor.touch("Play")
    assert visitor.state.cursor.sentence == first


ADDRESS = "https://www.example.org/help-for-older-people/appointments/transportation/how_to_ask_for_a_ride_to_the_clinic"
TEXTS = {
    "item": f"- Call us.\n- {ADDRESS}\n- {ADDRESS} is the page.\n\nThat is all.",
    "sentence": f"{ADDRESS} {ADDRESS} is a page. Look at it there.",
    "heading": f"### {ADDRESS}\n\nSome words.",
    "no joints": f"{'w' * 120} stands here.",
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("glass", [Glass(800, 480, 7), SMALL, Glass(1024, 600, 21.5), Glass(600, 1024, 10.1)])
@pytest.mark.parametrize("size", [3, 5])
@pytest.mark.parametrize("sound", [True, False])
def test_page_down_shows_every_line_and_page_up_the_same_pages_though_a_word_runs_over_their_ends(
    text: str, glass: Glass, size: int, sound: bool, tmp_path: Path
) -> None:
    (tmp_path / "one.md").write_text(f"# One\n\n## Part\n\n{TEXTS[text]}\n", encoding="utf-8")
    visitor = Visitor(open_library(tmp_path), glass, Comfort(size=size), sound=sound)
    for message in (m.OpenArticle("one"), m.Read(0), m.Pause()):
        visitor.happens(message)

    def in_view() -> list[str]:
        plan = visitor.frame.plan
        boxes = {box.rect for box in plan.words}
        return [item.text for item in plan.items if isinstance(item, Run) and item.rect in boxes]

    shown = [in_view()]
    while turns(visitor, "next page"):
        assert len(shown) < 100
        visitor.press("next page")
        shown.append(in_view())
        assert visitor.frame.setting.page + 1 == len(shown)
    assert len(shown) == visitor.frame.setting.pages
    article = visitor.library.article("one")
    assert article is not None
    whole = "".join(word.shown for one in article.sections[0].sentences for word in one.words)
    assert "".join(piece for page in shown for piece in page) == whole
    visitor.happens(m.Resize(-1))
    visitor.happens(m.Resize(1))
    while turns(visitor, "page before"):
        assert in_view() == shown.pop()
        visitor.press("page before")
    assert in_view() == shown.pop() and not shown


@pytest.mark.parametrize("by", ["key", "voice"])
def test_beyond_the_last_page_of_the_last_part_a_word_says_so_and_reading_goes_on(by: str) -> None:
    visitor = reading(4)
    visitor.happens(m.ReadFrom(10**6))
    assert visitor.frame.setting.page + 1 == visitor.frame.setting.pages
    visitor.listens(2)
    at, sentence = visitor.at(), visitor.state.cursor.sentence
    visitor.press("next page") if by == "key" else visitor.say("turn the page")
    assert visitor.hears() == "This is the last page." and visitor.sees("This is the last page.")
    visitor.listens()
    assert visitor.at() == at and visitor.state.voicing.mode == "reading" and visitor.state.cursor.sentence == sentence
    assert not visitor.sees("That was the last part.")


@pytest.mark.parametrize("by", ["key", "voice"])
def test_before_the_first_page_a_word_says_so_and_reading_goes_on(by: str) -> None:
    visitor = reading(0)
    at = visitor.at()
    visitor.press("page before") if by == "key" else visitor.say("turn back")
    assert visitor.hears() == "This is the first page."
    visitor.listens()
    assert visitor.at() == at and visitor.state.voicing.mode == "reading"


def test_page_up_on_the_first_page_of_a_part_goes_to_the_part_before() -> None:
    visitor = reading(2)
    visitor.press("page before")
    assert visitor.at() == Reading(ID, 1) and is_reading(visitor.state)


BACK_A_PAGE = ["previous page", "the previous page", "go to the previous page", "the page before", "turn back"]


@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("words", BACK_A_PAGE)
def test_on_the_first_page_of_a_text_every_wording_says_so_and_throws_nobody_out(words: str, sound: bool) -> None:
    visitor = reading(0, sound=sound)
    visitor.say(words)
    assert visitor.at() == Reading(ID, 0) and visitor.sees("This is the first page.")
    assert visitor.hears() == ("This is the first page." if sound else "")


@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("words", BACK_A_PAGE)
def test_on_the_first_page_of_a_later_part_every_wording_does_what_page_up_does(words: str, sound: bool) -> None:
    visitor, by_key = reading(2, sound=sound), reading(2, sound=sound)
    visitor.say(words)
    by_key.press("page before")
    assert visitor.at() == by_key.at() == Reading(ID, 1)
    assert is_reading(visitor.state) == is_reading(by_key.state) == sound


@pytest.mark.parametrize("words", BACK_A_PAGE)
@pytest.mark.parametrize(("part", "size"), [(0, 2), (1, 2), (1, 5), (4, 5)])
def test_at_shall_i_go_on_the_page_before_is_the_one_before_this(part: int, size: int, words: str) -> None:
    visitor, by_key = reading(part, size=size), reading(part, size=size)
    for each in (visitor, by_key):
        each.listens()
        assert each.sees("Shall I go on?") or each.sees("That was the last part.")
    page = visitor.frame.setting.page
    visitor.say(words)
    by_key.press("page before")
    assert visitor.state.cursor == by_key.state.cursor and visitor.at() == by_key.at()
    if page:
        assert visitor.at() == Reading(ID, part) and visitor.frame.setting.page == page - 1 and not visitor.hears()
    elif part:
        assert visitor.at() == Reading(ID, part - 1) and is_reading(visitor.state)
    else:
        assert visitor.hears() == "This is the first page." and visitor.sees("Shall I go on?")


@pytest.mark.parametrize("words", BACK_A_PAGE)
def test_on_the_first_page_of_titles_every_wording_says_so_and_leaves_nothing(words: str) -> None:
    for place in (m.OpenArticle(ID), m.AskHelp()):
        visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
        visitor.happens(place)
        at = visitor.at()
        visitor.say(words)
        assert visitor.at() == at and visitor.hears() == "This is the first page."


def test_in_help_the_pages_of_help_are_turned_and_not_the_parts_under_it() -> None:
    visitor = reading(2)
    visitor.press("help")
    shown = [each.name for each in visitor.targets()]
    visitor.say("next page")
    assert visitor.at() == HelpPlace() and [each.name for each in visitor.targets()] != shown
    visitor.say("previous page")
    assert visitor.at() == HelpPlace() and [each.name for each in visitor.targets()] == shown


@pytest.mark.parametrize("words", ["previous page", "the previous page", "go to previous page"])
def test_where_there_are_no_pages_the_previous_page_is_the_place_before(words: str) -> None:
    visitor = Visitor()
    visitor.happens(m.ShowNumber(Link("The clinic", number="555-0100")))
    visitor.say(words)
    assert visitor.at() == Home()


@pytest.mark.parametrize("place", [Home(), Contents(ID), HelpPlace()])
def test_the_page_before_leads_back_through_the_titles_as_the_next_page_led_on(place: Place) -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    if place == Contents(ID):
        visitor.happens(m.OpenArticle(ID))
    if place == HelpPlace():
        visitor.happens(m.AskHelp())
    shown = [[each.name for each in visitor.targets()]]
    for turn in ("press", "say", "press"):
        getattr(visitor, turn)("next page")
        shown.append([each.name for each in visitor.targets()])
    assert shown[0] != shown[1] != shown[2]
    for turn, words in (("press", "page before"), ("say", "previous page"), ("say", "go to the previous page")):
        assert [each.name for each in visitor.targets()] == shown.pop()
        getattr(visitor, turn)(words)
    assert [each.name for each in visitor.targets()] == shown.pop() and visitor.at() == place
    visitor.press("page before")
    assert visitor.hears() == "This is the first page." and visitor.at() == place


ALL_SEEN = "There is just this one page."


@pytest.mark.parametrize("by", ["press", "say"])
@pytest.mark.parametrize("place", [m.GoHome(), m.OpenArticle(ID)])
def test_where_all_titles_are_in_view_a_word_says_that_there_is_just_one_page(place: m.Wish, by: str) -> None:
    visitor = Visitor(glass=LARGE)
    visitor.happens(place)
    at, shown = visitor.at(), visitor.targets()
    for words in ("next page", "page before" if by == "press" else "previous page", "next page"):
        getattr(visitor, by)(words)
        assert visitor.hears() == ALL_SEEN and visitor.sees(ALL_SEEN)
        assert visitor.at() == at and visitor.targets() == shown and visitor.state.group == 0
    for words in ("more", "show me more", "next"):
        visitor.say(words)
        assert visitor.hears() == ALL_SEEN and visitor.at() == at


def test_where_all_buttons_are_in_view_more_says_so_and_the_reading_goes_on() -> None:
    visitor = Visitor()
    visitor.happens(m.OpenComfort())
    if visitor.frame.plan.groups == 1:
        visitor.say("show me more")
        assert visitor.hears() == "You see all the buttons."
    visitor = reading(1, Glass(3840, 2160, 43), 1)
    visitor.happens(m.LineEnded(visitor.state.voicing.turn))
    assert visitor.frame.plan.groups == 1 and visitor.sees("Shall I go on?")
    visitor.say("what else is there")
    assert visitor.hears() == "You see all the buttons." and visitor.sees("Shall I go on?")


@pytest.mark.parametrize("place", [m.GoHome(), m.OpenArticle(ID), m.AskHelp()])
def test_after_going_round_with_more_the_first_page_is_the_first_again(place: m.Wish) -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    visitor.happens(place)
    groups, at = visitor.frame.plan.groups, visitor.at()
    assert groups > 2
    for rounds in range(2):
        shown = [[each.name for each in visitor.targets()]]
        for turn in range(groups):
            visitor.touch("more") if turn % 2 else visitor.say("show me more") if rounds else visitor.press("next page")
            shown.append([each.name for each in visitor.targets()])
        assert shown[0] == shown[-1] and visitor.state.group == 0
        visitor.press("page before") if rounds else visitor.say("previous page")
        assert visitor.hears() == "This is the first page." and visitor.at() == at
        assert [each.name for each in visitor.targets()] == shown[0]


def test_at_another_size_the_titles_in_view_count_anew() -> None:
    """Behind the third of three pages there was a first one of two, which more pages were said to be before."""
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    many = visitor.frame.plan.groups
    for _ in range(many - 1):
        visitor.say("more")
    visitor.happens(m.Resize(-4))
    fewer = visitor.frame.plan.groups
    assert 1 < fewer < many
    for _ in range(fewer):
        if visitor.frame.plan.groups and visitor.state.group % fewer == 0:
            break
        visitor.say("previous page")
    visitor.say("previous page")
    assert visitor.hears() == "This is the first page."
    visitor.say("more")
    assert visitor.state.group == 1


def test_the_focus_stays_on_more_at_another_size() -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    while visitor.state.focus_name != "more":
        visitor.press("next")
    visitor.happens(m.Resize(-4))
    found = focused(visitor.frame)
    assert found is not None and found.name == "more"


@pytest.mark.parametrize("key", ["choose", "next page"])
def test_without_sound_the_keys_focus_is_on_the_first_of_more_titles_all_the_way_round(key: str) -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5), sound=False)
    visitor.press("next")
    first = [focused(visitor.frame)]
    for _ in range(visitor.frame.plan.groups):
        while key == "choose" and visitor.frame.plan.targets[visitor.state.focus or 0].name != "more":
            visitor.press("next")
        visitor.press(key)
        assert focused(visitor.frame) == visitor.targets()[0] and not visitor.state.focus_said
        first.append(focused(visitor.frame))
    assert first[-1] == first[0] != first[1]


def test_aloud_the_next_key_names_the_first_of_more_titles() -> None:
    visitor = Visitor(glass=SMALL, comfort=Comfort(size=5))
    visitor.press("next")
    visitor.press("next page")
    visitor.press("next")
    assert visitor.hears().startswith(visitor.targets()[0].choice.label)
