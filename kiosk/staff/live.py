"""The running kiosk's library, renewed while it runs: always the last good version of everything.

The content folder belongs to staff and to their tools: at any moment a file may be half copied, broken, or gone with
its stick. So the kiosk reads from a copy of its own, into which only what can be read is taken, file by file, each
renamed into place. An article that breaks keeps its last good version; when every article is gone at once (a drive
unmounted, a folder being replaced) the whole copy stays. Without a place for the copy the folder itself is read.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.core.state import Reading, State
from kiosk.core.text import Cursor
from kiosk.library.article import read_article
from kiosk.library.faults import Fault
from kiosk.library.shelf import Shelves, open_library
from kiosk.staff.watch import UNFINISHED, Watch


@dataclass(frozen=True)
class Taken:
    """What a look at the content folder led to: how many files came or went, and what was set aside."""

    changed: int
    faults: tuple[Fault, ...]


def place_for(content: Path, cache: Path) -> Path:
    """Where the last good version of a content folder is kept."""
    return cache / "content" / re.sub(r"[^A-Za-z0-9]+", "-", str(content.resolve()))[-80:]


def take_over(content: Path, kept: Path) -> Taken:
    """Bring ``kept`` up to date with ``content``. Raises OSError only when ``kept`` cannot be written."""
    there = dict(_files(content))
    articles = {name for name in there if name.lower().endswith(".md") and Path(name).name.upper() != "README.MD"}
    kept.mkdir(parents=True, exist_ok=True)
    have = dict(_files(kept, all_names=True))
    for name in [name for name in have if Path(name).name.startswith(".")]:
        have.pop(name).unlink(missing_ok=True)  # left by a power cut
    faults: list[Fault] = []
    broken: set[str] = set()
    changed = 0
    for name, place in there.items():
        stamp = _stamp(place)
        if stamp is None or (name in have and stamp == _stamp(have[name])):
            continue
        if name in articles and (parsed := read_article(place, name[:-3], name)).article is None:
            faults += parsed.faults
            broken.add(name)
        elif name == "pronunciations.toml" and (fault := _not_toml(place)):
            faults.append(Fault("warning", "toml", name, 1, fault, "Mend it; the last good version goes on."))
        else:
            changed += _copy(place, stamp, kept / name)
    # Nothing that can be read is left: keep all. A broken article that was good once is kept by not being deleted.
    if articles - broken:
        for name in set(have) - set(there):
            with contextlib.suppress(OSError):
                have[name].unlink()
                changed += 1
        _tidy(kept)
    return Taken(changed, tuple(faults))


class Live:
    """Opens a library and offers a newer one when there is one. Everything slow happens in a thread."""

    def __init__(
        self, content: Path, kept: Path, cache: Path | None = None, settled_s: float = 1.0, first_s: float = 3.0
    ) -> None:
        self._content, self._kept, self._cache, self._first_s = content, kept, cache, first_s
        self._watch = Watch(content, settled_s)
        self._stop = threading.Event()
        self._fresh: Shelves | None = None
        self._thread: threading.Thread | None = None
        self.faults: tuple[Fault, ...] = ()  # what is set aside at present, for staff

    def open(self) -> Shelves:
        """The library to begin with, at once: what stands in the folder, else the last good copy."""
        self._watch.open()
        library = open_library(self._content, self._cache)
        if not any(shelf.entries for shelf in library.shelves):
            library = open_library(self._kept, self._cache)
        self._thread = threading.Thread(target=self._renew, name="content copy", daemon=True)
        self._thread.start()
        return library

    def fresh(self) -> Shelves | None:
        """A newer library, once; call it at a quiet moment, since articles in it may have changed."""
        library, self._fresh = self._fresh, None
        return library

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._watch.close()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _renew(self) -> None:
        self._stop.wait(self._first_s)  # the first picture comes first
        first = True
        while not self._stop.is_set():
            if first or self._watch.changed():
                self._look(first)
                first = False
            self._stop.wait(0.2)

    def _look(self, first: bool) -> None:
        try:
            taken = take_over(self._content, self._kept)
        except OSError:  # a full or read-only disk: read the folder itself, as long as it holds anything
            library = open_library(self._content, self._cache)
            if not first and any(shelf.entries for shelf in library.shelves):
                self._fresh = library
            return
        self.faults = taken.faults
        if first or taken.changed:
            library = open_library(self._kept, self._cache)
            if any(shelf.entries for shelf in library.shelves):
                self._fresh = library


def settled(state: State, library: Shelves) -> State:
    """The state in a library that may have changed: the same section from its start, or the nearest there is."""
    place = state.place
    if isinstance(place, Reading):
        article = library.article(place.article)
        if article is not None:
            section = min(place.section, len(article.sections) - 1)
            state = replace(state, place=Reading(place.article, section))
    return replace(state, cursor=Cursor())


def _files(folder: Path, all_names: bool = False, above: str = "") -> Iterator[tuple[str, Path]]:
    """Names below the folder, with "/" between their parts, and places. Links out of it are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = above + entry.name
        if not all_names and (entry.name.startswith(".") or entry.name.endswith(UNFINISHED)):
            continue
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), all_names, name + "/")
            elif entry.is_file():
                yield name, Path(entry.path)


def _stamp(place: Path) -> tuple[int, int] | None:
    try:
        about = place.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _not_toml(place: Path) -> str:
    try:
        tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        return f"It is not right TOML ({fault})."
    return ""


def _copy(place: Path, stamp: tuple[int, int], target: Path) -> int:
    """Copy a file under a hidden name and rename it; 0 when it vanished or changed since it had that stamp."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    half = target.with_name(f".{target.name}.tmp")
    try:
        data = place.read_bytes()
    except OSError:
        return 0
    if _stamp(place) != stamp:
        return 0  # it is still being written; the watch will tell again
    half.write_bytes(data)
    os.utime(half, ns=(stamp[1], stamp[1]))
    half.replace(target)
    return 1


def _tidy(kept: Path) -> None:
    """Take away folders that nothing is left in."""
    for folder, _, _ in os.walk(kept, topdown=False):
        if Path(folder) != kept:
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
