"""``kiosk soak``: random visitors at a kiosk to which one fault after another happens, and a table of what came of it.

First a walk on the core with a clock of its own (``walk.py``), then the real kiosk on a virtual machine, in real time.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk import places
from kiosk.library.shelf import open_library
from kiosk.staff.soak_faults import Faults
from kiosk.staff.soak_rig import Kiosk, Machine
from kiosk.staff.soak_visitor import ANSWER_S, Visitor
from kiosk.staff.soaked import Soaked
from kiosk.staff.walk import walk

GROWTH = 2.0  # per cent of memory; judged when the soak lasted long enough for the caches to be full
_JUDGED_S = 1200.0
_WARM = 0.2  # of the time: a hurried visitor and no faults, until what the kiosk keeps of screens is full
_LOOK_EACH_S = 5.0
_FAULT_EACH_S, _AWAY_EACH_S = 18.0, 480.0

Tell = Callable[[str], None]


def soak(content: Path, minutes: float, seed: int, speed: float, tell: Tell) -> Soaked:
    """Take so long, or until Ctrl+C or SIGTERM; ``tell`` is given a line for each fault.

    What cannot be tried here is named in ``untried``.
    """
    found, begun, over = Soaked(), time.perf_counter(), threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: over.set())
    _think(found, content, seed, min(30.0, minutes * 6))
    with Machine() as machine:
        if not (machine.picture and machine.press and machine.sound):
            found.untried = "the real kiosk was not tried: that needs Xvfb, xdotool, PulseAudio, and no other display"
            _think(found, content, seed + 1, minutes * 60 - (time.perf_counter() - begun))
        else:
            with Kiosk(machine, content) as kiosk:
                _live(found, machine, kiosk, random.Random(seed), speed, begun + minutes * 60, over, tell)
    found.seconds = time.perf_counter() - begun
    return found


def _think(found: Soaked, content: Path, seed: int, most_s: float) -> None:
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from kiosk.screen.type import Letters

    walked = walk(open_library(content), 10**9, seed, Letters(places.assets() / "fonts"), most_s)
    found.walked += walked.actions
    found.wrong += walked.faults


def _live(
    found: Soaked, machine: Machine, kiosk: Kiosk, chance: random.Random, speed: float, until: float,
    over: threading.Event, tell: Tell,
) -> None:  # fmt: skip
    if kiosk.wait("ready", seconds=90, before=0) is None:
        found.wrong.append("the kiosk did not start")
        return
    kiosk.wait("recovered hearing", seconds=120, before=0)
    visitor = Visitor(machine, kiosk, chance, speed)
    faults = Faults(machine, kiosk, visitor)
    begun = time.perf_counter()
    warm = begun + _WARM * (until - begun)
    due, away = warm + 5, warm + _AWAY_EACH_S / speed
    look = 0.0
    left: list[str] = []
    while not over.is_set() and time.perf_counter() < until and kiosk.process.poll() is None:
        if len(found.wrong) >= 20:
            break
        now = time.perf_counter()
        if now > warm:
            if not found.descriptors:
                _measure(found, kiosk, visitor)
            if now > look:
                look = now + _LOOK_EACH_S
                found.memory.append(kiosk.megabytes())
                found.shared.append(kiosk.shared_megabytes())
        else:
            visitor.hurries()
            continue
        if now > away and now + 200 < until:
            away = now + _AWAY_EACH_S / speed
            tell(f"{now - begun:6.0f} s  walked away")
            if kiosk.counts["visit"] > kiosk.counts["reset"] and visitor.walks_away() is None:
                found.wrong.append("a visit that everybody left did not end")
        elif now > due:
            due = now + _FAULT_EACH_S / speed
            possible = faults.possible()
            left = [each for each in left if each in possible] or chance.sample(possible, len(possible))
            _break(found, faults, visitor, left.pop(), now - begun, tell)
            machine.forget_ended()
            if machine.revive_sound():
                tell(f"{now - begun:6.0f} s  the sound server had died by itself and was started again")
        else:
            visitor.act()
            if chance.random() < 0.2 and visitor.answered() is None:
                found.wrong.append(f"{now - begun:.0f} s: a key that every place answers was not answered")
    if kiosk.process.poll() is None:
        _measure(found, kiosk, visitor)
    _sum_up(found, kiosk, visitor, time.perf_counter() - begun)


def _break(found: Soaked, faults: Faults, visitor: Visitor, name: str, at: float, tell: Tell) -> None:
    try:
        took = faults.kinds[name]()
    except OSError as fault:  # it was gone in that moment
        tell(f"{at:6.0f} s  {name}: could not be made ({fault})")
        return
    tell(f"{at:6.0f} s  {name}: " + ("NOT RECOVERED" if took is None else f"well after {took:.1f} s"))
    if took is None:
        found.wrong.append(f"{at:.0f} s: {name}: it did not recover")
    else:
        found.recoveries.setdefault(name, []).append(took)


def _measure(found: Soaked, kiosk: Kiosk, visitor: Visitor) -> None:
    """At Home, in silence, with all its processes there."""
    visitor.answered("h")
    kiosk.until(lambda: kiosk.child("kiosk.hearing.child") and not kiosk.child("kiosk.staff.take"), 30)
    time.sleep(8)
    found.descriptors.append(kiosk.descriptors())
    found.processes.append(len(kiosk.family))


def _sum_up(found: Soaked, kiosk: Kiosk, visitor: Visitor, lasted: float) -> None:
    found.visits, found.actions, found.latencies = kiosk.counts["visit"], visitor.actions, visitor.latencies
    if kiosk.process.poll() is not None:
        found.wrong.append(f"the kiosk ended by itself with code {kiosk.process.returncode}")
    if kiosk.counts["ready"] != 1:
        found.wrong.append(f"the kiosk died and began again {kiosk.counts['ready'] - 1} times")
    slow = [each for each in found.latencies if each > ANSWER_S]
    if slow:
        found.wrong.append(f"{len(slow)} answers took longer than {ANSWER_S:g} s, the slowest {max(slow):.1f} s")
    if found.megabytes and len(found.descriptors) == 2 and lasted >= _JUDGED_S:
        for what, (first, last), most in (
            ("memory", found.megabytes, 1 + GROWTH / 100), ("descriptors", found.descriptors, 1.05),
            ("processes", found.processes, 1.0),
        ):  # fmt: skip
            if last > first * most:
                found.wrong.append(f"{what} grew from {first:g} to {last:g}")
