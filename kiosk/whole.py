"""Files are written whole or not at all: a power cut leaves the old one or the new one, and never a half.

A file is written beside its place under a hidden name, brought to the disk, and only then renamed. What a power cut
leaves under such a name is swept away by a later write of the same file.
"""

from __future__ import annotations

import contextlib
import glob
import os
import time
from collections.abc import Iterable
from pathlib import Path

BESIDE = ".half"


def write(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Put ``data`` there. Raises OSError, and then the old file stands as it was.

    ``mode`` is the new file's rights; without it they are those of the old one, or what the umask leaves.
    """
    beside = _lay(path, data, mode)
    _sweep(path)
    try:
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        _drop(beside)
        raise
    _settle_names(path.parent)


Copied = tuple[Path, bytes, tuple[int, int]]  # where to, what, times of access and change in nanoseconds


def write_all(files: Iterable[Copied]) -> int:
    """Put many files in their places, each whole, and say how many. Raises OSError; what is in place then stays.

    The disk is waited for once in a hundred files: file by file, five thousand articles would take a minute.
    """
    done = 0
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data, times in files:
            waiting.append((_lay(path, data, None, times), path))
            if len(waiting) >= 100:
                done += _put(waiting)
        return done + _put(waiting)
    except OSError:
        for beside, _ in waiting:
            _drop(beside)
        raise


def _put(waiting: list[tuple[Path, Path]]) -> int:
    count = len(waiting)
    if count > 3 and hasattr(os, "sync"):
        os.sync()
    else:
        for beside, _ in waiting:
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
    folders = {path.parent for _, path in waiting}
    while waiting:
        beside, path = waiting[-1]
        beside.replace(path)
        waiting.pop()
    for folder in folders:
        _settle_names(folder)
    return count


def _lay(path: Path, data: bytes, mode: int | None, times: tuple[int, int] | None = None) -> Path:
    """Write the data beside its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}{BESIDE}")
    try:
        beside.write_bytes(data)
        if mode is None and os.name == "posix":
            with contextlib.suppress(FileNotFoundError):
                mode = path.stat().st_mode & 0o777
        if mode is not None:
            beside.chmod(mode)
        if times is not None:
            os.utime(beside, ns=times)
    except OSError:
        _drop(beside)
        raise
    return beside


def _drop(beside: Path) -> None:
    with contextlib.suppress(OSError):
        beside.unlink()


def _sweep(path: Path) -> None:
    """Take away what a power cut left half written of a file: another writer's own is younger than a minute."""
    with contextlib.suppress(OSError):
        for old in path.parent.glob(f".{glob.escape(path.name)}.*{BESIDE}"):
            if time.time() - old.stat().st_mtime > 60:
                old.unlink()


def settle(folder: Path) -> None:
    """Bring every file below a new folder to the disk, before the folder is renamed into its place. Raises OSError."""
    for where, _, names in os.walk(folder):
        for name in names:
            place = Path(where) / name
            if place.is_file() and not place.is_symlink():
                with place.open("rb") as file:
                    os.fsync(file.fileno()) if os.name == "posix" else None
        _settle_names(Path(where))


def _settle_names(folder: Path) -> None:
    """Renames reach the disk with their folder; Windows and some drives cannot be asked for that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
