"""Where everything stands: a Screen on a Glass becomes a Plan. What does not fit comes later, unclipped."""

from __future__ import annotations

from pathlib import PurePath

from kiosk.core.screen import Digits, Rows, Screen, Setting, Text, Tiles
from kiosk.core.text import Cursor, Section
from kiosk.page import bands, grids
from kiosk.page.buttons import Look
from kiosk.page.flow import TextPage, flow, page_of
from kiosk.page.geometry import Glass, Rect
from kiosk.page.letters import PITCH, fitted, runs
from kiosk.page.measures import Measures, measures
from kiosk.page.plan import Fill, Item, Measure, Photo, Plan, Run, Target, WordBox
from kiosk.page.rows import rows_of

_COLUMN_WORDS = ("Next part", "Size and sound", "Skip ahead")  # what a column of buttons must at least hold


def columns(m: Measures, measure: Measure) -> tuple[Rect, Rect]:
    """The place of the text and the place of its buttons: side by side, or above each other when upright."""
    body = m.body
    if m.glass.upright:
        height = 3 * m.main + 2 * m.gap
        foot = Rect(body.x, body.bottom - height, body.w, height)
        return Rect(body.x, body.y, body.w, foot.y - 2 * m.gap - body.y), foot
    icon = round(m.label * 1.55)
    natural = max(measure(text, m.label, "bold") for text in _COLUMN_WORDS[:1]) + icon + 4 * m.pad
    longest = max(measure(word, m.label, "bold") for text in _COLUMN_WORDS for word in text.split())
    width = min(max(natural, longest + 3 * m.pad, m.glass.px(62)), round(m.glass.width * 0.37))
    side = Rect(body.right - width, body.y, width, body.h)
    return Rect(body.x, body.y, side.x - 2 * m.gap - body.x, body.h), side


def _text_area(m: Measures, measure: Measure) -> Rect:
    """The text's place without the line for the page's number, which a small glass does without."""
    text, _ = columns(m, measure)
    if m.body.h < m.glass.px(95):
        return text
    return Rect(text.x, text.y, text.w, text.h - round(m.small * PITCH))


_Key = tuple[int, Glass, int, int]
_made: dict[_Key, tuple[Section, tuple[TextPage, ...]]] = {}


def pages(section: Section, glass: Glass, size: int, measure: Measure) -> tuple[TextPage, ...]:
    """The pages of a section, made once for a section object, glass and size."""
    key = (id(section), glass, size, id(measure))
    kept = _made.get(key)
    if kept is None or kept[0] is not section:
        area = _text_area(measures(glass, size), measure)
        kept = section, flow(section, measures(glass, size).text, area.w, area.h, measure)
        while len(_made) > 7:
            del _made[next(iter(_made))]
        _made[key] = kept
    return kept[1]


def typeset(section: Section | None, cursor: Cursor, glass: Glass, size: int, measure: Measure) -> Setting:
    """Which page the cursor is on, and where the neighbouring pages begin."""
    if section is None:
        return Setting()
    made = pages(section, glass, size, measure)
    page = page_of(made, cursor)
    return Setting(
        page,
        len(made),
        made[page + 1].first if page + 1 < len(made) else None,
        made[page - 1].first if page > 0 else None,
    )


def arrange(
    screen: Screen, setting: Setting, glass: Glass, measure: Measure, pressed: str = "", glow: str = ""
) -> Plan:
    """The Plan of a Screen. ``pressed``: the target under a finger; ``glow``: the one just missed."""
    m = measures(glass, screen.size)
    plan = _arranged(screen, setting, m, measure, Look(pressed, glow))
    if screen.focus is not None and plan.targets:
        name = plan.targets[screen.focus % len(plan.targets)].name
        plan = _arranged(screen, setting, m, measure, Look(pressed, glow, name))
    return plan


def _arranged(screen: Screen, setting: Setting, m: Measures, measure: Measure, look: Look) -> Plan:
    items: list[Item] = []
    targets: list[Target] = []
    words: list[WordBox] = []
    groups = 1
    match screen.body:
        case Text():
            groups = _text(screen, screen.body, setting, m, measure, look, items, targets, words)
        case Digits():
            groups = _digits(screen, screen.body, m, measure, look, items, targets)
        case Rows():
            groups = rows_of(screen, screen.body, m, measure, look, items, targets)
        case Tiles(lead):
            area = _lead(lead, screen, m, measure, items)
            more, found, groups = grids.tiles(
                screen.choices, area, m, measure, look, screen.group, screen.more, screen.big_numbers
            )
            items += more
            targets += found
    foot_items, foot_targets = bands.foot(screen, m, measure, look)
    everything = (*bands.head(screen, m, measure), *items, *foot_items)
    size = (m.glass.width, m.glass.height)
    return Plan(size, screen.theme, everything, (*targets, *foot_targets), tuple(words), groups)


def _lead(lead: str, screen: Screen, m: Measures, measure: Measure, items: list[Item]) -> Rect:
    """The lead at the top of the body, larger when it stands over a question; what is left below it."""
    if not lead or (m.body.h < m.glass.px(95) and len(screen.choices) > 2):
        return m.body  # on a small glass the title says it all
    em = m.title if len(screen.choices) <= 2 else m.label
    fit = fitted(lead, em, m.least, m.body.w, m.body.h // 4, measure, "medium")
    items += runs(fit, m.body.x, m.body.y, "muted", measure, "medium")
    used = fit.height + m.gap
    return Rect(m.body.x, m.body.y + used, m.body.w, m.body.h - used)


def _text(
    screen: Screen, body: Text, setting: Setting, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target], words: list[WordBox],
) -> int:  # fmt: skip
    area = _text_area(m, measure)
    made = pages(body.section, m.glass, screen.size, measure)
    page = made[min(setting.page, len(made) - 1)]
    lit: list[Item] = []
    drawn: list[Item] = []
    y = area.y
    for line in page.lines:
        y += line.before
        if line.picture:
            box = Rect(area.x, y, area.w, line.pitch - m.gap)
            drawn.append(Photo(box, str(PurePath(line.picture))))
        if line.marker:
            mark = Rect(area.x, y, measure(line.marker, line.em), line.pitch)
            drawn.append(Run(mark, line.marker, line.em, "accent"))
        in_sentence = [piece for piece in line.pieces if body.lit and piece.sentence == body.cursor.sentence]
        pad = round(line.em * 0.1)
        if in_sentence:
            left, right = in_sentence[0].x, in_sentence[-1].x + in_sentence[-1].w
            band = Rect(area.x + left - pad, y, right - left + 2 * pad, line.pitch)
            lit.insert(0, Fill(band, "lit_sentence", pad * 2))
        for piece in line.pieces:
            rect = Rect(area.x + piece.x, y, piece.w, line.pitch)
            here = piece in in_sentence and piece.word == body.cursor.word
            if here:
                lit.append(Fill(Rect(rect.x - pad, y, rect.w + 2 * pad, line.pitch), "lit_word", pad * 2))
            drawn.append(Run(rect, piece.text, line.em, "on_lit" if here else "ink", piece.weight))
            words.append(WordBox(rect, piece.sentence, piece.word))
        y += line.pitch
    items += lit + drawn
    if len(made) > 1 and area.bottom < m.body.bottom:
        text = f"{setting.page + 1} / {len(made)}"
        w, pitch = measure(text, m.small), round(m.small * PITCH)
        items.append(Run(Rect(area.right - w, area.bottom, w, pitch), text, m.small, "muted"))
    _, side = columns(m, measure)
    if body.question:
        fit = fitted(body.question, m.label, m.least, side.w, side.h // 3, measure)
        items += runs(fit, side.x, side.y, "ink", measure)
        used = fit.height + m.gap // 2
        side = Rect(side.x, side.y + used, side.w, side.h - used)
    made_items, made_targets, groups = grids.buttons(
        screen.choices, side, 2 if m.glass.upright else 1, m, measure, look, screen.group, screen.more
    )
    items += made_items
    targets += made_targets
    return groups


def _digits(
    screen: Screen, body: Digits, m: Measures, measure: Measure, look: Look,
    items: list[Item], targets: list[Target],
) -> int:  # fmt: skip
    """The groups as large as the body allows, in as few lines as that takes."""
    area = m.body
    label = fitted(body.label, m.title, m.least, area.w, area.h // 3, measure)
    items += runs(label, area.x, area.y, "ink", measure, centre=area.w)
    top = area.y + label.height + m.gap
    height = area.bottom - top
    em = min(m.glass.em(40), height)
    while True:
        space = round(em * 0.6)
        lines: list[list[tuple[str, int, int]]] = [[]]
        x = 0
        for index, group in enumerate(body.groups):
            w = measure(group, em, "bold")
            if lines[-1] and x + w > area.w:
                lines.append([])
                x = 0
            lines[-1].append((group, x, index))
            x += w + space
        pitch = round(em * 1.35)
        widest = max(x + measure(group, em, "bold") for line in lines for group, x, _ in line)
        if (len(lines) * pitch <= height and widest <= area.w) or em <= m.label:
            break
        em = int(em * 0.94)
    y = top + max(0, (height - len(lines) * pitch) // 2)
    for line in lines:
        broad = line[-1][1] + measure(line[-1][0], em, "bold")
        left = area.x + (area.w - broad) // 2
        for group, x, index in line:
            rect = Rect(left + x, y, measure(group, em, "bold"), pitch)
            here = body.lit == index
            if here:
                pad = round(em * 0.12)
                items.append(Fill(rect.inset(-pad, 0), "lit_word", m.radius))
            items.append(Run(rect, group, em, "on_lit" if here else "ink", "bold"))
        y += pitch
    if screen.choices:
        made, found, groups = grids.buttons(screen.choices, area, 1, m, measure, look, screen.group, screen.more)
        items += made
        targets += found
        return groups
    return 1
