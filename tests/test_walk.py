"""The whole kiosk walked through its own Choices: no trap, no clash, nothing clipped, something always said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core import messages as m
from kiosk.core.state import Comfort, ComfortPlace, Home, Notice, Number, Reading, State, place_name
from kiosk.core.update import update
from kiosk.frame import frame_of
from kiosk.page.geometry import Glass
from kiosk.page.grids import MOST
from kiosk.page.letters import fitted
from kiosk.page.measures import measures
from kiosk.page.plan import Fill, Icon, Run
from tests.visitor import STRINGS, Visitor, letters, library

States = dict[tuple[object, ...], State]

GLASSES = {
    "1920x1080": Glass(1920, 1080, 21.5),
    "1024x600": Glass(1024, 600, 10.1),
    "1024x600 large": Glass(1024, 600, 21.5),
    "1080x1920": Glass(1080, 1920, 21.5),
    "3840x2160": Glass(3840, 2160, 27),
}


def key(state: State) -> tuple[object, ...]:
    """What makes two states alike for a walk: the place, its group of choices, what is asked."""
    asked = state.question.kind if state.question else ""
    return place_name(state.place), state.group % 4, asked, state.voicing.mode == "reading"


def walk(listening: bool = True, most: int = 400) -> States:
    """States found by touching every target from Home on, and by letting every line end."""
    first = Visitor(listening=listening).state
    found = {key(first): first}
    waiting = [first]
    while waiting and len(found) < most:
        state = waiting.pop(0)
        frame = frame_of(state, library(), STRINGS, GLASSES["1920x1080"], letters())
        messages = [target.choice.message for target in frame.plan.targets]
        for message in [*messages, m.LineEnded(state.voicing.turn)]:
            after = update(state, message, library())
            after = replace(after, trail=after.trail[-4:])
            if key(after) not in found:
                found[key(after)] = after
                waiting.append(after)
    return found


@pytest.fixture(scope="module")
def states() -> States:
    return walk()


def test_every_article_part_number_and_setting_is_reached_by_touch_alone(
    states: States,
) -> None:
    places = {place_name(state.place) for state in states.values()}
    for shelf in library().shelves:
        for entry in shelf.entries:
            assert f"contents/{entry.id}" in places
            for number in range(1, entry.sections + 1):
                assert f"reading/{entry.id}/{number}" in places
    assert {"home", "comfort", "help"} <= places
    assert sum(place.startswith("number/") for place in places) >= 8


def test_nothing_said_has_two_meanings_and_everything_touched_can_be_said(
    states: States,
) -> None:
    for state in states.values():
        screen = frame_of(state, library(), STRINGS, GLASSES["1920x1080"], letters()).screen
        meanings: dict[str, m.Message] = {}
        for choice in screen.everything:
            for phrase in choice.phrases:
                assert meanings.setdefault(phrase, choice.message) == choice.message, (screen.place, phrase)
        for choice in (*screen.choices, *screen.standing):
            assert choice.phrases or choice.name == "unmute" or choice.message in meanings.values(), (
                screen.place, choice.name)  # fmt: skip


def test_there_is_a_way_home_and_back_and_something_is_shown_and_said(states: States) -> None:
    for state in states.values():
        frame = frame_of(state, library(), STRINGS, GLASSES["1920x1080"], letters())
        names = [target.name for target in frame.plan.targets]
        assert {"home", "back", "again", "help"} <= set(names)
        assert len(names) == len(set(names)), (frame.screen.place, names)
        assert len(names) - len(frame.screen.standing) <= MOST + 1
        assert frame.screen.title and frame.screen.ear.headline
        again = frame_of(update(state, m.Again(), library()), library(), STRINGS, GLASSES["1920x1080"], letters())
        assert again.screen.line is not None and again.screen.line.utterances, frame.screen.place


@pytest.mark.parametrize("name", GLASSES)
@pytest.mark.parametrize("size", range(1, 6))
def test_every_place_fits_its_glass(name: str, size: int, states: States) -> None:
    glass = GLASSES[name]
    whole = (0, 0, glass.width, glass.height)
    for state in list(states.values())[:: 1 if size in (2, 5) else 7]:
        state = replace(state, comfort=replace(state.comfort, size=size))
        plan = frame_of(state, library(), STRINGS, glass, letters()).plan
        where = (name, size, place_name(state.place))
        mm = glass.density
        standing = {"home", "back", "again", "comfort", "help", "mute", "unmute"}
        for target in plan.targets:
            least = 16.0 if target.name in standing else 20.0
            rect = target.rect
            assert rect.w / mm >= least and rect.h / mm >= least, (*where, target.name, rect.w / mm, rect.h / mm)
            assert rect.x >= 0 and rect.y >= 0 and rect.right <= whole[2] and rect.bottom <= whole[3], where
            for corner in (0, glass.width - 10 * mm):
                at_side = rect.x < corner + 10 * mm and rect.right > corner
                assert not (at_side and rect.bottom > glass.height - 10 * mm), (*where, target.name, "corner")
        for index, one in enumerate(plan.targets):
            for other in plan.targets[index + 1 :]:
                assert one.rect.gap(other.rect) / mm >= 3.2, (*where, one.name, other.name)
        for item in plan.items:
            if isinstance(item, Run | Icon):
                rect = item.rect
                inside = rect.x >= 0 and rect.right <= glass.width and rect.y >= -1 and rect.bottom <= glass.height + 1
                assert inside, (*where, item)


@pytest.mark.parametrize("name", GLASSES)
@pytest.mark.parametrize("size", (1, 2, 5))
def test_a_label_stands_inside_its_button(name: str, size: int, states: States) -> None:
    glass = GLASSES[name]
    for state in list(states.values())[::3]:
        state = replace(state, comfort=replace(state.comfort, size=size))
        plan = frame_of(state, library(), STRINGS, glass, letters()).plan
        boxes = [target.rect for target in plan.targets]
        for item in plan.items:
            if not isinstance(item, Run):
                continue
            for box in boxes:
                middle = item.rect.y + item.rect.h / 2
                if box.y <= middle <= box.bottom and box.x <= item.rect.x <= box.right:
                    assert item.rect.right <= box.right, (name, size, place_name(state.place), item.text)
                    spill = max(box.y - item.rect.y, item.rect.bottom - box.bottom)
                    assert spill <= item.em * 0.3, (name, size, place_name(state.place), item.text)


@pytest.mark.parametrize("name", GLASSES)
@pytest.mark.parametrize("size", (1, 2, 5))
def test_no_text_runs_into_another_or_out_of_the_glass(name: str, size: int, states: States) -> None:
    glass = GLASSES[name]
    for state in list(states.values())[::7]:
        state = replace(state, comfort=replace(state.comfort, size=size))
        plan = frame_of(state, library(), STRINGS, glass, letters()).plan
        runs = sorted((item for item in plan.items if isinstance(item, Run)), key=lambda run: run.rect.y)
        for index, one in enumerate(runs):
            assert one.rect.x >= 0 and one.rect.right <= glass.width, (name, size, place_name(state.place), one.text)
            for other in runs[index + 1 :]:
                if other.rect.y > one.rect.bottom:
                    break
                across = min(one.rect.right, other.rect.right) - max(one.rect.x, other.rect.x)
                down = min(one.rect.bottom, other.rect.bottom) - max(one.rect.y, other.rect.y)
                # A line's box is higher than its letters: touching boxes are not yet touching words.
                near = across > 1 and down > 0.3 * min(one.em, other.em)
                assert not near, (name, size, place_name(state.place), one.text, other.text)


@pytest.mark.parametrize("name", GLASSES)
@pytest.mark.parametrize("size", (1, 2, 5))
def test_whatever_the_kiosk_says_of_its_own_stays_inside_its_band(name: str, size: int) -> None:
    glass = GLASSES[name]
    blanks = {"n": 5, "of": 12, "minutes": 34, "title": "A rather long title of an article", "phrase": "read it all"}
    keys = [key for key in STRINGS.text if key.startswith("notice.")]
    assert len(keys) > 15
    for ear in ("listening", "muted", "none"):
        begun = Visitor(glass=glass, comfort=Comfort(size=size)).state
        state = update(update(begun, m.SomebodyThere(), library()), m.EarIs(ear), library())
        for key in keys:
            told = replace(state, notice=Notice(key, blanks))
            plan = frame_of(told, library(), STRINGS, glass, letters()).plan
            mine = measures(glass, size)
            panel = mine.ear or max((item.rect for item in plan.items if isinstance(item, Fill) and item.radius
                                     and item.rect.y > mine.foot.y), key=lambda rect: rect.x)  # fmt: skip
            for item in plan.items:
                if isinstance(item, Run) and panel.y - 2 <= item.rect.y <= panel.bottom and item.rect.x > panel.x:
                    assert item.rect.bottom <= panel.bottom + 0.3 * item.em, (name, size, key, item.text)
                    assert item.rect.right <= panel.right, (name, size, key, item.text)


@pytest.mark.parametrize("name", ["1920x1080", "1024x600"])
@pytest.mark.parametrize("size", [2, 5])
def test_an_icon_gives_way_before_its_label_shrinks(name: str, size: int) -> None:
    visitor = Visitor(glass=GLASSES[name], comfort=Comfort(size=size))
    visitor.state = replace(visitor.state, place=Reading("health/steady-on-your-feet", 3))
    m_ = measures(GLASSES[name], size)
    beside = [target for target in visitor.frame.plan.targets if target.choice in visitor.frame.screen.choices]
    assert beside
    for target in beside:
        inside = [item for item in visitor.frame.plan.items if item.rect.meets(target.rect)]
        smaller = [item.em for item in inside if isinstance(item, Run) and item.em < m_.label]
        if smaller and any(isinstance(item, Icon) for item in inside):
            alone = fitted(target.choice.label, m_.label, m_.least, target.rect.w - 2 * m_.pad,
                           target.rect.h - m_.pad, letters())  # fmt: skip
            assert max(smaller) >= alone.em, target.choice.label


def test_the_settings_fill_the_glass() -> None:
    visitor = Visitor()
    visitor.state = replace(visitor.state, place=ComfortPlace())
    plan, m_ = visitor.frame.plan, measures(GLASSES["1920x1080"], 2)
    body = [target.rect.bottom for target in plan.targets if target.rect.bottom <= m_.body.bottom]
    assert m_.body.bottom - max(body) < m_.main


def test_the_standing_band_never_moves(states: States) -> None:
    for size in (1, 2, 5):
        places = set()
        for state in list(states.values())[::5]:
            state = replace(state, comfort=Comfort(size=size))
            plan = frame_of(state, library(), STRINGS, GLASSES["1920x1080"], letters()).plan
            places.add(tuple(each.rect for each in plan.targets if each.choice.role == "standing"))
        assert len(places) == 1


def test_capitals_are_as_high_as_promised() -> None:
    from kiosk.page.geometry import CAPITALS_MM

    glass = GLASSES["1920x1080"]
    for size, capital in enumerate(CAPITALS_MM, start=1):
        visitor = Visitor(glass=glass, comfort=Comfort(size=size))
        visitor.touch("What a therapist does")
        visitor.touch("section 1")
        visitor.listens(12)  # past the heading, on whatever page that is
        boxes = {box.rect for box in visitor.frame.plan.words if box.sentence > 0}
        run = next(each for each in visitor.frame.plan.items if isinstance(each, Run) and each.rect in boxes)
        drawn = letters().font(run.em, "medium").render("I", True, (0, 0, 0)).get_bounding_rect().h
        assert abs(drawn / glass.density - capital) < 0.3


def test_lit_words_do_not_move_the_text() -> None:
    visitor = Visitor()
    visitor.touch("What a therapist does")
    visitor.touch("section 2")
    before = {(item.text, item.rect) for item in visitor.frame.plan.items if isinstance(item, Run)}
    visitor.listens(9)
    after = {(item.text, item.rect) for item in visitor.frame.plan.items if isinstance(item, Run)}
    assert before == after
    assert any(isinstance(item, Fill) and item.role == "lit_word" for item in visitor.frame.plan.items)


def test_the_page_turns_with_the_voice() -> None:
    visitor = Visitor(comfort=Comfort(size=5))
    visitor.touch("What a therapist does")
    visitor.touch("section 1")
    pages = {visitor.frame.setting.page}
    line = visitor.frame.screen.line
    assert line is not None
    for utterance in line.utterances:
        for word in range(len(utterance.words)):
            visitor.happens(m.WordReached(line.turn, utterance.index, word))
            frame = visitor.frame
            pages.add(frame.setting.page)
            assert any((box.sentence, box.word) == (utterance.index, word) for box in frame.plan.words)
    assert pages == set(range(visitor.frame.setting.pages)) and len(pages) > 2


def test_a_place_that_is_gone_leads_home_with_a_kind_word() -> None:
    visitor = Visitor()
    visitor.happens(m.OpenArticle("no/such"))
    assert visitor.state.place == Home() and visitor.sees("That one is not here any more.")


def test_number_pages_have_no_trap() -> None:
    visitor = Visitor()
    visitor.say("who can help me")
    visitor.say("section one")
    visitor.listens()
    visitor.touch("Emergency")
    assert isinstance(visitor.state.place, Number)
    visitor.touch("Back")
    assert not isinstance(visitor.state.place, Number)
