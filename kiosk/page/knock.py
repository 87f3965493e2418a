"""The sign by which staff ask to be let in: two corners held in turn, or two keys pressed in turn.

A finger rests in the upper left corner for two seconds, then within five seconds in the upper right one for two
seconds; or the keys Home and Help are pressed in turn, three times each, within eight seconds. A tremor, a hand that
leans on the frame or a search for a button does neither. Times are seconds, places pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.page.geometry import Glass
from kiosk.page.touch import Contact

CORNER_MM = (32.0, 24.0)  # wide, high
HELD_S, BETWEEN_S, KEYS_S = 2.0, 5.0, 8.0
KEYS = ("home", "help") * 3


@dataclass(frozen=True)
class Knocking:
    """How much of the sign was made so far."""

    left_until: float = -1e9  # the left corner was held, and the right one may follow until then
    held_since: float | None = None
    right: bool = False  # the corner that is being held
    keys: tuple[tuple[str, float], ...] = ()


def touched(knocking: Knocking, contact: Contact, glass: Glass) -> Knocking:
    """What a contact adds to the sign, or takes from it."""
    wide, high = (glass.px(mm) for mm in CORNER_MM)
    right = contact.x >= glass.width - wide
    inside = contact.y <= high and (right or contact.x <= wide)
    match contact.kind:
        case "down":
            begins = inside and (not right or contact.t <= knocking.left_until)
            return replace(knocking, held_since=contact.t if begins else None, right=right)
        case "move":
            strayed = knocking.held_since is not None and not (inside and right == knocking.right)
            return replace(knocking, held_since=None) if strayed else knocking
        case _:
            since = knocking.held_since
            held = since is not None and not knocking.right and contact.t - since >= HELD_S
            return replace(knocking, held_since=None, left_until=contact.t + BETWEEN_S if held else -1e9)


def held(knocking: Knocking, now: float) -> bool:
    """Whether the second corner was held long enough by now: the sign is made."""
    since = knocking.held_since
    return knocking.right and since is not None and now - since >= HELD_S


def pressed(knocking: Knocking, name: str, now: float) -> tuple[Knocking, bool]:
    """What a key's name adds to the sign, and whether it is made."""
    keys = (*knocking.keys, (name, now))[-len(KEYS) :]
    made = tuple(each for each, _ in keys) == KEYS and now - keys[0][1] <= KEYS_S
    return replace(knocking, keys=() if made else keys), made
