"""Files in the content folder that somebody meant to be an article, and that the kiosk never shows."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from kiosk.library.faults import Fault

_OFFICE = (".txt", ".markdown", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".pdf")
_WHY = "No visitor ever sees it."


def strays(content: Path, sources: Collection[str]) -> Iterator[Fault]:
    """Office files that were not imported (``sources`` has the names of those that were), and articles too deep."""
    for folder, below, names in os.walk(content):
        below[:] = sorted(name for name in below if not name.startswith((".", "_")))
        for name in sorted(names):
            file = (Path(folder) / name).relative_to(content)
            ending = file.suffix.lower()
            if name.startswith((".", "_", "~")):
                continue
            if ending == ".md" and len(file.parts) > 2 and name.upper() != "README.MD":
                yield Fault("warning", "too deep", file.as_posix(), 1, "It lies in a folder within a folder.",
                            "Put it into a folder that lies right in content/.", _WHY)  # fmt: skip
            elif ending in _OFFICE and name not in sources:
                remedy = f'Make one of it: kiosk import "{file.as_posix()}". Then put it elsewhere.'
                if name.lower().endswith(".md.txt"):  # Windows hides the end of names
                    remedy = f"To make it one, take .txt off its name: {name[:-4]}."
                what = "It is no article: those end in .md."
                yield Fault("note", "not imported", file.as_posix(), 1, what, remedy, _WHY)
