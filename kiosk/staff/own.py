"""A center's own folder, made from what ships or from another: config.toml and content/, to be changed freely."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from kiosk import whole
from kiosk.library.files import is_link, leads_back


class FolderInUseError(Exception):
    """There is something in the folder already. The message is one sentence for staff."""


class CannotCopyError(OSError):
    """Something cannot be copied. The message is one sentence for staff."""


def make_own(folder: Path, content: Path, config: Path) -> list[str]:
    """Copy both into a new folder; the names of links that were left out, since they lead nowhere or in a circle.

    Raises FolderInUseError where it would overwrite, OSError where it cannot; then nothing half made is left.
    """
    half = folder / f".content{whole.BESIDE}"
    if folder.exists() and (not folder.is_dir() or any(each != half for each in folder.iterdir())):
        raise FolderInUseError(f"{folder} is not empty; nothing was changed. Name a new folder.")
    if folder.resolve().is_relative_to(content.resolve()):
        raise FolderInUseError(f"{folder} lies in {content}, which is to be copied. Name a folder elsewhere.")
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(half, ignore_errors=True)  # left by a power cut
    left_out: list[str] = []

    def leads_away(where: str, names: list[str]) -> list[str]:
        found = [name for name in names if _is_no_copy(Path(where, name), content)]
        left_out.extend(Path(where, name).relative_to(content).as_posix() for name in found)
        return found

    try:
        shutil.copytree(content, half, ignore=leads_away)
    except OSError as fault:
        shutil.rmtree(half, ignore_errors=True)
        with contextlib.suppress(OSError):
            if not there:
                folder.rmdir()
        raise _first_of(fault) from fault
    whole.settle(half)
    half.rename(folder / "content")
    whole.write(folder / "config.toml", config.read_bytes())
    return sorted(left_out)


def _is_no_copy(place: Path, content: Path) -> bool:
    try:
        return is_link(place) and (not place.exists() or leads_back(place, content))
    except (OSError, RuntimeError):  # copying tells what is wrong
        return False


def _first_of(fault: OSError) -> OSError:
    """The first of all the faults that copying a folder tells in one."""
    if isinstance(fault, shutil.Error) and fault.args and isinstance(fault.args[0], list):
        where, _, why = fault.args[0][0]
        reason = str(why).partition("] ")[2].partition(":")[0] or why  # "[Errno 13] Permission denied: '/a'"
        return CannotCopyError(f"{where} cannot be copied ({reason}).")
    return fault
