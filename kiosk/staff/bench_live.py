"""The figures of a kiosk that runs: start, cost, its answer to a press, light against sound, a large library.

All are taken from outside, by what the display shows, the loudspeaker plays and the journal says.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.staff.bench_figures import Figure, part95
from kiosk.staff.bench_kiosk import Running
from kiosk.staff.bench_rig import Rig, onsets
from kiosk.staff.bench_voice import hearing

MANY = 5000
_PRESSES = 16
_DEAF = '[hearing]\nmicrophone = "none"\n'  # what listening costs has figures of its own
_START = ("process start to Home", "s", "1.0 or less")
_MEMORY = ("memory of all processes (PSS)", "MB", "120 or less")
_REST = ("cost at rest", "% of a core", "1.5 or less")
_READING = ("cost while reading aloud", "% of a core", "8 or less")
_PICTURE = ("press to changed picture on the glass, 95th percentile", "ms", "50 or less")
_SOUND = ("press to first sound, 95th percentile", "ms", "200 or less")
_COLD = ("press to first sound after a rest, worst", "ms", "200 or less")
_LIGHT = ("word lit against its sound, median", "ms", "50 or less")
_WORST = ("word lit against its sound, worst", "ms", "100 or less")
_LARGE = (f"{MANY} articles: first start to Home", "times the shipped", "1.5 or less")
_LATER = (f"{MANY} articles: later start to Home", "times the shipped", "1.5 or less")
_WEIGHT = (f"{MANY} articles: memory", "times the shipped", "1.3 or less")
_Row = tuple[str, str, str]


def _figure(row: _Row, value: float | None, note: str = "") -> Figure:
    name, unit, wanted = row
    return Figure(name, value, unit, wanted, note)


def live(content: Path) -> Iterator[Figure]:
    """All figures of a running kiosk; those that cannot be measured here say why."""
    with Rig() as rig:
        if not rig.display:
            rows = (_START, _MEMORY, _REST, _READING, _PICTURE, _SOUND, _COLD, _LIGHT, _WORST, _LARGE, _LATER, _WEIGHT)
            for row in rows:
                yield _figure(row, None, "needs a display, or Xvfb")
            return
        with Running(rig, content, _DEAF) as kiosk:
            kiosk.settle()
            time.sleep(6)
            started, memory = kiosk.started, kiosk.memory()
            yield _figure(_START, started)
            yield _figure(_MEMORY, memory)
            rest = kiosk.cost(5)
            yield _figure(_REST, rest)
            yield _figure(_READING, _cost_of_reading(kiosk), "" if rig.press else "needs xdotool")
        yield from _presses(rig, content)
        yield from _light(rig, content)
        yield from hearing(rig, content, rest)
        yield from _large(rig, content, memory)


def _cost_of_reading(kiosk: Running) -> float | None:
    if not kiosk.keys("Tab", "Return", "Tab", "Return") or kiosk.wait("line", 20, index=1) is None:
        return None
    return kiosk.cost(8)


def _presses(rig: Rig, content: Path) -> Iterator[Figure]:
    """Help and back again, by keys, at moments that fall anywhere between two frames."""
    if not rig.press:
        yield from (_figure(row, None, "needs xdotool") for row in (_PICTURE, _SOUND, _COLD))
        return
    dice = random.Random(5)
    with Running(rig, content, _DEAF) as kiosk:
        kiosk.settle()
        time.sleep(2)
        finger = rig.finger()
        finger.key("F1")
        time.sleep(1.5)
        shown: list[float] = []
        if rig.picture:
            glass = rig.look()
            for press in range(2 * _PRESSES):
                time.sleep(0.6 + dice.random() / 10)
                before = glass.rows(20, 90)
                at = finger.key("BackSpace" if press % 2 == 0 else "F1")
                changed = glass.changed((20, 90), before)
                shown += [1000 * (changed - at)] if changed else []
        yield _figure(_PICTURE, part95(shown), "" if shown else "needs a virtual display; start it without DISPLAY")
        if not rig.sound:
            yield from (_figure(row, None, "needs PulseAudio") for row in (_SOUND, _COLD))
            return
        ear = rig.listen()
        heard: list[float] = []
        rested: list[float] = []
        for press in range(_PRESSES + 4):
            ear.wait_for_quiet()
            cold = press >= _PRESSES
            time.sleep(7 if cold else dice.random() / 5)
            at = finger.key("BackSpace" if press % 2 == 0 else "F1")
            sound = ear.first_sound(at)
            (rested if cold else heard).extend([1000 * (sound - at)] if sound else [])
        ear.close()
    yield _figure(_SOUND, part95(heard))
    yield _figure(_COLD, round(max(rested)) if rested else None)


def _light(rig: Rig, content: Path) -> Iterator[Figure]:
    """Slow speech parts its words by silence, so that the beginning of each can be found in the recording."""
    why = "needs xdotool" if not rig.press else "" if rig.sound else "needs PulseAudio"
    if why:
        yield from (_figure(row, None, why) for row in (_LIGHT, _WORST))
        return
    with Running(rig, content, "[comfort]\nspeed = 1\n" + _DEAF) as kiosk:
        kiosk.settle()
        ear = rig.listen()
        time.sleep(2)
        journal, offset, seen, until = kiosk.journal, 1e9, 0, time.perf_counter() + 60
        kiosk.keys("Tab", "Return", "Tab", "Return")
        while time.perf_counter() < until:  # the journal's clock begins elsewhere: least late lines tell where
            lines = journal.read_text(encoding="utf-8").splitlines()
            now = time.perf_counter()
            if len(lines) > seen:
                offset = min(offset, now - json.loads(lines[-1])["t"])
                seen = len(lines)
                if '"line", "index": 4' in lines[-1] or '"line": 4' in lines[-1]:
                    break
            time.sleep(0.002)
        time.sleep(0.3)
        ear.close()
        sounds = [ear.moment(sample) for sample in onsets(ear.samples, 0.06)]
        lit = [each["t"] + offset for each in kiosk.events("word") if each["line"] > 0]
    if len(lit) < 10 or not sounds:
        yield from (_figure(row, None, "too few words were heard") for row in (_LIGHT, _WORST))
        return
    apart = sorted(min(abs(moment - sound) for sound in sounds) * 1000 for moment in lit)
    clear = apart[: max(1, round(0.95 * len(apart)))]  # where two words run together there is no onset to find
    yield _figure(_LIGHT, round(statistics.median(apart)), f"{len(lit)} words")
    yield _figure(_WORST, round(clear[-1]), "of those whose onset is plain")


def _large(rig: Rig, content: Path, memory: float) -> Iterator[Figure]:
    """Starts of both libraries by turns, since a machine is rarely as quiet now as it was a minute ago."""
    folder = rig.folder / "large"
    write_many(folder, MANY)
    shipped, first = _start(rig, content), _start(rig, folder)
    with Running(rig, folder, _DEAF) as kiosk:
        kiosk.settle()
        time.sleep(6)
        weight = kiosk.memory()
    again, later = zip(*((_start(rig, content), _start(rig, folder)) for _ in range(3)), strict=True)
    yield _figure(_LARGE, round(first / min(shipped, *again), 2), "nothing known of them")
    yield _figure(_LATER, round(min(later) / min(shipped, *again), 2))
    yield _figure(_WEIGHT, round(weight / memory, 2) if memory else None)


def _start(rig: Rig, content: Path) -> float:
    with Running(rig, content, _DEAF) as kiosk:
        return kiosk.started or 60.0


def write_many(folder: Path, count: int) -> None:
    """So many articles of five parts on 25 shelves, of words that mean nothing."""
    dice = random.Random(count)
    words = "time hand walk water table light garden friend morning letter window bread music river story chair".split()

    def some(number: int) -> str:
        return " ".join(dice.choice(words) for _ in range(number))

    for number in range(count):
        place = folder / f"shelf-{number % 25:02d}" / f"article-{number:05d}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        parts = "".join(
            f"\n## {some(3).capitalize()}\n\n" + "\n\n".join(f"{some(12).capitalize()}. {some(9).capitalize()}."
                                                             for _ in range(4)) + "\n"
            for _ in range(5)
        )  # fmt: skip
        place.write_text(f"# {some(3).capitalize()} {number}\n{parts}", encoding="utf-8")


