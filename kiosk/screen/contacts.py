"""A finger's or a mouse's event becomes a Contact in pixels."""

from __future__ import annotations

import time
from typing import Literal

import pygame

from kiosk.page.geometry import Glass
from kiosk.page.touch import Contact

_Kind = Literal["down", "move", "up"]
_Source = Literal["finger", "mouse"]
_KINDS: dict[int, tuple[_Kind, _Source]] = {
    pygame.FINGERDOWN: ("down", "finger"),
    pygame.FINGERMOTION: ("move", "finger"),
    pygame.FINGERUP: ("up", "finger"),
    pygame.MOUSEBUTTONDOWN: ("down", "mouse"),
    pygame.MOUSEMOTION: ("move", "mouse"),
    pygame.MOUSEBUTTONUP: ("up", "mouse"),
}


def contact_of(event: pygame.event.Event, glass: Glass) -> Contact | None:
    """The Contact of an event, None for any other. One touch may come as a finger and as a mouse: see page.touch."""
    found = _KINDS.get(event.type)
    if found is None:
        return None
    kind, source = found
    if source == "finger":
        x, y, finger = event.x * glass.width, event.y * glass.height, event.finger_id
    else:
        if getattr(event, "button", 1) != 1 or getattr(event, "touch", False):
            return None
        (x, y), finger = event.pos, 0
    return Contact(kind, x, y, time.monotonic(), source, finger)
