"""Letters: the fonts that ship, and the widths of text exactly as they are painted."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pygame.font

_FILES = {
    "medium": "AtkinsonHyperlegibleNext-Medium.ttf",
    "bold": "AtkinsonHyperlegibleNext-Bold.ttf",
    "italic": "AtkinsonHyperlegibleNext-MediumItalic.ttf",
}


class Letters:
    """The fonts of a folder. Calling it measures: ``letters("word", em=40, weight="bold")`` is pixels."""

    def __init__(self, folder: Path) -> None:
        pygame.font.init()
        self._folder = folder
        self.font = lru_cache(maxsize=20)(self._font)
        self._width = lru_cache(maxsize=8_000)(self._measure)

    def _font(self, em: int, weight: str) -> pygame.font.Font:
        return pygame.font.Font(str(self._folder / _FILES[weight]), em)

    def _measure(self, text: str, em: int, weight: str) -> int:
        return int(self.font(em, weight).size(text)[0])

    def __call__(self, text: str, em: int, weight: str = "medium") -> int:
        return self._width(text, em, weight)
