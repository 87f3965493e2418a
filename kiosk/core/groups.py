"""What "more" and the page before do among choices, once the page has told how many groups of them there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Rows, Screen, Tiles
from kiosk.core.state import State


def counted(screen: Screen, state: State, groups: int) -> Screen:
    """The Screen whose choices know which group is the first, and that there may be one alone.

    Millimetres alone tell how many there are. Under a question nothing is known of them but what it is about.
    """
    if screen.asked:
        return _of_the_question(screen, state)
    here = screen.group % groups

    def known(choice: Choice) -> Choice:
        match choice.message:
            case m.More() if groups == 1:
                paged = isinstance(screen.body, Tiles | Rows)
                return replace(choice, message=m.NoSuchPage(0) if paged else m.NoMore())
            case m.More(-1) if here == 0:
                return replace(choice, message=m.NoSuchPage(-1))
            case m.More(step):
                return replace(choice, message=m.More(step, groups))
        return choice

    return _with(known, screen)


def _of_the_question(screen: Screen, state: State) -> Screen:
    """Who says "more" once more at "Did you say more?" means the very same."""
    meant = state.question.message if state.question is not None else None

    def known(choice: Choice) -> Choice:
        match choice.message, meant:
            case m.More(1), m.More(1) | m.NoSuchPage(0) | m.NoMore():
                return replace(choice, message=meant)
            case m.More(-1), m.More(-1) | m.NoSuchPage(-1 | 0):
                return replace(choice, message=meant)
            case m.More(-1), _ if state.group == 0:
                return replace(choice, message=m.NoSuchPage(-1))
        return choice

    return _with(known, screen)


def _with(known: Callable[[Choice], Choice], screen: Screen) -> Screen:
    return replace(screen, more=known(screen.more), spoken=tuple(map(known, screen.spoken)))
