"""Every word that may be said at a kiosk: what a voice model must know."""

from __future__ import annotations

from pathlib import Path

from kiosk import places
from kiosk.fitting import words_for
from kiosk.library.shelf import open_library


def sayable(content: Path) -> tuple[str, ...]:
    """The words of the kiosk's own phrases, of numbers, and of all that a content folder gives a name to."""
    return words_for(places.strings(), open_library(content, places.cache_folder()).names)
