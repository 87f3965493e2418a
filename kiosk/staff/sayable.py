"""Every word that may be said at a kiosk: what a voice model must know."""

from __future__ import annotations

from pathlib import Path

from kiosk import places
from kiosk.core.phrases import number_words, phrases_of, title_phrases, vocabulary
from kiosk.library.shelf import open_library


def sayable(content: Path) -> tuple[str, ...]:
    """The words of the kiosk's own phrases, of numbers, and of all that a content folder gives a name to."""
    choices = places.strings().choices.values()
    phrases = [phrase for face in choices for phrase in phrases_of(face.get("say", ()))]
    phrases += [number_words(number) for number in range(1, 100)]
    for name in open_library(content, places.cache_folder()).names:
        phrases += title_phrases(name)
    return tuple(sorted(vocabulary(phrases)))
