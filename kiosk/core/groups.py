"""What "more" and the page before do among choices, once the page has told how many groups of them there are."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Screen, Tiles
from kiosk.core.state import State


def counted(screen: Screen, state: State, groups: int) -> Screen:
    """The Screen whose choices know which group is the first, and that there may be one alone.

    Millimetres alone tell how many there are. A question is answered first: its two answers are no group.
    """
    if state.question is not None and state.question.kind in ("still there", "did you say"):
        return screen
    here = screen.group % groups

    def known(choice: Choice) -> Choice:
        match choice.message:
            case m.More() if groups == 1:
                return replace(choice, message=m.NoSuchPage(0) if isinstance(screen.body, Tiles) else m.NoMore())
            case m.More(-1) if here == 0:
                return replace(choice, message=m.NoSuchPage(-1))
            case m.More(step):
                return replace(choice, message=m.More(step, groups))
        return choice

    return replace(screen, more=known(screen.more), spoken=tuple(map(known, screen.spoken)))
