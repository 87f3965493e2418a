"""Everything that can happen, as plain data. ``update`` alone decides what follows from it.

What visitors and staff wish stands in ``wishes.py`` (such messages sit inside Choices), what the world tells in
``echoes.py``; everybody takes both from here.
"""

from __future__ import annotations

from kiosk.core.echoes import (
    Close,
    DidYouSay,
    DoorIs,
    DoorStatus,
    EarIs,
    EarStatus,
    Echo,
    FocusOn,
    HeadphonesAre,
    Heard,
    Knock,
    LibraryChanged,
    LineEnded,
    Missed,
    NobodyThere,
    NotCaught,
    OfficeTold,
    SomebodyThere,
    SoundIs,
    SoundStatus,
    Touched,
    UnknownWords,
    VisitOver,
    WordReached,
)
from kiosk.core.wishes import (
    Again,
    AskHelp,
    Brightness,
    Ceiling,
    Colours,
    Digit,
    Done,
    GoBack,
    GoHome,
    GoOn,
    HowLong,
    Leave,
    More,
    No,
    NoSuchNumber,
    OpenArticle,
    OpenComfort,
    OpenShelf,
    Pause,
    Play,
    PutBack,
    Read,
    ReadAll,
    ReadFrom,
    Resize,
    RubOut,
    ShowNumber,
    SkipSection,
    SkipSentence,
    Speed,
    StartOver,
    StayHere,
    Thanks,
    ToggleMute,
    TryPin,
    TurnTo,
    Volume,
    WhereAmI,
    Wish,
)

Message = Wish | Echo

__all__ = [
    "Again", "AskHelp", "Brightness", "Ceiling", "Close", "Colours", "DidYouSay", "Digit", "Done", "DoorIs",
    "DoorStatus", "EarIs", "EarStatus", "Echo", "FocusOn", "GoBack", "GoHome", "GoOn", "HeadphonesAre", "Heard",
    "HowLong", "Knock", "Leave", "LibraryChanged", "LineEnded", "Message", "Missed", "More", "No",
    "NoSuchNumber", "NobodyThere", "NotCaught", "OfficeTold", "OpenArticle", "OpenComfort", "OpenShelf",
    "Pause", "Play", "PutBack", "Read", "ReadAll", "ReadFrom", "Resize", "RubOut", "ShowNumber", "SkipSection",
    "SkipSentence", "SomebodyThere", "SoundIs", "SoundStatus", "Speed", "StartOver", "StayHere", "Thanks",
    "ToggleMute", "Touched", "TryPin", "TurnTo", "UnknownWords", "VisitOver", "Volume", "WhereAmI", "Wish",
    "WordReached",
]  # fmt: skip
