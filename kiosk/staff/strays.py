"""Files in the content folder that somebody meant to be an article, and that the kiosk never shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kiosk.library.faults import Fault
from kiosk.library.files import below

_OFFICE = (".txt", ".markdown", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".pdf")
_WHY = "No visitor ever sees it."


def strays(content: Path, sources: Collection[str]) -> Iterator[Fault]:
    """Office files that were not imported (``sources`` has the names of those that were), and articles too deep."""
    for name, _ in below(content):
        *folders, last = name.split("/")
        if last.startswith(("_", "~")) or any(folder.startswith("_") for folder in folders):
            continue
        ending = Path(last).suffix.lower()
        if ending == ".md" and len(folders) > 1 and last.upper() != "README.MD":
            yield Fault("warning", "too deep", name, 1, "It lies in a folder within a folder.",
                        "Put it into a folder that lies right in content/.", _WHY)  # fmt: skip
        elif ending in _OFFICE and last not in sources:
            remedy = f'Make one of it: kiosk import "{(content / name).absolute()}"'
            if last.lower().endswith(".md.txt"):  # Windows hides the end of names
                remedy = f"To make it one, take .txt off its name: {last[:-4]}."
            what = "It is no article, since those end in .md; nobody sees it."
            yield Fault("note", "not imported", name, 1, what, remedy, _WHY)
