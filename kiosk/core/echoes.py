"""What the world tells: a word was reached, a microphone vanished, the focus moved, a PIN was right, nobody is there.

They come from the rooms with a life. An echo of the voice carries the turn it belongs to, so that an echo of an
earlier turn can be told from one of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.wishes import Wish

SoundStatus = Literal["ok", "no engine", "no device"]
DoorStatus = Literal["open", "wrong", "wait", "no pin"]
EarStatus = Literal["absent", "preparing", "none", "off", "muted", "listening"]
"""``absent``: this kiosk does not listen; ``preparing``: it will in a moment; ``none``: there is no microphone;
``off``: the recogniser or its voice model does not work."""


@dataclass(frozen=True)
class Knock:
    """Staff made the sign by which they ask to be let in."""


@dataclass(frozen=True)
class DoorIs:
    """The answer to a PIN. ``wait_s``: before another one is looked at."""

    status: DoorStatus
    wait_s: int = 0


@dataclass(frozen=True)
class OfficeTold:
    """What is not well, what was journalled last, and which articles need care, a line each."""

    ill: tuple[str, ...]
    last: tuple[str, ...]
    care: tuple[str, ...] = ()


@dataclass(frozen=True)
class FocusOn:
    """The focus is now on this target of the page. ``said`` is its label and hint, ``message`` what it does."""

    index: int
    said: str
    message: Wish | None = None
    name: str = ""


@dataclass(frozen=True)
class WordReached:
    turn: int
    sentence: int  # index in the section; -1 in an announcement
    word: int


@dataclass(frozen=True)
class LineEnded:
    turn: int


@dataclass(frozen=True)
class Touched:
    """A finger met the glass: the keyboard's focus is put away."""


@dataclass(frozen=True)
class Missed:
    """A touch met nothing."""


@dataclass(frozen=True)
class NotCaught:
    """Somebody spoke to the kiosk and no choice was understood."""


@dataclass(frozen=True)
class Heard:
    """A phrase was accepted and its Choice's own message was sent before this one; shown on the ear's band. An
    empty phrase: it was shown for long enough."""

    phrase: str


@dataclass(frozen=True)
class DidYouSay:
    """A phrase was heard, but not surely enough: ask. ``message`` is what a Yes does."""

    label: str
    message: Wish


@dataclass(frozen=True)
class NotAnswered:
    """Nobody answered what was asked in the middle of reading: read on."""


@dataclass(frozen=True)
class SoundIs:
    status: SoundStatus


@dataclass(frozen=True)
class HeadphonesAre:
    """Headphones were plugged in, or pulled out."""

    on: bool


@dataclass(frozen=True)
class EarIs:
    status: EarStatus


@dataclass(frozen=True)
class SomebodyThere:
    """A sign of life that means nothing else, such as a finger that slid off its target."""


@dataclass(frozen=True)
class StrayKey:
    """A key without a meaning here; it stops what is being said, as every key and every touch does."""


@dataclass(frozen=True)
class UnknownWords:
    """Words that the voice model does not know; phrases with one of them are not offered. Replaces those before."""

    words: frozenset[str]


@dataclass(frozen=True)
class NobodyThere:
    """No input for long: ask whether somebody is still there."""


@dataclass(frozen=True)
class VisitOver:
    """Nobody answered, or there is nothing to keep: all is to be as new for the next visitor."""


@dataclass(frozen=True)
class LibraryChanged:
    """The library on the shelves is another one now."""


@dataclass(frozen=True)
class Close:
    """The kiosk is asked to end."""


Echo = (
    Knock | FocusOn | DoorIs | OfficeTold | WordReached | LineEnded | Touched | Missed | NotCaught | Heard
    | DidYouSay | NotAnswered | SoundIs | HeadphonesAre | EarIs | SomebodyThere | StrayKey | UnknownWords | NobodyThere
    | VisitOver | LibraryChanged | Close
)  # fmt: skip
