"""Listening, measured from outside: somebody speaks into a virtual microphone, and the journal says what came of it."""

from __future__ import annotations

import contextlib
import json
import queue
import re
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.core.speech import Utterance
from kiosk.speech.say import samples_of
from kiosk.staff.bench_figures import Figure, part95
from kiosk.staff.bench_kiosk import Running
from kiosk.staff.bench_rig import RATE, Rig

_VOICES = ("en-gb+f2", "en-us+m3")
_PHRASES = ("pause", "bigger", "smaller", "settings", "louder", "quieter", "go home", "slower", "where am i", "faster")
_BLOCK_S = 0.02
_LOUD = 200  # of 32767: the room's hiss is 9
_QUIET = "cost of listening to a quiet room"
_SOON = "end of a phrase to its action, median"
_LATE = "end of a phrase to its action, 95th percentile"
_MEMORY = "memory of all processes while it listens (PSS)"
_WANTED = {
    _QUIET: ("% of a core", "3 or less"), _SOON: ("ms", "300 or less"), _LATE: ("ms", "600 or less"),
    _MEMORY: ("MB", "220 or less"),
}  # fmt: skip


class Person:
    """Somebody in front of a virtual microphone, in a quiet room in which the loudspeaker can be heard.

    Not ``with_echo`` it cannot: the loopback cuts the microphone's sound into smaller pieces, and whoever listens has
    to wake up for each. So it is with whoever else asks for little delay: at 20 ms for our own sound the kiosk was
    brought 5 ms at a time and took 7.2 % of a slow core, at 80 ms it is brought the 16 ms that it asks a real
    microphone for, and took 4.9.
    """

    def __init__(self, rig: Rig, with_echo: bool = True) -> None:
        self._rig = rig
        self._said: queue.SimpleQueue[NDArray[np.int16]] = queue.SimpleQueue()
        self._over = threading.Event()
        rig.run("pactl", "load-module", "module-null-sink", "sink_name=air", "channels=1", f"rate={RATE}")
        if with_echo:
            loopback = ("module-loopback", "source=speaker.monitor", "sink=air", "latency_msec=20")
            rig.run("pactl", "load-module", *loopback)
        self.plug_in()
        self.echo(0.0)
        command = ["pacat", "-d", "air", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=80"]
        self._process = rig.start(command, stdin=-1)
        assert self._process.stdin is not None
        self._pipe = self._process.stdin
        _short(self._pipe.fileno())
        self._thread = threading.Thread(target=self._breathe, daemon=True)
        self._thread.start()

    def plug_in(self) -> None:
        """Put the microphone into its socket."""
        self._rig.run("pactl", "load-module", "module-remap-source", "master=air.monitor", "source_name=microphone")
        self._rig.run("pactl", "set-default-source", "microphone")

    def unplug(self) -> None:
        """Pull the microphone out."""
        self._rig.run("pactl", "unload-module", "module-remap-source")

    def echo(self, share: float) -> None:
        """How much of the loudspeaker's sound comes into the microphone, 0 to 1."""
        volume = str(round(65536 * share ** (1 / 3)))  # PulseAudio's volume is cubic
        listed = self._rig.told("pactl", "list", "short", "sink-inputs").splitlines()
        for line in listed:
            if "loopback" in line:
                self._rig.run("pactl", "set-sink-input-volume", line.split()[0], volume)

    def say(self, sound: NDArray[np.int16]) -> None:
        """Say it (samples at RATE), and wait until it is said."""
        self._said.put(sound)
        time.sleep(len(sound) / RATE)

    def _breathe(self) -> None:
        """The room's hiss, and whatever is said, for as long as the rig lasts."""
        count, dice = int(_BLOCK_S * RATE), np.random.default_rng(1)
        rest = np.zeros(0, np.int16)
        while not self._over.is_set():
            while len(rest) < count and not self._said.empty():
                rest = np.concatenate((rest, self._said.get()))
            block = dice.integers(-9, 9, count).astype(np.int32)
            block[: len(rest[:count])] += rest[:count]
            rest = rest[count:]
            try:
                self._pipe.write(np.clip(block, -32768, 32767).astype(np.int16).tobytes())
                self._pipe.flush()
            except OSError:
                return

    def close(self) -> None:
        """Fall silent."""
        self._over.set()
        self._process.terminate()
        self._thread.join(2)


def _short(pipe: int) -> None:
    """A pipe that holds a tenth of a second of sound, not three."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import fcntl  # Linux alone, where PulseAudio is

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)


def hearing(rig: Rig, content: Path, rest: float) -> Iterator[Figure]:
    """The figures of a kiosk that listens. ``rest`` is what one without a microphone costs, in % of a core."""
    if not rig.sound:
        yield from _without("needs PulseAudio")
        return
    person = Person(rig, with_echo=False)
    try:
        with Running(rig, content) as kiosk:
            yield from _listening(rig, kiosk, person, rest)
    finally:
        person.close()


def _listening(rig: Rig, kiosk: Running, person: Person, rest: float) -> Iterator[Figure]:
    if kiosk.wait("recovered", 20, what="hearing") is None:
        lost = kiosk.events("lost")
        yield from _without(str(lost[-1].get("why", "it does not listen")) if lost else "it does not listen")
        return
    kiosk.settle()
    time.sleep(6)
    yield _figure(_QUIET, round(kiosk.cost(10) - rest, 1))
    late = sorted(_delays(rig, kiosk, person))
    note = f"{len(late)} of {len(_PHRASES) * len(_VOICES)} phrases"
    yield _figure(_SOON, round(statistics.median(late)) if late else None, note)
    yield _figure(_LATE, part95(late), note)
    yield _figure(_MEMORY, kiosk.memory())


def _delays(rig: Rig, kiosk: Running, person: Person) -> list[float]:
    """Milliseconds from the last loud sample of each phrase to what the journal says was chosen by it."""
    ends: list[float] = []
    microphone = rig.listen("microphone", 40)  # less would cut the kiosk's own pieces too: see Person
    offsets: list[float] = []
    stop = threading.Event()
    watcher = threading.Thread(target=_clock, args=(kiosk.journal, offsets, stop), daemon=True)
    watcher.start()
    for voice in _VOICES:
        for phrase in _PHRASES:
            sound = np.frombuffer(samples_of((Utterance(tuple(phrase.split())),), 130, {}, voice)[0], np.int16)
            before = len(microphone.samples)
            person.say((sound * 0.6).astype(np.int16))
            time.sleep(1.8)
            heard = np.frombuffer(microphone.samples[before:].tobytes(), np.int16)
            loud = np.flatnonzero(np.abs(heard.astype(np.int32)) > _LOUD)
            if len(loud):
                ends.append(microphone.moment(before + int(loud[-1])))
            time.sleep(1.2)
    stop.set()
    watcher.join(2)
    microphone.close()
    acted = [each["t"] + min(offsets) for each in kiosk.events("chosen") if each["by"] == "voice"] if offsets else []
    found = []
    for end in ends:
        after = [moment - end for moment in acted if -0.1 < moment - end < 1.5]
        found += [1000 * max(after[0], 0.0)] if after else []
    return found


def _clock(journal: Path, offsets: list[float], stop: threading.Event) -> None:
    """The journal's clock begins elsewhere: the line that is seen soonest after it was written tells where."""
    seen = len(journal.read_text(encoding="utf-8").splitlines())
    while not stop.is_set():
        lines = journal.read_text(encoding="utf-8").splitlines()
        if len(lines) > seen:
            seen = len(lines)
            offsets.append(time.perf_counter() - float(json.loads(lines[-1])["t"]))
        time.sleep(0.002)


def _figure(name: str, value: float | None, note: str = "") -> Figure:
    unit, wanted = _WANTED[name]
    return Figure(name, value, unit, wanted, note)


def _without(why: str) -> Sequence[Figure]:
    return [_figure(name, None, re.sub(r"\s+", " ", why)) for name in _WANTED]
