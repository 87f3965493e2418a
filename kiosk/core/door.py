"""What follows at the staff's door and in their office. No Choice of a visitor's place leads there."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core import moves, reads
from kiosk.core.state import BRIGHTEST, DARKEST, VOLUMES, Door, Office, State

OF_THE_STAFF = m.Knock | m.Digit | m.RubOut | m.TryPin | m.DoorIs | m.OfficeTold | m.Ceiling | m.Brightness | m.Leave
LONGEST_PIN, SHORTEST_PIN = 12, 4


def staff(state: State, message: m.Message) -> State:
    """The State that follows. What belongs in the office does nothing outside it."""
    place = state.place
    match message:
        case m.Knock() if not isinstance(place, Door | Office):
            gone = replace(moves.home(state), place=Door(), focus=None, notice=None, visiting=True)
            return reads.speak(gone, "place", earcon="arrive")
        case m.DoorIs(status, wait_s) if isinstance(place, Door):
            return _answered(state, status, wait_s)
        case m.Digit(digit) if isinstance(place, Door) and not place.tried:
            typed = (place.typed + str(digit))[:LONGEST_PIN]
            return replace(reads.hush(state), place=replace(place, typed=typed, told="door.lead"))
        case m.RubOut() if isinstance(place, Door) and not place.tried:
            return replace(reads.hush(state), place=replace(place, typed=place.typed[:-1]))
        case m.TryPin() if isinstance(place, Door) and not place.tried and place.typed:
            return replace(reads.hush(state), place=replace(place, tried=True))
        case m.OfficeTold(ill, last, care) if isinstance(place, Office):
            return replace(state, place=Office(ill, last, care))
        case m.Ceiling(step) if isinstance(place, Office):
            return reads.speak(_ceiling(state, state.loudest + step), "place")
        case m.Brightness(step) if isinstance(place, Office):
            return replace(state, brightness=min(max(state.brightness + step, DARKEST), BRIGHTEST))
        case m.Leave(again) if isinstance(place, Office):
            return replace(state, closing=True, again=again)
    return state


def _answered(state: State, status: str, wait_s: int) -> State:
    if status == "open":
        return reads.speak(replace(state, place=Office(), group=0), "place", earcon="arrive")
    return reads.speak(replace(state, place=Door(told=f"door.{status}", wait_s=wait_s)), "place", earcon="cannot")


def _ceiling(state: State, wanted: int) -> State:
    loudest = min(max(wanted, 0), VOLUMES - 1)
    first = replace(state.first, volume=min(state.usual_volume, loudest))
    comfort = replace(state.comfort, volume=min(state.comfort.volume, loudest))
    return replace(state, loudest=loudest, first=first, comfort=comfort)
