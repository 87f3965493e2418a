"""What is known of each article file, kept between starts: so Home needs no file to be read."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

from kiosk import whole
from kiosk.library.article import Parsed
from kiosk.library.files import File

_FORMAT = 3  # of the index file; another number is read anew


class Index:
    """``known`` and ``learn`` files, then ``save``. ``folder`` names it, ``cache`` is where it may be kept."""

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

    def known(self, file: File) -> dict[str, Any] | None:
        """What was learned of the file as it stands now; empty for one that is broken, None for an unknown one."""
        kept = self._old.get(file.name)
        if isinstance(kept, list) and len(kept) == 2 and kept[0] == file.stamp and isinstance(kept[1], dict):
            self._new[file.name] = kept
            return kept[1]
        return None

    def learn(self, file: File, parsed: Parsed) -> dict[str, Any]:
        """Keep what Home needs to know of a file."""
        known = _known(parsed)
        self._new[file.name] = [file.stamp, known]
        self._changed = True
        return known

    def save(self) -> None:
        """Write the index whole or not at all. Without it the next start only takes longer."""
        if self._path is None or not (self._changed or self._new.keys() != self._old.keys()):
            return
        with contextlib.suppress(OSError):
            whole.write(self._path, json.dumps({"format": _FORMAT, "files": self._new}).encode())


def _known(parsed: Parsed) -> dict[str, Any]:
    article = parsed.article
    if article is None:
        return {}
    return {
        "title": article.title, "sections": len(article.sections), "hidden": parsed.hidden,
        "words": sum(section.words for section in article.sections),
        "say": article.say, "also": list(article.also), "picture": article.picture,
        "inside": [name for section in article.sections
                   for name in (section.title, *(link.label for link in section.links))],
    }  # fmt: skip
