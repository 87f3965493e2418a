"""Where the keys' focus is when something changed under it: Enter never does what nobody was told of."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.state import State


def kept(before: State, after: State, message: m.Message) -> State:
    """At a new question its harmless answer is in focus, at a new place the first choice, for who uses keys.

    Where the world leads elsewhere, nothing is. From part to part the focus stays with its choice.
    """
    if after.question != before.question:
        asked = after.question is not None and after.question.kind != "did you say"
        after = _on_first(after, asked and after.by_keys)
    if isinstance(message, m.Echo):
        return after if type(after.place) is type(before.place) else _on_first(after, False)
    if after.place != before.place and not isinstance(message, m.Done):
        return _on_first(after, after.by_keys)
    # "Pause. Stops the voice." may be Play by now; what is being said is said to its end
    return after if after.voicing.mode == "focus" else replace(after, focus_said="")


def _on_first(state: State, by_keys: bool) -> State:
    return replace(state, focus=0 if by_keys else None, focus_on=None, focus_name="", focus_said="")
