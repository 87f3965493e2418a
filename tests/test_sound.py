"""The sound system with a real PulseAudio that dies at the worst moment, or hangs, or is simply let go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk import sound

pytestmark = [
    pytest.mark.paced,
    pytest.mark.skipif(not all(map(shutil.which, ("pulseaudio", "pactl"))), reason="needs PulseAudio (.ci/run)"),
]

SERVER = """
import os, subprocess, sys, threading, time
from kiosk import sound

folder = sys.argv[1]
def server():
    command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no",
               "-L", f"module-native-protocol-unix auth-anonymous=1 socket={folder}/socket", "-L", "module-null-sink"]
    started = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while subprocess.run(["pactl", "info"], capture_output=True).returncode:
        time.sleep(0.05)
    return started
"""

# SDL's thread is just bringing us a block, so it is not there to be told that the server died. Its loop then asks a
# stream that is no more for sound, for ever, and holds the lock that every other thread wants; or it holds a piece of
# shared memory, for which the library waits for ever, with that lock.
DIES = """
first, came = server(), threading.Event()
def slow(block):
    came.set()
    time.sleep(0.5)
ear = sound.Device(None, True, 16000, 512, slow)
assert came.wait(5)
first.kill(); first.wait()
time.sleep(1)
second = server()

def voice():
    try:
        sound.Device(None, False, 22050, 512, lambda block: None)
    except sound.NoSoundError as fault:
        print("refused:", fault)
speaking = threading.Thread(target=voice, daemon=True)
speaking.start()
time.sleep(0.5)
"""
DEAF = DIES + """
print("stuck" if speaking.is_alive() else "goes on", flush=True)
ear.close()
speaking.join(5)
print("still stuck" if speaking.is_alive() else "free", flush=True)
sound.revive(False)
heard = threading.Event()
again = sound.Device(None, False, 22050, 512, lambda block: heard.set())
print("sounds" if heard.wait(3) else "mute", flush=True)
second.kill()
os._exit(0)
"""
STANDSTILL = DIES + """
threading.Thread(target=ear.close, daemon=True).start()
from kiosk.standstill import Standstill
watch, begun = Standstill(), time.monotonic()
while not watch.known(sound.stuck_s(), time.monotonic()) and time.monotonic() - begun < 8:
    time.sleep(0.02)
print("known" if speaking.is_alive() and sound.stuck_s() > 2 else "not known", flush=True)
print("soon" if time.monotonic() - begun < 4 else "late", flush=True)
second.kill()
os._exit(0)
"""

# What is left of SDL's threads dies slowly on a busy machine: they run only when nothing else wants to.
ENDS = """
import signal
there = server()
device = sound.Device(None, False, 22050, 512, lambda block: None)
def threads():
    return {open(f"/proc/self/task/{task}/comm").read().strip() for task in os.listdir("/proc/self/task")}
print("runs" if "PulseHotplug" in threads() else "does not run")
device.close()
sound.end()
print("left" if "PulseHotplug" in threads() else "gone")
sound.begin()
there.send_signal(signal.SIGSTOP)
from kiosk import pulse
print("it answers" if pulse.answers() else "it hangs")
begun = time.monotonic()
sound.end()
print("waits briefly" if time.monotonic() - begun < 2 else "waits long", flush=True)
there.kill()
os._exit(0)
"""


def told(tmp_path: Path, code: str, shared: str = "yes") -> set[str]:
    """What a program prints, line by line, with a sound server of its own, through ``shared`` memory or not."""
    settings = tmp_path / "client.conf"
    settings.write_text(f"enable-shm = {shared}\n", encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-c", SERVER + code, str(tmp_path)], capture_output=True, text=True, timeout=40,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "PULSE_SERVER": f"unix:{tmp_path}/socket",
             "SDL_AUDIODRIVER": "pulseaudio", "PULSE_CLIENTCONFIG": str(settings)},
    )  # fmt: skip
    assert made.returncode == 0, made
    return set(made.stdout.split("\n"))


def test_a_server_that_dies_while_a_block_is_brought_leaves_the_voice_free_once_the_ear_lets_go(tmp_path: Path) -> None:
    said = told(tmp_path, DEAF, shared="no")
    assert "stuck" in said, said  # else this test says nothing
    assert {"free", "sounds"} <= said, said


def test_where_both_libraries_wait_for_each_other_it_is_known_for_how_long(tmp_path: Path) -> None:
    assert {"known", "soon"} <= told(tmp_path, STANDSTILL)


def test_it_is_known_for_how_long_a_device_cannot_be_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    standing = SimpleNamespace(SDL_CloseAudioDevice=lambda _: held.wait(5))
    monkeypatch.setattr(sound, "_sdl", lambda: standing)
    device = sound.Device.__new__(sound.Device)
    device.id, device._began = 7, sound._began
    closing = threading.Thread(target=device.close)
    closing.start()
    try:
        time.sleep(0.3)
        assert sound.stuck_s() > 0.2
    finally:
        held.set()
        closing.join()
    assert sound.stuck_s() == 0


def test_sound_that_is_let_go_leaves_no_thread_and_waits_briefly_for_a_server_that_hangs(tmp_path: Path) -> None:
    assert told(tmp_path, ENDS) >= {"runs", "gone", "it hangs", "waits briefly"}
