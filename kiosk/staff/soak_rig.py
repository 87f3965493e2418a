"""A machine for a soak whose parts can be taken away, and the kiosk on it, watched through its journal and by /proc."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.staff.bench_kiosk import family, pss
from kiosk.staff.bench_rig import Rig
from kiosk.staff.bench_voice import Person

PATIENCE_S = 30.0


class Machine(Rig):
    """A Rig with a microphone, whose sound server can die and come back."""

    person: Person

    def __enter__(self) -> Machine:
        super().__enter__()
        if self.sound:
            self.person = Person(self)
        return self

    def sound_server(self) -> list[int]:
        """Processes of the sound server; none while it is stopped."""
        alive = [each for each in self._started if each.poll() is None]
        return [each.pid for each in alive if isinstance(each.args, list) and each.args[0] == "pulseaudio"]

    def stop_sound(self) -> None:
        """The sound server dies with all its loudspeakers and microphones."""
        self.person.close()
        for pid in self.sound_server():
            os.kill(pid, signal.SIGKILL)
        for each in self._started:
            if isinstance(each.args, list) and each.args[0] in ("pulseaudio", "pacat"):
                each.wait(5)

    def start_sound(self) -> None:
        """It is started again, as a service manager would."""
        self._open_sound()
        self.person = Person(self)

    def revive_sound(self) -> bool:
        """Start the sound server again if it died by itself, as a service manager would; whether it had."""
        died = not self.sound_server()
        if died:
            self.stop_sound()
            self.start_sound()
        return died

    def unplug_headset(self) -> None:
        """The only loudspeaker and the only microphone are pulled out together."""
        self.person.close()
        for module in ("module-remap-source", "module-loopback", "module-null-sink"):
            self.run("pactl", "unload-module", module)

    def plug_in_headset(self) -> None:
        """They are there again."""
        self.run("pactl", "load-module", "module-null-sink", "sink_name=speaker", "rate=48000")
        self.run("pactl", "set-default-sink", "speaker")
        self.person = Person(self)

    def forget_ended(self) -> None:
        """Let go of programs that have ended, so that a long soak does not gather them."""
        self._started = [each for each in self._started if each.poll() is None]


class Kiosk:
    """``with Kiosk(machine, content)``: the real kiosk under its guard, over the machine's whole screen."""

    def __init__(self, machine: Machine, content: Path, more: dict[str, str] | None = None, ahead: str = "") -> None:
        """``more`` goes into its environment, ``ahead`` is a folder for Python to look into first."""
        self._machine, self.more = machine, more or {}
        self.ahead = (ahead,) if ahead else ()
        self.content = machine.folder / "content"
        shutil.copytree(content, self.content)
        self._config = machine.folder / "config.toml"
        self._config.write_text("[visits]\nidle_s = 120\nanswer_s = 20\n", encoding="utf-8")
        self.counts: Counter[str] = Counter()
        self.last: dict[str, tuple[float, dict[str, Any]]] = {}  # the last event of each name, and when it came
        self.hears = True  # nobody has switched its microphone off
        self._news = threading.Condition()

    def __enter__(self) -> Kiosk:
        command = [sys.executable, "-P", "-m", "kiosk", "run", "--journal", "-"]
        command += ["--content", str(self.content), "--config", str(self._config)]
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (*self.ahead, root, os.environ.get("PYTHONPATH", ""))))
        self.process = subprocess.Popen(
            command, env={**self._machine.environment, **self.more, "PYTHONPATH": path}, stdout=subprocess.PIPE,
            preexec_fn=_like_anybody,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        return self

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                told = json.loads(line)
                name = str(told["event"])
                if name in ("lost", "recovered"):
                    name += f" {told['what']}"
                with self._news:
                    self.counts[name] += 1
                    if name == "chosen":
                        self.counts[f"chosen by {told['by']}"] += 1
                    if name == "reset" or told.get("name") in ("mute", "unmute", "put back"):
                        self.hears = told.get("name") != "mute"
                    self.last[name] = (time.perf_counter(), told)
                    self._news.notify_all()

    def wait(self, *names: str, seconds: float = PATIENCE_S, before: int | None = None) -> float | None:
        """Seconds until one of these events came (more of them than ``before``, else than now); None if none did."""
        begun = time.perf_counter()
        with self._news:
            known = sum(self.counts[name] for name in names) if before is None else before
            came = self._news.wait_for(lambda: sum(self.counts[name] for name in names) > known, seconds)
        return time.perf_counter() - begun if came else None

    def until(self, holds: Callable[[], object], seconds: float = PATIENCE_S) -> float | None:
        """Seconds until something holds; None if it never did."""
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            if holds():
                return time.perf_counter() - begun
            time.sleep(0.02)
        return None

    @property
    def family(self) -> list[int]:
        """The guard, the kiosk and all that they started."""
        return family(self.process.pid)

    def child(self, name: str) -> int:
        """The process of one room, such as ``kiosk.speech.child``; 0 while there is none."""
        for pid in self.family[1:]:
            with contextlib.suppress(OSError):
                if name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return pid
        return 0

    def megabytes(self) -> float:
        """Memory that its processes took for themselves.

        Pages of files are left out: of libraries and of the voice model the system holds as many as it likes, and
        PSS shares them out anew whenever any other Python begins or ends. They went between 20 and 33 MB within ten
        minutes in which nothing of them changed, and hid that the recogniser grew. See ``shared_megabytes``.
        """
        return round(sum(pss(pid, "Pss_Anon") for pid in self.family) / 1000, 1)

    def shared_megabytes(self) -> float:
        """Its share of blocks shared with sound server and screen: 4 to 10 MB, anew with each sound server."""
        return round(sum(pss(pid, "Pss_Shmem") for pid in self.family) / 1000, 1)

    def descriptors(self) -> int:
        """Open files of the guard, the kiosk and the rest."""
        found = 0
        for pid in self.family:
            with contextlib.suppress(OSError):
                found += len(list(Path(f"/proc/{pid}/fd").iterdir()))
        return found

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._thread.join(5)


def _like_anybody() -> None:
    """Rights of files hold for the kiosk even where the soak is run by root."""
    libc = ctypes.CDLL(None)
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP; without such rights it does nothing
