"""The shelves: a folder of articles behind a small index, so that Home needs no file to be parsed.

The index (title, sections, words of each file) is kept in the cache folder and read again for files whose size
and time are the same; the rest is parsed once. A file that is broken is left out; nothing here ever raises.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.core.phrases import normal
from kiosk.core.text import Article, Entry, Link, Shelf
from kiosk.library.article import Parsed, read_article
from kiosk.library.clean import clean
from kiosk.library.faults import Fault

_KEPT = 8  # articles kept parsed
_FORMAT = 2  # of the index file; another number is read anew


@dataclass(frozen=True)
class _File:
    path: Path
    id: str
    shelf: str
    name: str  # as in faults
    stamp: str  # size and time of change


class Shelves:
    """A library as core needs it: ``shelves``, ``article``; and for staff ``check`` and ``everything``.

    ``keep`` is how many articles stay parsed.
    """

    def __init__(self, folder: Path, cache: Path | None, keep: int = _KEPT) -> None:
        self._folder, self._keep = folder, keep
        self._files: dict[str, _File] = {}
        self._kept: OrderedDict[str, Parsed] = OrderedDict()
        self._read: dict[str, Parsed] = {}  # as they stand in their files, links not looked up
        self.faults: tuple[Fault, ...] = ()
        self.pronunciations: dict[str, str] = {}
        self.shelves: tuple[Shelf, ...] = ()
        self._load(cache)

    def _load(self, cache: Path | None) -> None:
        found: list[Fault] = []
        files = list(_files(self._folder, found))
        for file in files:
            self._files.setdefault(file.id, file)
        index = _Index(cache, self._folder)
        entries: dict[str, list[Entry]] = {}
        for file in files:
            if self._files[file.id] is not file:
                found.append(Fault("error", "twice", file.name, 1, f'There is another file for "{file.id}".',
                                   "Rename one of the two."))  # fmt: skip
                continue
            known = index.known(file)
            if known is None:
                parsed = read_article(file.path, file.id, file.name)
                if self._keep > _KEPT:
                    self._read[file.id] = parsed
                known = _known(parsed)
                index.learn(file, known)
            if known and not known["hidden"]:
                values = {key: known[key] for key in ("title", "sections", "words", "say", "picture")}
                entry = Entry(file.id, shelf=file.shelf, also=tuple(known["also"]), **values)
                entries.setdefault(file.shelf, []).append(entry)
        index.save()
        self.shelves = tuple(Shelf(name, _shelf_title(name), tuple(entries[name])) for name in sorted(entries))
        self.pronunciations = _pronunciations(self._folder / "pronunciations.toml", found)
        self.faults = tuple(found)

    def article(self, id: str) -> Article | None:
        """The article, parsed now if it was not kept. None when it is not there or broken."""
        parsed = self._parsed(id)
        return parsed.article if parsed else None

    def _parsed(self, id: str) -> Parsed | None:
        if id in self._kept:
            self._kept.move_to_end(id)
            return self._kept[id]
        file = self._files.get(id)
        if file is None:
            return None
        parsed = self._linked(self._as_written(file))
        self._kept[id] = parsed
        if len(self._kept) > self._keep:
            self._kept.popitem(last=False)
        return parsed

    def _as_written(self, file: _File) -> Parsed:
        return self._read.get(file.id) or read_article(file.path, file.id, file.name)

    def everything(self) -> Iterator[tuple[str, Path, Parsed]]:
        """Each article file, hidden and broken ones too: its name in faults, its place, and what it holds."""
        for file in self._files.values():
            yield file.name, file.path, self._as_written(file)

    def _linked(self, parsed: Parsed) -> Parsed:
        """Links to articles with their section looked up; links to nowhere are left out."""
        if parsed.article is None or not parsed.targets:
            return parsed
        sections = []
        for section in parsed.article.sections:
            links = tuple(found for link in section.links if (found := self._link(link, parsed)) is not None)
            sections.append(replace(section, links=links))
        return replace(parsed, article=replace(parsed.article, sections=tuple(sections)))

    def _link(self, link: Link, parsed: Parsed) -> Link | None:
        if link.number:
            return link
        target, _, wanted = link.article.partition("#")
        if target not in self._files:
            return None
        if not wanted:
            return Link(link.label, article=target)
        own = parsed.article is not None and parsed.article.id == target
        slugs = parsed.slugs if own else self._as_written(self._files[target]).slugs
        return Link(link.label, article=target, section=slugs.index(wanted) if wanted in slugs else None)

    def check(self) -> tuple[Fault, ...]:
        """All faults of all files: the folder's, each article's, and links to nowhere."""
        found = list(self.faults)
        titles: dict[str, str] = {}
        slugs: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[_File, Parsed]] = []
        for file in self._files.values():
            parsed = self._as_written(file)
            found += parsed.faults
            if parsed.article is None:
                continue
            slugs[file.id] = parsed.slugs
            waiting.append((file, parsed))
            twin = titles.setdefault(normal(parsed.article.title), file.name)
            if twin != file.name:
                found.append(Fault("warning", "same title", file.name, 1, f"It has the same title as {twin}.",
                                   "Give one of them another title, so that each can be asked for."))  # fmt: skip
        for file, parsed in waiting:
            for line, target, wanted in parsed.targets:
                if target not in slugs:
                    found.append(Fault("warning", "link", file.name, line, f'The link leads nowhere: "{target}".',
                                       "Check the name of the article; the link is left out."))  # fmt: skip
                elif wanted and wanted not in slugs[target]:
                    found.append(Fault("warning", "link", file.name, line, f'There is no section "{wanted}" there.',
                                       "Check the heading; the link leads to the article."))  # fmt: skip
        return tuple(found)


def open_library(folder: Path, cache: Path | None = None, keep: int = _KEPT) -> Shelves:
    """The library of a content folder. ``cache`` is where its index may be kept. Never raises."""
    return Shelves(folder, cache, keep)


def _known(parsed: Parsed) -> dict[str, Any]:
    article = parsed.article
    if article is None:
        return {}
    return {
        "title": article.title, "sections": len(article.sections), "hidden": parsed.hidden,
        "words": sum(section.words for section in article.sections),
        "say": article.say, "also": list(article.also), "picture": article.picture,
    }  # fmt: skip


class _Index:
    """What is known of each file, kept between starts."""

    def __init__(self, cache: Path | None, folder: Path) -> None:
        name = re.sub(r"[^A-Za-z0-9]+", "-", str(folder.resolve()))[-80:]
        self._path = cache / f"index{name}.json" if cache else None
        self._old: dict[str, Any] = {}
        self._new: dict[str, Any] = {}
        self._changed = False
        if self._path is not None:
            try:
                read = json.loads(self._path.read_text(encoding="utf-8"))
                if read.get("format") == _FORMAT and isinstance(read.get("files"), dict):
                    self._old = read["files"]
            except (OSError, ValueError, AttributeError):
                self._changed = True

    def known(self, file: _File) -> dict[str, Any] | None:
        kept = self._old.get(file.name)
        if isinstance(kept, list) and len(kept) == 2 and kept[0] == file.stamp and isinstance(kept[1], dict):
            self._new[file.name] = kept
            return kept[1]
        return None

    def learn(self, file: _File, known: dict[str, Any]) -> None:
        self._new[file.name] = [file.stamp, known]
        self._changed = True

    def save(self) -> None:
        """Write the index whole or not at all. Without it the next start only takes longer."""
        if self._path is None or not (self._changed or self._new.keys() != self._old.keys()):
            return
        spare = self._path.with_suffix(f".{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            spare.write_text(json.dumps({"format": _FORMAT, "files": self._new}), encoding="utf-8")
            spare.replace(self._path)
        except OSError:
            spare.unlink(missing_ok=True)


def _files(folder: Path, faults: list[Fault]) -> Iterator[_File]:
    """The article files, folder by folder, in the order of their names."""
    try:
        top = sorted(os.scandir(folder), key=lambda entry: entry.name.lower())
    except OSError as fault:
        faults.append(Fault("error", "folder", str(folder), 1, f"The folder cannot be read ({fault.strerror}).",
                            "Check that it is there and may be read."))  # fmt: skip
        return
    yield from _in(folder, "", faults)
    for entry in top:
        if entry.is_dir() and not entry.name.startswith((".", "_")):
            yield from _in(Path(entry.path), entry.name, faults)


def _in(folder: Path, shelf: str, faults: list[Fault]) -> Iterator[_File]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name.lower())
    except OSError as fault:
        faults.append(Fault("error", "folder", shelf, 1, f"The folder cannot be read ({fault.strerror}).",
                            "Check its rights."))  # fmt: skip
        return
    for entry in entries:
        name = entry.name
        if not name.lower().endswith(".md") or name.startswith((".", "_", "~")) or name.upper() == "README.MD":
            continue
        try:
            if not entry.is_file():
                continue
            about = entry.stat()
        except OSError:
            continue
        stem = re.sub(r"^\d+[-_. ]+(?=\D)", "", name[:-3])
        shown = f"{shelf}/{name}" if shelf else name
        yield _File(
            Path(entry.path), f"{shelf}/{stem}" if shelf else stem, shelf, shown,
            f"{about.st_size} {about.st_mtime_ns}",
        )  # fmt: skip


def _shelf_title(name: str) -> str:
    plain = re.sub(r"^\d+[-_. ]+(?=\D)", "", name).replace("-", " ").replace("_", " ").capitalize()
    return clean(plain)[0].strip() or name


def _pronunciations(path: Path, faults: list[Fault]) -> dict[str, str]:
    """word = "how to say it", from content/pronunciations.toml."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        faults.append(Fault("warning", "pronunciations", path.name, 1, f"It cannot be read: {fault}.",
                            'Write each word as: word = "how to say it".'))  # fmt: skip
        return {}
    good = {word: said for word, said in table.items() if isinstance(said, str) and said.strip()}
    for word in table.keys() - good.keys():
        faults.append(Fault("warning", "pronunciations", path.name, 1, f'"{word}" has no words to say.',
                            f'Write: {word} = "how to say it".'))  # fmt: skip
    return good


__all__ = ["Shelves", "open_library"]
