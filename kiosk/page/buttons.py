"""How a Choice looks as a button or as a tile."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.choice import Choice
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, Fitted, fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Icon, Item, Measure, Photo, Run


@dataclass(frozen=True)
class Look:
    """What is special at this moment: the target pressed, the one that glows, the one in focus."""

    pressed: str = ""
    glow: str = ""
    focus: str = ""


def box(choice: Choice, rect: Rect, m: Measures, look: Look) -> tuple[list[Item], str]:
    """The ground of a button and the role of what stands on it."""
    filled = choice.role == "main"
    if choice.name == look.pressed:
        filled = not filled
    items: list[Item] = []
    if look.focus == choice.name:
        ring = max(m.glass.px(1.5), 2)
        around = rect.inset(-2 * ring + ring // 2)
        items.append(Fill(around, "", m.radius + ring, "focus", ring))
    if choice.chosen or look.glow == choice.name:
        items.append(Fill(rect, "lit_sentence" if not filled else "accent", m.radius, "accent", 2 * m.stroke))
    elif filled:
        items.append(Fill(rect, "accent", m.radius, "accent", m.stroke))
    else:
        items.append(Fill(rect, "surface", m.radius, "accent", m.stroke))
    return items, "on_accent" if filled else ("ink" if choice.chosen or look.glow == choice.name else "accent")


def button(choice: Choice, rect: Rect, m: Measures, measure: Measure, look: Look, em: int = 0) -> list[Item]:
    """Icon and label in the middle of the box; the icon gives way before the label (at ``em``) shrinks."""
    items, role = box(choice, rect, m, look)
    em = em or m.label
    width, height = rect.w - 2 * m.pad, _room(rect, em, m)
    icon = round(em * 1.15) if choice.icon else 0
    space = round(em * 0.4) if icon else 0
    one_line = measure(choice.label, em, "bold")
    if icon and one_line + icon + space > width:
        longest = max(measure(word, em, "bold") for word in choice.label.split())
        one_without = m.terse and choice.icon != "phone" and one_line <= rect.w - 2 * min(m.pad, m.glass.px(2.0))
        if one_without or longest + icon + space > width or round(em * PITCH) * 2 > height:
            icon = space = 0
    fit = fitted(choice.label, em, m.least, width - icon - space, height, measure)
    if fit.em < em:
        tight = rect.w - 2 * min(m.pad, m.glass.px(2.0))
        alone = fitted(choice.label, em, m.least, tight, height, measure)
        if alone.em > fit.em:
            fit, icon, space = alone, 0, 0
    left = rect.x + (rect.w - fit.width - icon - space) // 2
    if icon:
        items.append(Icon(Rect(left, rect.y + (rect.h - icon) // 2, icon, icon), choice.icon, role))
    top = rect.y + (rect.h - fit.height) // 2
    return items + runs(fit, left + icon + space, top, role, measure, centre=0 if icon else fit.width)


def whole(choice: Choice, rect: Rect, m: Measures, measure: Measure) -> bool:
    """Whether the label stands in its button at the full size of labels."""
    tight = rect.w - 2 * min(m.pad, m.glass.px(2.0))
    return fitted(choice.label, m.label, m.least, tight, _room(rect, m.label, m), measure).em == m.label


def snug(fit: Fitted, m: Measures) -> int:
    """The height of a box that is no higher than its letters need: a line is higher than they are."""
    return fit.height - round((PITCH - 1) * fit.em) + m.glass.px(2.0)


def snug_lines(many: int, m: Measures) -> int:
    """The same for lines at the full size of labels."""
    return snug(Fitted((), m.label, 0, many * round(m.label * PITCH)), m)


def _room(rect: Rect, em: int, m: Measures) -> int:
    """How high the lines in a box may be."""
    if m.terse:
        return rect.h + round((PITCH - 1) * em) - m.glass.px(2.0) + 2
    return max(rect.h - m.pad, min(rect.h, round(em * PITCH)))


def badge_size(m: Measures, big: bool) -> int:
    """Pixels across the round number of a tile; larger after something was not understood."""
    if m.crowded:
        return round(m.tile * 1.3)
    return round(m.tile * (2.4 if big else 1.75))


def _side(m: Measures) -> int:
    """Pixels at the left of a tile and after its number."""
    return m.pad if m.crowded and m.glass.upright else 2 * m.pad


def _picture_width(choice: Choice, width: int, m: Measures) -> int:
    """Pixels across the picture at the right of a wide tile."""
    return round(width * 0.2) if choice.picture and width >= m.glass.px(150) and not m.crowded else 0


def tile_text_width(choice: Choice, width: int, m: Measures, big: bool) -> int:
    """What is left of a tile's width for its words."""
    across = _picture_width(choice, width, m)
    width -= across + 2 * m.pad if across else 0
    sign = badge_size(m, big) if choice.number else round(m.tile * 1.2) if choice.icon else 0
    side = _side(m)
    return width - side - m.pad - (sign + side if sign else 0)


def tile_height(choice: Choice, width: int, m: Measures, measure: Measure, big: bool, bare: bool = False) -> int:
    """How high a tile must be so that its detail and its title, at its full size, fit in three lines.

    ``bare``: without the detail, and with no more around the title than must be.
    """
    inner = tile_text_width(choice, width, m, big)
    if bare:
        fit = fitted(choice.label, m.tile, m.least, inner, m.body.h, measure)
        high = snug(fit, m) if m.terse else fit.height + m.pad
        return max(m.main, high, badge_size(m, big) + m.glass.px(2.0) if choice.number else 0)
    title = fitted(choice.label, m.tile, min(m.tile, m.label), inner, 3 * round(m.tile * PITCH), measure)
    detail = fitted(choice.detail, m.small, m.least, inner, 2 * round(m.small * PITCH), measure, "medium")
    words = title.height + (detail.height if choice.detail else 0)
    sign = badge_size(m, big) if choice.number else 0
    return max(m.main, words + 2 * m.pad, sign + 2 * m.pad)


def words_of(choice: Choice, width: int, rect: Rect, m: Measures, measure: Measure) -> tuple[Fitted, Fitted | None]:
    """Title and detail as they stand in a tile; on a small glass the detail gives way before the title shrinks."""
    detail = None
    high = 0
    if choice.detail:
        line = round(m.small * PITCH)
        room = min(max(line, rect.h // 2 - m.pad), 2 * line)
        detail = fitted(choice.detail, m.small, m.least, width, room, measure, "medium")
        high = detail.height
    title = fitted(choice.label, m.tile, m.least, width, rect.h - 2 * m.pad - high, measure)
    if title.em < m.tile and (m.terse or not detail):
        detail, title = None, fitted(choice.label, m.tile, m.least, width, _room(rect, m.tile, m), measure)
    return title, detail


def tile(choice: Choice, rect: Rect, m: Measures, measure: Measure, look: Look, big: bool) -> list[Item]:
    """A large field: number or icon at the left, title, and a quieter line under it."""
    items, role = box(choice, rect, m, look)
    filled = role == "on_accent"
    ink = "on_accent" if filled else "ink"
    quiet = "muted" if role == "accent" else ink  # on a lit ground only the strongest letters are strong enough
    pad = _side(m)
    x = rect.x + pad
    if choice.number:
        across = badge_size(m, big)
        circle = Rect(x, rect.y + (rect.h - across) // 2, across, across)
        items.append(Fill(circle, "on_accent" if filled else "accent", across // 2))
        em = round(across * 0.56)
        text = str(choice.number)
        w, h = measure(text, em, "bold"), round(em * PITCH)
        at = Rect(circle.x + (across - w) // 2, circle.y + (across - h) // 2, w, h)
        items.append(Run(at, text, em, "accent" if filled else "on_accent", "bold"))
        x += across + pad
    elif choice.icon:
        across = round(m.tile * 1.2)
        items.append(Icon(Rect(x, rect.y + (rect.h - across) // 2, across, across), choice.icon, role))
        x += across + pad
    across = _picture_width(choice, rect.w, m)
    if across:
        right = Rect(rect.right - across - 2 * m.pad, rect.y + 2 * m.pad, across, rect.h - 4 * m.pad)
        items.append(Photo(right, choice.picture))
    width = rect.right - x - m.pad - (across + 2 * m.pad if across else 0)
    title, detail = words_of(choice, width, rect, m, measure)
    detail_h = detail.height if detail else 0
    top = rect.y + (rect.h - title.height - detail_h) // 2
    items += runs(title, x, top, ink, measure)
    if detail is not None:
        items += runs(detail, x, top + title.height, quiet, measure, "medium")
    return items
