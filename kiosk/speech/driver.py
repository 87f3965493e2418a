"""A driver for pyttsx3 that hands over samples and the exact sample at which each word begins.

pyttsx3's own espeak driver writes its file after ``runAndWait`` has returned, loses queued files and dies on long
texts. This one speaks the same protocol (``import pyttsx3; pyttsx3.init(NAME)``) but is done when ``runAndWait``
returns, writes into any binary file object, and adds ``sample`` to each ``started-word``. It brings the espeak-ng
of the package ``espeakng_loader``, so no system package is needed. One thread only: espeak-ng dies with two.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_short, c_uint, c_void_p
from pathlib import Path
from typing import Any, BinaryIO

NAME = "kiosk_espeak"
RATE = 22050  # samples a second; espeak-ng knows no other

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000  # without the second espeak-ng ends the process when its data is missing
_CHARS_UTF8 = 1
_WORD = 1
LONGEST_GAP = 100  # in espeak's units of 10 ms at its usual rate
_PARAMETERS = {"rate": 1, "pitch": 3, "range": 4, "gap": 7}


class _Event(Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),  # of the first character, counted from 1
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", c_void_p),
    )


_Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


def _espeak() -> ctypes.CDLL:
    """The espeak-ng library, initialised. Raises OSError or RuntimeError, each with a cause."""
    try:
        import espeakng_loader
    except ImportError as error:
        raise RuntimeError("the package espeakng-loader is not installed") from error
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
    library.espeak_SetVoiceByName.argtypes = [c_char_p]
    library.espeak_Synth.argtypes = [
        c_char_p,
        ctypes.c_size_t,
        c_uint,
        c_int,
        c_uint,
        c_uint,
        c_void_p,
        c_void_p,
    ]
    data = str(Path(espeakng_loader.get_data_path())).encode()
    if library.espeak_Initialize(_SYNCHRONOUS, 200, data, _DONT_EXIT) != RATE:
        raise RuntimeError("espeak-ng cannot read its data")
    return library


class KioskDriver:
    """What pyttsx3 asks of a driver, over espeak-ng in its synchronous mode."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._library = _espeak()
        self._pcm = bytearray()
        self._words: list[tuple[int, int, int]] = []
        self._callback = _Callback(self._collect)  # kept: ctypes does not
        self._library.espeak_SetSynthCallback(self._callback)
        self._voice = "en-us"
        self.setProperty("voice", self._voice)

    def _collect(self, wav: Any, count: int, events: Any) -> int:
        if count > 0:
            self._pcm += ctypes.string_at(wav, 2 * count)
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == _WORD:
                self._words.append((event.text_position - 1, event.length, event.sample))
            index += 1
        return 0

    def save_to_file(self, text: str, file: BinaryIO) -> None:
        """Write the raw samples of ``text`` to ``file`` and tell where each word begins."""
        self._pcm, self._words = bytearray(), []
        data = text.encode("utf-8", "replace").replace(b"\0", b" ")
        self._library.espeak_Synth(data, len(data) + 1, 0, 0, 0, _CHARS_UTF8, None, None)
        for location, length, sample in self._words:
            self._proxy.notify(
                "started-word",
                name=text[location : location + length],
                location=location,
                length=length,
                sample=sample,
            )
        file.write(self._pcm)

    def getProperty(self, name: str) -> Any:  # noqa: N802  pyttsx3 calls it so
        """The value of rate, pitch, range, gap or voice."""
        if name == "voice":
            return self._voice
        return self._library.espeak_GetParameter(_PARAMETERS[name], 1)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802  pyttsx3 calls it so
        """Set rate (espeak's number, not words a minute), pitch and range (0-100), gap or voice."""
        if name == "voice":
            if self._library.espeak_SetVoiceByName(str(value).encode()):
                raise ValueError(f"espeak-ng has no voice called {value!r}")
            self._voice = str(value)
        else:
            self._library.espeak_SetParameter(_PARAMETERS[name], int(value), 0)

    def startLoop(self) -> None:  # noqa: N802  pyttsx3 calls it so
        """Do all that is queued; each command is done when it returns."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802  pyttsx3 calls it so
        """Nothing runs on."""

    def stop(self) -> None:
        """Nothing runs on."""

    def say(self, text: str) -> None:
        """The kiosk plays its sound itself."""
        raise NotImplementedError("use save_to_file")

    def destroy(self) -> None:
        """The library stays: espeak-ng cannot be initialised twice in one process."""


def buildDriver(proxy: Any) -> KioskDriver:  # noqa: N802  pyttsx3 calls it so
    """What pyttsx3 looks for in a module of ``pyttsx3.drivers``."""
    return KioskDriver(proxy)


def register() -> str:
    """Make the driver known to pyttsx3 and return the name to give to ``pyttsx3.init``."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]
    return NAME
