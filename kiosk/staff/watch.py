"""Notices that the content folder changed, and waits until it has settled: no change for a second.

A thread waits in watchfiles (which uses the system's own notices), and now and then the folder is looked at
anyway: network drives give no notices, and a folder that was unmounted, replaced or made anew is another
folder under the same name. Nothing is raised whatever becomes of the folder; what to do with what stands
there is the library's choice.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.library.files import below

SETTLED_S = 1.0
LOOK_S = 3.0  # between two looks of our own; with the second of settling this stays under 5 s

Picture = tuple[tuple[str, int, int], ...]  # path, size, time of change, of every file


class Watch:
    """A folder watched. ``changed`` is cheap enough for each turn of the main loop and never waits."""

    def __init__(self, folder: Path, settled_s: float = SETTLED_S, look_s: float = LOOK_S) -> None:
        self._folder, self._settled_s, self._look_s = folder, settled_s, look_s
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._touched = 0.0  # when the last change was noticed; 0 when there is none to tell
        self._threads: list[threading.Thread] = []

    def open(self) -> Watch:
        """Begin to watch. What stands in the folder now is not a change."""
        self._stop.clear()
        self._seen = _picture(self._folder)
        self._threads = [
            threading.Thread(target=self._listen, name="content notices", daemon=True),
            threading.Thread(target=self._look, name="content looks", daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        return self

    def changed(self) -> bool:
        """True once after a change, when nothing has changed for a while since."""
        with self._lock:
            if not self._touched or time.monotonic() - self._touched < self._settled_s:
                return False
            self._touched = 0.0
            return True

    def close(self) -> None:
        """Stop watching, within about a second; a drive that does not answer is not waited for."""
        self._stop.set()
        until = time.monotonic() + 2.0
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._threads = []

    def __enter__(self) -> Watch:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _notice(self) -> None:
        """Looks whether anything is really different: a notice may be about a file that is read or
        unfinished.
        """
        with self._looking:  # one after the other, or an older picture may come after a newer one
            now = _picture(self._folder)
            if now != self._seen:
                self._seen = now
                with self._lock:
                    self._touched = time.monotonic()

    def _look(self) -> None:
        took = 0.0
        while True:
            # While something settles it is looked at more often: a copy may still be growing. A large library
            # is looked at less often, so that looking costs at most half a percent of a core.
            pause = self._settled_s / 2 if self._touched else max(self._look_s, took * 200)
            if self._stop.wait(pause):
                return
            began = time.perf_counter()
            self._notice()
            took = time.perf_counter() - began

    def _listen(self) -> None:
        import watchfiles

        while not self._stop.is_set():
            kept = _identity(self._folder)
            self._notice()  # another folder than before, or none
            if kept is not None:
                with contextlib.suppress(OSError, RuntimeError):  # gone, or no more notices to be had
                    for changes in watchfiles.watch(
                        self._folder,
                        watch_filter=None,
                        debounce=200,
                        step=100,
                        rust_timeout=1000,
                        yield_on_timeout=True,
                        stop_event=self._stop,
                        raise_interrupt=False,
                        ignore_permission_denied=True,
                    ):
                        if _identity(self._folder) != kept:
                            break
                        if changes:
                            self._notice()
            self._stop.wait(1.0)


def _identity(folder: Path) -> Any:
    try:
        about = folder.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _picture(folder: Path) -> Picture:
    return tuple(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for name, entry in below(folder):
        try:
            about = entry.stat()
        except OSError:
            yield name, 0, 0  # a link to nowhere: staff are told of it until it is gone
        else:
            yield name, about.st_size, about.st_mtime_ns
