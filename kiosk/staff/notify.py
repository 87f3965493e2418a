"""Tells systemd that the kiosk is up and that its main loop still turns (sd_notify(3), the datagram
protocol).

Where no service manager listens (Windows, a terminal) every call does nothing. Call ``ping`` from the main
loop and from nowhere else: a watchdog that another thread feeds guards nothing.
"""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass, field


@dataclass
class Watchdog:
    """The line to the service manager. ``every_s`` is half of what it allows between two signs of life, 3 s at most."""

    address: str = field(default_factory=lambda: os.environ.get("NOTIFY_SOCKET", ""))
    every_s: float = field(default_factory=lambda: min(_allowed_s() / 2, 3.0))
    _last: float = 0.0

    def ready(self) -> None:
        """The first picture is on the glass."""
        self._tell("READY=1")

    def ping(self) -> None:
        """The main loop turned. Cheap enough for each turn."""
        now = time.monotonic()
        if self.every_s and now - self._last >= self.every_s:
            self._last = now
            self._tell("WATCHDOG=1")

    def closing(self) -> None:
        """An orderly end has begun."""
        self._tell("STOPPING=1")

    def _tell(self, what: str) -> None:
        if not self.address or not hasattr(socket, "AF_UNIX"):
            return
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.connect(address)
                line.send(what.encode())
        except OSError:
            pass  # the manager restarts what stays silent, which is all that could be done here


def _allowed_s() -> float:
    try:
        return int(os.environ.get("WATCHDOG_USEC", "0")) / 1e6
    except ValueError:
        return 0.0
