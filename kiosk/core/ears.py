"""The ear's band in words: what it is doing, and two or three phrases that work right here."""

from __future__ import annotations

from kiosk.core.choice import Choice
from kiosk.core.screen import Ear
from kiosk.core.state import State
from kiosk.core.strings import Strings

_OFFERED = 3


def _offer(choices: tuple[Choice, ...], strings: Strings) -> str:
    """Up to three phrases, in quotes, of the first choices that can be said."""
    phrases = [choice.phrases[0] for choice in choices if choice.phrases and choice.name != "thanks"]
    return ", ".join(strings("help.say", phrase=phrase) for phrase in phrases[:_OFFERED])


def notice_text(state: State, strings: Strings, choices: tuple[Choice, ...]) -> str:
    """The words of the present notice, its blanks filled."""
    if state.notice is None:
        return ""
    return strings(state.notice.key, **{"phrases": _offer(choices, strings), **state.notice.values})


def ear_of(state: State, strings: Strings, choices: tuple[Choice, ...], spoken: tuple[Choice, ...]) -> Ear:
    """What the band shows: a notice first, then the focus, then what the ear does."""
    offer = _offer((*choices, *spoken), strings)
    listening = state.ear == "listening"
    mode = state.ear
    if state.notice is not None:
        caught = not state.notice.key.startswith(("notice.not caught", "notice.please touch"))
        return Ear(mode if caught else "again", notice_text(state, strings, (*choices, *spoken)))
    if state.focus is not None and state.focus_said:
        return Ear(mode, state.focus_said)
    if state.sound != "ok":
        return Ear(mode, strings("ear.silent"), strings("ear.silent detail"))
    if state.heard and listening:
        return Ear("heard", strings("ear.heard", phrase=state.heard))
    detail = strings("ear.listening detail", phrases=offer) if listening else strings(f"ear.{mode} detail")
    return Ear(mode, strings(f"ear.{mode}"), detail)
