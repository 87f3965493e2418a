"""The State that a kiosk opens with: by config, and by why it begins."""

from __future__ import annotations

import os
from dataclasses import replace

from kiosk.config import Config
from kiosk.core.reads import say_notice
from kiosk.core.state import BRIGHTEST, Contents, Home, Notice, State, Stop
from kiosk.core.update import opening
from kiosk.guard import AGAIN_AS_ASKED
from kiosk.journal import in_a_visit
from kiosk.rooms import Options, Rooms, first_comfort


def first_state(config: Config, options: Options, rooms: Rooms) -> State:
    """Home, or the article that is previewed. A kiosk that begins again by itself says so to whoever is there."""
    speech = config.speech
    deaf = config.hearing.microphone == "none"
    state = opening(
        first_comfort(config), read_on=speech.read_on, loudest=speech.max_volume - 1,
        brightness=round(config.screen.brightness * BRIGHTEST / 100),
        ear="absent" if deaf else "preparing", interruptible=config.hearing.while_speaking == "listen",
    )  # fmt: skip
    if options.article:
        state = replace(state, place=Contents(options.article), trail=(Stop(Home()),))
    if os.environ.get("KIOSK_AGAIN", "") not in ("", AGAIN_AS_ASKED):  # empty: the first start under the guard
        days, told = rooms.journal.days, Notice("notice.began again")
        somebody = in_a_visit(days.last(200)) if days is not None else None
        if somebody:
            state = say_notice(replace(state, visiting=True), told)
        elif somebody is None:  # shown, but not said: the room may be empty
            state = replace(state, visiting=True, notice=told)
    return state
