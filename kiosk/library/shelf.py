"""The shelves: a folder of articles behind a small index, so that Home needs no file to be parsed.

The index (title, sections, words of each file) is kept in the cache folder and read again for files whose size
and time are the same; the rest is parsed once. A file that is broken is left out; nothing here ever raises.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.core.phrases import normal
from kiosk.core.text import Article, Entry, Link, Shelf
from kiosk.library.article import Parsed, read_article
from kiosk.library.clean import clean
from kiosk.library.faults import Fault
from kiosk.library.files import File, files_of, glance, titled, without_number
from kiosk.library.index import Index
from kiosk.library.pictures import picture_at
from kiosk.library.pronunciations import pronunciations

_KEPT = 8  # articles kept parsed
_AT_ONCE = 12  # files that are read at once although time is short; of the others their top is


class Shelves:
    """A library as core needs it: ``shelves``, ``article``; and for staff ``check`` and ``everything``.

    ``keep`` is how many articles stay parsed. With ``quick``, a large library that is not yet in the index is only
    glanced at, and ``complete`` is false: its entries then have a title and no measure. ``named`` is the folder that
    the index is called after, if not this one.
    """

    def __init__(
        self, folder: Path, cache: Path | None, keep: int = _KEPT, quick: bool = False, named: Path | None = None
    ) -> None:
        self._folder, self._keep = folder, keep
        self._files: dict[str, File] = {}
        self._kept: OrderedDict[str, Parsed] = OrderedDict()
        self._read: dict[str, Parsed] = {}  # as they stand in their files, links not looked up
        self._looked: dict[str, str] = {}  # the stamp of each file that was looked at, by its name
        self._broken: set[str] = set()
        self.faults: tuple[Fault, ...] = ()
        self.pronunciations: dict[str, str] = {}
        self.shelves: tuple[Shelf, ...] = ()
        self.names: tuple[str, ...] = ()  # of shelves, articles, sections and links: all that is asked for by name
        self.complete = True
        self._load(Index(cache, named or folder), _AT_ONCE if quick else None)

    def _load(self, index: Index, most: int | None) -> None:
        found: list[Fault] = []
        entries: dict[str, list[Entry]] = {}
        names: dict[str, None] = {}  # each once at once: thousands of the same would leave holes in the memory
        read = 0
        for file in files_of(self._folder, found):
            id, shelf = file.id, file.shelf
            if self._files.setdefault(id, file) is not file:
                found.append(Fault("error", "twice", file.name, 1, f'There is another file for "{id}".',
                                   "Rename one of the two."))  # fmt: skip
                continue
            known = index.known(file)
            if known is None and most is not None and read >= most:
                self.complete = False
                title = clean(glance(file))[0].strip()
                if title:
                    names.setdefault(title)
                    entries.setdefault(shelf, []).append(Entry(id, title, shelf, 0, 0))
                continue
            if known is None:
                read += 1
                parsed = read_article(file.path, id, file.name)
                if self._keep > _KEPT:
                    self._read[id] = parsed
                known = index.learn(file, parsed)
            self._looked[file.name] = file.stamp
            if not known:
                self._broken.add(file.name)
                continue
            for name in (known["title"], known["say"], *known["also"], *known["inside"]):
                names.setdefault(name)
            if not known["hidden"]:
                entry = Entry(
                    id, known["title"], shelf, known["sections"], known["words"], known["say"],
                    tuple(known["also"]), known["picture"] and picture_at(file.path.parent, known["picture"]),
                )  # fmt: skip
                entries.setdefault(shelf, []).append(entry)
        if self.complete:
            index.save()
        self.shelves = tuple(Shelf(name, _shelf_title(name), tuple(entries[name])) for name in sorted(entries))
        self.names = tuple(dict.fromkeys(filter(None, [*(each.title for each in self.shelves), *names])))
        self.pronunciations = pronunciations(self._folder / "pronunciations.toml", found)
        self.faults = tuple(found)

    def good(self, name: str, size: int, changed_ns: int) -> bool | None:
        """Whether a file of that size and time can be shown; None when it was not looked at as it stands now."""
        return name not in self._broken if self._looked.get(name) == f"{size} {changed_ns}" else None

    @property
    def readable(self) -> bool:
        """Whether any article can be shown, be it a hidden one."""
        return len(self._looked) > len(self._broken)

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

    def _as_written(self, file: File) -> Parsed:
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
        written, _, wanted = link.article.partition("#")
        target = self._target(written)
        if target is None:
            return None
        if not wanted:
            return Link(link.label, article=target)
        own = parsed.article is not None and parsed.article.id == target
        slugs = parsed.slugs if own else self._as_written(self._files[target]).slugs
        return Link(link.label, article=target, section=slugs.index(wanted) if wanted in slugs else None)

    def _target(self, written: str) -> str | None:
        """The id of the article that a link leads to: the number of its file's name may be left out."""
        return next((id for id in (written, without_number(written)) if id in self._files), None)

    def check(self) -> tuple[Fault, ...]:
        """All faults of all files: the folder's, each article's, and links to nowhere."""
        found = list(self.faults)
        titles: dict[str, str] = {}
        slugs: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[File, Parsed]] = []
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
            for line, written, wanted in parsed.targets:
                target = self._target(written)
                if target is None or target not in slugs:
                    found.append(Fault("warning", "link", file.name, line, f'The link leads nowhere: "{written}".',
                                       "Check the name of the article; the link is left out."))  # fmt: skip
                elif wanted and wanted not in slugs[target]:
                    found.append(Fault("warning", "link", file.name, line, f'There is no section "{wanted}" there.',
                                       "Check the heading; the link leads to the article."))  # fmt: skip
        return tuple(found)


def open_library(
    folder: Path, cache: Path | None = None, keep: int = _KEPT, quick: bool = False, named: Path | None = None
) -> Shelves:
    """The library of a content folder. ``cache`` is where its index may be kept. Never raises."""
    return Shelves(folder, cache, keep, quick, named)


def _shelf_title(name: str) -> str:
    return clean(titled(name))[0].strip()


__all__ = ["Shelves", "open_library"]
