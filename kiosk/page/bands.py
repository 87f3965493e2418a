"""The two bands that stand on every screen in the same place: the title above, the standing choices below."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.choice import Choice
from kiosk.core.screen import Ear, Screen, Text
from kiosk.page.buttons import Look, box, button
from kiosk.page.geometry import Rect
from kiosk.page.letters import PITCH, Fitted, fitted, runs
from kiosk.page.measures import Measures
from kiosk.page.plan import Fill, Icon, Item, Measure, Run, Target

_OF_THE_EAR = ("mute", "unmute")
GIVES_WAY = "comfort"  # of the standing choices, where the band has no room for all: it goes among those of the body
_EAR_ICONS = {
    "silent": ("volume-x", "warn"),
    "absent": ("", "muted"),
    "preparing": ("mic-off", "muted"),
    "none": ("mic-off", "warn"),
    "off": ("mic-off", "warn"),
    "muted": ("mic-off", "warn"),
    "listening": ("mic", "good"),
    "heard": ("check", "good"),
    "again": ("mic", "warn"),
}


def head(screen: Screen, m: Measures, measure: Measure) -> list[Item]:
    """The title at the left, where-in-it at the right, a line under both."""
    items: list[Item] = []
    inner = _beside_the_ear(m)
    aside_w = 0
    if screen.aside:
        aside_w = measure(screen.aside, m.small)
        title_w = measure(screen.title, m.title, "bold")
        room = inner.w - title_w - m.margin  # beside a title in one line, which does not shrink for what is aside
        most = round(inner.w * 0.35)
        width = most if m.head.h >= 2 * round(m.title * PITCH) else min(room, most)
        fit = fitted(screen.aside, m.small, m.least, max(width, 1), m.head.h, measure, "medium")
        if room >= aside_w or (title_w > inner.w and aside_w < inner.w * 0.45 and inner.w > m.glass.px(200)):
            pitch = round(m.small * PITCH)
            at = Rect(inner.right - aside_w, (m.head.h - pitch) // 2, aside_w, pitch)
            items.append(Run(at, screen.aside, m.small, "muted"))
            aside_w += m.margin
        elif fit.width <= width and inner.w > m.glass.px(150) and (m.ear is None or m.ear.y > m.head.bottom):
            items += runs(fit, inner.right - fit.width, (m.head.h - fit.height) // 2, "muted", measure, "medium")
            aside_w = fit.width + m.margin
        else:  # the title needs all
            aside_w = 0
    title = _title(screen, m, inner.w - aside_w, measure)
    if title.em < m.title and aside_w:  # it needs all
        items, title = [], _title(screen, m, inner.w, measure)
    items += runs(title, inner.x, (m.head.h - title.height) // 2, "ink", measure)
    rule = max(1, m.stroke // 2)
    items.append(Fill(Rect(0, m.head.bottom - rule, m.head.w, rule), "line"))
    return items


def _beside_the_ear(m: Measures) -> Rect:
    inner = m.head.inset(m.margin, 0)
    if m.ear is not None and m.ear.y < m.head.bottom:
        inner = Rect(inner.x, 0, m.ear.x - m.gap - inner.x, inner.h)
    return inner


def _title(screen: Screen, m: Measures, width: int, measure: Measure) -> Fitted:
    """The title; on a small glass a question takes its place, and leaves the body to its answers.

    A title too long for its band at the size of labels is begun there: it was whole on its tile, and is spoken.
    """
    question = screen.body.question if m.asks_above and isinstance(screen.body, Text) else ""
    words = (question or screen.title).split()
    texts = [" ".join(words)]
    if screen.brief:
        texts = [screen.brief] if is_brief(screen, m, measure) else texts
    texts += [f"{' '.join(words[:n]).rstrip(',.;:')} …" for n in range(len(words) - 1, 0, -1)]
    least = min(m.title, m.label)
    for text in texts:
        fit = fitted(text, m.title, least, width, m.head.h, measure)
        if fit.height <= m.head.h and all(measure(word, fit.em, "bold") <= width for word in text.split()):
            return fit
    return fitted(texts[0], m.title, m.least, width, m.head.h, measure)


def is_brief(screen: Screen, m: Measures, measure: Measure) -> bool:
    """Whether the brief title stands in the band, since the whole one would be smaller there."""
    if not screen.brief:
        return False
    return fitted(screen.title, m.title, m.least, _beside_the_ear(m).w, m.head.h, measure).em < m.title


def foot(screen: Screen, m: Measures, measure: Measure, look: Look) -> tuple[list[Item], list[Target]]:
    """The standing choices, the same on every screen, and the ear's panel, itself a button for its mute."""
    rule = max(1, m.stroke // 2)
    items: list[Item] = [Fill(Rect(0, m.foot.y, m.foot.w, rule), "line")]
    targets: list[Target] = []
    standing = [choice for choice in screen.standing if choice.name not in _OF_THE_EAR]
    if m.crowded:
        standing = [choice for choice in standing if choice.name != GIVES_WAY]
    switch = next((choice for choice in screen.standing if choice.name in _OF_THE_EAR), None)
    above = m.ear.h + m.gap if m.ear and m.ear.y > m.foot.y else 0
    high = m.standing_rows * (m.standing + m.gap) - m.gap
    top = m.foot.bottom - (m.foot.h - high - above) // 2 - high
    inner = Rect(m.corner, 0, m.foot.w - 2 * m.corner, 0)
    each = -(-len(standing) // m.standing_rows)
    x = inner.x
    for row in range(m.standing_rows):
        x = inner.x
        y = top + row * (m.standing + m.gap)
        for choice, width in _widths(standing[row * each :][:each], inner.w, m, measure):
            targets.append(Target(Rect(x, y, width, m.standing), choice))
            x += width + m.gap
    icon = round(m.label * 1.15) + round(m.label * 0.4) + 2 * m.pad
    icons = all(one.rect.w >= measure(one.choice.label, m.label, "bold") + icon for one in targets)
    for one in targets:  # all of the band have their icons, or none has
        items += button(one.choice if icons else replace(one.choice, icon=""), one.rect, m, measure, look)
    panel = m.ear or Rect(x, top, inner.right - x, m.standing)
    if switch is not None:
        targets.append(Target(panel, switch))
    return items + _ear(screen.ear, panel, switch, m, measure, look), targets


def _widths(choices: list[Choice], across: int, m: Measures, measure: Measure) -> list[tuple[Choice, int]]:
    """How wide each standing choice of a row is: as its label asks, and what is too much or too little is shared."""
    labels = [measure(choice.label, m.label, "bold") for choice in choices]
    room = across - (len(choices) - 1) * m.gap
    widths = [label + round(m.label * 1.55) + 3 * m.pad for label in labels]
    if m.ear is None:  # the ear stands beside them
        bare = sum(labels) + len(labels) * 3 * m.pad
        room = min(room, max(round(across * 0.66), min(bare, round(across * 0.78))))
    if sum(widths) > room or m.ear is not None:
        share = (room - sum(widths)) / len(widths)
        widths = [max(int(width + share), m.standing) for width in widths]
    return list(zip(choices, widths, strict=True))


def _ear(ear: Ear, panel: Rect, switch: Choice | None, m: Measures, measure: Measure, look: Look) -> list[Item]:
    """What the ear does, in words, with a sign beside them."""
    icon, role = _EAR_ICONS[ear.mode]
    narrow = m.crowded and panel.y < m.head.bottom
    size = min(round((m.small if narrow else m.label) * 1.3), panel.h - m.pad) if icon else 0
    pad = m.pad // 2 if narrow else m.pad
    beside = 2 * pad + (size + 2 * pad if icon else 0)
    height = panel.h - m.pad // 2
    share = height if not ear.detail else max(height // 3, min(height // 2, round(m.small * PITCH)))
    share = height if narrow else share
    headline = fitted(ear.headline, m.small, m.least, panel.w - beside - pad, share, measure)
    if headline.height > panel.h and panel.y < m.head.bottom:
        if ear.passing:  # a low glass: for once the words are more than the title
            panel = Rect(m.margin, panel.y, panel.right - m.margin, panel.h)
        elif narrow:  # and more than the sign
            icon, beside = "", 2 * pad
    x, width = panel.x + beside, panel.w - beside - pad
    headline = _whole_or_begun(ear.headline, width, share, panel.h, m, measure)
    lit = switch is not None and switch.name in (look.pressed, look.glow)
    items: list[Item] = []
    if switch is None:
        ground = "surface" if panel.x == m.margin else ""
        items.append(Fill(panel, ground, m.radius, "line", max(1, m.stroke // 2)))
    else:
        items += [
            replace(each, role="lit_sentence") if switch.name == look.pressed and each.rect == panel else each
            for each in box(switch, panel, m, look)[0]
            if isinstance(each, Fill)
        ]
    if icon:
        items.append(Icon(Rect(panel.x + 2 * pad, panel.y + (panel.h - size) // 2, size, size), icon, role))
    for text in filter(None, (ear.detail, ear.shorter)):
        detail = fitted(text, m.small, m.least, width, max(height - headline.height, 1), measure, "medium")
        if headline.height + detail.height <= panel.h:
            y = panel.y + (panel.h - headline.height - detail.height) // 2
            items += runs(headline, x, y, "ink", measure)
            return items + runs(detail, x, y + headline.height, "ink" if lit else "muted", measure, "medium")
    if narrow and not icon:  # words without their sign keep away from the round corners
        x = max(x, panel.x + (panel.w - headline.width) // 2)
    return items + runs(headline, x, panel.y + max(0, panel.h - headline.height) // 2, "ink", measure)


def _whole_or_begun(text: str, width: int, share: int, most: int, m: Measures, measure: Measure) -> Fitted:
    """The text, or as many of its sentences, or else of its words, as fit into ``most`` pixels: it is spoken too."""
    fit = fitted(text, m.small, m.least, width, share, measure)
    words = text.split()
    ends = [n for n in range(len(words) - 1, 0, -1) if words[n - 1][-1:] in ".!?"]
    shorter = [" ".join(words[:n]) for n in ends]
    shorter += [f"{' '.join(words[:n]).rstrip(',.;:')} …" for n in range(len(words) - 1, 0, -1)]
    for each in shorter:
        if fit.height <= most:
            break
        fit = fitted(each, m.small, m.least, width, most, measure)
    return fit
