"""Geometry, colours, the flow of text and the meaning of touches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.text import Block, Cursor, Section, Sentence, Word
from kiosk.page.flow import flow, page_of
from kiosk.page.geometry import Glass, Rect
from kiosk.page.theme import TEXT_PAIRS, THEMES, contrast
from kiosk.page.touch import Contact, Fingers, OpenGlass, Outcome, Pressed, Spot, touch
from tests.visitor import letters


def test_a_millimetre_is_a_millimetre() -> None:
    glass = Glass(1920, 1080, 21.5)
    assert glass.density == pytest.approx(4.034, abs=0.001)  # 21.5 inches at 1080p: 4.03 px/mm
    assert glass.px(20) == 81


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "least", "most"),
    [("light", 10, 21), ("dark", 10, 21), ("contrast", 17.5, 21), ("calm", 4.5, 8)],
)
def test_every_pair_of_colours_in_use_has_its_contrast(theme: str, least: float, most: float) -> None:
    for front, back in TEXT_PAIRS:
        found = contrast(getattr(THEMES[theme], front), getattr(THEMES[theme], back))
        assert least <= found <= most, (theme, front, back, found)


WORDS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCÅéñ0123456789.,!?“”’-"), min_size=1, max_size=30),
    min_size=1, max_size=14,
)  # fmt: skip
SENTENCES = st.lists(WORDS.map(lambda words: Sentence(tuple(Word(word) for word in words))), min_size=1, max_size=4)
BLOCKS = st.builds(
    lambda kind, sentences: Block(kind, tuple(sentences), "•" if kind == "item" else ""),
    st.sampled_from(["heading", "paragraph", "item"]), SENTENCES,
)  # fmt: skip
SECTIONS = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: Section("Any", tuple(blocks)))


@settings(max_examples=60, deadline=None)
@given(SECTIONS, st.sampled_from([28, 48, 96]), st.integers(180, 1500), st.integers(150, 900))
def test_no_word_is_lost_none_stands_twice_and_none_is_too_wide(
    section: Section, em: int, width: int, height: int
) -> None:
    pages = flow(section, em, width, height, letters())
    seen: dict[tuple[int, int], str] = {}
    order = []
    for page in pages:
        for line in page.lines:
            for piece in line.pieces:
                place = (piece.sentence, piece.word)
                seen[place] = seen.get(place, "") + piece.text
                order.append(place)
                assert piece.x + piece.w <= width or len(piece.text) == 1
    assert order == sorted(order)
    wanted = {(n, w): word.shown for n, one in enumerate(section.sentences) for w, word in enumerate(one.words)}
    assert seen == wanted


@settings(max_examples=40, deadline=None)
@given(SECTIONS, st.data())
def test_the_cursor_survives_every_change_of_size_and_glass(section: Section, data: st.DataObject) -> None:
    sentence = data.draw(st.integers(0, len(section.sentences) - 1))
    word = data.draw(st.integers(0, len(section.sentences[sentence].words) - 1))
    for em, width, height in ((30, 900, 700), (90, 500, 400), (60, 300, 900)):
        pages = flow(section, em, width, height, letters())
        page = pages[page_of(pages, Cursor(sentence, word))]
        here = {(piece.sentence, piece.word) for line in page.lines for piece in line.pieces}
        assert (sentence, word) in here


MM = 4.0
HOME, NEXT = Spot(Rect(100, 100, 120, 80), "home"), Spot(Rect(240, 100, 120, 80), "next")


def press(points: list[tuple[float, float]], fingers: Fingers | None = None, t: float = 10.0, hold: float = 0.1,
          source: str = "finger", spots: tuple[Spot, ...] = (HOME, NEXT)) -> tuple[Fingers, list[Outcome]]:  # fmt: skip
    """Down at the first point, over the others, up at the last."""
    fingers = fingers or Fingers()
    kinds = ["down", *["move"] * (len(points) - 1), "up"]
    steps = [*points, points[-1]]
    outcomes = []
    for index, (kind, (x, y)) in enumerate(zip(kinds, steps, strict=True)):
        contact = Contact(kind, x, y, t + hold * index / len(steps), source)  # type: ignore[arg-type]  # the literals
        fingers, outcome = touch(fingers, contact, spots, roll=8 * MM, guard=0.4)
        outcomes.append(outcome)
    return fingers, [outcome for outcome in outcomes if outcome is not None]


def test_it_acts_on_release_and_not_before() -> None:
    fingers, outcome = touch(Fingers(), Contact("down", 120, 120, 0), (HOME,), roll=32, guard=0.4)
    assert outcome is None and fingers.pressed == "home"
    _, outcome = touch(fingers, Contact("up", 120, 120, 3.0), (HOME,), roll=32, guard=0.4)
    assert outcome == Pressed("home")


@pytest.mark.parametrize("hold", (0.02, 0.5, 3.0, 20.0))
def test_any_length_of_press_counts(hold: float) -> None:
    assert press([(130, 130)], hold=hold)[1] == [Pressed("home")]


def test_a_roll_of_eight_millimetres_counts_and_a_slide_away_cancels() -> None:
    assert press([(110, 110), (110, 100 - 7 * MM)])[1] == [Pressed("home")]
    assert press([(110, 110), (110, 100 - 40 * MM)])[1] == []
    assert press([(110, 110), (110, 100 - 40 * MM), (110, 120)])[1] == [Pressed("home")]


def test_a_touch_just_beside_a_target_is_taken_for_it() -> None:
    assert press([(100 - 5 * MM, 140)])[1] == [Pressed("home")]
    assert press([(229, 140)])[1] == [Pressed("home")]
    assert press([(231, 140)])[1] == [Pressed("next")]


def test_a_miss_names_the_nearest_target() -> None:
    assert press([(600, 140)])[1] == [OpenGlass(600, 140, "next")]


def test_a_second_press_of_a_trembling_finger_is_not_counted() -> None:
    fingers, first = press([(130, 130)], t=1.0)
    fingers, second = press([(132, 130)], fingers, t=1.15)
    assert (first, second) == ([Pressed("home")], [])
    assert press([(130, 130)], fingers, t=2.0)[1] == [Pressed("home")]


def test_a_target_newly_placed_under_the_finger_is_guarded_too() -> None:
    fingers, _ = press([(130, 130)], t=1.0)
    moved = (Spot(Rect(100, 100, 120, 80), "delete"), NEXT)
    assert press([(130, 130)], fingers, t=1.2, spots=moved)[1] == []
    assert press([(130, 130)], fingers, t=1.6, spots=moved)[1] == [Pressed("delete")]


def test_another_target_that_stood_there_already_may_be_pressed_at_once() -> None:
    fingers, _ = press([(130, 130)], t=1.0)
    assert press([(300, 130)], fingers, t=1.2)[1] == [Pressed("next")]


def test_one_touch_that_arrives_as_finger_and_mouse_acts_once() -> None:
    fingers, first = press([(130, 130)], t=1.0)
    fingers, echo = press([(300, 130)], fingers, t=1.12, source="mouse")
    assert (first, echo) == ([Pressed("home")], [])


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.lists(st.tuples(st.floats(-6, 6), st.floats(-6, 6)), max_size=8))
def test_tremor_inside_a_target_never_loses_the_press(x: float, y: float, jitter: list[tuple[float, float]]) -> None:
    start = (HOME.box.x + x * HOME.box.w, HOME.box.y + y * HOME.box.h)
    path = [start, *((start[0] + dx * MM, start[1] + dy * MM) for dx, dy in jitter)]
    last = path[-1]
    if abs(last[0] - start[0]) + abs(last[1] - start[1]) <= 7 * MM:
        assert press(path)[1] == [Pressed("home")]
