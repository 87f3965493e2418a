"""What a touch means: rolls, long presses, tremor, slides, doubles and misses."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.page.geometry import Rect
from kiosk.page.touch import Contact, Fingers, OpenGlass, Outcome, Pressed, SlidOff, Spot, placed, touch

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
    assert press([(110, 110), (110, 100 - 40 * MM)])[1] == [SlidOff("home")]
    assert press([(110, 110), (110, 100 - 40 * MM), (110, 120)])[1] == [Pressed("home")]


def test_a_touch_just_beside_a_target_is_taken_for_it() -> None:
    assert press([(100 - 5 * MM, 140)])[1] == [Pressed("home")]
    assert press([(229, 140)])[1] == [Pressed("home")]
    assert press([(231, 140)])[1] == [Pressed("next")]


def test_a_miss_names_the_nearest_target() -> None:
    assert press([(600, 140)])[1] == [OpenGlass(600, 140, "next")]


def test_a_trembling_finger_beside_all_targets_counts_once_and_does_not_hold_up_the_next_press() -> None:
    fingers, outcomes = press([(600, 140)], t=10.0)
    assert len(outcomes) == 1
    shaken, outcomes = press([(610, 145)], fingers, t=10.2)
    assert outcomes == []
    assert press([(600, 140)], shaken, t=10.6)[1] == [OpenGlass(600, 140, "next")]
    assert press([(130, 130)], fingers, t=10.2)[1] == [Pressed("home")]


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


def test_a_press_that_misses_by_as_much_as_old_fingers_do_lands_right() -> None:
    """Sultana and Moffatt 2019: older people land 3.4 mm from the middle on average; targets here are 20 mm."""
    dice = random.Random(3)
    side, gap = round(20 * MM), round(6 * MM)
    grid = tuple(
        Spot(Rect(100 + column * (side + gap), 100 + row * (side + gap), side, side), f"{row}{column}")
        for row in range(3) for column in range(3)
    )  # fmt: skip
    right = 0
    for trial in range(2000):
        wanted = dice.choice(grid)
        x = wanted.box.x + side / 2 + dice.gauss(0, 3.4 * MM)
        y = wanted.box.y + side / 2 + dice.gauss(0, 3.4 * MM)
        right += press([(x, y)], t=10.0 * trial, spots=grid)[1] == [Pressed(wanted.name)]
    assert right >= 0.99 * 2000


def test_a_trembling_stroke_of_4_to_12_hertz_is_one_press() -> None:
    dice = random.Random(4)
    for _ in range(300):
        points = [(160 + dice.gauss(0, 1.5 * MM), 140 + dice.gauss(0, 1.5 * MM)) for _ in range(dice.randrange(2, 30))]
        assert press(points, hold=dice.uniform(0.1, 2.5))[1] == [Pressed("home")]


def test_a_second_finger_says_nothing_while_one_is_down() -> None:
    fingers, _ = touch(Fingers(), Contact("down", 130, 130, 1.0, finger=1), (HOME, NEXT), roll=32, guard=0.4)
    fingers, _ = touch(fingers, Contact("down", 300, 130, 1.1, finger=2), (HOME, NEXT), roll=32, guard=0.4)
    fingers, outcome = touch(fingers, Contact("up", 300, 130, 1.2, finger=2), (HOME, NEXT), roll=32, guard=0.4)
    assert outcome is None and fingers.pressed == "home"
    _, outcome = touch(fingers, Contact("up", 130, 130, 1.3, finger=1), (HOME, NEXT), roll=32, guard=0.4)
    assert outcome == Pressed("home")


def test_a_finger_presses_beside_a_hand_that_rests_on_open_glass() -> None:
    """Who trembles may rest a hand on the glass to be steadier."""
    resting, _ = touch(Fingers(), Contact("down", 600, 500, 1.0, finger=1), (HOME, NEXT), roll=32, guard=0.4)
    for n in range(3):
        begun = 2.0 + n
        fingers, _ = touch(resting, Contact("down", 300, 130, begun, finger=2 + n), (HOME, NEXT), roll=32, guard=0.4)
        assert fingers.pressed == "next"
        fingers, outcome = touch(fingers, Contact("move", 601, 500, begun, finger=1), (HOME, NEXT), roll=32, guard=0.4)
        assert outcome is None and fingers.pressed == "next"
        up = Contact("up", 300, 130, begun + 0.1, finger=2 + n)
        resting, outcome = touch(fingers, up, (HOME, NEXT), roll=32, guard=0.4)
        assert outcome == Pressed("next")
    assert touch(resting, Contact("up", 601, 500, 9.0, finger=1), (HOME, NEXT), roll=32, guard=0.4)[1] is None


@pytest.mark.parametrize(("later", "counts"), [(0.1, False), (0.5, True)])
def test_what_came_under_the_finger_by_itself_is_guarded(later: float, counts: bool) -> None:
    """A part ends just as the finger comes down on Pause, and "Yes, go on" stands there."""
    instead = Spot(HOME.box, "yes")
    fingers = placed(placed(Fingers(), (HOME, NEXT), 1.0), (instead, NEXT), 5.0)
    assert press([(130, 130)], fingers, t=5.0 + later, spots=(instead, NEXT))[1] == [Pressed("yes")] * counts
    assert press([(300, 130)], fingers, t=5.0 + later, spots=(instead, NEXT))[1] == [Pressed("next")]


def test_the_first_targets_on_the_glass_may_be_pressed_at_once() -> None:
    fingers = placed(Fingers(), (HOME, NEXT), 1.0)
    assert press([(130, 130)], fingers, t=1.1)[1] == [Pressed("home")]


@pytest.mark.parametrize(("after_s", "finger"), [(11.0, 2), (0.5, 1)], ids=["it lies there", "its end was not told"])
def test_what_lies_on_the_glass_for_ever_does_not_shut_it_to_fingers(after_s: float, finger: int) -> None:
    """A drop of water; or a touch screen that was unplugged under a finger, and gave the same number anew."""
    fingers, _ = touch(Fingers(), Contact("down", 300, 140, 10.0, finger=1), (HOME, NEXT), roll=32, guard=0.4)
    begun = 10.0 + after_s
    fingers, _ = touch(fingers, Contact("down", 130, 130, begun, finger=finger), (HOME, NEXT), roll=32, guard=0.4)
    fingers, _ = touch(fingers, Contact("move", 300, 141, begun, finger=3), (HOME, NEXT), roll=32, guard=0.4)
    _, outcome = touch(fingers, Contact("up", 130, 130, begun + 0.1, finger=finger), (HOME, NEXT), roll=32, guard=0.4)
    assert outcome == Pressed("home")


def test_a_target_that_goes_away_under_the_finger_does_nothing() -> None:
    fingers, _ = touch(Fingers(), Contact("down", 130, 130, 1.0), (HOME, NEXT), roll=32, guard=0.4)
    fingers, outcome = touch(fingers, Contact("up", 130, 130, 1.2), (NEXT,), roll=32, guard=0.4)
    assert outcome is None and fingers.pressed is None


def test_a_swipe_over_open_glass_is_no_miss() -> None:
    assert press([(600, 500), (800, 500)], spots=(HOME,))[1] == []


@pytest.mark.parametrize("guard", (0.0, 0.2, 0.5))
def test_the_guard_lasts_as_long_as_it_is_set(guard: float) -> None:
    fingers, _ = touch(Fingers(), Contact("down", 130, 130, 1.0), (HOME,), roll=32, guard=guard)
    fingers, _ = touch(fingers, Contact("up", 130, 130, 1.1), (HOME,), roll=32, guard=guard)
    for later, counts in ((guard - 0.02, False), (guard + 0.02, True))[guard == 0.0 :]:
        down, _ = touch(fingers, Contact("down", 130, 130, 1.1 + later), (HOME,), roll=32, guard=guard)
        _, outcome = touch(down, Contact("up", 130, 130, 1.1 + later + 0.05), (HOME,), roll=32, guard=guard)
        assert (outcome == Pressed("home")) is counts
