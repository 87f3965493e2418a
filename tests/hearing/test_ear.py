"""The live ear at a microphone made of a file, in a process of its own (SDL's driver is chosen once)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from kiosk import sound
from kiosk.hearing import microphone
from tests.hearing.speech import joined, quiet, say

pytestmark = pytest.mark.paced

_VISIT = """
import sys, time, os, signal
from pathlib import Path
from kiosk.core.hearing import EarState, Heard, Hearing
from kiosk.hearing.ear import Ear
import pygame

model, kill, silent = Path(sys.argv[1]), sys.argv[2] == "kill", sys.argv[2] in ("die", "hang", "muted")
pygame.display.init()
ear = Ear(played=lambda: ((time.perf_counter(), bytes(1024)),))
ear.open()
ear.use(model)
ear.follow(Hearing(1, (("stop", 0), ("go home", 1), ("next", 2))))
seen = []
if silent:
    while ear.recogniser_pid is None or not ear._microphone.capturing:
        time.sleep(0.01)
    if sys.argv[2] == "muted":
        ear.follow(Hearing(2, (), muted=True))
        while ear._microphone.capturing:
            time.sleep(0.01)
    for _ in range(2):
        pid, begun = ear.recogniser_pid, time.monotonic()
        os.kill(pid, signal.SIGSTOP if sys.argv[2] == "hang" else signal.SIGKILL)
        while ear.recogniser_pid in (pid, None) and time.monotonic() < begun + 8:
            time.sleep(0.001)
        if ear.recogniser_pid not in (pid, None):
            seen.append(f"back {time.monotonic() - begun:.2f}")
end = time.monotonic() + {"muted": 0, "zeros": 16}.get(sys.argv[2], 9)
while time.monotonic() < end and not any(line.startswith(("heard", "ear off", "ear none")) for line in seen):
    if kill and ear.recogniser_pid and ear.level.speech:
        os.kill(ear.recogniser_pid, signal.SIGTERM)
        kill = False
    for echo in ear.echoes():
        if isinstance(echo, Heard):
            seen.append(f"heard {echo.phrase} {echo.choice} {echo.turn}")
        elif isinstance(echo, EarState):
            seen.append(f"ear {echo.status} {echo.detail}")
    time.sleep(0.01)
ear.follow(Hearing(2, (), muted=True))
time.sleep(0.3)
seen += [f"ear {echo.status}" for echo in ear.echoes() if isinstance(echo, EarState)]
seen.append(f"capturing {ear._microphone.capturing}")
pid = ear.recogniser_pid
ear.close()
print("\\n".join(line.strip() for line in seen))
"""


def visit(model: Path, tmp_path: Path, driver: str, fault: str = "", before_s: float = 2.0) -> list[str]:
    """What the ear says in a short visit in which "go home" is said."""
    sound = joined(quiet(before_s), say("go home", "en-us+f4", 130), quiet(8.0))
    sound = sound * (fault != "zeros")
    np.asarray(sound).tofile(tmp_path / "in.raw")
    (tmp_path / "out.raw").touch()
    result = subprocess.run(
        [sys.executable, "-c", _VISIT, str(model), fault],
        env={
            **os.environ,
            "SDL_AUDIODRIVER": driver,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_DISKAUDIOFILEIN": str(tmp_path / "in.raw"),
            "SDL_DISKAUDIOFILE": str(tmp_path / "out.raw"),
            "PYGAME_HIDE_SUPPORT_PROMPT": "1",
        },
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout.splitlines()


def test_a_phrase_at_the_microphone_is_heard_and_a_mute_ends_capture(model: Path, tmp_path: Path) -> None:
    assert visit(model, tmp_path, "disk") == [
        "ear listening",
        "heard go home 1 1",
        "ear muted",
        "capturing False",
    ]


def test_a_microphone_that_never_gives_a_sound_is_not_said_to_listen(model: Path, tmp_path: Path) -> None:
    """Switched off at its side it gives zeros, and "I am listening" stood there for good."""
    begun, told = visit(model, tmp_path, "disk", "zeros")[:2]
    assert begun == "ear listening"
    assert told.startswith("ear none The microphone gives nothing but silence: unmute it")


def test_a_microphone_that_gave_sound_once_may_be_silent_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many take out all that is no speech, and the first sound of one that was switched on is heard at once."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sound, "names", lambda capture: ("desk",))
    monkeypatch.setattr(sound, "Device", lambda *_: None)
    mic = microphone.Microphone()
    for _ in range(4):
        mic.heal()
        now[0] += 3.0
    assert mic.dumb
    mic._keep(memoryview(np.ones(512, np.int16).tobytes()))
    mic.take(0.0)
    assert not mic.dumb
    now[0] += 60.0
    assert not mic.dumb


def test_blocks_that_wait_are_taken_as_one_and_the_oldest_are_dropped() -> None:
    mic = microphone.Microphone()
    for number in range(microphone._MOST_BLOCKS + 3):
        mic._keep(memoryview(np.full(512, number, np.int16).tobytes()))
    taken = [mic.take(0.0, most) for most in (1, 2, 1)]
    assert [block[1][::512].tolist() for block in taken if block] == [[3], [4, 5], [6]]
    assert not mic.drained
    while mic.take(0.0, 2):
        pass
    assert mic.drained


def test_a_microphone_that_is_plugged_in_has_ten_seconds_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now, names = [100.0], ["desk"]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sound, "names", lambda capture: tuple(names))
    monkeypatch.setattr(sound, "revive", lambda capture: None)
    monkeypatch.setattr(sound, "Device", lambda *_: None)
    mic = microphone.Microphone()
    for plugged in (True, False, True):
        names[:] = ["desk"] * plugged
        now[0] += 12.0
        assert mic.open() is plugged
        assert not mic.dumb
    now[0] += 12.0
    assert mic.dumb


def test_a_microphone_whose_sound_waits_to_be_taken_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a model was read for 4 s nobody took its sound; it was opened anew, and 10 s of speech thrown away."""

    class Device:
        gone = False

        def __init__(self, name: str | None, capture: bool, rate: int, block: int, keep: object) -> None:
            pass

        def close(self) -> None:
            pass

    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sound, "names", lambda capture: ("desk",))
    monkeypatch.setattr(sound, "Device", Device)
    mic = microphone.Microphone()
    assert mic.open()

    def gives(level: int) -> None:
        for _ in range(8):
            now[0] += 0.5
            mic._keep(memoryview(np.full(512, level, np.int16).tobytes()))

    gives(3)
    assert not mic.lost and not mic.drained
    gives(0)
    assert mic.lost


def test_a_recogniser_killed_while_somebody_speaks_is_not_noticed(model: Path, tmp_path: Path) -> None:
    assert "heard go home 1 1" in visit(model, tmp_path, "disk", "kill")


@pytest.mark.parametrize("fault", ["die", "hang"])
def test_a_recogniser_lost_in_a_silence_is_back_before_anybody_speaks(fault: str, model: Path, tmp_path: Path) -> None:
    """Twice, the second time while it has only just begun to start again."""
    seen = visit(model, tmp_path, "disk", fault, 5.0)
    assert len([line for line in seen if line.startswith("back")]) == 2
    assert "heard go home 1 1" in seen


def test_a_recogniser_is_looked_after_while_the_microphone_is_muted(model: Path, tmp_path: Path) -> None:
    """It dies, and it holds memory to give back, in a mute as well."""
    assert len([line for line in visit(model, tmp_path, "disk", "muted", 5.0) if line.startswith("back")]) == 2


def test_a_missing_model_leaves_touch_and_keys_and_says_so(tmp_path: Path) -> None:
    seen = visit(tmp_path / "no such model", tmp_path, "disk")
    assert any(line.startswith("ear off") and "no such model" in line for line in seen)
    assert "capturing False" in seen
