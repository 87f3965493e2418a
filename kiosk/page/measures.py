"""The sizes of a page for one glass and one text size, in pixels: bands, buttons, gaps, letters.

Main targets are 20 mm and more, standing ones 16, gaps 3.2 (Duff 2010; Yeh 2025; Jin 2007); labels and titles
grow with the text up to capitals of 9 mm, the largest of VVSG 2.0 (7.1-G).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kiosk.page.geometry import CAPITALS_MM, Glass, Rect
from kiosk.page.letters import PITCH

MAIN_MM, STANDING_MM, GAP_MM, CORNER_MM = 20.0, 16.0, 3.2, 10.0
LABELS_MM = (4.8, 5.4, 6.8, 9.0, 9.0)  # capitals of labels for the five text sizes
_FIVE_LABELS = 20.7  # length of the five standing labels side by side over their capitals' height, in English
_THREE_LABELS = 11.6  # of the first three of them, which share a row where there are two
_QUIET_MM = 5.7  # capitals of what stands beside labels on a crowded glass
SMALLEST_MM = 4.0  # no letter of the kiosk's own is smaller (VVSG 2.0: 3.5 is its floor)


@dataclass(frozen=True)
class Measures:
    """Pixels. ``text`` is the em of articles, ``label`` of buttons, ``title`` of the title band, ``tile`` of tiles."""

    glass: Glass
    text: int
    label: int
    title: int
    tile: int
    small: int
    least: int
    gap: int
    margin: int
    corner: int
    main: int
    standing: int
    standing_rows: int
    crowded: bool  # the band cannot hold all five standing choices at this size
    terse: bool  # there is no room for leads, page numbers and the like
    stroke: int
    radius: int
    pad: int
    head: Rect
    body: Rect
    foot: Rect
    ear: Rect | None  # the ear's panel where it has a place of its own; else it stands beside the buttons

    @property
    def asks_above(self) -> bool:
        """Whether a question stands in the title's place, so that its answers have all the room."""
        return self.terse or (self.glass.upright and self.glass.width_mm < 150)


@lru_cache(maxsize=32)
def measures(glass: Glass, size: int) -> Measures:
    """The measures of a glass at a text size from 1 to 5."""
    px = glass.px
    narrow = min(glass.width_mm, glass.height_mm)
    label_mm = LABELS_MM[size - 1]
    label = glass.em(label_mm)
    title = glass.em(min(9.0, label_mm * 1.45) if narrow >= 150 else label_mm)
    tile = glass.em(min(9.0, label_mm * 1.25) if narrow >= 150 else label_mm)
    roomy = narrow >= 200
    margin = px(12 if roomy else max(5.0, narrow * 0.045))
    gap = max(px(6 if roomy else 3.5), 2)
    corner = max(margin, px(CORNER_MM) + 1)
    low = not glass.upright and glass.height_mm < 180  # too low to spend a second row on the ear
    across = glass.width - 2 * corner
    side_by_side = round(_FIVE_LABELS * px(label_mm)) + 10 * px(2.5) + 4 * gap
    standing_rows = 2 if not low and side_by_side > across else 1
    three = round(_THREE_LABELS * px(label_mm)) + 6 * px(2.0) + 2 * gap
    crowded = side_by_side > across if low else standing_rows == 2 and three > across
    pad = px(4 if roomy else 2.5)
    standing = max(px(20 if roomy else STANDING_MM) + 1, round(label * 1.3) + 2 * (px(1.25) if crowded else pad))
    small = max(round(label * 0.8), glass.em(SMALLEST_MM))
    small = min(small, glass.em(_QUIET_MM)) if crowded else small
    edge = px(5 if roomy else 2.0 if crowded else 2.5)
    head_h = max(round(title * 1.3) + 2 * px(6 if roomy else 2.5), px(STANDING_MM + 2) + 6 if low else 0)
    if low and crowded:  # each millimetre is a line of text the more
        head_h = max(round(title * PITCH) + 1, px(STANDING_MM) + 5)
    if glass.upright and narrow < 200:  # long titles stand in two lines
        head_h = round(title * 2.6) + 2 * px(1.0 if crowded else 2.5)
    head = Rect(0, 0, glass.width, head_h)
    below = not low and (glass.upright or glass.width_mm < 330)
    ear_h = max(px(STANDING_MM) + 1, round(small * 2.6) + px(2)) if below else 0
    foot_h = standing_rows * (standing + gap) - gap + 2 * edge + (ear_h + gap if below else 0)
    foot = Rect(0, glass.height - foot_h, glass.width, foot_h)
    ear = Rect(corner, foot.y + edge, across, ear_h) if below else None
    if low:
        wide = px(46) if crowded else round(glass.width * 0.36)
        ear = Rect(glass.width - margin - wide, 2, wide, head_h - 4)
    inner = px(7 if roomy else 3.2 if crowded else 3.5)
    body = Rect(margin, head.bottom + inner, glass.width - 2 * margin, foot.y - head.bottom - 2 * inner)
    return Measures(
        glass=glass,
        text=glass.em(CAPITALS_MM[size - 1]),
        label=label,
        title=title,
        tile=tile,
        small=small,
        least=glass.em(SMALLEST_MM),
        gap=gap,
        margin=margin,
        corner=corner,
        main=px(MAIN_MM) + 1,
        standing=standing,
        standing_rows=standing_rows,
        crowded=crowded,
        terse=crowded or body.h < max(px(95), round((8.6 if glass.upright else 6.4) * label * PITCH)),
        stroke=px(1.0),
        radius=px(6),
        pad=pad,
        head=head,
        body=body,
        foot=foot,
        ear=ear,
    )
