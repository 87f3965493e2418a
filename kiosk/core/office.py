"""The staff's door and office as Screens. Nothing here can be said: it is for fingers and keys alone."""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Board, Pad, Shown
from kiosk.core.state import BRIGHTEST, Door, Office, State
from kiosk.core.strings import Strings


def door(place: Door, strings: Strings) -> Shown:
    """A pad of digits."""
    digits = tuple(Choice(f"digit {n}", str(n), m.Digit(n)) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0))
    rub_out, enter = strings.choice("rub out", m.RubOut()), strings.choice("enter", m.TryPin(), "main")
    lead = strings("door.looking" if place.tried else place.told, n=place.wait_s)
    return strings("door.title"), "", Pad(lead, len(place.typed)), (*digits, rub_out, enter)


def office(place: Office, state: State, strings: Strings) -> Shown:
    """How the kiosk fares, what staff may set, and the way out."""
    make = strings.choice
    parts = (
        (strings("office.well" if not place.ill else "office.ill"), place.ill),
        (strings("office.care") if place.care else "", place.care),
        (strings("office.set"), (
            strings("office.ceiling", n=state.loudest + 1),
            strings("office.brightness", n=state.brightness, of=BRIGHTEST),
        )),
        (strings("office.last") if place.last else "", place.last),
    )  # fmt: skip
    choices = (
        make("ceiling up", m.Ceiling(1)), make("ceiling down", m.Ceiling(-1)),
        make("brighter", m.Brightness(1)), make("darker", m.Brightness(-1)),
        make("restart", m.Leave(again=True)), make("leave", m.Leave()),
    )  # fmt: skip
    return strings("office.title"), strings("office.aside"), Board(parts), choices
