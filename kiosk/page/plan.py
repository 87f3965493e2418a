"""A Plan: every rectangle of a moment in the order of painting. Plain data between page and glass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from kiosk.core.choice import Choice
from kiosk.page.geometry import Rect


class Measure(Protocol):
    """Widths of text as the painter will draw it. ``weight`` is medium, bold or italic."""

    def __call__(self, text: str, em: int, weight: str = "medium") -> int: ...


@dataclass(frozen=True)
class Fill:
    """A filled or outlined box with round corners; ``outline`` is a role, ``stroke`` its width in pixels."""

    rect: Rect
    role: str = ""
    radius: int = 0
    outline: str = ""
    stroke: int = 0


@dataclass(frozen=True)
class Run:
    """Text on one line. ``rect`` is as wide as the text and as high as its line."""

    rect: Rect
    text: str
    em: int
    role: str
    weight: str = "medium"


@dataclass(frozen=True)
class Icon:
    rect: Rect
    name: str
    role: str


@dataclass(frozen=True)
class Photo:
    """A picture, fitted into its box and kept in proportion."""

    rect: Rect
    path: str


Item = Fill | Run | Icon | Photo


@dataclass(frozen=True)
class Target:
    """Where a Choice can be touched."""

    rect: Rect
    choice: Choice

    @property
    def name(self) -> str:
        return self.choice.name


@dataclass(frozen=True)
class WordBox:
    """Where a displayed word stands, so that a touch on it can be understood."""

    rect: Rect
    sentence: int
    word: int


@dataclass(frozen=True)
class Plan:
    """What is to be painted on ``size`` pixels in ``theme``, and what can be touched, in focus order."""

    size: tuple[int, int]
    theme: str
    items: tuple[Item, ...]
    targets: tuple[Target, ...]
    words: tuple[WordBox, ...] = ()
    groups: int = 1

    def moved(self, across: int, down: int) -> Plan:
        """The same picture some pixels further, with all that can be touched."""
        if not across and not down:
            return self

        def at(rect: Rect) -> Rect:
            return replace(rect, x=rect.x + across, y=rect.y + down)

        return replace(
            self,
            items=tuple(replace(item, rect=at(item.rect)) for item in self.items),
            targets=tuple(replace(target, rect=at(target.rect)) for target in self.targets),
            words=tuple(replace(word, rect=at(word.rect)) for word in self.words),
        )
