"""The files of a content folder: which there are, which are articles, and what a first glance at one tells.

A folder in it may be a link to another one. Who looks at the folder follows it here, and nobody in a circle.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.library.faults import Fault

_NUMBERED = re.compile(r"^\d+[-_. ]+(?=\D)")  # "02-steady-on-your-feet": the number only sorts
_TITLE = re.compile(r"^(?:title:|# )[ \t]*(.+?)[ \t\r]*$", re.M)
_HIDDEN = re.compile(r"^hidden:[ \t]*(?:true|yes|1)\b", re.M | re.I)
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT
_GLANCE = 1024  # bytes: front matter and title
# What tools write while a file is not whole yet: rsync, Syncthing, browsers, editors, and the importer.
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")


@dataclass(frozen=True, slots=True)
class File:
    """An article file. ``name`` is how it is called in faults; ``stamp`` its size and time of change.

    What can be told from these is not kept: a large library has thousands.
    """

    top: str  # the content folder
    name: str
    stamp: str
    numbered: bool = False  # its id keeps the number: without it another file has the same

    @property
    def id(self) -> str:
        return self.name[:-3] if self.numbered else without_number(self.name[:-3])

    @property
    def shelf(self) -> str:
        return self.name.rpartition("/")[0]

    @property
    def path(self) -> Path:
        return Path(self.top, self.name)


def files_of(folder: Path, faults: list[Fault]) -> Iterator[File]:
    """The article files, folder by folder, in the order of their names."""
    try:
        top = sorted(os.scandir(folder), key=lambda entry: entry.name.lower())
    except OSError as fault:
        faults.append(Fault("error", "folder", str(folder), 1, f"The folder cannot be read ({fault.strerror}).",
                            "Check that it is there and may be read."))  # fmt: skip
        return
    yield from _in(top, str(folder), "", faults)
    for entry in top:
        if entry.name.startswith((".", "_")):
            continue
        try:
            if not entry.is_dir():  # raises for a link that leads back to itself
                if not is_article(entry.name) and entry.is_symlink() and not entry.is_file():
                    faults.append(Fault("warning", "nowhere", entry.name, 1, "It is a link that leads nowhere.",
                                        "Put back what it leads to, or delete the link."))  # fmt: skip
                continue
            if leads_back(Path(entry.path), folder):
                faults.append(Fault("warning", "circle", entry.name, 1, "It is a link to a folder that holds it.",
                                    "Delete the link, or have it lead to another folder."))  # fmt: skip
                continue
            inside = sorted(os.scandir(entry.path), key=lambda entry: entry.name.lower())
        except OSError as fault:
            faults.append(Fault("error", "folder", entry.name, 1, f"The folder cannot be read ({fault.strerror}).",
                                "Check its rights."))  # fmt: skip
            continue
        yield from _in(inside, str(folder), entry.name, faults)


def _in(entries: list[os.DirEntry[str]], top: str, shelf: str, faults: list[Fault]) -> Iterator[File]:
    above = f"{shelf}/" if shelf else ""
    names = {entry.name[:-3] for entry in entries if entry.name.lower().endswith(".md")}
    taken: set[str] = set()
    for entry in entries:
        name = entry.name
        if not is_article(name):
            continue
        try:
            if not entry.is_file():
                if entry.is_symlink() and not Path(entry.path).exists():
                    faults.append(Fault("error", "unreadable", above + name, 1, "It is a link to a file that is gone.",
                                        "Put the file back, or delete the link."))  # fmt: skip
                continue
            about = entry.stat()
        except OSError as fault:
            faults.append(Fault("error", "unreadable", above + name, 1, f"The file cannot be read ({fault.strerror}).",
                                "Check its rights and the disk."))  # fmt: skip
            continue
        stamp = f"{about.st_size} {about.st_mtime_ns}"
        plain = unnumbered(name[:-3])
        clash = plain != name[:-3] and (plain in taken or plain in names)
        taken.add(plain)
        yield File(top, above + name, stamp, clash)


def below(top: Path, all_names: bool = False, folder: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file below the folder, or link to nowhere, by its name with "/" between the parts.

    With ``all_names`` these may be hidden or unfinished ones too.
    """
    try:
        entries = sorted(os.scandir(top / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not all_names and (entry.name.startswith(".") or entry.name.endswith(_UNFINISHED)):
            continue
        name = f"{folder}/{entry.name}" if folder else entry.name
        with contextlib.suppress(OSError):
            if not entry.is_dir():
                yield name, entry
            elif not leads_back(Path(entry.path), top):
                yield from below(top, all_names, name)


def is_link(place: Path) -> bool:
    """Whether it is a link, or a junction of Windows, which pathlib knows since Python 3.12."""
    if place.is_symlink():
        return True
    with contextlib.suppress(OSError):
        return getattr(os.lstat(place), "st_reparse_tag", 0) == _JUNCTION
    return False


def leads_back(place: Path, top: Path) -> bool:
    """Whether it is a link to a folder that we went through from the top to get here, or to one that holds such."""
    if not is_link(place):
        return False
    there = os.path.realpath(place)
    way = [top, *(each for each in place.parents if each.is_relative_to(top))]
    return any(Path(os.path.realpath(each)).is_relative_to(there) for each in way)


def is_article(name: str) -> bool:
    """Whether the file of that name, with "/" between its parts, is looked for: on a shelf, or beside the shelves."""
    *shelves, last = name.split("/")
    named = last[-3:].lower() == ".md" and last[0] not in "._~" and last.upper() != "README.MD"
    return named and len(shelves) < 2 and not any(shelf.startswith((".", "_")) for shelf in shelves)


def without_number(id: str) -> str:
    """An article's id, or the path of its file, with its name's number left out."""
    at = id.rfind("/") + 1
    return id[:at] + unnumbered(id[at:])


def unnumbered(name: str) -> str:
    """A name without the number that only sorts it."""
    return _NUMBERED.sub("", name) if name[:1].isdigit() else name


def titled(name: str) -> str:
    """A file's or folder's name as a title: "steady-on-your-feet" is "Steady on your feet"."""
    return unnumbered(name).replace("-", " ").replace("_", " ").capitalize()


def glance(file: File) -> str:
    """The title as the top of the file gives it; nothing for one that is hidden or cannot be read.

    Some 10 microseconds, where reading the article takes 2,000: enough to fill a large shelf while it is looked at
    in earnest.
    """
    try:
        handle = os.open(f"{file.top}/{file.name}", os.O_RDONLY)
        try:
            top = os.read(handle, _GLANCE).decode("utf-8-sig", "ignore")
        finally:
            os.close(handle)
    except OSError:
        return ""
    if top.startswith("---") and _HIDDEN.search(top.partition("\n---")[0]):
        return ""
    found = _TITLE.search(top)
    return found[1].strip('"') if found else titled(file.path.stem)
