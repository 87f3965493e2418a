"""The whole kiosk on a machine of its own: a screen (Xvfb), a loudspeaker (PulseAudio), a finger (xdotool).

What it says is recorded and compared with what it lights. Skipped, visibly, where those programs are not there.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
WANTED = ("Xvfb", "pulseaudio", "pactl", "parec", "xdotool")
MISSING = [name for name in WANTED if shutil.which(name) is None]
RATE = 22050

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"the full-machine tests need {', '.join(MISSING)}")


class Rig:
    """A screen, a loudspeaker and a finger, and a kiosk that runs on them."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.display = folder, display
        self.started: list[subprocess.Popen[bytes]] = []
        self.journal = folder / "journal.jsonl"
        socket = folder / "pulse.sock"
        self.environment = {
            **os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "KIOSK_NO_SETUP": "1",
            "PULSE_SERVER": f"unix:{socket}", "DISPLAY": display, "SDL_AUDIODRIVER": "pulseaudio",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.environment.pop("SDL_VIDEODRIVER", None)
        self.start(["Xvfb", display, "-screen", "0", "1920x1080x24"])
        self.start(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "--use-pid-file=no",
             "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
             "-L", "module-null-sink sink_name=speaker rate=48000"],
        )  # fmt: skip
        for _ in range(100):
            if self.run("pactl", "set-default-sink", "speaker") and self.run("xdotool", "getmouselocation"):
                break
            time.sleep(0.1)

    def start(self, command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        more.setdefault("stdout", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, cwd=self.folder, **more)
        self.started.append(process)
        return process

    def run(self, *command: str) -> bool:
        return subprocess.run(command, env=self.environment, capture_output=True).returncode == 0

    def kiosk(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kiosk", "run", "--journal", str(self.journal), "--content",
                   str(ROOT / "content"), "--config", str(ROOT / "config.toml")]  # fmt: skip
        process = self.start(command)
        self.wait("ready")
        return process

    def events(self) -> list[dict[str, Any]]:
        if not self.journal.is_file():
            return []
        return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]

    def wait(self, event: str, seconds: float = 20, **values: Any) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for each in self.events():
                if each["event"] == event and all(each.get(key) == value for key, value in values.items()):
                    return each
            time.sleep(0.05)
        raise AssertionError(f"no {event} {values} came; there were {self.events()[-5:]}")

    def tap(self, x: int, y: int) -> None:
        assert self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def key(self, name: str) -> None:
        assert self.run("xdotool", "key", name)

    def close(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in reversed(self.started):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path, f":{90 + os.getpid() % 100}")
    yield made
    made.close()


def loud_from(samples: array[int], block: int = 110) -> list[int]:
    """Where sound begins after at least 250 ms of silence: sample numbers."""
    quiet_blocks, found = 10**6, []
    for start in range(0, len(samples) - block, block):
        peak = max(max(samples[start : start + block]), -min(samples[start : start + block]))
        if peak < 120:
            quiet_blocks += 1
        else:
            if quiet_blocks * block >= 0.25 * RATE:
                found.append(start)
            quiet_blocks = 0
    return found


def test_a_tapped_article_is_read_and_the_lit_words_keep_step_with_the_sound(rig: Rig) -> None:
    rig.kiosk()
    rig.tap(500, 320)
    rig.wait("place", place="contents/health/what-a-therapist-does")
    time.sleep(0.6)
    raw = rig.folder / "spoken.raw"
    with raw.open("wb") as out:
        recorder = rig.start(["parec", "-d", "speaker.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le",
                              "--latency-msec=20"], stdout=out)  # fmt: skip
        time.sleep(2.5)
        rig.tap(1400, 320)
        rig.wait("place", place="reading/health/what-a-therapist-does/1")
        rig.wait("word", seconds=60, line=5, index=3)
        recorder.send_signal(signal.SIGINT)
        recorder.wait(5)
    samples = array("h", raw.read_bytes()[: raw.stat().st_size // 2 * 2])
    assert max(samples) > 2000, "nothing was heard"
    words = [event for event in rig.events() if event["event"] == "word"]
    assert [(event["line"], event["index"]) for event in words] == sorted(
        (event["line"], event["index"]) for event in words
    )
    lines = [event for event in rig.events() if event["event"] == "line" and event["index"] >= 0]
    assert [event["index"] for event in lines] == list(range(len(lines))) and len(lines) > 5
    starts = [event["t"] for event in lines if event["index"] > 0]
    sounds = [start / RATE for start in loud_from(samples)]
    # The recording's clock begins elsewhere than the journal's: the pattern of sentence starts aligns the two, and
    # what is left is how much the light strays from the sound.
    best = min(
        (sound - start for sound in sounds for start in starts),
        key=lambda shift: sum(min(abs(start + shift - sound) for sound in sounds) for start in starts),
    )
    apart = [min(abs(start + best - sound) for sound in sounds) for start in starts]
    assert len(starts) >= 4 and statistics.median(apart) <= 0.05 and max(apart) <= 0.1, apart


def test_keys_alone_make_it_speak_pause_and_close(rig: Rig) -> None:
    process = rig.kiosk()
    for name in ("Tab", "Return", "Tab", "Return"):
        rig.key(name)
        time.sleep(0.6)
    rig.wait("word", seconds=20, line=0, index=0)
    rig.key("space")
    rig.wait("chosen", label="Pause", by="key")
    time.sleep(0.3)
    count = len([event for event in rig.events() if event["event"] == "word"])
    time.sleep(1.2)
    assert len([event for event in rig.events() if event["event"] == "word"]) == count
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    rig.wait("closing")


def test_a_killed_speech_process_is_replaced_and_reading_goes_on(rig: Rig) -> None:
    process = rig.kiosk()
    rig.tap(500, 320)
    time.sleep(0.8)
    rig.tap(1400, 320)
    rig.wait("word", seconds=20, line=1, index=0)
    child = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0]
    os.kill(int(child), signal.SIGKILL)
    rig.wait("word", seconds=40, line=4, index=0)
    assert process.poll() is None
