"""Titles that do not fit where they stand at the largest size, laid out by the kiosk's own page code and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk import places
from kiosk.core.choice import Choice
from kiosk.core.messages import More
from kiosk.library.faults import Fault
from kiosk.page.buttons import Look, tile_text_width
from kiosk.page.geometry import Glass
from kiosk.page.grids import tiles
from kiosk.page.letters import fitted
from kiosk.page.measures import measures
from kiosk.page.plan import Measure, Run
from kiosk.staff.checks.sheet import Sheet

SMALLEST = Glass(1024, 600, 10.1)  # the smallest glass that the pages are laid out for
LARGEST = 5
_MORE = Choice("more", "More", More())
_DETAIL = "6 parts · 9 minutes"
_OTHER = Choice("other", "A", More(), detail=_DETAIL, role="tile", number=9)


def letters() -> Measure:
    """The widths of the fonts that ship."""
    from kiosk.screen.type import Letters

    return Letters(places.assets() / "fonts")


def letter_height(title: str, measure: Measure) -> tuple[int, bool]:
    """The size in pixels that is left to a title on its tile, and whether one of its words is cut in two."""
    m = measures(SMALLEST, LARGEST)
    mine = Choice("mine", title, More(), detail=_DETAIL, role="tile", number=8)
    items, targets, _ = tiles([mine, _OTHER, _OTHER], m.body, m, measure, Look(), 0, _MORE, False)
    rect = targets[0].rect
    shown = [one for one in items if isinstance(one, Run) and one.weight == "bold" and one.rect.right <= rect.right]
    lines = [one for one in shown if one.text != "8" and rect.y <= one.rect.y + one.rect.h // 2 < rect.bottom]
    return min(line.em for line in lines), " ".join(line.text for line in lines) != " ".join(title.split())


def _in_the_band(title: str, measure: Measure) -> int:
    """The size in pixels that is left to an article's title over its pages."""
    m = measures(SMALLEST, LARGEST)
    end = m.ear.x - m.gap if m.ear is not None and m.ear.y < m.head.bottom else m.glass.width - m.margin
    return fitted(title, m.title, m.least, end - m.margin, m.head.h, measure).em


def titles_fit(sheet: Sheet, measure: Measure) -> Iterator[Fault]:
    """The article's title and its headings, each on its tile, and the title over the article's pages."""
    m = measures(SMALLEST, LARGEST)
    least = measures(SMALLEST, 2).label  # no smaller than at the usual size
    room = tile_text_width(_OTHER, m.body.w if m.crowded else (m.body.w - m.gap) // 2, m, False)
    named = [(sheet.article.title, sheet.line_of_key("title"))]
    for section, lines in zip(sheet.article.sections, sheet.parsed.lines, strict=True):
        if section.title not in (sheet.article.title, "Introduction"):
            named.append((section.title, lines[0]))
    for title, line in named:
        if measure(title, m.title, "bold") <= room:
            continue  # on one line, whatever stands around it
        em, cut = letter_height(title, measure)
        where = "its button"
        if not cut and em >= least and title == sheet.article.title:
            em, where = _in_the_band(title, measure), "over its pages"
        if not cut and em >= least:
            continue
        what = "is cut in the middle of a word" if cut else "gets smaller letters than its size asks for"
        yield Fault(
            "warning", "title fits", sheet.file, line,
            f"“{title}” does not fit {where} at the largest size on a small screen: it {what}.",
            f"Say it in fewer letters ({len(title)} now; 28 or fewer nearly always fit).",
            "Who chose the largest words needs them most in the titles.",
        )  # fmt: skip
