"""When to decide on what was said: end-pointing, by quiet and by what the words so far may still become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.core.matching import UNKNOWN, ends_in_phrase, progress
from kiosk.hearing.gate import Gate
from kiosk.hearing.looks import Patience
from kiosk.hearing.utterance import Utterance

COMMAND_S = 5.0  # longer speech is seldom a command, and costs more to look at
_COMES_S = 0.8  # within this of the word before it, and no longer is waited for it in a room that is never quiet
_PAUSE_S, _PAUSE_DB = 0.14, 25.0  # so long and so far under the speech, quiet may be its end


@dataclass(frozen=True)
class Due:
    """``look`` is an early look that only a sure answer ends, ``end`` the last word on this stretch of speech."""

    step: Literal["wait", "look", "end"]
    quiet_s: float = 0.0


def due(
    one: Utterance, gate: Gate, phrases: Mapping[str, int], patience: Patience, now_s: float, speaking: bool
) -> Due:
    """What to do at this moment. ``speaking``: the kiosk itself speaks, or did during this utterance."""
    words = one.partial.split()
    steps = progress(words, phrases, one.spoke_over)
    if steps == "other" and ends_in_phrase(words, phrases):
        steps = "whole"  # a look will tell whether what stands before it was the kiosk's own voice
    quiet = gate.quiet_s
    if steps in ("whole", "open", "unfinished") and words[-1] != UNKNOWN:
        quiet = max(quiet, now_s - _heard_last_s(one) - patience.steady)
    wait = patience.unfinished if one.held else _wait_s(steps, patience)
    if quiet >= max(wait, patience.open):
        return Due("end", quiet)
    looks = quiet >= wait and one.partial != one.looked
    return Due("look" if looks or _peeks(one, gate, speaking) else "wait", quiet)


def _heard_last_s(one: Utterance) -> float:
    """Since when there has been no new word; a word that somebody has just begun to say comes late."""
    return max(one.changed_s, min(one.resumed_s, one.changed_s + _COMES_S))


def _wait_s(steps: str, patience: Patience) -> float:
    return {"whole": patience.whole, "unfinished": patience.unfinished}.get(steps, patience.open)


def _peeks(one: Utterance, gate: Gate, speaking: bool) -> bool:
    """The stream's words come up to half a second late; a look hears to the very end. So there is one in each pause,
    whatever the words so far; in noise, where the rest of a word may seem to be a pause, there is none."""
    if gate.quiet_s < _PAUSE_S:
        one.peeked = False
    still = gate.quiet_s >= _PAUSE_S and gate.lull_db < one.peak_db - _PAUSE_DB
    return still and not (one.peeked or speaking or one.seconds > COMMAND_S)
