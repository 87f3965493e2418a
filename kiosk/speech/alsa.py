"""ALSA prints ten lines to the console at each look for a sound card that is not there: in a year, a full disk."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pygame

_SETTERS = ("snd_lib_log_set_handler", "snd_lib_error_set_handler")  # since ALSA 1.2.15, and before


def silence() -> None:
    """Have the ALSA that SDL uses keep its remarks to itself. What is missing is told by the kiosk in its own words.

    The handler is a C function that does nothing with what it is given (getpid), not one of ours: ALSA may call it from
    a thread that Python's lock must not wait for.
    """
    if not sys.platform.startswith("linux"):
        return
    nothing = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
    packed = Path(pygame.__file__).resolve().parent.parent / "pygame_ce.libs"
    for name in (*map(str, packed.glob("libasound*")), "libasound.so.2"):  # SDL takes the system's, where there is one
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for setter in _SETTERS:
            if hasattr(library, setter):
                getattr(library, setter)(nothing)
