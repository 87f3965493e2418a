"""Why each fault of the loader matters to a visitor; the loader itself knows only what and where."""

from __future__ import annotations

from dataclasses import replace

from kiosk.library.faults import Fault

_WHYS = {
    "folder": "None of its articles can be shown.",
    "nowhere": "What it led to cannot be shown, or is shown as it was last.",
    "circle": "It is no shelf: all that it would show stands here already, or was never meant for it.",
    "twice": "Only one of the two is shown.",
    "large": "The article is not shown.",
    "unreadable": "The article is not shown.",
    "not utf-8": "The article is not shown; its letters would come out as junk.",
    "empty": "The article is not shown.",
    "symbols": "The voice cannot say them, and the letters of the kiosk have no sign for them.",
    "no title": "A file's name makes a poor button, and a poor thing to say.",
    "front": "What stands there has no effect.",
    "front open": "The kiosk has to guess where the article begins.",
    "left out": "A visitor neither sees nor hears it.",
    "comment": "Visitors see and hear what may be a note for staff.",
    "no alt": "Who cannot see the picture is told only that there is one.",
    "no picture": "Nothing is shown in its place, and its words are not read.",
    "link": "The button is left out, so the visitor cannot go there.",
    "same title": "A visitor who says the title, or reads it, cannot tell which one will open.",
    "pronunciations": "The voice says these words as it would anyway.",
    "config": "The kiosk does not do what you meant; it uses its usual value.",
}


def with_why(fault: Fault) -> Fault:
    """The fault with its reason."""
    return fault if fault.why else replace(fault, why=_WHYS.get(fault.code, "A part of the article is missing."))
