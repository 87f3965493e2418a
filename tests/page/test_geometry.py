"""Millimetres on a glass of a known size."""

from __future__ import annotations

import pytest

from kiosk.page.geometry import CAP_RATIO, CAPITALS_MM, Glass, Rect


def test_a_millimetre_is_a_millimetre() -> None:
    glass = Glass(1920, 1080, 21.5)
    assert glass.density == pytest.approx(4.034, abs=0.001)  # 21.5 inches at 1080p: 4.03 px/mm
    assert glass.px(20) == 81


@pytest.mark.parametrize(("width", "height", "diagonal"), [(1024, 600, 10.1), (3840, 2160, 27), (1080, 1920, 21.5)])
def test_the_glass_is_as_large_as_its_diagonal_says(width: int, height: int, diagonal: float) -> None:
    glass = Glass(width, height, diagonal)
    assert (glass.width_mm**2 + glass.height_mm**2) ** 0.5 == pytest.approx(diagonal * 25.4)
    assert glass.upright == (height > width)


def test_the_five_sizes_are_those_of_the_standard_and_beyond() -> None:
    glass = Glass(1920, 1080, 21.5)
    assert CAPITALS_MM == (4.8, 6.4, 8.5, 12.0, 16.0)
    for capital in CAPITALS_MM:
        assert glass.em(capital) * CAP_RATIO / glass.density == pytest.approx(capital, abs=0.1)


def test_nothing_is_thinner_than_a_pixel() -> None:
    assert Glass(640, 360, 60).px(0.01) == 1 and Glass(640, 360, 60).em(0.1) == 6


def test_the_gap_between_rectangles_is_measured_at_their_nearest_edges() -> None:
    one = Rect(0, 0, 10, 10)
    assert one.gap(Rect(13, 0, 5, 5)) == 3 and one.gap(Rect(0, 14, 5, 5)) == 4
    assert one.gap(Rect(13, 14, 5, 5)) == 5 and one.gap(Rect(5, 5, 9, 9)) == 0
    assert one.meets(Rect(9, 9, 3, 3)) and not one.meets(Rect(10, 0, 3, 3))
    assert one.inset(2) == Rect(2, 2, 6, 6) and one.inset(1, 3) == Rect(1, 3, 8, 4)
