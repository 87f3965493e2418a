"""`kiosk doctor`: is this machine fit to be a kiosk? One line for each part: fine or not, and the remedy.

Devices are asked in a process of their own, since a driver may hang. The rules are plain functions of what
was found, so that each can be shown to trip.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape

from kiosk.config import Config
from kiosk.staff import panel

State = Literal["fine", "note", "wrong"]

LEAST_SCREEN = (600, 1024)  # the smallest glass that the pages are laid out for, short side first
LEAST_DISK = 500_000_000  # bytes: a year's journals, and room to unpack a voice model
LOUD_ROOM_DB = -35.0  # dB of full scale; speech at arm's length comes in at about -30 to -20
TONE_DB = 10.0  # above the room's own noise at the tone's pitch, for the tone to count as heard
FALSE_DIAGONAL = 0.06  # of the diagonal; beyond this a 20 mm button is no longer 19


@dataclass(frozen=True)
class Finding:
    """A part of the machine: fine, worth a note or wrong; what was found, and what to do."""

    part: str
    state: State
    what: str
    remedy: str = ""


def examine(
    config: Config,
    folder: Path,
    articles: int,
    faults: Sequence[str],
    model: Path | None,
    words: Sequence[str] = (),
    play: bool = True,
) -> list[Finding]:
    """Look at everything. ``folder`` is the kiosk's own; ``articles`` and ``faults`` are what the library
    found in it.

    ``model`` is the voice model in use, None when there is none; ``words`` are those that may be said here.
    """
    found = probe(config, play)
    return [
        screen(found.get("display", {}), config.screen.diagonal, panel.diagonals()),
        touch(found, panel.touch()),
        loudspeaker(found, config),
        microphone(found, config),
        voice(config),
        ears(model, words, config),
        content(articles, faults, folder),
        disk(folder),
        clock(time.time(), Path(__file__).stat().st_mtime, panel.synchronized()),
    ]


def probe(config: Config, play: bool, timeout_s: float = 30.0) -> dict[str, Any]:
    """What the devices' own process found; empty when it died or hung."""
    command = [sys.executable, "-m", "kiosk.screen.probe", *(["--sound"] if play else [])]
    if config.hearing.microphone not in ("", "none"):
        command += ["--microphone", config.hearing.microphone]
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
        found: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "replace").strip().splitlines()[-1])
        return found
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
        return {}


def show_card(config: Config) -> int:
    """Show a frame of a bank card's size on the glass until it is touched, at most a minute."""
    command = [sys.executable, "-m", "kiosk.screen.probe", "--card", str(config.screen.diagonal)]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode


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
    if not told:
        return Finding(
            "screen",
            "note",
            what,
            "Hold a bank card to the frame of: kiosk doctor --card. If they "
            "differ, measure the glass corner to corner and set screen.diagonal.",
        )
    return Finding("screen", "fine", what)


def touch(found: dict[str, Any], panels: Sequence[str]) -> Finding:
    """Touch screens, by the system's own list or by SDL's."""
    if panels:
        return Finding("touch", "fine", ", ".join(panels))
    if found.get("display", {}).get("touch"):
        return Finding("touch", "fine", "a touch screen answers")
    return Finding(
        "touch",
        "note",
        "no touch screen was found",
        "Connect its USB cable. Keys and a mouse work meanwhile.",
    )


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
            "microphone",
            "wrong",
            "none was found",
            "Connect one, or: kiosk config set hearing.microphone none",
        )
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


def voice(config: Config, timeout_s: float = 20.0) -> Finding:
    """The engine that speaks, asked for one word for real."""
    from kiosk.speech.engine import Engine

    if config.speech.engine == "none":
        return Finding("voice", "fine", "not wanted (speech.engine is none)")
    engine = Engine(config.speech.voice)
    engine.open()
    asked = engine.ask(("Hello", "there."), None)
    end = time.monotonic() + timeout_s
    length = 0
    try:
        while not length and engine.status != "no engine" and time.monotonic() < end:
            time.sleep(0.02)
            length = sum(len(sound.pcm) for number, sound in engine.poll() if number == asked)
        name, fault = engine.name, engine.fault
    finally:
        engine.close()
    if not length:
        return Finding(
            "voice",
            "wrong",
            f"no engine speaks ({fault or 'no answer'})",
            "Install the kiosk again, so that its voice (espeakng-loader) is complete.",
        )
    exact = name == "espeak-ng"
    return Finding("voice", "fine", f"{name}, with {'exact' if exact else 'estimated'} times of words")


def ears(model: Path | None, words: Sequence[str], config: Config) -> Finding:
    """The voice model, loaded for real."""
    if config.hearing.microphone == "none":
        return Finding("model", "fine", "not wanted (hearing.microphone is none)")
    from kiosk.staff.models import trial
    from kiosk.staff.unpack import ModelError

    if model is None:
        return Finding("model", "wrong", "there is no voice model", "kiosk model use built-in")
    try:
        unknown = trial(model, words)
    except (ModelError, OSError) as fault:
        return Finding("model", "wrong", str(fault), "kiosk model use built-in")
    if unknown:
        return Finding(
            "model",
            "note",
            f"{model.name}; it does not know {len(unknown)} words: {', '.join(unknown[:8])}",
            'Give those titles other phrases in their line "also:".',
        )
    return Finding("model", "fine", f"{model.name} loads and takes phrases")


def content(articles: int, faults: Sequence[str], folder: Path) -> Finding:
    """What the library found."""
    if not articles:
        return Finding("content", "wrong", f"there are no articles in {folder}", 'kiosk new "A title", or kiosk init')
    if faults:
        many = f"{len(faults)} faults, first: {faults[0]}"
        return Finding("content", "note", f"{articles} articles, {many}", "kiosk check tells all of them.")
    return Finding("content", "fine", f"{articles} articles")


def disk(folder: Path) -> Finding:
    """Free room, and whether the kiosk may write in its folder."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        return Finding("disk", "wrong", f"{folder} cannot be read ({fault.strerror})", "Connect or mount it again.")
    what = f"{free / 1e9:.1f} GB free"
    if free < LEAST_DISK:
        return Finding("disk", "wrong", what, "Delete what is not needed; half a gigabyte should stay free.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return Finding(
            "disk",
            "note",
            f"{what}, but {folder} cannot be written to",
            "The kiosk runs so; import and settings need another account or place.",
        )
    return Finding("disk", "fine", what)


def clock(now: float, made: float, synchronized: bool | None) -> Finding:
    """The clock, against the time when this program was installed (both in seconds since 1970)."""
    shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(now))
    if now < made - 86_400:
        return Finding(
            "clock",
            "wrong",
            f"{shown} is before this program was installed",
            "Set the date and time, and let the system keep them by the network.",
        )
    if synchronized is False:
        return Finding(
            "clock",
            "note",
            f"{shown}, not kept by the network",
            "timedatectl set-ntp true, or set the clock twice a year.",
        )
    return Finding("clock", "fine", shown)


def report(
    findings: Sequence[Finding], console: Console, as_json: bool = False, out: Callable[[str], object] = print
) -> int:
    """Print the findings, one line each or as JSON. Exit code 1 when something is wrong."""
    if as_json:
        out(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            look = {"fine": "[green]fine [/]", "note": "[yellow]note [/]", "wrong": "[red]wrong[/]"}[one.state]
            remedy = f" -> {escape(one.remedy)}" if one.remedy else ""
            console.print(f"{look} {one.part:<12} {escape(one.what)}{remedy}", soft_wrap=True)
    return 1 if any(one.state == "wrong" for one in findings) else 0
