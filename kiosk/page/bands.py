"""The two bands that stand on every screen in the same place: the title above, the standing choices below."""

from __future__ import annotations

from kiosk.core.screen import Ear, Screen
from kiosk.page.buttons import Look, button
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Icon, Item, Measure, Run, Target

_EAR_ICONS = {
    "none": ("", "muted"),
    "off": ("mic-off", "warn"),
    "muted": ("mic-off", "warn"),
    "listening": ("mic", "good"),
    "heard": ("check", "good"),
    "again": ("mic", "warn"),
}


def head(screen: Screen, m: Measures, measure: Measure) -> list[Item]:
    """The title at the left, where-in-it at the right, a line under both."""
    items: list[Item] = []
    inner = m.head.inset(m.margin, 0)
    aside_w = 0
    if screen.aside:
        aside_w = measure(screen.aside, m.small)
        if aside_w < inner.w * 0.45:
            pitch = round(m.small * PITCH)
            at = Rect(inner.right - aside_w, (m.head.h - pitch) // 2, aside_w, pitch)
            items.append(Run(at, screen.aside, m.small, "muted"))
            aside_w += m.margin
        else:
            fit = fitted(screen.aside, m.small, m.least, round(inner.w * 0.35), m.head.h, measure, "medium")
            items += runs(
                fit, inner.right - fit.width, (m.head.h - fit.height) // 2, "muted", measure, "medium"
            )
            aside_w = fit.width + m.margin
    title = fitted(screen.title, m.title, m.least, inner.w - aside_w, m.head.h, measure)
    items += runs(title, inner.x, (m.head.h - title.height) // 2, "ink", measure)
    rule = max(1, m.stroke // 2)
    items.append(Fill(Rect(0, m.head.bottom - rule, m.head.w, rule), "line"))
    return items


def foot(screen: Screen, m: Measures, measure: Measure, look: Look) -> tuple[list[Item], list[Target]]:
    """The standing choices, the same on every screen, and the ear's panel."""
    rule = max(1, m.stroke // 2)
    items: list[Item] = [Fill(Rect(0, m.foot.y, m.foot.w, rule), "line")]
    targets: list[Target] = []
    count = len(screen.standing)
    top = m.foot.bottom - (m.foot.h - m.standing if not m.ear_below else 0) // 2 - m.standing
    inner = Rect(m.corner, 0, m.foot.w - 2 * m.corner, 0)
    if m.ear_below:
        pad = (m.glass.px(4) if m.standing > m.glass.px(20) else m.glass.px(2.5)) if count else 0
        top = m.foot.bottom - pad - m.standing
        each = (inner.w - (count - 1) * m.gap) // max(count, 1)
        panel = Rect(inner.x, m.foot.y + pad, inner.w, top - m.gap - m.foot.y - pad)
    else:
        icon = round(m.label * 1.55)
        natural = max(measure(choice.label, m.label, "bold") for choice in screen.standing) + icon + 4 * m.pad
        each = min(natural, (round(inner.w * 0.68) - (count - 1) * m.gap) // count)
        used = count * each + count * m.gap
        panel = Rect(inner.x + used, top, inner.w - used, m.standing)
    for index, choice in enumerate(screen.standing):
        rect = Rect(inner.x + index * (each + m.gap), top, each, m.standing)
        items += button(choice, rect, m, measure, look)
        targets.append(Target(rect, choice))
    return items + _ear(screen.ear, panel, m, measure), targets


def _ear(ear: Ear, panel: Rect, m: Measures, measure: Measure) -> list[Item]:
    """What the ear does, in words, with a sign beside them."""
    icon, role = _EAR_ICONS[ear.mode]
    items: list[Item] = [Fill(panel, "", m.radius, "line", max(1, m.stroke // 2))]
    x = panel.x + 2 * m.pad
    if icon:
        size = min(round(m.label * 1.3), panel.h - m.pad)
        items.append(Icon(Rect(x, panel.y + (panel.h - size) // 2, size, size), icon, role))
        x += size + 2 * m.pad
    width, height = panel.right - x - m.pad, panel.h - m.pad // 2
    share = height if not ear.detail else max(height // 3, min(height // 2, round(m.small * PITCH)))
    headline = fitted(ear.headline, m.small, m.least, width, share, measure)
    detail = fitted(ear.detail, m.small, m.least, width, max(height - headline.height, 1), measure, "medium")
    if not ear.detail or headline.height + detail.height > panel.h:
        y = panel.y + (panel.h - min(headline.height, panel.h)) // 2
        return items + runs(headline, x, y, "ink", measure)
    y = panel.y + (panel.h - headline.height - detail.height) // 2
    items += runs(headline, x, y, "ink", measure)
    items += runs(detail, x, y + headline.height, "muted", measure, "medium")
    return items
