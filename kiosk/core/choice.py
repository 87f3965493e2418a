"""A Choice: one object with four faces. It can be touched, said, keyed and heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.messages import Wish

Role = Literal["main", "plain", "tile", "standing", "spoken"]


@dataclass(frozen=True)
class Choice:
    """What a visitor may choose.

    ``main`` is the one filled button of a screen, ``plain`` an outlined one, ``tile`` a large numbered field,
    ``standing`` a button of the band at the foot, and ``spoken`` has no button on this screen (there is one
    elsewhere). ``phrases`` are whole spoken phrases, lower case, digits spelt out; the first is the one that
    is offered ("You can say ...").
    """

    name: str  # stable, for tests and the journal, such as "home" or "section 2"
    label: str
    message: Wish
    phrases: tuple[str, ...] = ()
    hint: str = ""
    role: Role = "plain"
    icon: str = ""
    detail: str = ""
    number: int | None = None
    picture: str = ""  # a file, shown on a tile that has room
    chosen: bool = False  # it is the one in force, such as the present theme
