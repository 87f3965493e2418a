"""What is known of each article file, kept between starts: so Home needs no file to be read.

A line a file, in the order of the files: its name, its stamp and what is known. Lines are read as they are asked for
and let go at once: the index of 5,000 articles, read as one piece, left 5 MB of holes in the memory of a kiosk that
runs for a year.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk import whole
from kiosk.library.article import Parsed
from kiosk.library.files import File

_HEAD = "index 7\n"  # another form is read anew


class Index:
    """``known`` and ``learn`` files, then ``save``. ``folder`` names it, ``cache`` is where it may be kept."""

    def __init__(self, cache: Path | None, folder: Path) -> None:
        name = re.sub(r"[^A-Za-z0-9]+", "-", str(folder.resolve()))[-80:]
        self._path = cache / f"index{name}.txt" if cache else None
        self._lines = self._read()
        self._passed: dict[str, str] = {}  # lines that were read, but not asked for yet
        self._learned: dict[str, str] = {}
        self._order: list[str] = []

    def _read(self) -> Iterator[tuple[str, str]]:
        """Each line's name and the rest."""
        if self._path is None:
            return
        with contextlib.suppress(OSError, ValueError), self._path.open(encoding="utf-8", newline="\n") as lines:
            if next(lines, "") == _HEAD:
                for line in lines:
                    name, _, rest = line.partition("\t")
                    yield name, rest

    def known(self, file: File) -> dict[str, Any] | None:
        """What was learned of the file as it stands now; empty for one that is broken, None for an unknown one."""
        rest = self._line(json.dumps(file.name))
        stamp, _, written = rest.partition("\t")
        if stamp == file.stamp:
            with contextlib.suppress(ValueError):
                known = json.loads(written)
                if isinstance(known, dict):
                    self._order.append(file.name)
                    return known
        return None

    def _line(self, wanted: str) -> str:
        if wanted in self._passed:
            return self._passed.pop(wanted)
        for name, rest in self._lines:
            if name == wanted:
                return rest
            self._passed[name] = rest
        return ""

    def learn(self, file: File, parsed: Parsed) -> dict[str, Any]:
        """Keep what Home needs to know of a file."""
        known = _known(parsed)
        self._learned[file.name] = f"{file.stamp}\t{json.dumps(known)}\n"
        self._order.append(file.name)
        return known

    def save(self) -> None:
        """Write the index whole or not at all. Without it the next start only takes longer."""
        self._line("")  # what nobody asked for belongs to files that are gone
        if self._path is None or not (self._learned or self._passed):
            return
        written = [_HEAD]
        old = dict(self._read())
        for name in self._order:
            key = json.dumps(name)
            rest = self._learned.get(name) or old.get(key)
            written += [f"{key}\t{rest}"] if rest else []
        with contextlib.suppress(OSError):
            whole.write(self._path, "".join(written).encode())


def _known(parsed: Parsed) -> dict[str, Any]:
    article = parsed.article
    if article is None:
        return {}
    return {
        "title": article.title, "sections": len(article.sections), "hidden": parsed.hidden,
        "words": sum(section.words for section in article.sections),
        "say": article.say, "also": list(article.also), "picture": parsed.picture,
        "inside": [name for section in article.sections
                   for name in (section.title, *(link.label for link in section.links))],
    }  # fmt: skip
