"""Millimetres become pixels here and nowhere else. A Glass is a display panel of a known true size."""

from __future__ import annotations

from dataclasses import dataclass

CAPITALS_MM = (
    4.8,
    6.4,
    8.5,
    12.0,
    16.0,
)  # capital heights of the five text sizes (VVSG 2.0, 7.1-G, and beyond)
CAP_RATIO = 0.668  # capital height over em of Atkinson Hyperlegible Next, from its OS/2 table


@dataclass(frozen=True)
class Rect:
    """A place on the glass in whole pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    def inset(self, across: int, down: int | None = None) -> Rect:
        """The rectangle made smaller on all four sides."""
        down = across if down is None else down
        return Rect(self.x + across, self.y + down, self.w - 2 * across, self.h - 2 * down)

    def meets(self, other: Rect) -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def gap(self, other: Rect) -> float:
        """Pixels between the nearest edges of the two; 0 when they touch or overlap."""
        across = max(other.x - self.right, self.x - other.right, 0)
        down = max(other.y - self.bottom, self.y - other.bottom, 0)
        return float((across**2 + down**2) ** 0.5)


@dataclass(frozen=True)
class Glass:
    """A display panel: pixels and the length of its diagonal in inches."""

    width: int
    height: int
    diagonal: float = 21.5

    @property
    def density(self) -> float:
        """Pixels for each millimetre."""
        return float((self.width**2 + self.height**2) ** 0.5 / (self.diagonal * 25.4))

    def px(self, mm: float) -> int:
        """Millimetres in whole pixels, at least one."""
        return max(1, round(mm * self.density))

    @property
    def width_mm(self) -> float:
        return self.width / self.density

    @property
    def height_mm(self) -> float:
        return self.height / self.density

    @property
    def upright(self) -> bool:
        return self.height > self.width

    def em(self, capital_mm: float) -> int:
        """The font size in pixels whose capitals are so many millimetres high."""
        return max(6, round(capital_mm * self.density / CAP_RATIO))
