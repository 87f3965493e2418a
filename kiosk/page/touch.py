"""What a touch means: tremor, rolls and long presses forgiven, slides cancelled, doubles counted once.

Old fingers roll, press long and miss by millimetres (votingworks/bmd #612; a mean miss of 3.4 mm in
Sultana and Moffatt 2019), so a press counts when it begins and ends within ``roll`` of one target, however
long it lasts. All lengths are pixels here, all times seconds; the caller turns millimetres into pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

LIES_S = 10.0  # what lies on the glass for so long is perhaps no finger: a drop, a sleeve, one whose end was never told
_ECHO_S = 0.5  # one touch may arrive as a finger and as a mouse (pygame issue 2992): later kin are its echo


class Box(Protocol):
    """Anything with a place on the glass, in pixels."""

    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def w(self) -> int: ...
    @property
    def h(self) -> int: ...


@dataclass(frozen=True)
class Spot:
    """A target as touch sees it: where it is, and what it stands for while pages change under the finger."""

    box: Box
    name: str


@dataclass(frozen=True)
class Contact:
    """One event of a finger or a mouse: ``down``, ``move`` or ``up``, in pixels of the glass."""

    kind: Literal["down", "move", "up"]
    x: float
    y: float
    t: float
    source: Literal["finger", "mouse"] = "finger"
    finger: int = 0


@dataclass(frozen=True)
class Fingers:
    """What touch remembers: the press under way, and the last one that counted."""

    source: str = ""
    finger: int = 0
    down_on: str | None = None  # name of the target pressed, or None for open glass
    down_at: tuple[float, float] = (0.0, 0.0)
    down_t: float = 0.0
    on: bool = False  # the press is still on its target
    ignored: bool = False
    last_name: str = ""
    last_t: float = -1e9
    last_spots: frozenset[tuple[str, int, int]] = frozenset()
    shown: tuple[Spot, ...] = ()  # the targets on the glass, those that stood there before, and since when
    before: tuple[Spot, ...] = ()
    shown_t: float = -1e9
    ended_t: float = -1e9
    ended_source: str = ""

    @property
    def pressed(self) -> str | None:
        """The target to be shown pressed, if any."""
        return self.down_on if self.source and self.on and not self.ignored else None


@dataclass(frozen=True)
class Pressed:
    """A target was pressed and let go."""

    name: str


@dataclass(frozen=True)
class OpenGlass:
    """A touch that met no target. ``nearest`` is the target to glow, if there is any."""

    x: float
    y: float
    nearest: str | None


@dataclass(frozen=True)
class SlidOff:
    """A target was pressed, and the finger left it before it was let go: nothing is to happen."""

    name: str


Outcome = Pressed | OpenGlass | SlidOff | None


def distance(box: Box, x: float, y: float) -> float:
    """Pixels from a point to a box; 0 inside it."""
    across = max(box.x - x, 0.0, x - (box.x + box.w))
    down = max(box.y - y, 0.0, y - (box.y + box.h))
    return float((across * across + down * down) ** 0.5)


def nearest(spots: Sequence[Spot], x: float, y: float) -> Spot | None:
    """The target closest to a point."""
    return min(spots, key=lambda spot: distance(spot.box, x, y), default=None)


def placed(fingers: Fingers, spots: Sequence[Spot], t: float) -> Fingers:
    """The next memory of touch when these targets are on the glass at ``t``, whatever it was that placed them."""
    now = tuple(spots)
    return fingers if now == fingers.shown else replace(fingers, shown=now, before=fingers.shown, shown_t=t)


def touch(
    fingers: Fingers, contact: Contact, spots: Sequence[Spot], *, roll: float, guard: float
) -> tuple[Fingers, Outcome]:
    """The next memory of touch, and what the contact meant, if it meant anything.

    ``roll`` is how far (pixels) a finger may stray from its target; ``guard`` how long (seconds) a second
    press on the same or on a newly placed target is taken for tremor.
    """
    if contact.kind == "down":
        return _down(fingers, contact, spots, roll, guard), None
    if fingers.source != contact.source or fingers.finger != contact.finger:
        return fingers, None
    spot = next((spot for spot in spots if spot.name == fingers.down_on), None)
    on = spot is not None and distance(spot.box, contact.x, contact.y) <= roll
    if contact.kind == "move":
        return replace(fingers, on=on), None
    ended = replace(fingers, source="", down_on=None, on=False, ended_t=contact.t, ended_source=contact.source)
    if fingers.ignored:
        return ended, None
    if fingers.down_on is None:
        strayed = abs(contact.x - fingers.down_at[0]) + abs(contact.y - fingers.down_at[1])
        if strayed > 2 * roll:
            return ended, None
        closest = nearest(spots, *fingers.down_at)
        counted = replace(ended, last_name="", last_t=contact.t, last_spots=_places(spots))
        return counted, OpenGlass(*fingers.down_at, closest.name if closest else None)
    if not on:
        return ended, SlidOff(fingers.down_on) if spot else None
    counted = replace(ended, last_name=fingers.down_on, last_t=contact.t, last_spots=_places(spots))
    return counted, Pressed(fingers.down_on)


def _places(spots: Sequence[Spot]) -> frozenset[tuple[str, int, int]]:
    return frozenset((spot.name, spot.box.x, spot.box.y) for spot in spots)


def _down(fingers: Fingers, contact: Contact, spots: Sequence[Spot], roll: float, guard: float) -> Fingers:
    closest = _under(spots, contact, roll)
    lies = contact.t - fingers.down_t >= LIES_S or (contact.source, contact.finger) == (fingers.source, fingers.finger)
    rests = fingers.down_on is None and closest is not None  # a hand that is rested beside all targets, to be steadier
    if fingers.source and not lies and not rests:
        return fingers  # a second finger while one is down says nothing
    echo = contact.source != fingers.ended_source and contact.t - fingers.ended_t < _ECHO_S
    soon = contact.t - fingers.last_t < guard
    if closest is None:
        tremor = soon
    else:
        fresh = (closest.name, closest.box.x, closest.box.y) not in fingers.last_spots
        tremor = soon and (closest.name == fingers.last_name or fresh)
        if fingers.before and contact.t - fingers.shown_t < guard:  # it changed by itself while the finger came down
            aimed = _under(fingers.before, contact, roll)
            tremor = tremor or aimed is None or aimed.name != closest.name
    return replace(
        fingers,
        source=contact.source,
        finger=contact.finger,
        down_on=closest.name if closest else None,
        down_at=(contact.x, contact.y),
        down_t=contact.t,
        on=closest is not None,
        ignored=tremor or (echo and bool(fingers.ended_source)),
    )


def _under(spots: Sequence[Spot], contact: Contact, roll: float) -> Spot | None:
    closest = nearest(spots, contact.x, contact.y)
    return closest if closest is not None and distance(closest.box, contact.x, contact.y) <= roll else None
