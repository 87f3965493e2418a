"""What PulseAudio needs from us so that SDL 2 does not die of it. Linux only."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys


def prepare(driver: str) -> None:
    """Before SDL begins with one of its audio ``driver`` names; empty is SDL's own choice."""
    if sys.platform.startswith("linux") and driver in ("", "pulse", "pulseaudio"):
        _never_without_a_sink()


def _never_without_a_sink() -> None:
    """Have PulseAudio put a loudspeaker that plays into nothing where it has none, as its usual settings do.

    SDL 2 dies where there is none, at its beginning or later: it copies the name of the usual one, which is NULL.
    """
    program = shutil.which("pactl")
    if program is None:
        return
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):  # there is no server, or one that hangs
        command = [program, "load-module", "module-always-sink"]  # refused where it is loaded
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=2, check=False)


def answers() -> bool:
    """Whether PulseAudio's server answers another program. Waits a second at most: not for the main loop."""
    program = shutil.which("pactl")
    if program is None or not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        asked = subprocess.run([program, "info"], stdin=subprocess.DEVNULL, capture_output=True, timeout=1, check=False)
        return asked.returncode == 0
    return False
