"""What a kiosk is measured on: this machine's display and loudspeaker, or virtual ones started for the purpose.

A virtual display (Xvfb) keeps its picture in a file and a PulseAudio sink has a monitor, so that the moment of a
changed picture and of a sound can be seen from outside, as a visitor would.
"""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from pathlib import Path
from typing import Any

RATE = 22050
WIDTH, HEIGHT = 1920, 1080
_LOUD = 120  # of 32767: the engine's own silence is 0


class Rig:
    """``with Rig() as rig``: ``environment`` is for the kiosk; what is not there is named in ``without``."""

    def __init__(self) -> None:
        self.environment = {**os.environ, "KIOSK_NO_SETUP": "1"}
        self.environment.pop("SDL_VIDEODRIVER", None)
        self.environment.pop("SDL_AUDIODRIVER", None)
        self.display = self.sound = self.picture = False
        self._started: list[subprocess.Popen[bytes]] = []
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)

    def __enter__(self) -> Rig:
        self.environment["XDG_CACHE_HOME"] = str(self.folder / "cache")
        self.environment["XDG_STATE_HOME"] = str(self.folder / "state")
        self.display = bool(self.environment.get("DISPLAY")) or self._open_display()
        self.sound = self._open_sound()
        return self

    @property
    def press(self) -> bool:
        """Keys and touches can be made."""
        return self.display and shutil.which("xdotool") is not None

    def start(self, command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        """A process that ends with the rig."""
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | more
        process: subprocess.Popen[bytes] = subprocess.Popen(command, env=self.environment, **quiet)
        self._started.append(process)
        return process

    def _open_display(self) -> bool:
        if shutil.which("Xvfb") is None:
            return False
        reader, writer = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        self.start(["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-fbdir", str(self.folder)],
                    pass_fds=(writer,))  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            return False
        self.environment["DISPLAY"] = f":{number}"
        self.picture = True
        return True

    def _open_sound(self) -> bool:
        """A loudspeaker of our own: a real one could neither be recorded nor be sounded at any hour."""
        if not all(map(shutil.which, ("pulseaudio", "pactl", "parec"))):
            return False
        socket = self.folder / "pulse.sock"
        self.environment |= {"XDG_RUNTIME_DIR": str(self.folder), "SDL_AUDIODRIVER": "pulseaudio",
                             "PULSE_SERVER": f"unix:{socket}"}  # fmt: skip
        # with real-time rights the kernel may kill it for 0.2 s of work in one go, as after it was stopped for a while
        self.start(["pulseaudio", "-n", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no",
                     "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
                     "-L", "module-null-sink sink_name=speaker rate=48000"])  # fmt: skip
        for _ in range(100):
            if self.run("pactl", "set-default-sink", "speaker"):
                return True
            time.sleep(0.1)
        return False

    def run(self, *command: str) -> bool:
        """A command on this rig; whether it went well."""
        try:
            return subprocess.run(command, env=self.environment, capture_output=True, timeout=20).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def told(self, *command: str) -> str:
        """What a command on this rig prints; nothing if it cannot be run."""
        try:
            return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=20).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ""

    def listen(self, source: str = "speaker.monitor", latency_ms: int = 10) -> Listener:
        """What the loudspeaker plays from now on, or another source of PulseAudio."""
        command = ["parec", "-d", source, f"--rate={RATE}", "--channels=1", "--format=s16le",
                   f"--latency-msec={latency_ms}"]  # fmt: skip
        return Listener(self.start(command, stdout=subprocess.PIPE))

    def look(self) -> Glass:
        """The picture on the virtual display."""
        return Glass(self.folder / "Xvfb_screen0")

    def finger(self) -> Finger:
        """A finger that presses keys without the cost of a process for each."""
        return Finger(self.start(["xdotool", "-"], stdin=subprocess.PIPE))

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            process.terminate()
        for process in reversed(self._started):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for _again in range(50):  # a process of the kiosk's own may write on for a moment
            try:
                return self._folder.cleanup()
            except OSError:
                time.sleep(0.1)


class Finger:
    """Presses keys, and the glass at pixels; each returns the moment (``time.perf_counter``)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def _do(self, words: str) -> float:
        assert self._process.stdin is not None
        now = time.perf_counter()
        self._process.stdin.write(words.encode() + b"\n")
        self._process.stdin.flush()
        return now

    def key(self, name: str) -> float:
        return self._do(f"key {name}")

    def over(self, x: int, y: int) -> float:
        return self._do(f"mousemove {x} {y}")

    def tap(self) -> float:
        return self._do("click 1")


class Glass:
    """Rows of the virtual display as they are at this moment."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._map = mmap.mmap(opened.fileno(), 0)
        self._head = len(self._map) - WIDTH * HEIGHT * 4

    def rows(self, first: int, last: int) -> bytes:
        return self._map[self._head + first * WIDTH * 4 : self._head + last * WIDTH * 4]

    def changed(self, rows: tuple[int, int], before: bytes, patience: float = 2.0) -> float | None:
        """The moment at which the rows differ from ``before``."""
        until = time.perf_counter() + patience
        while (now := time.perf_counter()) < until:
            if self.rows(*rows) != before:
                return now
            time.sleep(0.0005)
        return None


class Listener:
    """Reads the loudspeaker's monitor; every moment is that of ``time.perf_counter``, and a little late."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._process, self._pipe = process, process.stdout.fileno()
        self.blocks: list[tuple[float, array[int]]] = []
        self._begun = 0.0
        self.samples: array[int] = array("h")
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        rest = b""
        while data := os.read(self._pipe, 4096):
            data = rest + data
            rest = data[len(data) // 2 * 2 :]
            block = array("h", data[: len(data) // 2 * 2])
            self.blocks.append((time.perf_counter(), block))
            self.samples.extend(block)
            # The earliest that sample 0 can have been is what the least delayed block says.
            begun = self.blocks[-1][0] - len(self.samples) / RATE
            self._begun = min(self._begun, begun) if self._begun else begun

    def moment(self, sample: int) -> float:
        """When a sample was heard."""
        return self._begun + sample / RATE

    def wait_for_quiet(self, seconds: float = 0.4, patience: float = 20.0) -> bool:
        until = time.perf_counter() + patience
        while time.perf_counter() < until:
            last = self.samples[-int(seconds * RATE) :]
            if len(last) >= int(seconds * RATE) and max(last) < _LOUD and min(last) > -_LOUD:
                return True
            time.sleep(0.05)
        return False

    def first_sound(self, since: float, patience: float = 3.0) -> float | None:
        """The moment of the first loud sample that came in after ``since``."""
        until, seen = time.perf_counter() + patience, len(self.blocks)
        while time.perf_counter() < until:
            while seen < len(self.blocks):
                at, block = self.blocks[seen]
                seen += 1
                for index, value in enumerate(block):
                    if abs(value) >= _LOUD and at - (len(block) - index) / RATE > since - 0.05:
                        return at - (len(block) - index) / RATE
            time.sleep(0.002)
        return None

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(5)
        self._thread.join(5)


def onsets(samples: array[int], quiet_s: float, block: int = 55) -> list[int]:
    """Samples at which sound begins after at least so long a silence, to within ``block`` samples."""
    found, quiet = [], 10**6
    for start in range(0, len(samples) - block, block):
        piece = samples[start : start + block]
        if max(piece) < _LOUD and min(piece) > -_LOUD:
            quiet += 1
            continue
        if quiet * block >= quiet_s * RATE:
            found.append(start)
        quiet = 0
    return found
