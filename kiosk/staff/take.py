"""Takes what can be read of a content folder into the kiosk's own copy, file by file, each renamed into place.

``python -m kiosk.staff.take CONTENT KEPT CACHE`` does it in a process of its own, at the lowest rank: reading thousands
of articles for the first time takes many seconds, and no voice must stutter for it. It prints what it did as JSON;
its exit code is 1 when the copy cannot be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kiosk import whole
from kiosk.alone import in_turn
from kiosk.library.article import read_article
from kiosk.library.faults import Fault
from kiosk.library.files import File, below, glance, is_article, is_link
from kiosk.library.front import split_front
from kiosk.library.pictures import is_picture
from kiosk.library.shelf import Shelves, open_library
from kiosk.staff.strays import strays

_LARGEST = 60_000_000  # bytes: no article is so large, and no picture that could be shown
_TURN_S = 60.0  # one that takes longer stands still
_NAMED = 3  # files that are never shown; of more only their number is told
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg")


@dataclass(frozen=True)
class Taken:
    """What a look at the content folder led to: how many files came or went, what was set aside, whether it
    has no article to show.
    """

    changed: int
    faults: tuple[Fault, ...]
    empty: bool = False
    mark: str = ""  # another one for another copy: it may be a second kiosk that changed it


def take_over(content: Path, kept: Path, library: Shelves | None = None, drafts: bool = False) -> Taken:
    """Bring ``kept`` up to date with ``content``. Raises OSError only when ``kept`` cannot be written.

    ``library`` spares reading again what was read a moment ago. With ``drafts`` hidden articles alone count too.
    """
    there = dict(_files(content))
    articles = {name for name in there if is_article(name)}
    kept.mkdir(parents=True, exist_ok=True)
    have = dict(_files(kept, all_names=True))
    for name in [name for name in have if Path(name).name.startswith(".")]:
        have.pop(name).unlink(missing_ok=True)  # left by a power cut
    shows = any(glance(File(str(content), name, "", False)) for name in articles)  # not all are hidden
    if not (shows or drafts) and any(glance(File(str(kept), name, "", False)) for name in have if is_article(name)):
        return Taken(0, tuple(_never_shown(content, [there[name] for name in articles])), True)
    faults: list[Fault] = []
    broken: set[str] = set()
    copies: list[tuple[Path, tuple[int, int], Path]] = []
    for name, place in there.items():
        stamp = _stamp(place)
        if stamp is None or (name in have and stamp == _stamp(have[name])):
            continue
        if stamp[0] > _LARGEST:
            faults.append(Fault("warning", "large", name, 1, "The file is larger than 60 MB and was left out.",
                                "Save a picture smaller; films and the like are not shown."))  # fmt: skip
            continue
        if not (name in articles or name == "pronunciations.toml" or _shown(place)):
            continue
        if name in articles and not (library and library.good(name, *stamp)):
            parsed = read_article(place, name[:-3], name)
            if parsed.article is None:
                faults += parsed.faults
                broken.add(name)
                continue
        if name == "pronunciations.toml" and (fault := _not_toml(place)):
            faults.append(Fault("warning", "toml", name, 1, fault, "Mend it; the last good version goes on."))
            continue
        copies.append((place, stamp, kept / name))
    if library is not None:
        named = {str(content), *(fault.file for fault in faults)}
        faults += [fault for fault in library.faults if fault.file not in named]
    faults += _never_shown(content, [there[name] for name in articles])
    changed = whole.write_all(_copied(copies))
    # Nothing that can be read is left: keep all. A broken article that was good once is kept by not being deleted.
    if articles - broken:
        for name in set(have) - set(there):
            shelf = content / name.split("/")[0]
            if is_link(shelf) and not shelf.is_dir():
                continue  # its folder is on a drive that is away
            with contextlib.suppress(OSError):
                have[name].unlink()
                changed += 1
        _tidy(kept)
    return Taken(changed, tuple(faults), not articles)


def _files(folder: Path, all_names: bool = False) -> Iterator[tuple[str, Path]]:
    return ((name, Path(entry.path)) for name, entry in below(folder, all_names) if Path(entry.path).is_file())


def _stamp(place: Path) -> tuple[int, int] | None:
    try:
        about = place.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _never_shown(content: Path, articles: list[Path]) -> list[Fault]:
    """The first of the files that somebody meant to be an article, and how many more there are."""
    found = list(strays(content, ()))
    if found:
        sources = {_source(place) for place in articles}
        found = [fault for fault in found if fault.code != "not imported" or Path(fault.file).name not in sources]
    more = len(found) - _NAMED
    if more > 1:
        what = f"{more} more files there are never shown."
        found[_NAMED:] = [Fault("note", "not imported", content.name, 1, what, "Type kiosk check: it names them.")]
    return found


def _source(place: Path) -> str:
    """What an article says of its source."""
    try:
        with place.open("rb") as file:
            top = file.read(4096).decode("utf-8-sig", "ignore")
    except OSError:
        return ""
    return split_front(top.replace("\r\n", "\n"), "")[0].get("source", "")


def _shown(place: Path) -> bool:
    """Whether an article may show the file."""
    return place.suffix.lower() in _PICTURES or is_picture(place)


def _not_toml(place: Path) -> str:
    try:
        tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        return f"It is not right TOML ({fault})."
    return ""


def _copied(copies: Iterable[tuple[Path, tuple[int, int], Path]]) -> Iterator[whole.Copied]:
    """What is to be copied, without files that vanished or changed since they had their stamp."""
    for place, stamp, target in copies:
        if target.is_dir():
            shutil.rmtree(target)
        try:
            data = place.read_bytes()
        except OSError:
            continue
        if _stamp(place) == stamp:  # else it is still being written; the watch will tell again
            yield target, data, (stamp[1], stamp[1])


def _tidy(kept: Path) -> None:
    """Take away folders that nothing is left in."""
    for folder, _, _ in os.walk(kept, topdown=False):
        if Path(folder) != kept:
            with contextlib.suppress(OSError):
                Path(folder).rmdir()


def _mark(kept: Path) -> str:
    mark = hashlib.sha256()
    for name, place in _files(kept):
        mark.update(f"{name} {_stamp(place)}\n".encode("utf-8", "surrogateescape"))
    return mark.hexdigest()


def main(content: str, kept: str, cache: str, drafts: str = "") -> int:
    """The process: read, take over, tell. A preview and the kiosk itself may have one copy: one after the other."""
    if hasattr(os, "nice"):
        os.nice(10)
    library = open_library(Path(content), Path(cache) if cache else None)
    own = Path(kept)
    try:
        with in_turn(own.with_name(own.name + ".lock"), _TURN_S):
            taken = replace(take_over(Path(content), own, library, bool(drafts)), mark=_mark(own))
    except OSError:
        return 1
    print(json.dumps(asdict(taken)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
