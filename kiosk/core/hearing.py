"""What the ear is asked to listen for, and what it answers: plain data in both directions.

The ear never knows a Screen. It is handed phrases with the index of the Choice each belongs to, and every
answer carries the turn of the phrases it was matched against, so that a late one can be told from one of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.messages import EarStatus

Verdict = Literal["accept", "ask", "reject"]


@dataclass(frozen=True)
class Hearing:
    """What may be said at this moment.

    ``phrases`` are whole normalised phrases with the index of their Choice; while the kiosk speaks, only
    those that may interrupt it. ``said_now`` are the words being spoken at this moment: they are distrusted.
    """

    turn: int
    phrases: tuple[tuple[str, int], ...]
    speaking: bool = False
    said_now: tuple[str, ...] = ()
    muted: bool = False


@dataclass(frozen=True)
class Heard:
    """One whole phrase of one Choice was said. ``verdict`` is "accept" or "ask".

    ``speech_end_s`` and ``decided_s`` are seconds of sound since the ear opened.
    """

    turn: int
    phrase: str
    choice: int
    verdict: Verdict
    confidence: float
    speech_end_s: float = 0.0
    decided_s: float = 0.0


@dataclass(frozen=True)
class Missed:
    """Somebody spoke to the kiosk and no phrase was understood."""

    turn: int


@dataclass(frozen=True)
class SpeechBegan:
    """Somebody seems to have begun to speak while the kiosk speaks: time to speak more softly."""

    turn: int


@dataclass(frozen=True)
class EarState:
    """The ear opened, closed, or fell ill and got well. ``detail`` is one plain sentence for staff."""

    status: EarStatus
    detail: str = ""


@dataclass(frozen=True)
class Unhearable:
    """All words asked for so far that the voice model does not know: phrases with one of them cannot be heard."""

    words: frozenset[str]


Echo = Heard | Missed | SpeechBegan | EarState | Unhearable
