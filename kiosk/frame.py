"""One frame of the kiosk without any device: a State becomes Screen and Plan, and inputs become Messages.

The real app and the tests' Visitor both stand on this, so that what the tests walk is what people touch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.groups import counted
from kiosk.core.screen import Digits, Screen, Setting
from kiosk.core.screens import beneath, present
from kiosk.core.state import HelpPlace, Library, Reading, State
from kiosk.core.strings import Strings
from kiosk.core.text import Section
from kiosk.page.arrange import arrange
from kiosk.page.arrange import focused as in_focus
from kiosk.page.geometry import Glass, Rect
from kiosk.page.plan import Measure, Plan, Run, Target
from kiosk.page.reading import typeset

_TURNS = {"next page": ("next section", "go on", "more"), "page before": ("previous section",)}  # in its place


@dataclass(frozen=True)
class Frame:
    """What is there to be followed at a moment."""

    state: State
    screen: Screen
    setting: Setting
    plan: Plan


def section_of(state: State, library: Library) -> Section | None:
    """The section in view, if the place has one."""
    if not isinstance(state.place, Reading):
        return None
    article = library.article(state.place.article)
    if article is None or state.place.section >= len(article.sections):
        return None
    return article.sections[state.place.section]


def frame_of(
    state: State, library: Library, strings: Strings, glass: Glass, measure: Measure,
    pressed: str = "", glow: str = "",
) -> Frame:  # fmt: skip
    """Typeset, present and arrange a State."""
    text = beneath(state) if isinstance(state.place, HelpPlace) else state  # Help offers the Play of what is under it
    setting = typeset(section_of(text, library), text.cursor, glass, state.comfort.size, measure)
    shown = present(state, library, strings, setting)
    plan = arrange(shown, setting, glass, measure, pressed, glow)
    screen = counted(shown, state, plan.groups)
    targets = (replace(each, choice=screen.more) if each.choice == shown.more else each for each in plan.targets)
    return Frame(state, screen, setting, replace(plan, targets=tuple(targets)))


def focused(frame: Frame) -> Target | None:
    """The target in the keyboard's focus."""
    return in_focus(frame.screen, frame.plan)


def _said(choice: Choice) -> str:
    return f"{choice.label}. {choice.hint}" if choice.hint else choice.label


def move_focus(frame: Frame, way: str) -> m.Message | None:
    """The message that moves the focus: in order, or to the nearest neighbour for arrows."""
    targets = frame.plan.targets
    if not targets:
        return None
    target = focused(frame)
    if target is None:
        return _onto(targets, 0)
    now = targets.index(target)
    if way in ("next", "previous"):
        wanted = (now + (1 if way == "next" else -1)) % len(targets)
    else:
        wanted = _neighbour(targets, now, way)
    return _onto(targets, wanted)


def _onto(targets: tuple[Target, ...], index: int) -> m.Message:
    choice = targets[index].choice
    return m.FocusOn(index, _said(choice), choice.message, choice.name)


def _neighbour(targets: tuple[Target, ...], now: int, way: str) -> int:
    """The nearest target in a direction, one that lies straight ahead before one to the side; where there is none,
    the next in order, so that nobody is stuck.
    """
    upright = way in ("up", "down")
    sign = 1 if way in ("right", "down") else -1

    def spans(target: Target) -> tuple[int, int, int, int]:
        """From and to along the way, from and to across it."""
        rect = target.rect
        along, aside = ((rect.y, rect.bottom), (rect.x, rect.right))
        return (*along, *aside) if upright else (*aside, *along)

    begin, end, left, right = spans(targets[now])
    best, least = -1, (float("inf"), 0.0)
    for index, target in enumerate(targets):
        its_begin, its_end, its_left, its_right = spans(target)
        if index == now or (its_begin + its_end - begin - end) * sign <= 2:
            continue
        ahead = its_begin - end if sign > 0 else begin - its_end
        aside = max(its_left - right, left - its_right, 0)
        score = (max(ahead, 0) + 2.0 * aside, abs(its_left + its_right - left - right) / 2)
        if ahead > (begin - end) / 2 and score < least:
            best, least = index, score
    return best if best >= 0 else (now + sign) % len(targets)


def named(frame: Frame, name: str) -> Choice | None:
    """The Choice that a key stands for, wherever it is on this screen."""
    choices = frame.screen.everything
    if name in _TURNS:
        asked = frame.state.question
        reads = isinstance(frame.state.place, Reading) and (asked is None or asked.kind == "go on")
        part, *elsewhere = _TURNS[name]
        onward = (name, *((part,) if reads else ()), *elsewhere)  # the first that is there
        return min((one for one in choices if one.name in onward), key=lambda one: onward.index(one.name), default=None)
    names = ("pause", "play", "go on") if name == "pause or play" else (name,)
    return next((choice for choice in choices if choice.name in names), None)


def word_at(frame: Frame, x: float, y: float) -> m.Message | None:
    """Read from the sentence of the word at a point, or of the nearest one within half a line of it."""

    def away(rect: Rect) -> float:
        return math.hypot(max(rect.x - x, 0, x - rect.right), max(rect.y - y, 0, y - rect.bottom))

    near = min(frame.plan.words, key=lambda box: away(box.rect), default=None)
    return m.ReadFrom(near.sentence) if near is not None and away(near.rect) <= near.rect.h / 2 else None


def again_at(frame: Frame, x: float, y: float) -> Choice | None:
    """Say the number again, if a group of its digits is at a point."""
    body = frame.screen.body
    if not isinstance(body, Digits):
        return None
    groups = [item.rect for item in frame.plan.items if isinstance(item, Run) and item.text in body.groups]
    here = any(rect.x <= x < rect.right and rect.y <= y < rect.bottom for rect in groups)
    return named(frame, "again") if here else None
