"""Visits by touch, by keys and by voice, told as stories."""

from __future__ import annotations

import itertools

import pytest

from kiosk.core import messages as m
from kiosk.core.reads import is_reading
from kiosk.core.state import Comfort, ComfortPlace, Contents, HelpPlace, Home, Number, Reading
from kiosk.core.text import Cursor
from kiosk.frame import word_at
from kiosk.page.geometry import Glass
from kiosk.page.plan import Icon, Run
from tests.visitor import Visitor

THERAPY = "What a therapist does"
ID = "health/what-a-therapist-does"


def reading(**kinds: bool) -> Visitor:
    visitor = Visitor(**kinds)  # type: ignore[arg-type]
    visitor.touch(THERAPY)
    visitor.touch("section 2")
    return visitor


def test_a_visitor_touches_an_article_and_hears_its_second_part() -> None:
    visitor = Visitor()
    assert visitor.sees("What would you like to hear?")
    visitor.touch(THERAPY)
    assert visitor.at() == Contents(ID)
    visitor.touch("section 2")
    assert visitor.at() == Reading(ID, 1)
    assert visitor.hears().startswith("The therapist’s part It is a therapist’s duty")
    visitor.listens(6)
    assert visitor.state.cursor == Cursor(1, 2)


def test_the_same_visit_by_keys_alone() -> None:
    visitor = Visitor()
    visitor.press("next")
    assert visitor.hears().startswith(THERAPY)
    visitor.press("choose")
    assert visitor.at() == Contents(ID)
    while (target := visitor.targets()[visitor.state.focus or 0]).name != "section 2":
        visitor.press("next")
    assert target.choice.label in visitor.hears()
    visitor.press("choose")
    assert visitor.at() == Reading(ID, 1)
    visitor.listens(5)
    visitor.press("pause or play")
    assert visitor.hears() == ""
    visitor.press("pause or play")
    assert visitor.hears()
    visitor.press("louder")
    assert visitor.state.comfort.volume == 5
    visitor.press("home")
    assert visitor.at() == Home()


def test_the_same_visit_by_voice_alone() -> None:
    visitor = Visitor()
    visitor.say("the one about therapist")
    assert visitor.at() == Contents(ID)
    visitor.say("read section two")
    assert visitor.at() == Reading(ID, 1)
    visitor.listens(10)
    for phrase in ("pause", "play", "bigger", "slower", "say that again", "next", "where am i"):
        visitor.say(phrase)
    assert visitor.at() == Reading(ID, 2)
    assert visitor.state.comfort == Comfort(size=3, speed=2)
    visitor.say("go home")
    assert visitor.at() == Home()


def test_pause_keeps_the_sentence_and_play_reads_it_again_from_its_start() -> None:
    visitor = reading()
    visitor.listens(12)
    before = visitor.state.cursor
    visitor.touch("Pause")
    assert visitor.hears() == "" and visitor.state.cursor == before
    visitor.touch("Play")
    assert visitor.state.cursor == Cursor(before.sentence, 0)


def test_at_the_end_of_a_part_it_asks_and_yes_goes_on() -> None:
    visitor = reading()
    visitor.listens()
    assert visitor.sees("Shall I go on?") and visitor.hears() == "Shall I go on?"
    visitor.say("yes please")
    assert visitor.at() == Reading(ID, 2) and visitor.hears()


def test_no_stops_there_in_silence() -> None:
    visitor = reading()
    visitor.listens()
    visitor.say("no thanks")
    assert visitor.at() == Reading(ID, 1) and not visitor.hears()


def test_read_it_all_reads_every_part_without_asking() -> None:
    visitor = Visitor()
    visitor.touch(THERAPY)
    visitor.touch("Read it all")
    for section in range(5):
        assert visitor.at() == Reading(ID, section)
        visitor.listens()
    assert visitor.state.question is not None and visitor.state.question.kind == "the end"


def test_a_setting_changes_and_the_sentence_stays() -> None:
    visitor = reading()
    visitor.listens(15)
    cursor, turn = visitor.state.cursor, visitor.state.voicing.turn
    visitor.say("bigger")
    visitor.say("dark")
    visitor.say("louder")
    assert visitor.state.cursor == cursor and visitor.state.voicing.turn == turn
    visitor.say("faster")
    assert visitor.state.cursor == Cursor(cursor.sentence, 0) and visitor.state.voicing.turn != turn


def test_an_echo_of_an_earlier_turn_changes_nothing() -> None:
    visitor = reading()
    old = visitor.state.voicing.turn
    visitor.touch("Next part")
    before = visitor.state
    visitor.happens(m.WordReached(old, 3, 2))
    visitor.happens(m.LineEnded(old))
    assert visitor.state == before


def test_settings_are_left_by_back_and_reading_goes_on() -> None:
    visitor = reading()
    visitor.listens(15)
    sentence = visitor.state.cursor.sentence
    visitor.touch("Settings")
    assert visitor.at() == ComfortPlace()
    visitor.touch("Bigger")
    visitor.touch("Back")
    assert visitor.at() == Reading(ID, 1)
    assert visitor.state.voicing.mode == "reading" and visitor.state.cursor.sentence == sentence


def test_help_lists_what_can_be_done_here_and_does_it() -> None:
    visitor = reading()
    visitor.touch("Pause")
    visitor.touch("Help")
    assert visitor.at() == HelpPlace()
    labels = [choice.label for choice in visitor.frame.screen.choices]
    assert "“Play”" in labels and "“Next part”" in labels
    visitor.touch("next section")
    assert visitor.at() == Reading(ID, 2)


def test_a_number_is_shown_large_and_said_digit_by_digit() -> None:
    visitor = Visitor()
    visitor.say("who can help me")
    visitor.say("section one")
    visitor.listens()
    visitor.say("poison help")
    assert isinstance(visitor.at(), Number)
    assert visitor.hears().endswith("1 8 0 0 2 2 2 1 2 2 2")
    line = visitor.frame.screen.line
    assert line is not None and all(each.wpm == 60 for each in line.utterances if each.index >= 0)
    visitor.listens(7)
    visitor.touch("Again")
    assert visitor.hears().endswith("1 8 0 0 2 2 2 1 2 2 2")


@pytest.mark.parametrize("glass", [Glass(1920, 1080, 21.5), Glass(600, 1024, 10.1)])
def test_a_touch_on_the_number_itself_says_it_again(glass: Glass) -> None:
    visitor = Visitor(glass=glass)
    visitor.say("who can help me")
    visitor.say("section one")
    visitor.say("poison help")
    for group in ("1", "222", "1222"):
        visitor.listens()
        assert not visitor.hears()
        rect = next(item.rect for item in visitor.frame.plan.items if isinstance(item, Run) and item.text == group)
        visitor.touch_at(rect.x + rect.w / 2, rect.y + rect.h / 2)
        assert visitor.hears().endswith("1 8 0 0 2 2 2 1 2 2 2"), group
    visitor.listens()
    title = next(item.rect for item in visitor.frame.plan.items if isinstance(item, Run))
    visitor.touch_at(title.x + 2, title.y + 2)
    assert not visitor.hears()


def test_without_sound_it_says_so_and_pages_are_turned_by_hand() -> None:
    visitor = reading(sound=False)
    assert visitor.sees("I cannot make sound now") and not visitor.hears()
    visitor.say("make it bigger")
    visitor.say("bigger")
    first = visitor.frame.setting
    assert first.pages > 1
    visitor.touch("Next page")
    assert visitor.frame.setting.page == first.page + 1
    visitor.touch("Page before")
    assert visitor.frame.setting.page == first.page


@pytest.mark.parametrize("size", [1, 5])
def test_without_sound_the_main_button_leads_on_to_the_end_of_the_article(size: int) -> None:
    visitor = Visitor(glass=Glass(1024, 600, 10.1), comfort=Comfort(size=size), sound=False)
    visitor.choose(next(choice for choice in visitor.frame.screen.choices if choice.label == THERAPY))
    visitor.touch("Read it all")
    parts, seen = 5, []
    while isinstance(visitor.at(), Reading):
        place, setting = visitor.at(), visitor.frame.setting
        assert isinstance(place, Reading)
        seen.append((place.section, setting.page))
        assert seen == sorted(set(seen)), seen[-2:]
        (main,) = (choice for choice in visitor.frame.screen.choices if choice.role == "main")
        visitor.touch(main.label)
    assert visitor.at() == Contents(ID) and {section for section, _ in seen} == set(range(parts))


def test_a_voice_that_is_missing_has_the_sign_of_a_loudspeaker_not_of_a_microphone() -> None:
    visitor = Visitor(sound=False, listening=False)
    visitor.happens(m.EarIs("none"))
    visitor.happens(m.GoHome())
    assert visitor.sees("I cannot make sound now")
    signs = {item.name for item in visitor.frame.plan.items if isinstance(item, Icon)}
    assert "volume-x" in signs and "mic-off" not in signs


def test_without_sound_help_names_nothing_that_only_a_voice_can_do() -> None:
    found = {}
    for sound in (True, False):
        visitor = Visitor(sound=sound)
        visitor.touch("What a therapist does")
        visitor.touch("Help")
        found[sound] = {choice.name for choice in visitor.frame.screen.choices}
    assert {"louder", "slower", "bigger"} <= found[True]
    assert "bigger" in found[False] and not {"louder", "slower", "pause", "play"} & found[False]


def test_sound_that_comes_back_is_told() -> None:
    visitor = Visitor(sound=False)
    visitor.happens(m.SoundIs("ok"))
    assert visitor.sees("Welcome.") and not visitor.hears()  # nobody is there to be told
    visitor.happens(m.SoundIs("no device"))
    visitor.press("help")
    visitor.happens(m.SoundIs("ok"))
    assert visitor.sees("My voice is back.") and visitor.hears() == "My voice is back."  # for who cannot read it


def test_reading_that_lost_its_sound_goes_on_when_the_sound_is_back() -> None:
    visitor = reading()
    visitor.listens(15)
    sentence = visitor.state.cursor.sentence
    visitor.happens(m.SoundIs("no device"))
    assert visitor.sees("I cannot make sound now") and not visitor.hears()
    visitor.happens(m.SoundIs("ok"))
    assert visitor.hears() == "My voice is back."
    visitor.listens()
    assert visitor.state.voicing.mode == "reading" and visitor.state.cursor.sentence == sentence
    visitor.happens(m.SoundIs("no engine"))
    visitor.touch("Bigger")
    visitor.happens(m.SoundIs("ok"))
    visitor.listens()
    assert not visitor.hears()  # the visitor has gone on by hand


def test_where_am_i_is_answered_and_reading_goes_on_at_its_sentence() -> None:
    visitor = reading()
    visitor.listens(15)
    sentence = visitor.state.cursor.sentence
    visitor.say("where am i")
    assert "part 2 of 5" in visitor.hears()
    visitor.listens()
    assert visitor.state.voicing.mode == "reading" and visitor.state.cursor.sentence == sentence


@pytest.mark.parametrize("what", ["open glass", "a key without a meaning"])
def test_any_touch_and_any_key_stop_what_is_being_read_and_nothing_is_lost(what: str) -> None:
    visitor = Visitor()
    visitor.happens(m.OpenArticle(ID))
    visitor.happens(m.Read(1))
    visitor.happens(m.WordReached(visitor.state.voicing.turn, 2, 3))
    assert is_reading(visitor.state)
    before = visitor.state.cursor
    if what == "open glass":
        visitor.touch_at(960, 3)
    else:
        visitor.press("")
    assert visitor.state.voicing.mode == "silent" and visitor.state.cursor == before
    visitor.happens(m.Play())
    assert is_reading(visitor.state) and visitor.state.cursor.sentence == before.sentence


def test_misses_are_answered_kindly_and_then_more_fully() -> None:
    visitor = Visitor()
    visitor.press("")
    visitor.happens(m.NotCaught())
    assert visitor.hears() == "I did not catch that."
    visitor.happens(m.NotCaught())
    assert "You can say" in visitor.hears() and visitor.frame.screen.big_numbers
    visitor.happens(m.NotCaught())
    assert "Please touch a button." in visitor.hears()
    assert visitor.at() == Home()


def test_an_unsure_phrase_is_asked_and_only_yes_does_it() -> None:
    visitor = Visitor()
    visitor.press("")
    visitor.happens(m.DidYouSay(THERAPY, m.OpenArticle(ID)))
    assert visitor.sees("Did you say")
    visitor.say("no thanks")
    assert visitor.at() == Home() and visitor.state.question is None
    visitor.happens(m.DidYouSay(THERAPY, m.OpenArticle(ID)))
    visitor.touch("Yes")
    assert visitor.at() == Contents(ID)


def test_a_question_offers_its_own_answers_alone() -> None:
    visitor = Visitor()
    visitor.happens(m.SomebodyThere())
    visitor.happens(m.DidYouSay("Steady on your feet", m.GoHome()))
    assert visitor.frame.screen.ear.detail == "Say “yes”, “no”."
    visitor.happens(m.No())
    visitor.happens(m.NobodyThere())
    assert visitor.frame.screen.ear.detail == "Say “yes”, “I am done”."


def test_a_glass_left_alone_asks_and_any_answer_keeps_everything() -> None:
    visitor = reading()
    visitor.touch("Pause")
    visitor.happens(m.NobodyThere())
    assert visitor.sees("Are you still there?") and visitor.hears().startswith("Are you still there?")
    visitor.touch("Yes, more time")
    assert visitor.at() == Reading(ID, 1) and visitor.state.question is None


def test_i_am_done_leaves_everything_as_new() -> None:
    visitor = reading()
    visitor.say("bigger")
    visitor.say("dark")
    visitor.say("i am done")
    assert visitor.at() == Home() and visitor.state.comfort == visitor.state.first
    assert not visitor.state.trail and not visitor.hears()


def test_put_it_back_keeps_the_place() -> None:
    visitor = reading()
    visitor.listens(9)
    cursor = visitor.state.cursor
    visitor.say("bigger")
    visitor.say("put it back as it was")
    assert visitor.state.comfort == visitor.state.first and visitor.state.cursor == cursor
    assert visitor.at() == Reading(ID, 1)


def test_a_setting_ends_kindly_at_its_end() -> None:
    visitor = Visitor()
    for _ in range(9):
        visitor.say("bigger")
        visitor.say("louder")
        visitor.say("faster")
    assert visitor.state.comfort.size == 5 and visitor.state.comfort.speed == 7 and visitor.state.comfort.volume == 6
    assert visitor.hears() == "That is the most I can do."


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_touch_between_two_words_or_paragraphs_reads_from_the_nearest(size: int) -> None:
    visitor = Visitor(glass=Glass(1280, 720, 21.5), comfort=Comfort(size=size))
    visitor.touch(THERAPY)
    visitor.touch("section 2")
    boxes = visitor.frame.plan.words
    for left, right in itertools.pairwise(boxes):
        if left.rect.y == right.rect.y and left.sentence == right.sentence:
            message = word_at(visitor.frame, (left.rect.right + right.rect.x) / 2, left.rect.y + left.rect.h / 2)
            assert message == m.ReadFrom(left.sentence), (left, right)
    first = next(box for box in boxes if box.sentence == 1)
    assert word_at(visitor.frame, first.rect.x + 2, first.rect.y - 1) == m.ReadFrom(1)
    body = max(box.rect.bottom for box in boxes)
    assert word_at(visitor.frame, first.rect.x, body + first.rect.h) is None


def test_touching_a_word_reads_from_its_sentence() -> None:
    visitor = reading()
    box = next(box for box in visitor.frame.plan.words if box.sentence == 3)
    message = word_at(visitor.frame, box.rect.x + 2, box.rect.y + 2)
    assert message == m.ReadFrom(3)


def test_arrows_go_where_they_point() -> None:
    visitor = Visitor(listening=False)
    visitor.touch(THERAPY)

    def after(*keys: str) -> str:
        for key in keys:
            visitor.press(key)
        return visitor.targets()[visitor.state.focus or 0].name

    assert after("next") == "read all"
    assert after("down") == "section 1"
    assert after("right") == "section 2"
    assert after("down") == "section 4"
    assert after("left") == "section 3"
    assert after("down", "down") == "again"
    assert after("left", "left") == "home"
    assert after("up") == "section 5"
    assert after("up", "up", "up") == "read all"


def test_every_target_of_a_place_is_reached_by_four_arrows_alone() -> None:
    for place in ((), (THERAPY,), (THERAPY, "section 2"), ("Settings",), ("Help",)):
        visitor = Visitor(listening=False)
        for label in place:
            visitor.touch(label)
        visitor.press("down")
        reached = {0}
        waiting = [visitor.state]
        while waiting:
            state = waiting.pop()
            for way in ("up", "down", "left", "right"):
                visitor.state = state
                visitor.press(way)
                if visitor.state.focus not in reached:
                    reached.add(visitor.state.focus or 0)
                    waiting.append(visitor.state)
        assert reached == set(range(len(visitor.targets()))), place


def test_the_focus_is_spoken_label_first_and_then_the_hint() -> None:
    visitor = reading()
    visitor.touch("Pause")
    visitor.press("next")
    target = visitor.targets()[0].choice
    assert visitor.hears() == f"{target.label}. {target.hint}"
    visitor.listens()
    assert visitor.hears() == ""


def test_what_was_in_focus_is_not_shown_at_the_next_place() -> None:
    visitor = Visitor()
    visitor.press("next")
    assert visitor.frame.screen.ear.headline.startswith("What a therapist does")
    visitor.press("choose")
    assert visitor.state.focus == 0 and visitor.frame.screen.ear.headline == "I am listening"


@pytest.mark.parametrize("glass", [Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1), Glass(1080, 1920, 21.5)])
def test_the_number_that_a_part_speaks_of_is_on_the_glass_while_it_is_read(glass: Glass) -> None:
    visitor = Visitor(glass=glass)
    visitor.happens(m.OpenArticle("here-for-you/who-can-help-me"))
    visitor.happens(m.Read(0))
    assert "Emergency" in [target.choice.label for target in visitor.frame.plan.targets]


def test_a_headset_that_is_pulled_out_takes_voice_and_ear_and_both_are_told() -> None:
    visitor = Visitor(listening=True)
    visitor.touch(THERAPY)
    visitor.happens(m.SoundIs("no device"))
    visitor.happens(m.EarIs("none"))
    assert visitor.sees("I cannot hear you now. Please touch a button.") and visitor.sees("I cannot make sound now")
    visitor.happens(m.SoundIs("ok"))
    assert visitor.sees("My voice is back.") and not visitor.sees("I cannot make sound now")
