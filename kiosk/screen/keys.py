"""Keys become intents. Works with a full keyboard, a 9-key pad and most clickers; holding never repeats.

The pad: arrows (8 4 6 2) move the focus, 5 and Enter choose, 7 home, 1 back, 9 again, 3 help; 0 pauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pygame

Move = Literal["next", "previous", "up", "down", "left", "right"]


@dataclass(frozen=True)
class MoveFocus:
    """The focus is to move to a neighbour."""

    way: Move


@dataclass(frozen=True)
class Choose:
    """The focused target is chosen."""


@dataclass(frozen=True)
class Command:
    """A key that stands for a choice by name: home, back, again, help, louder, quieter, faster, slower ..."""

    name: str


Intent = MoveFocus | Choose | Command

_KEYS: dict[int, Intent] = {
    pygame.K_TAB: MoveFocus("next"),
    pygame.K_UP: MoveFocus("up"),
    pygame.K_KP8: MoveFocus("up"),
    pygame.K_DOWN: MoveFocus("down"),
    pygame.K_KP2: MoveFocus("down"),
    pygame.K_LEFT: MoveFocus("left"),
    pygame.K_KP4: MoveFocus("left"),
    pygame.K_RIGHT: MoveFocus("right"),
    pygame.K_KP6: MoveFocus("right"),
    pygame.K_RETURN: Choose(),
    pygame.K_KP_ENTER: Choose(),
    pygame.K_KP5: Choose(),
    pygame.K_SPACE: Command("pause or play"),
    pygame.K_KP0: Command("pause or play"),
    pygame.K_h: Command("home"),
    pygame.K_HOME: Command("home"),
    pygame.K_KP7: Command("home"),
    pygame.K_BACKSPACE: Command("back"),
    pygame.K_b: Command("back"),
    pygame.K_KP1: Command("back"),
    pygame.K_a: Command("again"),
    pygame.K_r: Command("again"),
    pygame.K_KP9: Command("again"),
    pygame.K_F1: Command("help"),
    pygame.K_QUESTION: Command("help"),
    pygame.K_SLASH: Command("help"),  # the key of the question mark on a US keyboard, Shift or not
    pygame.K_KP3: Command("help"),
    pygame.K_PLUS: Command("louder"),
    pygame.K_EQUALS: Command("louder"),
    pygame.K_KP_PLUS: Command("louder"),
    pygame.K_MINUS: Command("quieter"),
    pygame.K_KP_MINUS: Command("quieter"),
    pygame.K_PERIOD: Command("faster"),
    pygame.K_KP_MULTIPLY: Command("faster"),
    pygame.K_COMMA: Command("slower"),
    pygame.K_KP_DIVIDE: Command("slower"),
    pygame.K_PAGEDOWN: Command("next page"),
    pygame.K_PAGEUP: Command("page before"),
}


_TYPED = {
    **{getattr(pygame, f"K_{n}"): f"digit {n}" for n in range(10)},
    **{getattr(pygame, f"K_KP{n}"): f"digit {n}" for n in range(10)},
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_BACKSPACE: "rub out",
}


_HELD_BESIDE = frozenset((
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT, pygame.K_LMETA,
    pygame.K_RMETA, pygame.K_MODE, pygame.K_NUMLOCKCLEAR, pygame.K_CAPSLOCK, pygame.K_SCROLLOCK,
))  # fmt: skip


def is_only_held(event: pygame.event.Event) -> bool:
    """Whether a key says nothing before another one follows: a pad may send Num Lock or Shift before its digit."""
    return event.key in _HELD_BESIDE


def typed_of(event: pygame.event.Event) -> str:
    """The choice of a pad of digits that a key stands for by its name, or nothing."""
    return _TYPED.get(event.key, "") if event.type == pygame.KEYDOWN else ""


def intent_of(event: pygame.event.Event) -> Intent | None:
    """The intent of a key press, or None. With Shift, Tab goes back; modified keys mean nothing here."""
    if event.type != pygame.KEYDOWN:
        return None
    modified = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
    if modified:
        return None
    if event.key == pygame.K_TAB and event.mod & pygame.KMOD_SHIFT:
        return MoveFocus("previous")
    return _KEYS.get(event.key)
