"""The figures of this machine: how fast the kiosk starts, what it costs, how soon it answers, how true it speaks.

What needs a display or a loudspeaker is measured where there is one, and named where there is none.
"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
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
from kiosk.staff.bench_figures import Figure, part95
from kiosk.staff.bench_live import live, write_many
from kiosk.staff.check import check


def figures(content: Path, config: Config) -> list[Figure]:
    """All figures. Takes about three minutes; starts what it needs and ends it again."""
    library = open_library(content, None)
    return [*_painting(library, config), *_speed(library), _checking(), *live(content)]


def table(found: list[Figure]) -> str:
    """The figures as text, with machine and date."""
    head = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
    rows = [head, ""]
    for each in found:
        value = "not measured" if each.value is None else f"{each.value:g} {each.unit}"
        rows.append(f"{each.name:<56} {value:>22}  {each.wanted}  {each.note}".rstrip())
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
        Figure("press to changed picture, 95th percentile", part95(presses), "ms",
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


def _checking() -> Figure:
    """A library far larger than most, as staff check it after each save."""
    with tempfile.TemporaryDirectory() as folder:
        write_many(Path(folder) / "content", 1000)
        begun = time.perf_counter()
        check(Path(folder) / "content", Path(folder) / "config.toml")
        return Figure("1000 articles checked", round(time.perf_counter() - begun, 1), "s", "10 or less")
