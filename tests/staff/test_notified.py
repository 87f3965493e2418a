"""The real kiosk tells a service manager that it is up, that its loop turns, and that it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is for Linux")
def test_systemd_hears_of_the_start_of_every_turn_and_of_the_end(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(30)
        kiosk = subprocess.Popen(
            [sys.executable, "-c", "from kiosk.cli import main; main()", "run", "--window", "800x600"], cwd=root,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy",
                 "NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": "200000", "XDG_CACHE_HOME": str(tmp_path)},
        )  # fmt: skip
        try:
            assert manager.recv(100) == b"READY=1"
            assert [manager.recv(100) for _ in range(3)] == [b"WATCHDOG=1"] * 3
            kiosk.send_signal(signal.SIGSTOP)  # a main loop that hangs
            manager.settimeout(1.0)
            with pytest.raises(TimeoutError):
                for _ in range(5):
                    manager.recv(100)
            kiosk.send_signal(signal.SIGCONT)
            manager.settimeout(30)
            kiosk.terminate()
            while (told := manager.recv(100)) != b"STOPPING=1":
                assert told == b"WATCHDOG=1"
            assert kiosk.wait(timeout=20) == 0
        finally:
            kiosk.kill()
            kiosk.wait()
            if kiosk.stderr is not None:
                kiosk.stderr.close()
