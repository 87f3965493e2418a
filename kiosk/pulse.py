"""What SDL 2 and PulseAudio's own library need from us so that neither dies nor stands still. Linux only."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk import places, whole

_SETTINGS = "PULSE_CLIENTCONFIG"  # names the file that the library reads in place of its usual ones
_USUAL = Path("/etc/pulse/client.conf")


def prepare(driver: str) -> None:
    """Before SDL begins with one of its audio ``driver`` names; empty is SDL's own choice."""
    if sys.platform.startswith("linux") and driver in ("", "pulse", "pulseaudio"):
        _without_shared_memory()
        _never_without_a_sink()


def _without_shared_memory() -> None:
    """Have sound go through the socket.

    Through shared memory, a server that dies while SDL holds a piece of the microphone's sound leaves both standing
    still for ever: the library waits with its lock held for the piece, and SDL for that lock to give it back.
    """
    if _SETTINGS in os.environ:
        return
    own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "pulse" / "client.conf"
    usual = own if own.is_file() else _USUAL
    read = [usual, *sorted(usual.with_name("client.conf.d").glob("*.conf"))]
    lines = [*(f".include {path}" for path in read if path.is_file()), "enable-shm = no", ""]
    path, text = places.cache_folder() / "pulse-client.conf", "\n".join(lines).encode()
    with contextlib.suppress(OSError):  # on a full disk it stays as it is
        if not path.is_file() or path.read_bytes() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            whole.write(path, text)
        os.environ[_SETTINGS] = str(path)


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
