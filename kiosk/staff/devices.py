"""What the doctor says of screen, touch, loudspeaker and microphone: plain functions of what was found of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from kiosk.config import Config
from kiosk.staff.finding import Finding

LEAST_SCREEN = (600, 1024)  # the smallest glass that the pages are laid out for, short side first
LOWEST_MM = 120  # of a lying glass: below it the settings do not all stand clear of Home and Back
LARGER = (
    "Use one of 9.5 inches or more, or stand it upright. If its diagonal is not what is said here, measure it and "
    "set screen.diagonal."
)
LOUD_ROOM_DB = -35.0  # dB of full scale; speech at arm's length comes in at about -30 to -20
TONE_DB = 10.0  # above the room's own noise at the tone's pitch, for the tone to count as heard
FALSE_DIAGONAL = 0.06  # of the diagonal; beyond this a 20 mm button is no longer 19


def screen(display: dict[str, Any], diagonal: float, told: Sequence[float]) -> Finding:
    """The glass. ``told`` are the diagonals that the connected panels give for themselves, in inches."""
    sizes = display.get("sizes", [])
    if not sizes:
        fault = display.get("fault") or "The screen could not be asked."
        return Finding("screen", "wrong", fault, "Connect a screen and start this from it.")
    wide, high = sizes[0]
    scale = math.hypot(wide, high) / (diagonal * 25.4)
    what = f"{wide} x {high}, {diagonal:g} in: {scale:.1f} pixels to a millimetre"
    short, long = sorted((wide, high))
    if short < LEAST_SCREEN[0] or long < LEAST_SCREEN[1]:
        return Finding("screen", "wrong", what, "Use a screen of at least 1024 x 600.")
    if told and min(abs(one / diagonal - 1) for one in told) > FALSE_DIAGONAL:
        true = f"{told[0]:.1f}"
        return Finding(
            "screen",
            "wrong",
            f"{what}, but the panel says that it has {true} in",
            f"kiosk config set screen.diagonal {true}",
        )
    if low := too_low(wide, high, diagonal):
        return Finding("screen", "wrong", f"{what}. {low}", LARGER)
    if not told:
        return Finding(
            "screen",
            "note",
            what,
            "Hold a bank card to the frame of: kiosk doctor --card. If they "
            "differ, measure the glass corner to corner and set screen.diagonal.",
        )
    return Finding("screen", "fine", what)


def too_low(wide: int, high: int, diagonal: float) -> str:
    """What is wrong with a lying glass that is lower than the pages need, or nothing."""
    mm = high * diagonal * 25.4 / math.hypot(wide, high)
    if wide < high or mm >= LOWEST_MM:
        return ""
    return f"This glass is {mm:.0f} mm high, too low for buttons of 20 mm: some stand over others in Settings."


def touch(found: dict[str, Any], panels: Sequence[str]) -> Finding:
    """Touch screens, by the system's own list or by SDL's."""
    if panels:
        return Finding("touch", "fine", ", ".join(panels))
    if found.get("display", {}).get("touch"):
        return Finding("touch", "fine", "a touch screen answers")
    return Finding(
        "touch", "note", "no touch screen was found", "Connect its USB cable. Keys and a mouse work meanwhile."
    )  # fmt: skip


def loudspeaker(found: dict[str, Any], config: Config) -> Finding:
    """The loudspeaker, and whether the microphone hears its tone."""
    if config.speech.engine == "none":
        return Finding("loudspeaker", "fine", "not wanted (speech.engine is none)")
    names = found.get("speakers", [])
    if not names or found.get("speaker fault"):
        return Finding(
            "loudspeaker",
            "wrong",
            f"none can be opened ({found.get('speaker fault') or 'none found'})",
            "Connect one and choose it in the system's sound settings; pages turn by hand meanwhile.",
        )
    heard = found.get("heard", {}).get("tone_db")
    if heard is None:
        return Finding(
            "loudspeaker",
            "note",
            f"{names[0]}; its tone could not be listened for",
            "Listen yourself: kiosk say Hello hello.wav",
        )
    if heard < TONE_DB:
        return Finding(
            "loudspeaker",
            "note",
            f"{names[0]}; the microphone did not hear its tone",
            "Turn the loudspeaker on and up; with headphones this is as it should be.",
        )
    return Finding("loudspeaker", "fine", f"{names[0]}; its tone was heard, {heard:.0f} dB above the room")


def microphone(found: dict[str, Any], config: Config) -> Finding:
    """The microphone: its level, and the noise of the room."""
    if config.hearing.microphone == "none":
        return Finding("microphone", "fine", "not wanted (hearing.microphone is none)")
    names, heard = found.get("microphones", []), found.get("heard", {})
    wanted = config.hearing.microphone
    if not names:
        return Finding(
            "microphone", "wrong", "none was found", "Connect one, or: kiosk config set hearing.microphone none"
        )  # fmt: skip
    if wanted and wanted not in names:
        return Finding(
            "microphone",
            "wrong",
            f'"{wanted}" is not there; there are: {", ".join(names)}',
            f'kiosk config set hearing.microphone "{names[0]}"',
        )
    if heard.get("fault"):
        return Finding(
            "microphone",
            "wrong",
            f"{wanted or names[0]} cannot be opened ({heard['fault']})",
            "Close other programs that use it, or allow microphones in the system's settings.",
        )
    noise = heard.get("noise_db")
    if noise is None and (heard.get("tone_db") or 0) < TONE_DB:
        return Finding(
            "microphone",
            "wrong",
            f"{wanted or names[0]} gives nothing but silence",
            "Unmute it (on itself, and in the system's sound settings).",
        )
    if heard.get("peak", 0) >= 32767:
        return Finding(
            "microphone",
            "wrong",
            f"{wanted or names[0]} is too loud and clips",
            "Lower its level in the system's sound settings.",
        )
    if noise is not None and noise > LOUD_ROOM_DB:
        return Finding(
            "microphone",
            "note",
            f"{wanted or names[0]}; the room is loud ({noise:.0f} dB)",
            "Move it nearer to the visitor and away from fans and televisions.",
        )
    level = "no noise at all" if noise is None else f"the room's noise is {noise:.0f} dB"
    return Finding("microphone", "fine", f"{wanted or names[0]}; {level}")
