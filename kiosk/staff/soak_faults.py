"""Faults thrown at a running kiosk. Each breaks something, and waits until the kiosk is well again.

A fault gives the seconds from the moment that it ends (or happens, where the kiosk has to mend it alone) until the
kiosk is well, or None when it did not recover.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from kiosk.staff.bench_rig import HEIGHT, WIDTH, Glass
from kiosk.staff.soak_files import file_faults
from kiosk.staff.soak_rig import Kiosk, Machine
from kiosk.staff.soak_visitor import Visitor

_POINTER = 1000  # pixels of the display's own pointer, which shows beside a smaller window
_VOICE, _EAR = "kiosk.speech.child", "kiosk.hearing.child"


class Faults:
    """``kinds`` are all faults that this machine allows, by name."""

    def __init__(self, machine: Machine, kiosk: Kiosk, visitor: Visitor) -> None:
        self._machine, self._kiosk, self._visitor = machine, kiosk, visitor
        self.kinds: dict[str, Callable[[], float | None]] = {
            "speech process killed": self._voice_killed,
            "speech process hung": self._voice_hung,
            "speech process slow": self._voice_slow,
            "recogniser killed": self._ear_killed,
            "recogniser hung": self._ear_hung,
            "microphone unplugged": self._no_microphone,
            "microphone changed": self._other_microphone,
            "loudspeaker changed": self._other_loudspeaker,
            "headset unplugged": self._no_headset,
            "sound server killed": self._no_server,
            "sound server hung": self._server_hung,
            "screen turned": self._turned,
            **file_faults(machine, kiosk, visitor),
        }

    def possible(self) -> list[str]:
        """Names of what can be broken at this moment."""
        ear = self._kiosk.hears and self._kiosk.child(_EAR) and self._machine.sound_server()
        return [name for name in self.kinds if ear or name.split()[0] not in ("recogniser", "microphone")]

    def _send(self, name: str, sign: signal.Signals) -> int:
        """Signal the process of a room; its number. Raises ProcessLookupError where there is none."""
        pid = self._kiosk.child(name)
        if not pid:  # the number 0 would be all of us
            raise ProcessLookupError(f"there is no {name}")
        os.kill(pid, sign)
        return pid

    def _swapped(self, name: str, before: int) -> Callable[[], bool]:
        return lambda: self._kiosk.child(name) not in (0, before)

    def _voice_killed(self) -> float | None:
        begun = time.perf_counter()
        self._send(_VOICE, signal.SIGKILL)
        return None if self._visitor.speaks() is None else time.perf_counter() - begun

    def _voice_hung(self) -> float | None:
        begun, before = time.perf_counter(), self._send(_VOICE, signal.SIGSTOP)
        if self._visitor.speaks(45) is None:
            return None
        return time.perf_counter() - begun if self._kiosk.child(_VOICE) != before else None

    def _voice_slow(self) -> float | None:
        for _ in range(8):
            pid = self._send(_VOICE, signal.SIGSTOP)
            time.sleep(0.2)
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.05)
        return self._visitor.speaks()

    def _ear_killed(self) -> float | None:
        return self._ear_swapped(signal.SIGKILL)

    def _ear_hung(self) -> float | None:
        return self._ear_swapped(signal.SIGSTOP)

    def _ear_swapped(self, sign: signal.Signals) -> float | None:
        """Back by itself, in a silence too."""
        before = self._send(_EAR, sign)
        return self._kiosk.until(self._swapped(_EAR, before))

    def _no_microphone(self) -> float | None:
        listening = "recovered hearing"
        before = self._kiosk.counts["lost hearing"]
        self._machine.person.unplug()
        self._kiosk.wait("lost hearing", seconds=10, before=before)
        lost, known = self._kiosk.counts["lost hearing"] > before, self._kiosk.counts[listening]
        self._machine.person.plug_in()
        return self._kiosk.wait(listening, before=known) if lost else self._visitor.answered()

    def _other_microphone(self) -> float | None:
        begun, heard = time.perf_counter(), self._kiosk.counts["chosen by voice"]
        self._exchange("source", "module-remap-source", "master=air.monitor")
        for _ in range(8):
            self._visitor.say("go home")
            if self._kiosk.until(lambda: self._kiosk.counts["chosen by voice"] > heard, 3) is not None:
                return time.perf_counter() - begun
        return None

    def _other_loudspeaker(self) -> float | None:
        self._exchange("sink", "module-null-sink", "rate=48000")
        return self._visitor.speaks()

    def _exchange(self, kind: str, module: str, more: str) -> None:
        """Another sink or source is the usual one, and the one before is pulled out."""
        name = f"other{time.monotonic_ns()}"
        run, told = self._machine.run, self._machine.told
        old = told("pactl", f"get-default-{kind}").strip()
        modules = [line.split()[0] for line in told("pactl", "list", "short", "modules").splitlines()
                   if f"{kind}_name={old}" in line.split()]  # fmt: skip
        run("pactl", "load-module", module, f"{kind}_name={name}", more)
        run("pactl", f"set-default-{kind}", name)
        for each in modules:
            run("pactl", "unload-module", each)

    def _no_headset(self) -> float | None:
        before = self._kiosk.counts["lost sound"]
        self._machine.unplug_headset()
        lost = self._kiosk.wait("lost sound", seconds=15, before=before)
        still = self._visitor.answered()  # by touch and keys meanwhile
        self._machine.plug_in_headset()
        return None if lost is None or still is None else self._visitor.speaks(30)

    def _no_server(self) -> float | None:
        self._machine.stop_sound()
        if self._visitor.answered() is None:  # the glass goes on meanwhile
            return None
        time.sleep(3)
        self._machine.start_sound()
        return self._visitor.speaks(60)

    def _server_hung(self) -> float | None:
        for pid in self._machine.sound_server():
            os.kill(pid, signal.SIGSTOP)
        still = self._visitor.answered()
        time.sleep(5)  # longer than the kiosk waits for it in patience
        for pid in self._machine.sound_server():
            os.kill(pid, signal.SIGCONT)
        return None if still is None else self._visitor.speaks(60)

    def _turned(self) -> float | None:
        """Another size, as of a monitor that is exchanged, and back: painted whole each time, and touched."""
        window = self._machine.told("xdotool", "getwindowfocus").strip()
        if not window:
            raise ProcessLookupError("the kiosk has no window")
        look, slowest = self._machine.look(), 0.0
        for wide, high in ((HEIGHT * 9 // 16, HEIGHT), (1024, 600), (WIDTH, HEIGHT)):
            self._machine.run("xdotool", "windowsize", window, str(wide), str(high))
            painted = self._kiosk.until(partial(_reaches, look, wide, high), 10)
            took = self._visitor.answered("h")
            if painted is None or took is None:
                return None
            slowest = max(slowest, painted, took)
        return slowest


def _reaches(look: Glass, wide: int, high: int) -> bool:
    """Whether the picture fills this much of the display and no more; what is beside a window is black."""
    rows = np.frombuffer(look.rows(0, HEIGHT), np.uint8).reshape(HEIGHT, WIDTH, 4)[:, :, :3]
    corner = rows[high * 3 // 4 : high, wide * 3 // 4 : wide]  # where the band's last button stands, in every theme
    outside = np.count_nonzero(rows[high:].any(2)) + np.count_nonzero(rows[:high, wide:].any(2))
    return bool(corner.any() and outside < _POINTER)
