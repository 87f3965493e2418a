"""Glasses that are small for large print, lying and upright: fewer things, never smaller or cut ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from kiosk.core import messages as m
from kiosk.core.screen import Text
from kiosk.core.state import Comfort
from kiosk.frame import Frame
from kiosk.page.geometry import Glass, Rect
from kiosk.page.measures import measures
from kiosk.page.plan import Fill, Icon, Run
from kiosk.page.reading import pages
from tests.visitor import Visitor, letters, library

GLASSES = {
    "1024x600": Glass(1024, 600, 10.1),
    "600x1024": Glass(600, 1024, 10.1),
    "800x1280": Glass(800, 1280, 10.1),
    "1366x768": Glass(1366, 768, 15.6),
    "1280x720": Glass(1280, 720, 13.3),
    "768x1366": Glass(768, 1366, 15.6),
}
BAND = {"home", "back", "again", "comfort", "help", "mute", "unmute"}


def scenes(glass: Glass, size: int) -> Iterator[tuple[str, Frame]]:
    """The main places as a visitor meets them."""
    visitor = Visitor(glass=glass, comfort=Comfort(size=size))
    yield "home", visitor.frame
    visitor.happens(m.OpenArticle("health/what-a-therapist-does"))
    yield "contents", visitor.frame
    visitor.happens(m.Read(1))
    visitor.listens(9)
    yield "reading", visitor.frame
    visitor.happens(m.NobodyThere())
    yield "still there", visitor.frame
    visitor.happens(m.StayHere())
    visitor.happens(m.LineEnded(visitor.state.voicing.turn))
    yield "shall I go on", visitor.frame
    visitor.happens(m.OpenComfort())
    yield "comfort", visitor.frame
    visitor.happens(m.AskHelp())
    yield "help", visitor.frame
    visitor.happens(m.OpenArticle("here-for-you/who-can-help-me"))
    visitor.happens(m.Read(1))
    yield "reading with numbers", visitor.frame
    visitor.touch("More") if size > 4 and glass.upright else None
    number = next(choice for choice in visitor.frame.screen.choices if isinstance(choice.message, m.ShowNumber))
    visitor.happens(number.message)
    yield "number", visitor.frame


def inside(run: Run, rect: Rect) -> bool:
    middle = run.rect.y + run.rect.h / 2
    return rect.x <= run.rect.x < rect.right and rect.y <= middle < rect.bottom


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_targets_are_large_and_apart_and_nothing_runs_into_another(name: str, size: int) -> None:
    glass = GLASSES[name]
    mm = glass.density
    for place, frame in scenes(glass, size):
        where = (name, size, place)
        targets, runs = frame.plan.targets, [item for item in frame.plan.items if isinstance(item, Run)]
        for index, one in enumerate(targets):
            least = 16.0 if one.name in BAND else 20.0
            assert min(one.rect.w, one.rect.h) / mm >= least, (*where, one.name)
            for other in targets[index + 1 :]:
                assert one.rect.gap(other.rect) / mm >= 3.2, (*where, one.name, other.name)
        for index, run in enumerate(runs):
            assert run.rect.x >= 0 and run.rect.right <= glass.width, (*where, run.text)
            for after in runs[index + 1 :]:
                across = min(run.rect.right, after.rect.right) - max(run.rect.x, after.rect.x)
                down = min(run.rect.bottom, after.rect.bottom) - max(run.rect.y, after.rect.y)
                assert across <= 1 or down <= 0.3 * min(run.em, after.em), (*where, run.text, after.text)
        for box in frame.plan.words:
            assert not any(box.rect.meets(target.rect) for target in targets), where


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_labels_and_titles_are_not_cut_and_keep_their_size(name: str, size: int) -> None:
    glass = GLASSES[name]
    mine = measures(glass, size)
    for place, frame in scenes(glass, size):
        runs = [item for item in frame.plan.items if isinstance(item, Run) and item.weight == "bold"]
        for target in frame.plan.targets:
            if target.name in ("mute", "unmute"):
                continue
            label = [run for run in runs if inside(run, target.rect)]
            words = [word for run in label for word in run.text.split()]
            shown = [word for word in words if word != str(target.choice.number)]
            assert shown == target.choice.label.split(), (name, size, place, target.name, words)
            smallest = min(run.em for run in label if run.text != str(target.choice.number))
            assert smallest >= mine.label, (name, size, place, target.name, smallest / mine.label)
        title = [run for run in runs if run.rect.y < mine.head.bottom and run.rect.x == mine.margin]
        words = [word for run in title for word in run.text.split()]
        question = frame.screen.body.question if isinstance(frame.screen.body, Text) else ""
        whole = [each.split() for each in (frame.screen.title, frame.screen.brief, question)]
        assert words in whole, (name, size, place, words)
        assert min(run.em for run in title) == mine.title, (name, size, place, words)


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_labels_and_titles_grow_with_the_text_to_capitals_of_9_mm(name: str, size: int) -> None:
    glass = GLASSES[name]
    mine = measures(glass, size)
    assert mine.label == glass.em((4.8, 5.4, 6.8, 9.0, 9.0)[size - 1])
    assert mine.label <= mine.title <= glass.em(9.0) and mine.label <= mine.tile <= glass.em(9.0)


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_settings_are_in_the_band_or_among_the_first_choices_of_a_place(name: str, size: int) -> None:
    visitor = Visitor(glass=GLASSES[name], comfort=Comfort(size=size))
    for message, touches in ((m.AskHelp(), 0), (m.GoHome(), 3), (m.OpenArticle("health/steady-on-your-feet"), 3),
                             (m.Read(1), 2)):  # fmt: skip
        visitor.happens(message)
        names = [{target.name for target in visitor.targets()}]
        for _ in range(touches):
            visitor.happens(m.More())
            names.append({target.name for target in visitor.targets()})
        assert any("comfort" in each for each in names), (name, size, message)
        standing = measures(GLASSES[name], size).crowded
        assert standing or all("comfort" in each for each in names)


@pytest.mark.parametrize("name", GLASSES)
def test_a_page_of_the_largest_text_has_two_lines_or_more(name: str) -> None:
    article = library().article("health/what-a-therapist-does")
    assert article is not None
    for section in article.sections:
        made = pages(section, GLASSES[name], 5, letters())
        assert max(len(page.lines) for page in made) >= 2
        assert sum(len(page.lines) for page in made) / len(made) > 1.5, (name, section.title)


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_all_buttons_of_the_band_have_icons_or_none_has(name: str, size: int) -> None:
    _, frame = next(scenes(GLASSES[name], size))
    icons = [item.rect for item in frame.plan.items if isinstance(item, Icon)]
    band = [target.rect for target in frame.plan.targets if target.name in BAND - {"mute", "unmute"}]
    assert len({any(rect.meets(icon) for icon in icons) for rect in band}) == 1


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("name", GLASSES)
def test_the_size_of_the_words_has_an_example_of_that_size(name: str, size: int) -> None:
    visitor = Visitor(glass=GLASSES[name], comfort=Comfort(size=size))
    visitor.happens(m.OpenComfort())
    runs = [item for item in visitor.frame.plan.items if isinstance(item, Run)]
    em = measures(GLASSES[name], size).text
    assert [run.text for run in runs if run.em == em and run.weight == "medium" and "words" in run.text]


def test_the_end_of_a_heading_does_not_stand_alone_on_a_page() -> None:
    checked = 0
    for shelf in library().shelves:
        for entry in shelf.entries:
            article = library().article(entry.id)
            assert article is not None
            for section in article.sections:
                made = pages(section, GLASSES["1024x600"], 5, letters())
                for page in made[1:-1]:
                    pieces = [piece for line in page.lines for piece in line.pieces]
                    heading = [piece for piece in pieces if piece.sentence == 0 and piece.weight == "bold"]
                    checked += bool(heading)
                    alone = len(page.lines) == 1 and heading == pieces != []
                    assert not alone, (entry.id, section.title, [piece.text for piece in pieces])
    assert checked > 5


@pytest.mark.parametrize("name", GLASSES)
def test_no_word_of_what_ships_is_cut_in_the_largest_text(name: str) -> None:
    for shelf in library().shelves:
        for entry in shelf.entries:
            article = library().article(entry.id)
            assert article is not None
            for section in article.sections:
                pieces = [piece for page in pages(section, GLASSES[name], 5, letters())
                          for line in page.lines for piece in line.pieces]  # fmt: skip
                whole = [word.shown for sentence in section.sentences for word in sentence.words]
                assert [piece.text for piece in pieces] == whole


@pytest.mark.parametrize("size", range(1, 6))
def test_what_the_ear_lacks_is_told_whole_beside_the_title(size: int) -> None:
    visitor = Visitor(glass=GLASSES["1024x600"], comfort=Comfort(size=size))
    for echo in (m.EarIs("none"), m.EarIs("off"), m.EarIs("preparing"), m.SoundIs("no device")):
        visitor.happens(echo)
        visitor.happens(m.GoHome())
        visitor.touch("What a therapist does") if echo == m.SoundIs("no device") else None
        headline, title = visitor.frame.screen.ear.headline, visitor.frame.screen.title
        assert visitor.sees(headline), headline
        assert visitor.sees(title) or visitor.sees(visitor.frame.screen.brief)
        assert "\u2026" not in "".join(item.text for item in visitor.frame.plan.items if isinstance(item, Run))
        visitor.happens(m.EarIs("listening"))


@pytest.mark.parametrize("size", (2, 5))
def test_a_question_is_never_hidden_by_what_the_ear_tells(size: int) -> None:
    visitor = Visitor(glass=GLASSES["1024x600"], comfort=Comfort(size=size), sound=False)
    visitor.happens(m.SomebodyThere())
    visitor.happens(m.DidYouSay("settings", m.OpenComfort()))
    visitor.press("next")
    title = next(item.rect for item in visitor.frame.plan.items if isinstance(item, Run) and "settings" in item.text)
    items = visitor.frame.plan.items
    at = next(n for n, item in enumerate(items) if item.rect == title)
    assert not any(isinstance(item, Fill) and item.radius and item.rect.meets(title) for item in items[at:])


@pytest.mark.parametrize("glass", [*GLASSES.values(), Glass(1080, 1920, 21.5), Glass(1920, 1080, 21.5)])
def test_titles_over_articles_do_not_shrink_for_what_stands_beside_them(glass: Glass) -> None:
    for size in (2, 3, 5):
        mine = measures(glass, size)
        for shelf in library().shelves:
            for entry in shelf.entries:
                visitor = Visitor(glass=glass, comfort=Comfort(size=size))
                visitor.happens(m.OpenArticle(entry.id))
                for message in (m.StayHere(), m.Read(2)):
                    visitor.happens(message)
                    title = [item.em for item in visitor.frame.plan.items if isinstance(item, Run)
                             and item.rect.y < mine.head.bottom and item.rect.x == mine.margin]  # fmt: skip
                    assert min(title) >= mine.title, (size, entry.title)


@pytest.mark.parametrize("size", range(1, 6))
@pytest.mark.parametrize("glass", [
    Glass(1024, 600, 7), Glass(800, 480, 7), Glass(1280, 800, 8), Glass(1024, 600, 8), Glass(600, 1024, 7),
    Glass(800, 1280, 8),
])  # fmt: skip
def test_both_answers_to_a_question_stand_on_the_lowest_glass(glass: Glass, size: int) -> None:
    """Yes filled the body, "More" stood over Home, and No was not on the glass."""
    for question, answers in (
        (m.DidYouSay("go home", m.GoHome()), {"yes", "no"}), (m.NobodyThere(), {"yes more time", "done"}),
    ):  # fmt: skip
        visitor = Visitor(glass=glass, comfort=Comfort(size=size))
        visitor.happens(m.SomebodyThere())
        visitor.happens(question)
        targets = visitor.targets()
        assert answers <= {target.name for target in targets}
        for one, other in itertools.combinations(targets, 2):
            assert not one.rect.meets(other.rect), (one.name, other.name)
        least = glass.px(20) - 1
        assert all(min(each.rect.w, each.rect.h) >= least for each in targets if each.name in answers)
