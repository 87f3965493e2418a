"""The ear's band in words: what it is doing, and two or three phrases that work right here."""

from __future__ import annotations

import re

from kiosk.core.choice import Choice
from kiosk.core.phrases import normal, number_words
from kiosk.core.screen import Ear
from kiosk.core.state import State
from kiosk.core.strings import Strings

_SHORT = 16  # letters
_OFFERED, _LONGEST = 3, 34  # phrases offered, and their letters together: what fits the band


def _short(choice: Choice, numbers: bool) -> str:
    """The phrase to offer: of a numbered title its number, or its most telling piece that is short."""
    if choice.number is None:
        return choice.phrases[0]
    word = number_words(choice.number) if choice.number <= 99 else ""
    if numbers and word in choice.phrases:
        return word
    title = normal(choice.label)
    pieces = [phrase for phrase in choice.phrases if phrase in title]
    return max((piece for piece in pieces if len(piece) <= _SHORT), key=len, default=min(pieces, key=len, default=""))


def as_written(phrase: str) -> str:
    """A spoken phrase as it is written: "where am I"."""
    return re.sub(r"\bi\b", "I", phrase)


def _offer(choices: tuple[Choice, ...], strings: Strings, most: int = _OFFERED) -> str:
    """Two or three phrases, in quotes, that work right here."""
    offered: list[str] = []
    numbers = True
    for choice in choices:
        if len(offered) == most:
            break
        if not choice.phrases or choice.name == "thanks":
            continue
        phrase = _short(choice, numbers)
        if not phrase:
            continue  # a title of the same words as another one, or as a standing phrase, answers to its number
        if choice.number is not None:
            numbers = False
        if sum(map(len, offered)) + len(phrase) <= _LONGEST:
            offered.append(phrase)
    return ", ".join(strings("help.say", phrase=as_written(phrase)) for phrase in offered)


def notice_text(state: State, strings: Strings, choices: tuple[Choice, ...]) -> str:
    """The words of the present notice, its blanks filled."""
    if state.notice is None:
        return ""
    numbered = any(choice.number is not None and choice.phrases for choice in choices)
    blanks = {"phrases": _offer(choices, strings), "or number": strings("ear.or number") if numbered else "",
              "title": strings("shelf.unnamed")}  # fmt: skip
    minutes = state.notice.values.get("minutes")
    if isinstance(minutes, int):
        blanks["time"] = strings.count("count.minutes", minutes)
    return strings(state.notice.key, **{**blanks, **state.notice.values})


def ear_of(state: State, strings: Strings, choices: tuple[Choice, ...]) -> Ear:
    """What the band shows: a notice first, then the focus, then what the ear does."""
    listening = state.ear == "listening"
    mode = state.ear
    offer = _offer(choices, strings) if listening else ""
    detail = strings("ear.listening detail", phrases=offer) if offer else ""
    shorter = strings("ear.listening detail", phrases=_offer(choices, strings, 1)) if offer else ""
    if state.heard and listening:
        headline = strings("ear.heard", phrase=as_written(state.heard))
        told = notice_text(state, strings, choices)
        return Ear("heard", headline, told or detail, passing=bool(told) and state.question is None)
    if state.notice is not None:
        caught = not state.notice.key.startswith(("notice.not caught", "notice.please touch"))
        silent = "" if state.sound == "ok" else strings("ear.silent")
        passing = state.question is None  # a question is always seen
        return Ear(mode if caught else "again", notice_text(state, strings, choices), silent, passing=passing)
    if state.focus is not None and state.focus_said:
        return Ear(mode, state.focus_said)
    if state.sound != "ok":
        return Ear("silent", strings("ear.silent"), strings("ear.silent detail"))
    if listening and not state.interruptible and state.voicing.mode != "silent":
        return Ear("preparing", strings("ear.speaking"), strings("ear.speaking detail"))
    if listening:
        return Ear(mode, strings("ear.listening"), detail, shorter)
    return Ear(mode, strings(f"ear.{mode}"), strings(f"ear.{mode} detail"))
