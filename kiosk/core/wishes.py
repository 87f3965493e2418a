"""What visitors and staff wish, as plain data: the messages that Choices carry."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.text import Cursor, Link


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
    """The next group of choices, and after the last the first again; or the one before."""

    step: int = 1  # +1 on, -1 back
    of: int = 0  # how many groups there are, where that is known


@dataclass(frozen=True)
class NoMore:
    """More buttons were asked for, and all are in view."""


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
    """Go on reading at the sentence where the cursor is; after the page was turned, at one that ``begins`` on it."""

    begins: int | None = None


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
class NoSuchPage:
    """The page after the last one was asked for, or the one before the first; or another than the only one."""

    step: int  # +1, -1 or 0


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


Wish = (
    GoHome | GoBack | OpenShelf | OpenArticle | ShowNumber | OpenComfort | AskHelp | More | NoMore | Read | ReadAll
    | Play | Pause | Again | SkipSentence | SkipSection | ReadFrom | TurnTo | GoOn | StartOver | Resize | Speed
    | Volume | Colours | PutBack | WhereAmI | HowLong | Thanks | No | NoSuchNumber | NoSuchPage | ToggleMute
    | Done | StayHere | Digit | RubOut | TryPin | Ceiling | Brightness | Leave
)  # fmt: skip
