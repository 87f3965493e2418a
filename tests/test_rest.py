"""The glass at rest: darker by night, never the same pixels for long, and nothing that flashes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pygame
import pytest

from kiosk import places
from kiosk.config import Config, ScreenTable
from kiosk.core.state import State
from kiosk.rest import DRIFT_MM, Rest, drift, is_night
from kiosk.screen.painter import Painter
from tests.visitor import GLASS, Visitor, letters

AT_REST = State()
VISIT = State(visiting=True)
NIGHT, DAY = 23 * 60, 12 * 60


@pytest.mark.parametrize(
    ("begins", "ends", "night", "day"),
    [("21:00", "07:00", (1260, 1439, 0, 419), (420, 720, 1259)), ("01:30", "05:00", (90, 299), (89, 300, 1439)),
     ("", "07:00", (), (0, 300)), ("21:00", "", (), (0, 1300))],
)  # fmt: skip
def test_the_night_is_as_the_config_says(begins: str, ends: str, night: tuple[int, ...], day: tuple[int, ...]) -> None:
    screen = ScreenTable(night_from=begins, night_until=ends)
    assert all(is_night(screen, minute) for minute in night)
    assert not any(is_night(screen, minute) for minute in day)


def test_it_darkens_slowly_by_night_and_is_bright_at_the_first_touch() -> None:
    rest = Rest(ScreenTable(), 3)
    lights = []
    for turn in range(400):
        rest.follow(AT_REST, turn * 0.04, NIGHT)
        lights.append(rest.light)
    assert lights[-1] == 30 and max(a - b for a, b in pairwise(lights)) == 1
    rest.follow(VISIT, 20.0, NIGHT)
    assert rest.light == 100
    for turn in range(400):
        rest.follow(AT_REST, 20 + turn * 0.04, DAY)
    assert rest.light == 100


def test_the_staffs_brightness_holds_by_day_and_the_darker_one_by_night() -> None:
    rest = Rest(ScreenTable(night_brightness=60), 3)
    for light, minute, wanted in ((5, DAY, 50), (5, NIGHT, 50), (8, DAY, 80), (8, NIGHT, 60)):
        for turn in range(2000):
            rest.follow(replace(AT_REST, brightness=light), minute * 1000 + light * 100 + turn * 0.1, minute)
        assert rest.light == wanted


def test_the_picture_visits_every_place_around_its_own_one_pixel_at_a_time() -> None:
    reach = GLASS.px(DRIFT_MM)
    steps = [drift(step, reach) for step in range(4 * (2 * reach + 1) ** 2)]
    assert {abs(value) for place in steps for value in place} == set(range(reach + 1))
    assert len(set(steps)) == (2 * reach + 1) ** 2
    for (x, y), (a, b) in pairwise(steps):
        assert abs(x - a) + abs(y - b) <= 1


def test_at_rest_it_moves_once_a_minute_and_in_a_visit_not_at_all() -> None:
    rest = Rest(ScreenTable(), 3)
    assert rest.drift == (0, 0)
    seen = set()
    for second in range(2 * 3600):
        rest.follow(AT_REST, float(second), DAY)
        seen.add(rest.drift)
    assert len(seen) == 49
    here = rest.drift
    for second in range(2 * 3600, 3 * 3600):
        rest.follow(VISIT, float(second), DAY)
        assert rest.drift == here


def test_one_step_changes_little_of_the_picture_and_touches_stay_true() -> None:
    plan = Visitor().frame.plan
    surfaces = []
    for moved in (plan, plan.moved(1, 0)):
        surface = pygame.Surface(plan.size)
        Painter(surface, places.assets(), letters()).follow(moved)
        surfaces.append(surface)
    one, other = (pygame.surfarray.array3d(surface).astype(int) for surface in surfaces)
    assert (abs(one - other).max(axis=2) > 40).mean() < 0.03
    assert [target.rect.x + 1 for target in plan.targets] == [target.rect.x for target in plan.moved(1, 0).targets]


def test_half_the_light_is_half_of_every_colour() -> None:
    plan = Visitor().frame.plan
    bright, dim = pygame.Surface(plan.size), pygame.Surface(plan.size)
    Painter(bright, places.assets(), letters()).follow(plan)
    painter = Painter(dim, places.assets(), letters())
    painter.follow(plan)
    painter.light(50)
    painter.follow(plan)
    assert abs(pygame.surfarray.array3d(dim).astype(int) - pygame.surfarray.array3d(bright) // 2).max() <= 2
    painter.light(100)
    painter.follow(plan)
    assert (pygame.surfarray.array3d(dim) == pygame.surfarray.array3d(bright)).all()


def test_the_shipped_config_is_the_default() -> None:
    from kiosk.config import load

    assert load(places.shipped() / "config.toml") == (Config(), ())
