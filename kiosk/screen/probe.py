"""What this machine has, found out in a process of its own: ``python -m kiosk.screen.probe [--sound]``.

A driver that hangs or dies while it is being looked for then takes only this process along. Prints one line
of JSON. With ``--sound`` it plays a tone and listens for it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import time
from typing import Any

import numpy as np
import pygame
from pygame._sdl2 import audio, sdl2

from kiosk.screen.window import NoDisplayError, Window

RATE = 16000
TONE_HZ = 1000.0
WAKING_S = 5.0


def display() -> dict[str, Any]:
    """The screens' sizes in pixels and the driver that shows them, or a fault in words."""
    window = Window((64, 64), pointer=True)
    try:
        window.open()
    except NoDisplayError as fault:
        return {"sizes": [], "driver": "", "fault": str(fault)}
    from pygame._sdl2 import touch

    found = {
        "sizes": pygame.display.get_desktop_sizes(),
        "driver": pygame.display.get_driver(),
        "fault": "",
        "touch": touch.get_num_devices(),
    }
    window.close()
    return found


def devices() -> dict[str, Any]:
    """The names of the loudspeakers and microphones."""
    fault = ""
    try:
        pygame.mixer.init(RATE, -16, 1)
    except pygame.error as wrong:
        fault = str(wrong)
        with contextlib.suppress(RuntimeError):  # SDL's own error; there may be a microphone all the same
            sdl2.init_subsystem(sdl2.INIT_AUDIO)
    return {"speakers": _names(False), "microphones": _names(True), "speaker fault": fault}


def _names(capture: bool) -> list[str]:
    try:
        return list(audio.get_audio_device_names(capture))
    except (pygame.error, RuntimeError):
        return []


def listen(microphone: str | None, play: bool) -> dict[str, Any]:
    """Levels in dB of full scale: the room's noise, and the tone at the microphone against the noise
    beside it.
    """
    blocks: list[bytes] = []
    try:
        device = audio.AudioDevice(
            devicename=microphone,
            iscapture=True,
            frequency=RATE,
            audioformat=audio.AUDIO_S16,
            numchannels=1,
            chunksize=512,
            allowed_changes=0,
            callback=lambda _, block: blocks.append(bytes(block)),
        )
    except (pygame.error, RuntimeError) as fault:
        return {"fault": str(fault)}
    device.pause(0)
    end = time.monotonic() + WAKING_S
    while len(blocks) < 12 and time.monotonic() < end:  # a cold device sleeps at first, and then often clicks
        time.sleep(0.05)
    blocks.clear()
    time.sleep(1.0)
    quiet = _samples(blocks)
    loud = quiet[:0]
    if play and pygame.mixer.get_init():
        times = np.arange(RATE) / RATE
        tone = (np.sin(2 * math.pi * TONE_HZ * times) * 8000).astype(np.int16)
        pygame.mixer.Sound(buffer=tone.tobytes()).play()
        blocks.clear()
        time.sleep(2.2)  # a cold loudspeaker may take more than a second to begin
        loud = _samples(blocks)
    device.close()
    found: dict[str, Any] = {
        "fault": "",
        "noise_db": level_db(quiet),
        "peak": int(np.abs(quiet).max(initial=0)),
    }
    if len(loud):
        found["tone_db"] = round(tone_db(loud) - tone_db(quiet), 1)
    return found


def _samples(blocks: list[bytes]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.frombuffer(b"".join(list(blocks)), np.int16).astype(np.float64)


def level_db(samples: np.ndarray[Any, np.dtype[np.float64]]) -> float | None:
    """Root mean square in dB of full scale; None for pure zeros, which no working microphone gives."""
    if not len(samples) or not samples.any():
        return None
    return round(20 * math.log10(math.sqrt(float(np.mean(samples**2))) / 32768), 1)


def tone_db(samples: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """The strongest tenth of a second at TONE_HZ, in dB of full scale; never under -120."""
    block = RATE // 10
    turn = np.exp(-2j * math.pi * TONE_HZ * np.arange(block) / RATE)
    heard = [
        abs(np.dot(samples[at : at + block], turn)) * 2 / block
        for at in range(0, len(samples) - block, block)
    ]
    return 20 * math.log10(max([*heard, 0.0]) / 32768 + 1e-6)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sound", action="store_true")
    parser.add_argument("--microphone", default="")
    asked = parser.parse_args()
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    found = {"display": display(), **devices()}
    if found["microphones"]:
        found["heard"] = listen(asked.microphone or None, asked.sound)
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main()
