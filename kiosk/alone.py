"""One kiosk for a state folder: a second one on the same machine would speak and listen into it.

The system's own lock of an open file says so. It goes with its process, however that ends, so nothing stale is ever
left of it. There are two: one of who answers for the kiosk (its guard, or a kiosk in a window), held between two
starts as well, so that no restart finds the place taken; and one of the kiosk itself, which takes a moment to end when
its guard was killed. Where nothing can be locked, a kiosk runs without.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_ANSWERS, _RUNS = "answers", "runs"
_ENDING_S = 8.5  # a kiosk whose guard was killed, and a guard that was told to end, have ended by then
_PATIENCE_S = 2.0  # with a share that does not answer; some never do when asked for a lock
_EACH_S = 0.1

if sys.platform == "win32":
    import msvcrt

    _HELD = PermissionError

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _HELD = BlockingIOError

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def stands_aside(state: Path) -> str:
    """For a guard: the sentence why it must not start a kiosk; nothing where it may, and then keeps others away."""
    return _sentence(state) if _taken(state, _ANSWERS, _ENDING_S) else ""


def may_not_run(state: Path, *, guarded: bool, again: bool) -> str:
    """For a kiosk: the sentence why it must not run. One that its guard starts again always may."""
    if not guarded and (why := stands_aside(state)):
        return why
    return _sentence(state) if _taken(state, _RUNS, _ENDING_S) and not again else ""


def _sentence(state: Path) -> str:
    return (
        f"Another kiosk runs on this machine already, with the state folder {state}: go on with that one, or end it "
        "first (Leave on the staff's page; one in a window, by closing it)."
    )


def _taken(state: Path, name: str, wait_s: float = 0.0) -> bool:
    """Whether another process holds that lock, and goes on to for so long; else it is ours until we end."""
    for each_s in (0.0, wait_s):  # at once first: where no lock is ever answered, nobody waits for long
        told: list[bool] = []
        asking = threading.Thread(target=lambda s=each_s, t=told: t.append(_asked(state, name, s)), daemon=True)
        asking.start()
        asking.join(each_s + _PATIENCE_S)
        if told != [True]:
            return False
    return True


def _asked(state: Path, name: str, wait_s: float) -> bool:
    try:
        _held(state / f"{name}-{_machine()}.lock", wait_s)  # never closed: the system does that when we end
    except _HELD:
        return True
    return False


@contextlib.contextmanager
def in_turn(place: Path, wait_s: float) -> Iterator[None]:
    """Work that no two processes may do at a time, by a lock of that file; after so long it is done all the same."""
    handles: list[int | None] = []

    def ask() -> None:
        with contextlib.suppress(_HELD):
            handles.append(_held(place, wait_s))

    asking = threading.Thread(target=ask, name="lock", daemon=True)
    asking.start()
    asking.join(wait_s + _PATIENCE_S)
    try:
        yield
    finally:
        if handles and handles[0] is not None:
            os.close(handles[0])


def _held(place: Path, wait_s: float) -> int | None:
    """The file, locked; None where none can be. Raises what says that another process goes on to hold it."""
    handle = _opened(place)
    until = time.monotonic() + wait_s
    while handle is not None:
        try:
            _lock(handle)
            break
        except _HELD:
            if time.monotonic() >= until:
                os.close(handle)
                raise
            time.sleep(_EACH_S)
        except OSError:  # no locks there
            os.close(handle)
            handle = None
    return handle


def _opened(place: Path) -> int | None:
    """The file, made if need be. One that another account made may be readable only, which most systems lock, too."""
    for how in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            return os.open(place, how, 0o666)
        except OSError:
            continue
    return None


def _machine() -> str:
    """Machines that share a home have a lock each."""
    return plain(os.uname().nodename if sys.platform != "win32" else os.environ.get("COMPUTERNAME", ""))


def plain(name: str) -> str:
    """A machine's name as part of a file's."""
    return "".join(each for each in name if each.isalnum() or each == "-")[:60]
