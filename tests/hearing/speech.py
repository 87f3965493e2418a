"""Speech made in the test, by espeak-ng called directly: in accents and at speeds that can be chosen.

In a process of its own: espeak-ng knows one callback in all, and a test before may have left it with a dead one. Each
text again in a copy of that process, since espeak-ng says the same text a little otherwise after any other.
"""

from __future__ import annotations

import ctypes
import os
import wave
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from kiosk.hearing.recordings import resampled

Sound = NDArray[np.int16]
RATE = 16000
_SILENT, _DONT_EXIT = 2, 0x8000
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
_pieces: list[bytes] = []


def _collect(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
    if samples and count > 0:
        _pieces.append(ctypes.string_at(samples, count * 2))
    return 0


_callback = _Callback(_collect)


@lru_cache(maxsize=1)
def _engine() -> tuple[ctypes.CDLL, int]:
    engine = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = engine.espeak_Initialize(_SILENT, 0, espeakng_loader.get_data_path().encode(), _DONT_EXIT)
    engine.espeak_SetSynthCallback(_callback)
    return engine, rate


@lru_cache(maxsize=1)
def _speaker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"))


@lru_cache(maxsize=64)
def say(text: str, voice: str = "en-us", wpm: int = 140) -> Sound:
    """16 kHz mono of a text spoken in a voice such as "en-gb+f3"."""
    return _speaker().submit(_spoken, text, voice, wpm).result()


def _spoken(text: str, voice: str, wpm: int) -> Sound:
    _engine()
    if not hasattr(os, "fork"):
        return _made(text, voice, wpm)
    read, write = os.pipe()
    if not os.fork():
        try:
            with os.fdopen(write, "wb") as pipe:
                pipe.write(_made(text, voice, wpm).tobytes())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        made = pipe.read()
    os.wait()
    return np.frombuffer(made, np.int16)


def _made(text: str, voice: str, wpm: int) -> Sound:
    engine, rate = _engine()
    engine.espeak_SetVoiceByName(voice.encode())
    engine.espeak_SetParameter(1, wpm, 0)
    _pieces.clear()
    raw = text.encode() + b"\0"
    engine.espeak_Synth(raw, len(raw), 0, 1, 0, 1, None, None)
    sound = np.frombuffer(b"".join(_pieces), np.int16).astype(np.float64)
    return np.asarray(np.clip(resampled(sound, rate) * 0.6, -32768, 32767), np.int16)


def quiet(seconds: float, seed: int = 0) -> Sound:
    """A quiet room: hiss at about -76 dB of full scale."""
    return np.random.default_rng(seed).integers(-9, 9, int(seconds * RATE)).astype(np.int16)


def hiss(seconds: float, level: int, seed: int = 0) -> Sound:
    """Steady noise."""
    return (np.random.default_rng(seed).standard_normal(int(seconds * RATE)) * level).astype(np.int16)


def joined(*sounds: Sound) -> Sound:
    """One after another."""
    return np.concatenate(sounds)


def write(path: Path, sound: Sound) -> None:
    """A WAV file of it."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.asarray(sound, np.int16).tobytes())
