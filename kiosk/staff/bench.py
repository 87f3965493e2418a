"""The figures of this machine: how fast the kiosk starts, what it costs, how soon it answers, how true it speaks.

What needs a display or a loudspeaker is measured where there is one, and named where there is none.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk import places
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.lines import read_aloud
from kiosk.core.state import SPEEDS_WPM, Comfort, State
from kiosk.core.update import opening, update
from kiosk.frame import frame_of
from kiosk.library.shelf import Shelves, open_library
from kiosk.page.geometry import Glass
from kiosk.speech.say import NoVoiceError, samples_of


@dataclass(frozen=True)
class Figure:
    """One row of the table. ``value`` is None when it could not be measured; ``note`` then says why."""

    name: str
    value: float | None
    unit: str
    wanted: str = ""
    note: str = ""


def figures(content: Path, config: Config) -> list[Figure]:
    """All figures. Takes about half a minute; starts what it needs and ends it again."""
    library = open_library(content, None)
    return [*_painting(library, config), *_speed(library), *_whole(content)]


def table(found: list[Figure]) -> str:
    """The figures as text, with machine and date."""
    head = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
    rows = [head, ""]
    for each in found:
        value = "not measured" if each.value is None else f"{each.value:g} {each.unit}"
        rows.append(f"{each.name:<52} {value:>16}  {each.wanted}  {each.note}".rstrip())
    return "\n".join(rows)


def _painting(library: Shelves, config: Config) -> list[Figure]:
    """Thinking, arranging and painting, off the glass, at 1920x1080."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    import pygame

    from kiosk.screen.painter import Painter
    from kiosk.screen.type import Letters

    letters = Letters(places.assets() / "fonts")
    painter = Painter(pygame.Surface((1920, 1080)), places.assets(), letters)
    strings, glass = places.strings(), Glass(1920, 1080, config.screen.diagonal)
    entry = next((entry for shelf in library.shelves for entry in shelf.entries), None)
    if entry is None:
        return [Figure("press to changed picture, 95th percentile", None, "ms", note="there is no article")]
    state = opening(Comfort())

    def shown(state: State) -> float:
        begun = time.perf_counter()
        painter.follow(frame_of(state, library, strings, glass, letters).plan)
        return (time.perf_counter() - begun) * 1000

    shown(state)
    ways: list[m.Message] = [
        m.OpenArticle(entry.id),
        m.Read(0),
        m.Resize(1),
        m.Resize(-1),
        m.OpenComfort(),
        m.Colours("dark"),
        m.GoBack(),
        m.AskHelp(),
        m.GoBack(),
        m.GoHome(),
        m.Colours("light"),
    ]
    presses = []
    for message in ways * 5:
        begun = time.perf_counter()
        state = update(state, message, library)
        presses.append((time.perf_counter() - begun) * 1000 + shown(state))
    state = update(update(state, m.OpenArticle(entry.id), library), m.Read(0), library)
    words = [shown(update(state, m.WordReached(state.voicing.turn, 1, word), library)) for word in range(20)]
    return [
        Figure("press to changed picture, 95th percentile", round(statistics.quantiles(presses, n=20)[18], 1), "ms",
               "50 or less"),
        Figure("a word lit, median", round(statistics.median(words), 2), "ms"),
    ]  # fmt: skip


def _speed(library: Shelves) -> list[Figure]:
    """True words per minute over all shipped sections, the greatest miss of the eight steps."""
    sections = []
    for shelf in library.shelves:
        for entry in shelf.entries:
            article = library.article(entry.id)
            sections += list(article.sections) if article else []
    worst, at = 0.0, 0
    try:
        for wpm in SPEEDS_WPM:
            words = seconds = 0.0
            for section in sections[:6]:
                samples, timed = samples_of(read_aloud(section, wpm), wpm, library.pronunciations)
                words += len(timed)
                seconds += len(samples) / 22050
            miss = abs(words / seconds * 60 / wpm - 1) * 100
            if miss >= worst:
                worst, at = miss, wpm
    except NoVoiceError as fault:
        return [Figure("speed against its step, worst of 8", None, "%", "5 or less", str(fault))]
    return [Figure("speed against its step, worst of 8", round(worst, 1), "%", "5 or less", f"at {at} words a minute")]


def _whole(content: Path) -> list[Figure]:
    """The kiosk itself on this display: start, memory, cost at rest and while reading."""
    names = (
        ("process start to Home", "s", "1.0 or less"), ("memory of all processes (PSS)", "MB", "120 or less"),
        ("cost at rest", "% of a core", "1.5 or less"), ("cost while reading aloud", "% of a core", "8 or less"),
    )  # fmt: skip
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        why = "needs a display under Linux"
        return [Figure(name, None, unit, wanted, why) for name, unit, wanted in names]
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.jsonl"
        command = [sys.executable, "-m", "kiosk", "run", "--journal", str(journal), "--content", str(content)]
        environment = {**os.environ, "KIOSK_NO_SETUP": "1"}
        environment.pop("SDL_VIDEODRIVER", None)
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=environment)
        try:
            started = _wait_for(journal, "ready", begun)
            time.sleep(8)
            memory = sum(_pss(pid) for pid in _family(process.pid))
            rest = _cost(process.pid, 5)
            reading = None
            if _press(("Tab", "Return")) and _press(("Tab", "Return")):
                time.sleep(3)
                reading = _cost(process.pid, 8)
            values = (started, round(memory / 1000, 1), rest, reading)
        finally:
            process.terminate()
            process.wait(10)
    notes = ("", "", "", "" if reading is not None else "needs xdotool")
    return [
        Figure(name, value, unit, wanted, note)
        for (name, unit, wanted), value, note in zip(names, values, notes, strict=True)
    ]


def _wait_for(journal: Path, event: str, begun: float) -> float | None:
    while time.perf_counter() - begun < 20:
        if journal.is_file() and any(json.loads(line)["event"] == event for line in journal.read_text().splitlines()):
            return round(time.perf_counter() - begun, 2)
        time.sleep(0.01)
    return None


def _press(keys: tuple[str, ...]) -> bool:
    try:
        for key in keys:
            subprocess.run(["xdotool", "key", key], check=True, capture_output=True)
            time.sleep(0.3)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _family(int(child))
    return found


def _pss(pid: int) -> int:
    """Kilobytes of memory, shared pages counted by share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _cost(pid: int, seconds: float) -> float:
    """Per cent of one core that the kiosk's processes take over some seconds."""

    def ticks() -> int:
        total = 0
        for each in _family(pid):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total

    before = ticks()
    time.sleep(seconds)
    return round((ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds * 100, 1)
