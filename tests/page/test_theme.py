"""Every pair of colours that is painted has the contrast that the standards ask for."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

import pytest

from kiosk.core import messages as m
from kiosk.core.state import Comfort, State
from kiosk.core.update import update
from kiosk.frame import Frame, frame_of, move_focus
from kiosk.page.geometry import Glass
from kiosk.page.plan import Fill, Icon, Run
from kiosk.page.theme import TEXT_PAIRS, THEMES, contrast
from tests.test_walk import GLASSES, walk
from tests.visitor import STRINGS, letters, library

BOUNDS = {"light": (10, 21), "dark": (10, 21), "contrast": (17.5, 21), "calm": (4.5, 8)}

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


def grounds(frame: Frame) -> set[tuple[str, str]]:
    """Each role of letters and signs with the role that lies under its middle."""
    found = set()
    filled: list[Fill] = []
    for item in frame.plan.items:
        if isinstance(item, Fill):
            filled.append(item)
        elif isinstance(item, Run | Icon):
            x, y = item.rect.x + item.rect.w // 2, item.rect.y + item.rect.h // 2
            under = [each.role for each in filled if each.role and each.rect.x <= x < each.rect.right
                     and each.rect.y <= y < each.rect.bottom]  # fmt: skip
            found.add((item.role, under[-1] if under else "paper"))
    return found


@pytest.fixture(scope="module")
def painted() -> set[tuple[str, str]]:
    """All pairs of every place, pressed, missed, in focus, with every state of the ear. Themes share one plan."""
    seen: set[tuple[str, str]] = set()
    glasses = list(GLASSES.values())
    for index, state in enumerate(walk().values()):
        state = replace(state, comfort=Comfort(size=(1, 2, 5)[index % 3]))
        here = glasses[index % len(glasses)]

        def frame(of: State, pressed: str = "", glow: str = "", glass: Glass = here) -> Frame:
            return frame_of(of, library(), STRINGS, glass, letters(), pressed, glow)

        shown = frame(state)
        seen |= grounds(shown)
        if index % 4 == 0:
            names = [target.name for target in shown.plan.targets]
            for name in (names[0], names[-1]):
                seen |= grounds(frame(state, pressed=name)) | grounds(frame(state, glow=name))
            moved = move_focus(shown, "next")
            assert moved is not None
            seen |= grounds(frame(update(state, moved, library())))
        if index % 10 == 0:
            for ear in get_args(m.EarStatus):
                seen |= grounds(frame(update(state, m.EarIs(ear), library())))
    return seen


@pytest.mark.parametrize("theme", THEMES)
def test_all_that_is_painted_stands_on_a_ground_of_enough_contrast(theme: str, painted: set[tuple[str, str]]) -> None:
    least, most = BOUNDS[theme]
    assert len(painted) > 8
    for front, back in sorted(painted):
        found = contrast(getattr(THEMES[theme], front), getattr(THEMES[theme], back))
        assert least <= found <= most, (theme, front, back, round(found, 2))


def test_outlines_and_the_ring_of_the_focus_stand_out_from_the_paper() -> None:
    for name, theme in THEMES.items():
        for role in ("accent", "focus", "lit_word"):
            wanted = 3 if role == "lit_word" and name == "light" else BOUNDS[name][0]
            if (name, role) != ("light", "lit_word"):  # yellow on white: the dark letter on it carries the contrast
                assert contrast(getattr(theme, role), theme.paper) >= wanted, (name, role)


def test_every_theme_has_a_colour_for_every_role() -> None:
    for theme in THEMES.values():
        for each in fields(theme):
            if each.name != "name":
                assert len(theme.of(each.name)) == 3
