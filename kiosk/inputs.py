"""What fingers and keys mean on the Frame that is in view: Choices, messages, or a miss."""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Pad
from kiosk.frame import Frame, again_at, focused, move_focus, named, word_at
from kiosk.page.touch import OpenGlass, Outcome, Pressed
from kiosk.screen.keys import Choose, Command, Intent, MoveFocus

Found = m.Message | Choice


def keyed(frame: Frame, intent: Intent | None) -> Found | None:
    """What a key does here; None for a key that means nothing here."""
    match intent:
        case MoveFocus(way):
            return move_focus(frame, way)
        case Choose():
            target = focused(frame)
            return move_focus(frame, "next") if target is None else target.choice
        case Command(name):
            return named(frame, name)
    return None


def typed(frame: Frame, key: str) -> Found | None:
    """The Choice of the staff's pad that a key types; None elsewhere, and for Enter where a choice is in focus."""
    if not isinstance(frame.screen.body, Pad) or not key or (key == "enter" and focused(frame) is not None):
        return None
    return named(frame, key)


def touched(frame: Frame, outcome: Outcome) -> Found | None:
    """What a touch does here; ``Missed`` when it met nothing."""
    match outcome:
        case Pressed(name):
            return next((target.choice for target in frame.plan.targets if target.name == name), None)
        case OpenGlass(x, y, _):
            return word_at(frame, x, y) or again_at(frame, x, y) or m.Missed()
    return None
