"""Whether headphones are plugged in, as Linux reports it for jacks that can tell (evdev's SW_HEADPHONE_INSERT).

Read from linux/input.h and the kernel's event interface; not tried on a real jack by the makers. Where nothing is
reported (USB headphones, Windows, a display's loudspeaker) there are none as far as the kiosk knows.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

_INSERTED = 2  # SW_HEADPHONE_INSERT
_LOOK_S, _SEEK_S = 1.0, 30.0  # between two looks at the jacks, and two searches for them


def jacks(root: Path = Path("/")) -> tuple[Path, ...]:
    """The event devices that can tell of headphones."""
    found = []
    for able in sorted((root / "sys/class/input").glob("event*/device/capabilities/sw")):
        with contextlib.suppress(OSError, ValueError):
            bits = int(able.read_text().split()[-1], 16)  # the last word holds switches 0 to 63
            if bits >> _INSERTED & 1:
                found.append(root / "dev/input" / able.parts[-4])
    return tuple(found)


def inserted(device: Path) -> bool:
    """Whether something is in the jack. Raises OSError where it cannot be asked."""
    import fcntl

    handle = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    try:
        state = bytearray(8)
        fcntl.ioctl(handle, 2 << 30 | len(state) << 16 | ord("E") << 8 | 0x1B, state)  # EVIOCGSW(8)
        return bool(state[_INSERTED // 8] >> _INSERTED % 8 & 1)
    finally:
        os.close(handle)


class Headphones:
    """``look`` from the main loop: it costs some microseconds once a second."""

    def __init__(self) -> None:
        self._jacks: tuple[Path, ...] = ()
        self._looked = self._sought = -1e9
        self.on = False

    def look(self) -> bool:
        """Whether it is now otherwise than before."""
        now = time.monotonic()
        if sys.platform != "linux" or now - self._looked < _LOOK_S:
            return False
        self._looked = now
        if now - self._sought > _SEEK_S:
            self._sought, self._jacks = now, jacks()
        before, self.on = self.on, False
        for device in self._jacks:
            with contextlib.suppress(OSError):
                self.on = self.on or inserted(device)
        return self.on != before
