"""No label and no title is smaller than its text size asks, in any place: it wraps, moves or comes later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Tiles
from kiosk.core.state import Comfort, Door, Office, State
from kiosk.core.update import update
from kiosk.frame import Frame, frame_of
from kiosk.page.buttons import Look
from kiosk.page.geometry import Glass
from kiosk.page.measures import Measures, measures
from kiosk.page.packed import column
from kiosk.page.plan import Run
from tests.page.test_small_glasses import inside
from tests.visitor import STRINGS, Visitor, letters, library

GLASSES = {
    "1024x600": Glass(1024, 600, 10.1),
    "600x1024": Glass(600, 1024, 10.1),
    "800x1280": Glass(800, 1280, 10.1),
    "1280x720": Glass(1280, 720, 13.3),
    "720x1280": Glass(720, 1280, 13.3),
    "1920x1080": Glass(1920, 1080, 21.5),
    "1080x1920": Glass(1080, 1920, 21.5),
    "3840x2160": Glass(3840, 2160, 27),
}


@cache
def states() -> tuple[tuple[str, State], ...]:
    """Every kind of place, with every link, title and question that ships."""
    return tuple(_states())


def _states() -> Iterator[tuple[str, State]]:
    begun = Visitor().state

    def after(state: State, *messages: m.Message) -> State:
        for message in messages:
            state = update(state, message, library())
        return state

    yield "home", begun
    yield "comfort", after(begun, m.OpenComfort())
    yield "comfort changed", after(begun, m.OpenComfort(), m.Resize(1))
    yield "help", after(begun, m.AskHelp())
    for told in ("door.lead", "door.wait", "door.no pin"):
        yield told, replace(begun, place=Door("4711", told, 30))
    yield "office", replace(begun, place=Office(("It cannot listen: no device",), ("9:30 It began.",)))
    somebody = after(begun, m.SomebodyThere())
    yield "did you say settings", after(somebody, m.DidYouSay("settings", m.OpenComfort()))
    for entry in (entry for shelf in library().shelves for entry in shelf.entries):
        opened = after(begun, m.OpenArticle(entry.id))
        yield f"contents {entry.id}", opened
        yield f"did you say {entry.title}", after(somebody, m.DidYouSay(entry.title.lower(), m.OpenArticle(entry.id)))
        article = library().article(entry.id)
        assert article is not None
        for number, section in enumerate(article.sections):
            if not section.links:
                continue
            reading = after(opened, m.Read(number))
            yield f"paused {entry.id} {number + 1}", after(reading, m.Pause())
            yield f"ended {entry.id} {number + 1}", after(reading, m.LineEnded(reading.voicing.turn))
            for link in section.links:
                if link.number:
                    yield f"number {link.label}", after(reading, m.ShowNumber(link))
    reading = after(begun, m.OpenArticle("health/what-a-therapist-does"), m.Read(1))
    yield "reading", reading
    yield "reading by hand", after(reading, m.SoundIs("no device"))
    yield "still there", after(reading, m.NobodyThere())
    yield "help over a text", after(reading, m.AskHelp())


def groups(state: State, glass: Glass, size: int) -> Iterator[Frame]:
    """All that "more" shows, one after the other."""
    state = replace(state, comfort=Comfort(size=size))
    group = many = 0
    while group <= many:
        frame = frame_of(replace(state, group=group), library(), STRINGS, glass, letters())
        many = frame.plan.groups - 1
        yield frame
        group += 1


def smaller(frame: Frame, mine: Measures) -> Iterator[tuple[str, float]]:
    """Labels that are broken within a word or smaller than they should be, each with its share; titles too."""
    bold = [item for item in frame.plan.items if isinstance(item, Run) and item.weight == "bold"]
    for target in frame.plan.targets:
        choice = target.choice
        label = [run for run in bold if inside(run, target.rect) and run.text != str(choice.number)]
        if choice.name in ("mute", "unmute"):
            continue
        tiled = isinstance(frame.screen.body, Tiles) and choice in frame.screen.choices
        share = min((run.em for run in label), default=0) / (mine.tile if tiled else mine.label)
        if share < 1 or " ".join(run.text for run in label) != choice.label:
            yield choice.label, share
    for run in bold:
        if run.rect.y < mine.head.bottom and run.rect.x == mine.margin and run.em < mine.title:
            yield run.text, run.em / mine.title


@pytest.mark.parametrize("tiles", [True, False])
@pytest.mark.parametrize("name", ["1024x600", "600x1024"])
def test_a_label_of_many_lines_stays_in_its_place_and_leaves_room_for_more(name: str, tiles: bool) -> None:
    mine = measures(GLASSES[name], 5)
    more = STRINGS.choice("more", m.More())
    long = Choice("link 1", "everything that you have to know about appointments at this center and " * 2, m.More())
    for many in (1, 3):
        choices = [replace(long, name=f"link {n}") for n in range(many)]
        _, targets, groups = column(choices, mine.body, mine, letters(), Look(), 0, more, tiles=tiles)
        assert groups == many and len(targets) == min(many, 2)
        assert all(mine.body.y <= one.rect.y and one.rect.bottom <= mine.body.bottom for one in targets)


@pytest.mark.parametrize("size", [3, 5])
@pytest.mark.parametrize("name", GLASSES)
def test_every_label_is_whole_and_as_large_as_its_text_size_asks(name: str, size: int) -> None:
    glass = GLASSES[name]
    seen, found = set(), []
    for where, state in states():
        for frame in groups(state, glass, size):
            seen |= {target.choice.label for target in frame.plan.targets}
            found += [(where, *miss) for miss in smaller(frame, measures(glass, size))]
    assert not found
    assert len(seen) > 70
