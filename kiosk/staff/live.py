"""The running kiosk's library, renewed while it runs: always the last good version of everything.

The content folder belongs to staff and to their tools: at any moment a file may be half copied, broken, or gone with
its stick. So the kiosk reads from a copy of its own, into which only what can be read is taken, file by file, each
renamed into place. An article that breaks keeps its last good version; when every article is gone at once (a drive
unmounted, a folder being replaced) the whole copy stays, and a kiosk that begins while a network drive does not answer
begins with it. Without a place for the copy the folder itself is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

from kiosk.core.state import Reading, State
from kiosk.core.text import Cursor
from kiosk.library.faults import Fault
from kiosk.library.shelf import Shelves, open_library
from kiosk.staff.take import Taken
from kiosk.staff.watch import Watch


def place_for(content: Path, cache: Path) -> Path:
    """Where the last good version of a content folder is kept. It may lie on a drive that does not answer.

    A copy under the name that it had before takes its name: that one could be the same for two folders.
    """
    name = str(content.absolute())
    read = re.sub(r"[^A-Za-z0-9]+", "-", name)
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    place, before = cache / "content" / f"{read[-60:]}-{mark}", cache / "content" / read[-80:]
    with contextlib.suppress(OSError):
        if not place.exists() and before.exists():
            try:
                before.rename(place)
            except OSError:
                return before
    return place


class Live:
    """Opens a library and offers a newer one when there is one. Everything slow happens in another process.

    With ``drafts`` a library of hidden articles alone counts too: one of them is being previewed.
    """

    def __init__(
        self, content: Path, kept: Path, cache: Path | None = None, settled_s: float = 1.0, first_s: float = 3.0,
        drafts: bool = False, patience_s: float = 5.0,
    ) -> None:  # fmt: skip
        self._drafts, self._patience_s = drafts, patience_s
        self._content, self._kept, self._cache, self._first_s = content, kept, cache, first_s
        self._watch = Watch(content, settled_s)
        self._stop = threading.Event()
        self._fresh: Shelves | None = None
        self._complete = True  # what we opened with was read, not only glanced at
        self._thread: threading.Thread | None = None
        self._mark = ""  # of the copy at our last look
        self.faults: tuple[Fault, ...] = ()  # what is set aside at present, for staff
        self.empty = False  # there is no article in the content folder, or no folder: the last good ones go on

    def open(self) -> Shelves:
        """The library to begin with, at once: see ``_first``."""
        library = self._first()
        self._complete = library.complete
        self._thread = threading.Thread(target=self._renew, name="content copy", daemon=True)
        self._thread.start()
        return library

    def _first(self) -> Shelves:
        """What stands in the folder; where that is nothing, or its drive does not answer, the last good copy."""
        found: list[Shelves] = []

        def read() -> None:
            found.append(open_library(self._content, self._cache, quick=True))

        reading = threading.Thread(target=read, name="content at first", daemon=True)
        reading.start()
        reading.join(self._patience_s)
        if not found or not self._stands(found[0]):
            kept = open_library(self._kept, self._cache, quick=True)
            if found:
                return kept
            if self._stands(kept):
                self.faults = (Fault("warning", "folder", str(self._content), 1, "The folder does not answer.",
                                     "Check the drive or the network; the last good articles go on."),)  # fmt: skip
                return kept
            reading.join()  # there is nothing else to show; the alarm ends what takes too long
        if not found:
            read()  # it ended by a fault, which is told from here
        return found[0]

    def fresh(self) -> Shelves | None:
        """A newer library, once; call it at a quiet moment, since articles in it may have changed."""
        library, self._fresh = self._fresh, None
        return library

    def close(self) -> None:
        """Stop watching. A drive that does not answer is not waited for: the alarm would take a Leave for a hang."""
        self._stop.set()
        self._watch.close()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _renew(self) -> None:
        self._stop.wait(self._first_s)  # the first picture comes first
        if self._stop.is_set():
            return
        self._watch.open()  # what changed until now is met by the first look
        first = True
        while not self._stop.is_set():
            if first or self._watch.changed():
                self._look(first)
                first = False
            self._stop.wait(0.2)

    def _look(self, first: bool) -> None:
        taken = self._take()
        if self._stop.is_set():
            return
        if taken is None:  # a full or read-only disk: read the folder itself, as long as it holds anything
            if not first or not self._complete:
                library = open_library(self._content, self._cache)
                if self._stands(library):
                    self._fresh = library
            return
        self.faults, self.empty = taken.faults, taken.empty
        before, self._mark = self._mark, taken.mark
        if first or taken.mark != before:
            # What the copy holds was read in the content folder: the one index serves both.
            library = open_library(self._kept, self._cache, quick=True, named=self._content)
            if self._stands(library):
                self._fresh = library

    def _stands(self, library: Shelves) -> bool:
        """Whether there is something to show: for a preview a hidden article will do."""
        return any(shelf.entries for shelf in library.shelves) or (self._drafts and library.readable)

    def _take(self) -> Taken | None:
        """Have the copy brought up to date by a process of its own; None when it cannot be."""
        command = [sys.executable, "-P", "-m", "kiosk.staff.take", str(self._content), str(self._kept)]
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        try:
            process = subprocess.Popen(
                [*command, str(self._cache or ""), "drafts" if self._drafts else ""],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return None
        with process:
            while True:
                try:
                    told, _ = process.communicate(timeout=0.1)
                    break
                except subprocess.TimeoutExpired:
                    if self._stop.is_set():
                        process.kill()
        try:
            found = json.loads(told)
            return Taken(found["changed"], tuple(Fault(**fault) for fault in found["faults"]), found["empty"],
                         found["mark"])  # fmt: skip
        except (ValueError, KeyError, TypeError):
            return None


def settled(state: State, library: Shelves) -> State:
    """The state in a library that may have changed: the same section from its start, or the nearest there is."""
    place = state.place
    if isinstance(place, Reading):
        article = library.article(place.article)
        if article is not None:
            section = min(place.section, len(article.sections) - 1)
            state = replace(state, place=Reading(place.article, section))
    return replace(state, cursor=Cursor())
