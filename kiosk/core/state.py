"""Where the visitor is and how they like it: all that the kiosk knows at a moment, and how it began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kiosk.core.messages import EarStatus, SoundStatus, Wish
from kiosk.core.text import Article, Cursor, Link, Shelf

SIZES = 5
SPEEDS_WPM = (60, 85, 110, 125, 160, 200, 250, 300)  # true words a minute (VVSG 2.0, 7.1-K)
VOLUMES = 7
THEMES = ("light", "dark", "contrast", "calm")
DARKEST, BRIGHTEST = 2, 10  # tenths of the glass's own light


class Library(Protocol):
    """What core needs of the shelves."""

    @property
    def shelves(self) -> tuple[Shelf, ...]: ...

    def article(self, id: str) -> Article | None: ...


# --- places
@dataclass(frozen=True)
class Home:
    """The first page: articles, or shelves when there are many."""


@dataclass(frozen=True)
class OnShelf:
    shelf: str


@dataclass(frozen=True)
class Contents:
    article: str


@dataclass(frozen=True)
class Reading:
    article: str
    section: int


@dataclass(frozen=True)
class Number:
    link: Link


@dataclass(frozen=True)
class ComfortPlace:
    """Size, colours, speed and volume."""


@dataclass(frozen=True)
class HelpPlace:
    """What can be touched and said at the place under it."""


@dataclass(frozen=True)
class Door:
    """Where staff type their PIN. ``told`` is a key of the strings; ``tried``: the answer is awaited."""

    typed: str = ""
    told: str = "door.lead"
    wait_s: int = 0
    tried: bool = False


@dataclass(frozen=True)
class Office:
    """The staff's own place: how the kiosk fares, what they may set, and the way out."""

    ill: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    care: tuple[str, ...] = ()  # of the articles; the kiosk itself is well


Place = Home | OnShelf | Contents | Reading | Number | ComfortPlace | HelpPlace | Door | Office


@dataclass(frozen=True)
class Question:
    """An open question over the place: ``go on``, ``the end``, ``still there`` or ``did you say``.

    ``over`` is the one at the end of a section that waits under another one.
    """

    kind: Literal["go on", "the end", "still there", "did you say"]
    label: str = ""
    message: Wish | None = None
    over: Question | None = None
    again: bool = False  # it was asked once more after a look elsewhere, and now waits in silence


@dataclass(frozen=True)
class Stop:
    """A place on the way back, with where the visitor was in it."""

    place: Place
    cursor: Cursor = Cursor()
    group: int = 0
    reading: bool = False  # it was being read aloud when the visitor left
    reading_all: bool = False  # and so were the parts after it to be
    question: Question | None = None  # the one at the end of a part, until something else is read
    turned: bool = False


@dataclass(frozen=True)
class Comfort:
    """How a visitor likes it. Steps count from 0; the size from 1."""

    size: int = 2
    theme: str = "light"
    speed: int = 3
    volume: int = 4


VoiceMode = Literal["silent", "place", "focus", "notice", "question", "number", "reading"]


@dataclass(frozen=True)
class Voicing:
    """What the voice does; the words follow from the mode and the state, so they are not kept here.

    A new ``turn`` replaces what is being said, and echoes of another turn are dropped. ``reading`` reads the
    section from sentence ``start``; after any other line, reading goes on at the cursor if ``resume``, but after a
    question when that was answered, or nobody did.
    """

    mode: VoiceMode = "silent"
    turn: int = 0
    start: int = 0
    resume: bool = False
    earcon: str = ""
    by_keys: bool = False  # a question names its first answer, which has the focus


@dataclass(frozen=True)
class Notice:
    """Words for the ear's band until the next choice: a key of the strings and what fills its blanks."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """All there is. ``first`` is how every visit begins; ``read_on`` reads on without asking."""

    place: Place = Home()
    trail: tuple[Stop, ...] = ()
    cursor: Cursor = Cursor()
    turned: bool = False  # the cursor's page was turned to by hand, and nothing was read on it yet
    group: int = 0
    comfort: Comfort = Comfort()
    first: Comfort = Comfort()
    voicing: Voicing = Voicing()
    question: Question | None = None
    notice: Notice | None = None
    heard: str = ""
    focus: int | None = None  # index into the page's targets
    focus_on: Wish | None = None  # what the choice in focus does: it is followed where it stands elsewhere now
    focus_name: str = ""
    focus_said: str = ""
    by_keys: bool = False
    sound: SoundStatus = "ok"
    ear: EarStatus = "absent"
    muted: bool = False  # the visitor's wish; ``ear`` says what is
    interruptible: bool = True  # the ear listens while the voice speaks
    unknown: frozenset[str] = frozenset()  # words that the voice model does not know
    misses: int = 0  # touches that met nothing, in a row
    uncaught: int = 0  # phrases not understood, in a row
    read_on: bool = False
    reading_all: bool = False
    loudest: int = VOLUMES - 1  # the staff's ceiling, a volume step
    usual_volume: int = Comfort().volume  # of ``first``, where the ceiling allows it
    brightness: int = BRIGHTEST  # of the glass, in tenths
    visiting: bool = False  # somebody is there; else the kiosk is at rest and says nothing
    interrupted: bool = False  # the sound was lost in the middle of reading
    closing: bool = False
    again: bool = False  # closing, to be started again


def place_name(place: Place) -> str:
    """The stable name of a place, as in the journal: ``home``, ``contents/ID``, ``reading/ID/2`` ..."""
    match place:
        case Home():
            return "home"
        case OnShelf(shelf):
            return f"shelf/{shelf}"
        case Contents(article):
            return f"contents/{article}"
        case Reading(article, section):
            return f"reading/{article}/{section + 1}"
        case Number(link):
            return f"number/{link.number}"
        case ComfortPlace():
            return "comfort"
        case HelpPlace():
            return "help"
        case Door():
            return "door"
        case Office():
            return "office"
