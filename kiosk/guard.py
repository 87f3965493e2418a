"""The way in. ``kiosk run`` is watched over by this small process, which starts it again whenever it ends by itself.

The kiosk ends itself when its main loop stands still (``staff/notify.py``), and native libraries may end it. A
service manager would start it again too, but with its screen and some seconds later; and there is none on a desktop
or under Windows. This process imports next to nothing, since its memory counts for the whole year.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk import alone, places

AGAIN = 75  # exit code of a kiosk that wants to be started again
STUCK = 70  # exit code of a kiosk that began again by itself, since a library of it stood still
AGAIN_AS_ASKED = "asked to"  # the reason of such a start; other starts came of themselves
ORDERLY = (0, 2)  # asked to end, or called wrongly
ENDING_S = 8.0  # time to end after SIGTERM
_SHORTEST_S, _LONGEST_S = 0.2, 30.0  # before another start; longer each time it ends at once
_AT_ONCE_S = 10.0
MISSING = 69  # exit code of a kiosk that has said what it cannot do without (EX_UNAVAILABLE of sysexits.h)
# glibc learns from large blocks that were freed to take the next ones from the heap, which then falls to pieces, and
# gives each thread a heap of its own; every process of the kiosk is to be as large after a year as after an hour.
_MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
_UNSTARTED = 71  # EX_OSERR
_MISSING_S = 5.5  # a first start that ends with code 1 sooner has said what is wrong; the alarm takes 6 s at least


class Guard:
    """Runs ``command`` again and again until it ends in order or is asked to. ``wait`` may be another clock's."""

    def __init__(self, command: Sequence[str], wait: Callable[[float], None] = time.sleep) -> None:
        self._command = list(command)
        self._wait = wait
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = False

    def run(self) -> int:
        """The exit code for our own caller."""
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._end)
        pause, why, lasted = _SHORTEST_S, "", 0.0
        while True:
            begun = time.monotonic()
            code = self._once(why)
            lasted = time.monotonic() - begun
            if self._asked:
                return 0
            if code in ORDERLY or (not why and code == 1 and lasted < _MISSING_S):
                return code  # at its first start it has said itself what is wrong
            if not why and code == MISSING:
                return 1  # however long a slow machine took to find out
            why = _reason(code)
            if code != AGAIN:
                pause = _SHORTEST_S if lasted > _AT_ONCE_S else min(2 * pause, _LONGEST_S)
                self._wait(pause)
                if self._asked:
                    return 0

    def _once(self, why: str) -> int:
        root = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        environment = {**_MEMORY, **os.environ, "PYTHONPATH": path, "KIOSK_GUARDED": "1", "KIOSK_AGAIN": why}
        try:
            self._child = subprocess.Popen(self._command, env=environment)
        except OSError as fault:  # no memory at this moment, too many processes: tried again as any start that failed
            print(f"The kiosk cannot be started: {fault.strerror}.", file=sys.stderr)
            return _UNSTARTED
        if self._asked:
            self._child.terminate()
        return self._child.wait()  # a signal does not end it, and a wait with an end wakes twenty times a second

    def _end(self, *_: object) -> None:
        if self._asked and self._child is not None:
            self._child.kill()  # asked twice
        elif not self._asked:
            self._asked = True
            if self._child is not None and self._child.poll() is None:
                self._child.terminate()
            asks_again = threading.Timer(ENDING_S, self._end)
            asks_again.daemon = True
            asks_again.start()


def _reason(code: int) -> str:
    if code == AGAIN:
        return AGAIN_AS_ASKED
    if code < 0:
        return f"signal {-code}"
    return f"exit code {code}"


def end_with_guard() -> None:
    """Called by the kiosk: have the system end it when its guard is gone, or two kiosks would run after a restart."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def leave_no_core() -> None:
    """Called by the kiosk: a process that dies leaves no copy of its memory on a disk. What was heard stands in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def give_back() -> None:
    """Called by the kiosk: have glibc return what lies freed between what is in use. It took 4 MB in ten minutes, and
    15 MB at once after some hangs of the sound server; the call takes 0.1 ms where there is nothing, 11 ms for 15 MB.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def is_for_the_guard(arguments: Sequence[str]) -> bool:
    """The kiosk is to run over the whole screen: ``kiosk``, ``kiosk run``, with options, but without ``--window``."""
    first = arguments[0] if arguments else "run"
    runs = first == "run" or first.startswith("-")
    return runs and not any(each == "--help" or each.startswith("--window") for each in arguments)


def named(arguments: Sequence[str]) -> list[str]:
    """With the config.toml of the present folder by its name: at a later start its stick or share may be gone."""
    found = list(arguments)
    with contextlib.suppress(OSError):
        here = Path.cwd()
        if not any(each.startswith(("--config", "--content")) for each in found) and (here / "config.toml").is_file():
            found += ["--config", str(here / "config.toml")]
    return found


def main() -> None:
    """The program."""
    arguments = sys.argv[1:]
    if is_for_the_guard(arguments) and not os.environ.get("KIOSK_GUARDED"):
        leave_no_core()  # nor do all that it starts
        if why := alone.stands_aside(places.state_folder()):
            sys.exit(why)
        sys.exit(Guard([sys.executable, "-m", "kiosk.cli", *named(arguments)]).run())
    from kiosk.cli import main

    main()
