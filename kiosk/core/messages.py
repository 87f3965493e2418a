"""Everything that can happen, as plain data. ``update`` alone decides what follows from it.

A visitor's messages sit inside Choices; the world's messages (a word was reached, a microphone vanished)
come from the rooms with a life. An echo of the voice carries the turn it belongs to, so that an echo of an
earlier turn can be told from one of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.text import Cursor, Link

SoundStatus = Literal["ok", "no engine", "no device"]
DoorStatus = Literal["open", "wrong", "wait", "no pin"]
EarStatus = Literal["absent", "preparing", "none", "off", "muted", "listening"]
"""``absent``: this kiosk does not listen; ``preparing``: it will in a moment; ``none``: there is no microphone;
``off``: the recogniser or its voice model does not work."""


# --- going somewhere
@dataclass(frozen=True)
class GoHome:
    """To the first page, where a visit begins."""


@dataclass(frozen=True)
class GoBack:
    """To the place before this one."""


@dataclass(frozen=True)
class OpenShelf:
    shelf: str


@dataclass(frozen=True)
class OpenArticle:
    article: str
    section: int | None = None


@dataclass(frozen=True)
class ShowNumber:
    link: Link


@dataclass(frozen=True)
class OpenComfort:
    """To size, colours, speed and volume."""


@dataclass(frozen=True)
class AskHelp:
    """What can be touched and said right here?"""


@dataclass(frozen=True)
class More:
    """The next group of choices, and after the last the first again."""


# --- reading
@dataclass(frozen=True)
class Read:
    """Read a section aloud from its heading."""

    section: int


@dataclass(frozen=True)
class ReadAll:
    """Read every section from here, without asking in between."""


@dataclass(frozen=True)
class Play:
    """Go on reading at the sentence where the cursor is."""


@dataclass(frozen=True)
class Pause:
    """Fall silent, and keep the place."""


@dataclass(frozen=True)
class Again:
    """The last sentence once more; outside an article, what was said last."""


@dataclass(frozen=True)
class SkipSentence:
    step: int  # +1 on, -1 back


@dataclass(frozen=True)
class SkipSection:
    step: int


@dataclass(frozen=True)
class ReadFrom:
    """Read from a sentence that was touched."""

    sentence: int


@dataclass(frozen=True)
class TurnTo:
    """Turn the page by hand: show the page that begins at this cursor, in silence."""

    cursor: Cursor


@dataclass(frozen=True)
class GoOn:
    """Yes, read the next section."""


@dataclass(frozen=True)
class StartOver:
    """Read this article again from its first section."""


# --- comfort
@dataclass(frozen=True)
class Resize:
    step: int


@dataclass(frozen=True)
class Speed:
    step: int


@dataclass(frozen=True)
class Volume:
    step: int


@dataclass(frozen=True)
class Colours:
    """A theme by name, or the next one when empty."""

    theme: str = ""


@dataclass(frozen=True)
class PutBack:
    """Every setting as it was at first, the place kept."""


# --- asking and answering
@dataclass(frozen=True)
class WhereAmI:
    """Title, section and minutes left, shown and said."""


@dataclass(frozen=True)
class HowLong:
    """How long does this take to hear?"""


@dataclass(frozen=True)
class Thanks:
    """Somebody was kind. Answer kindly, change nothing."""


@dataclass(frozen=True)
class No:
    """Leave the open question as it is, and change nothing."""


@dataclass(frozen=True)
class NoSuchNumber:
    """A number was said that nothing here has. ``last`` is the highest one."""

    number: int
    last: int


@dataclass(frozen=True)
class ToggleMute:
    """Close the microphone, or open it again."""


@dataclass(frozen=True)
class Done:
    """The visitor is done: back to Home with every setting as it was."""


@dataclass(frozen=True)
class StayHere:
    """Yes, more time."""


# --- the staff's door and office
@dataclass(frozen=True)
class Knock:
    """Staff made the sign by which they ask to be let in."""


@dataclass(frozen=True)
class Digit:
    """A digit of the PIN."""

    digit: int


@dataclass(frozen=True)
class RubOut:
    """The last digit was wrong."""


@dataclass(frozen=True)
class TryPin:
    """The PIN is typed whole."""


@dataclass(frozen=True)
class DoorIs:
    """The answer to a PIN. ``wait_s``: before another one is looked at."""

    status: DoorStatus
    wait_s: int = 0


@dataclass(frozen=True)
class OfficeTold:
    """What is not well, and what was journalled last, a line each."""

    ill: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True)
class Ceiling:
    """The loudest step that a visitor may choose."""

    step: int


@dataclass(frozen=True)
class Brightness:
    step: int


@dataclass(frozen=True)
class Leave:
    """Staff end the kiosk, or have it start anew."""

    again: bool = False


# --- the keyboard's focus
@dataclass(frozen=True)
class FocusOn:
    """The focus is now on this target of the page. ``said`` is its label and hint."""

    index: int
    said: str


# --- echoes of the world
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
    message: Message


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
    """A sign of life that means nothing else, such as a key without a meaning."""


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


Message = (
    GoHome
    | GoBack
    | OpenShelf
    | OpenArticle
    | ShowNumber
    | OpenComfort
    | AskHelp
    | More
    | Read
    | ReadAll
    | Play
    | Pause
    | Again
    | SkipSentence
    | SkipSection
    | ReadFrom
    | TurnTo
    | GoOn
    | StartOver
    | Resize
    | Speed
    | Volume
    | Colours
    | PutBack
    | WhereAmI
    | HowLong
    | Thanks
    | No
    | NoSuchNumber
    | ToggleMute
    | Done
    | StayHere
    | Knock
    | Digit
    | RubOut
    | TryPin
    | DoorIs
    | OfficeTold
    | Ceiling
    | Brightness
    | Leave
    | FocusOn
    | WordReached
    | LineEnded
    | Touched
    | Missed
    | NotCaught
    | Heard
    | DidYouSay
    | SoundIs
    | HeadphonesAre
    | EarIs
    | SomebodyThere
    | UnknownWords
    | NobodyThere
    | VisitOver
    | LibraryChanged
    | Close
)
