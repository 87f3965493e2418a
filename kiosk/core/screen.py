"""A Screen: plain data that says what is shown, what is said and what may be chosen.

Painter, voice and ear each follow it, and none of them knows the others. Which of the choices stand on the
glass together is a question of millimetres and so the page's; the Screen lists them all, in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.choice import Choice
from kiosk.core.messages import Wish
from kiosk.core.speech import Line
from kiosk.core.text import Cursor, Section

EarMode = Literal["silent", "absent", "preparing", "none", "off", "muted", "listening", "heard", "again"]


@dataclass(frozen=True)
class Setting:
    """What typesetting found out about the section in view: the cursor's page and its neighbours."""

    page: int = 0
    pages: int = 1
    next: Cursor | None = None  # where the next page begins
    previous: Cursor | None = None
    begins: int | None = None  # the sentence with which reading begins on the page: the cursor's, or the first there


@dataclass(frozen=True)
class Tiles:
    """Choices as large fields under a short lead (Home, Contents, Help, a question)."""

    lead: str = ""
    asked: str = ""  # what a question is about, which stands in the lead's place where its title is the brief one


@dataclass(frozen=True)
class Text:
    """A page of a section, with its choices beside it. ``lit``: the cursor's word is to be lit."""

    section: Section
    cursor: Cursor
    lit: bool
    question: str = ""  # such as "Shall I go on?"
    page: str = ""  # such as "Page 1 of 2", where there is more than one


@dataclass(frozen=True)
class Digits:
    """A number so large that it can be written down. ``lit`` is the group being spoken, or None."""

    label: str
    groups: tuple[str, ...]
    lit: int | None = None
    hint: str = ""  # how to hear it once more
    then: str = ""  # what is to be done when it answers


@dataclass(frozen=True)
class Row:
    """One setting: its name, its present value in words, and the choices that change it.

    ``example`` names what shows the setting: ``size`` and ``theme`` are shown by the page itself;
    ``steps`` is drawn as filled and empty marks, ``filled`` of ``of``.
    """

    name: str
    value: str
    choices: tuple[Choice, ...]
    filled: int = 0
    of: int = 0


@dataclass(frozen=True)
class Rows:
    """Settings under one another (Comfort). The screen's ``choices`` are the rows' choices in order."""

    rows: tuple[Row, ...]
    example: str = ""  # a few words in the size of the text


@dataclass(frozen=True)
class Pad:
    """The choices as a pad of digits under a short lead; ``filled`` of them are typed, shown as dots."""

    lead: str
    filled: int


@dataclass(frozen=True)
class Board:
    """Lines of text under headings, with the choices beside them."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]


Body = Tiles | Text | Digits | Rows | Pad | Board
Shown = tuple[str, str, Body, tuple[Choice, ...]]  # title, aside, body, choices


@dataclass(frozen=True)
class Ear:
    """The ear's band: what it is doing, in words, and what may be said right here."""

    mode: EarMode
    headline: str
    detail: str = ""
    shorter: str = ""  # the detail where there is no room for it
    passing: bool = False  # a word to the visitor that may take the title's place for a moment


@dataclass(frozen=True)
class Screen:
    """All there is to a moment of the kiosk."""

    place: str  # stable name, such as "reading/health/therapy/2"
    title: str
    body: Body
    choices: tuple[Choice, ...]  # of the body, in order; the page shows at most six, then "more"
    standing: tuple[Choice, ...]
    spoken: tuple[Choice, ...]  # can be said here, has its button elsewhere
    more: Choice
    ear: Ear
    theme: str
    size: int  # text size, 1..5
    aside: str = ""
    brief: str = ""  # the title in fewer words, where there is no room for it
    group: int = 0  # which group of choices is in view (the page takes it modulo the number of groups)
    line: Line | None = None
    focus: int | None = None  # index into the page's targets
    focus_on: Wish | None = None  # what the choice in focus does, where that is known
    focus_name: str = ""  # of that choice
    big_numbers: bool = False  # after misses: show the numbers larger
    asked: bool = False  # the body is a question that stands over the place

    @property
    def everything(self) -> tuple[Choice, ...]:
        """Every Choice that may be touched, keyed or said here."""
        return (*self.choices, *self.standing, self.more, *self.spoken)
