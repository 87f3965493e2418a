"""What Linux says of the machine without any library: panels' true sizes, touch screens, the clock's keeper.

Everything here answers "nothing known" on other systems.
"""

from __future__ import annotations

import math
from pathlib import Path

MT_POSITION = 0x35  # ABS_MT_POSITION_X of linux/input-event-codes.h: only touch surfaces have it
DIRECT = 0x01  # INPUT_PROP_DIRECT: a screen, not a touch pad


def diagonals(drm: Path = Path("/sys/class/drm")) -> tuple[float, ...]:
    """Diagonals of the connected panels in inches, from their EDID (VESA E-EDID 1.4, detailed timing,
    bytes 12-14).
    """
    found = []
    for file in sorted(drm.glob("*/edid")):
        try:
            data = file.read_bytes()
        except OSError:
            continue
        if len(data) >= 128 and data[:8] == b"\0\xff\xff\xff\xff\xff\xff\0":
            wide, high = data[66] | (data[68] >> 4) << 8, data[67] | (data[68] & 15) << 8  # millimetres
            if not (data[54] or data[55]) or not wide or not high:
                wide, high = data[21] * 10, data[22] * 10  # only whole centimetres are given
            if wide and high and data[21] and data[22]:
                found.append(math.hypot(wide, high) / 25.4)
    return tuple(found)


def touch(inputs: Path = Path("/sys/class/input")) -> tuple[str, ...]:
    """Names of the touch screens."""
    found = []
    for device in sorted(inputs.glob("input*")):
        try:
            absolute = _bits((device / "capabilities/abs").read_text())
            direct = _bits((device / "properties").read_text())
            if absolute >> MT_POSITION & 1 and direct >> DIRECT & 1:
                found.append((device / "name").read_text().strip())
        except (OSError, ValueError):
            continue
    return tuple(found)


def synchronized(run: Path = Path("/run")) -> bool | None:
    """Whether systemd keeps the clock by the network; None where that cannot be told."""
    if not (run / "systemd/timesync").is_dir():
        return None
    return (run / "systemd/timesync/synchronized").exists()


def _bits(text: str) -> int:
    """The kernel's bit masks are words of 64 bits in hexadecimal, the highest first."""
    value = 0
    for word in text.split():
        value = value << 64 | int(word, 16)
    return value
