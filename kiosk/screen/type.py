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


# As small as a walk allows: full within minutes, they do not grow for an hour. 2,500 random choices ask for 1.2 million
# widths, of which 25,000 are measured; 8,000 kept would spare 16,000 of these and hold 13,000 objects more.
_FONTS, _WIDTHS = 12, 3_000


class Letters:
    """The fonts of a folder. Calling it measures: ``letters("word", em=40, weight="bold")`` is pixels."""

    def __init__(self, folder: Path) -> None:
        pygame.font.init()
        self._folder = folder
        self.font = lru_cache(maxsize=_FONTS)(self._font)
        self._width = lru_cache(maxsize=_WIDTHS)(self._measure)

    def _font(self, em: int, weight: str) -> pygame.font.Font:
        return pygame.font.Font(str(self._folder / _FILES[weight]), em)

    def _measure(self, text: str, em: int, weight: str) -> int:
        font = self.font(em, weight)
        try:
            return int(font.size(text)[0])
        except ValueError:  # no text at all, such as the name of a file in another machine's letters
            return int(font.size(text.encode("utf-8", "replace").decode().replace("\0", ""))[0])

    def __call__(self, text: str, em: int, weight: str = "medium") -> int:
        return self._width(text, em, weight)
