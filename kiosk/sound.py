"""The machine's sound system, as SDL gives it: devices named, opened and closed, and all of it begun anew.

SDL is called through ctypes, which lets Python's lock go while SDL works. pygame's own wrapper holds it while it
waits for SDL's thread, which may itself be waiting for Python's lock to call us; and it closes a device a second
time when its object goes, which by then may be somebody else's device under the same number.

Opening, closing and naming may take seconds where a sound server hangs: call them from a thread of your own, never
from the main loop. One lock keeps them apart, since SDL lets two openings meet in one slot.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pygame

from kiosk import pulse

S16 = 0x8010 if sys.byteorder == "little" else 0x9010  # AUDIO_S16SYS
_AUDIO = 0x10  # SDL_INIT_AUDIO
_DRIVER = "SDL_AUDIODRIVER"
_NOTHING = "Dummy Output"
_COLD_S = 2.5  # a device asks for two blocks when it is opened and may then sleep so long (a virtual one took 1.9)

Fill = Callable[[memoryview], None]

lock = threading.RLock()
_closing = threading.Lock()  # a device is let go, or all of them are
_at_work: dict[int, float] = {}  # threads that SDL works for, and since when
_began = 0  # counts the beginnings: a device of an earlier one is gone
_revived = -10.0
_devices: dict[int, Device] = {}


class NoSoundError(Exception):
    """A device cannot be opened; the text is SDL's own reason."""


class _Spec(ctypes.Structure):
    _fields_ = (
        ("freq", ctypes.c_int), ("format", ctypes.c_uint16), ("channels", ctypes.c_uint8),
        ("silence", ctypes.c_uint8), ("samples", ctypes.c_uint16), ("padding", ctypes.c_uint16),
        ("size", ctypes.c_uint32), ("callback", ctypes.c_void_p), ("userdata", ctypes.c_void_p),
    )  # fmt: skip


_Callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)


@cache
def _sdl() -> Any:
    sdl = ctypes.CDLL("SDL2.dll" if sys.platform == "win32" else pygame.base.__file__)
    sdl.SDL_GetError.restype = sdl.SDL_GetCurrentAudioDriver.restype = ctypes.c_char_p
    sdl.SDL_SetHint.argtypes = (ctypes.c_char_p, ctypes.c_char_p)
    sdl.SDL_GetAudioDeviceName.restype = ctypes.c_char_p
    sdl.SDL_GetAudioDeviceName.argtypes = (ctypes.c_int, ctypes.c_int)
    sdl.SDL_OpenAudioDevice.restype = ctypes.c_uint32
    sdl.SDL_OpenAudioDevice.argtypes = (
        ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_Spec), ctypes.POINTER(_Spec), ctypes.c_int,
    )  # fmt: skip
    return sdl


@contextlib.contextmanager
def _noted() -> Iterator[None]:
    """SDL works for this thread, or keeps it waiting."""
    me = threading.get_ident()
    outermost = me not in _at_work
    _at_work.setdefault(me, time.monotonic())
    try:
        yield
    finally:
        if outermost:
            _at_work.pop(me)


@contextlib.contextmanager
def _working() -> Iterator[None]:
    """With the lock held, SDL works for this thread."""
    with lock, _noted():
        yield


def stuck_s() -> float:
    """How long SDL has been at work on one thing: seconds if a server hangs, for ever if a library stands still."""
    if not _at_work:
        return 0.0
    return max((time.monotonic() - since for since in tuple(_at_work.values())), default=0.0)


def begin() -> bool:
    """Begin the sound system if it has not begun. False when there is none."""
    with _working():
        sdl = _sdl()
        if sdl.SDL_WasInit(_AUDIO):
            return True
        pulse.prepare(os.environ.get(_DRIVER, ""))
        if sdl.SDL_InitSubSystem(_AUDIO) != 0:
            return False
        sdl.SDL_SetHint(_DRIVER.encode(), sdl.SDL_GetCurrentAudioDriver())  # the same when begun anew
        return True


def begin_anew() -> bool:
    """End the sound system with all its devices and begin it again: the way back to a sound server that was gone.

    SDL speaks to a sound server through one line that it never takes up again. Every Device is ``gone`` after this.
    """
    global _began
    with _working():
        _began += 1
        _devices.clear()
        sdl = _sdl()
        with _closing:
            while sdl.SDL_WasInit(_AUDIO):
                sdl.SDL_QuitSubSystem(_AUDIO)
        return begin()


def end() -> None:
    """At the kiosk's own end. SDL's thread that looks for devices runs only when nothing else wants to, and what ends
    last gives all memory back: on a busy machine that took seconds. A sound server that hangs is waited for briefly.
    """

    def quit() -> None:
        with lock, _closing:
            _sdl().SDL_QuitSubSystem(_AUDIO)

    ending = threading.Thread(target=quit, name="end of sound", daemon=True)
    ending.start()
    ending.join(1.0)


def revive(capture: bool) -> None:
    """For who could not open a device: begin anew, unless another one sounds or listens.

    Not more often than every two seconds, and every half minute where the system says that there is no device.
    """
    global _revived
    now = time.monotonic()
    with lock:
        alive = any(not device.gone and device.silent_s < 1.0 for device in _devices.values())
        if not alive and now - _revived > (2.0 if names(capture) else 30.0):
            _revived = now
            begin_anew()


def removed(id: int) -> None:
    """SDL told (AUDIODEVICEREMOVED) that an open device went away: it goes on being called, for nothing."""
    device = _devices.get(id)
    if device is not None:
        device.lost = True


def names(capture: bool) -> tuple[str, ...]:
    """The names of all microphones or loudspeakers, as far as the system tells them."""
    with _working():
        if not begin():
            return ()
        sdl = _sdl()
        found = (
            sdl.SDL_GetAudioDeviceName(index, int(capture)) for index in range(sdl.SDL_GetNumAudioDevices(int(capture)))
        )
        return tuple(name.decode("utf-8", "replace") for name in found if name)


def audible() -> bool:
    """Whether there is a loudspeaker. PulseAudio and PipeWire offer one that plays into nothing where there is none."""
    found = names(False)
    return not found or any(name != _NOTHING for name in found)


class Device:
    """An open loudspeaker or microphone: 16-bit mono. ``fill`` is called in SDL's thread with each block."""

    def __init__(self, name: str | None, capture: bool, rate: int, block: int, fill: Fill) -> None:
        """Open and start it; ``name`` None is the usual one. Raises NoSoundError."""

        self.lost = False
        self._cold_until = time.monotonic() + _COLD_S
        self._called_at = 0.0  # when SDL last asked for a block or brought one

        def call(_: int, place: int, length: int) -> None:
            self._called_at = time.monotonic()
            view = memoryview((ctypes.c_uint8 * length).from_address(place)).cast("B")
            try:
                fill(view)
            except Exception:  # a fault of ours is a silence, not a crash in SDL's thread
                if not capture:
                    view[:] = bytes(length)

        self._call = _Callback(call)  # must live as long as the device
        wish = _Spec(rate, S16, 1, 0, block, 0, 0, ctypes.cast(self._call, ctypes.c_void_p).value, None)
        with _working():
            if not begin():
                raise NoSoundError(_why())
            given = _Spec()
            place = None if name is None else name.encode()
            self.id = int(_sdl().SDL_OpenAudioDevice(place, int(capture), wish, given, 0))
            if not self.id:
                raise NoSoundError(_why())
            self._began = _began
            _devices[self.id] = self
            _sdl().SDL_PauseAudioDevice(self.id, 0)

    @property
    def gone(self) -> bool:
        """It was unplugged, or the sound system was begun anew since this was opened."""
        return self.lost or self._began != _began

    @property
    def silent_s(self) -> float:
        """Seconds since SDL last asked for a block or brought one; 0 while it may still be cold."""
        return max(0.0, time.monotonic() - max(self._called_at, self._cold_until))

    def close(self) -> None:
        """Stop it and let it go. May wait for a sound server that hangs.

        Not under the lock: where a server dies while a microphone's block is brought to us, SDL's thread turns round
        for ever, and who opens a device then waits until that microphone is closed.
        """
        with _noted(), _closing:
            if self.id and self._began == _began:
                _devices.pop(self.id, None)
                _sdl().SDL_CloseAudioDevice(self.id)
            self.id = 0


def _why() -> str:
    return str((_sdl().SDL_GetError() or b"").decode("utf-8", "replace"))
