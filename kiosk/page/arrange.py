"""Where everything stands: a Screen on a Glass becomes a Plan. What does not fit comes later, unclipped."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.messages import More, Pause, Play, TurnTo, Wish
from kiosk.core.screen import Board, Digits, Pad, Rows, Screen, Setting, Text, Tiles
from kiosk.page import bands, digits, grids, packed, reading
from kiosk.page.buttons import Look
from kiosk.page.geometry import Glass, Rect
from kiosk.page.letters import Fitted, fitted, runs
from kiosk.page.measures import Measures, measures
from kiosk.page.pad import board_of, pad_of
from kiosk.page.plan import Item, Measure, Plan, Target, WordBox
from kiosk.page.rows import rows_of

_IN_TURN = Pause | Play  # where the one stood, the other stands


def arrange(
    screen: Screen, setting: Setting, glass: Glass, measure: Measure, pressed: str = "", glow: str = ""
) -> Plan:
    """The Plan of a Screen. ``pressed``: the target under a finger; ``glow``: the one just missed."""
    m = measures(glass, screen.size)
    screen = _with_what_the_band_has_no_room_for(screen) if m.crowded else screen
    plan = _arranged(screen, setting, m, measure, Look(pressed, glow))
    focus = focused(screen, plan)
    return plan if focus is None else _arranged(screen, setting, m, measure, Look(pressed, glow, focus.name))


def focused(screen: Screen, plan: Plan) -> Target | None:
    """The target in the keyboard's focus, wherever it stands now. Play and Pause take each other's place."""
    if screen.focus is None or not plan.targets:
        return None
    there = plan.targets[screen.focus % len(plan.targets)]
    if screen.focus_on is None:
        return there
    if isinstance(screen.focus_on, TurnTo):  # each page leads elsewhere; behind the last one the main choice leads on
        same = next((each for each in plan.targets if each.choice.name == screen.focus_name), None)
        onward = (each for each in plan.targets if each.choice.role == "main" and screen.focus_name == "next page")
        return same or next(onward, None)
    return next((each for each in (there, *plan.targets) if _alike(each.choice.message, screen.focus_on)), None)


def _alike(one: Wish, other: Wish) -> bool:
    """Whether two messages are those of the same choice, of which one may have been another moment's."""
    return one == other or any(isinstance(one, kind) and isinstance(other, kind) for kind in (_IN_TURN, More))


def _with_what_the_band_has_no_room_for(screen: Screen) -> Screen:
    """The screen with Settings among its own choices: first in Help, soon in a text, last under titles."""
    moved = next(choice for choice in screen.standing if choice.name == bands.GIVES_WAY)
    choices = list(screen.choices)
    if screen.asked:
        return screen
    if screen.place == "help":
        at = 0
    elif isinstance(screen.body, Text) and not screen.body.question:
        at = next((n for n, choice in enumerate(choices) if choice.name == "bigger"), len(choices))
    elif isinstance(screen.body, Tiles) and any(choice.number for choice in choices):
        at = len(choices)
    else:
        return screen
    choices.insert(at, replace(moved, role="tile"))
    return replace(screen, choices=tuple(choices))


def _arranged(screen: Screen, setting: Setting, m: Measures, measure: Measure, look: Look) -> Plan:
    items: list[Item] = []
    targets: list[Target] = []
    words: list[WordBox] = []
    groups = 1
    match screen.body:
        case Text():
            groups = reading.text(screen, screen.body, setting, m, measure, look, items, targets, words)
        case Digits():
            groups = digits.digits(screen, screen.body, m, measure, look, items, targets)
        case Rows():
            groups = rows_of(screen, screen.body, m, measure, look, items, targets)
        case Pad():
            pad_of(screen, screen.body, m, measure, look, items, targets)
        case Board():
            text, side, many = reading.columns(m, measure)
            groups = board_of(screen, screen.body, text, side, many, m, measure, look, items, targets)
        case Tiles(lead, asked):
            brief = bands.is_brief(screen, m, measure)
            lead = asked if asked and brief else lead
            fit, used = _lead(lead, screen, m, measure, lead == asked)
            area = Rect(m.body.x, m.body.y + used, m.body.w, m.body.h - used)
            more, found, groups = grids.tiles(
                screen.choices, area, m, measure, look, screen.group, screen.more, screen.big_numbers
            )
            if len(screen.choices) == 2 and (groups > 1 or min(target.rect.h for target in found) < m.main):
                fit, used, area = (fit, used, area) if area.h >= m.main else (None, 0, m.body)
                more, found, groups = packed.halves(screen.choices, area, m, measure, look)
            if fit is not None:  # close to the tiles, also where these stand low
                look_of_it = ("ink", measure, "bold") if lead == asked else ("muted", measure, "medium")
                top = min((target.rect.y for target in found), default=area.y) - used
                items += runs(fit, m.body.x, top, *look_of_it)
            items += more
            targets += found
    foot_items, foot_targets = bands.foot(screen, m, measure, look)
    everything = (*bands.head(screen, m, measure), *items, *foot_items)
    size = (m.glass.width, m.glass.height)
    return Plan(size, screen.theme, everything, (*targets, *foot_targets), tuple(words), groups)


def _lead(lead: str, screen: Screen, m: Measures, measure: Measure, asked: bool) -> tuple[Fitted | None, int]:
    """The lead over the tiles, larger when it stands over a question, and how high it is with the gap below it."""
    if not lead or (m.terse and len(screen.choices) > 2):
        return None, 0  # on a small glass the title says it all
    em = m.tile if len(screen.choices) <= 2 else m.label
    fit = fitted(lead, em, m.least, m.body.w, m.body.h // 4, measure, "bold" if asked else "medium")
    return fit, fit.height + m.gap
