"""`kiosk doctor`: is this machine fit to be a kiosk? One line for each part: fine or not, and the remedy.

Devices are asked in a process of their own, since a driver may hang; ``devices`` judges what was found of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk import places
from kiosk.config import Config
from kiosk.staff import panel
from kiosk.staff.devices import loudspeaker, microphone, screen, touch
from kiosk.staff.finding import Finding

LEAST_DISK = 500_000_000  # bytes: a year's journals, and room to unpack a voice model


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
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={**os.environ, "PYTHONPATH": _own_path()},
        )
        found: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "replace").strip().splitlines()[-1])
        return found
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
        return {}


def show_card(config: Config) -> int:
    """Show a frame of a bank card's size on the glass until it is touched, at most a minute. Exit code 0 or 1."""
    fonts = str(places.assets() / "fonts")
    command = [sys.executable, "-m", "kiosk.screen.card", str(config.screen.diagonal), fonts]
    environment = {**os.environ, "PYTHONPATH": _own_path(), "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL, env=environment).returncode


def _own_path() -> str:
    """Where a process of our own finds this program, whatever folder it is started in."""
    root = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))


def voice(config: Config, timeout_s: float = 20.0) -> Finding:
    """The engine that speaks, asked for one word for real."""
    from kiosk.speech.engine import Engine

    if config.speech.engine == "none":
        return Finding("voice", "fine", "not wanted (speech.engine is none)")
    engine = Engine(config.speech.voice, engine=config.speech.engine)
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
        unknown = trial(model, words, config.hearing.strictness)
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
