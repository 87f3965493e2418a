"""Recordings through the live kiosk's own ears, faster than real time: what ``kiosk hear`` prints.

The clock is the sound's own, so a file always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.core.hearing import Heard, Hearing, Missed, Verdict
from kiosk.core.matching import Rules
from kiosk.hearing.listener import Listener
from kiosk.hearing.looks import Patience
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.recordings import RATE, Sound, in_room, room

BLOCK = 512
BEFORE_S = 0.4  # of quiet before a recording that may begin with speech: no room goes from nothing to a word
_AFTER_S = 3.0  # of silence after a recording, so that the last word is decided


@dataclass(frozen=True)
class Result:
    """What came of one recording: every phrase that was accepted or asked about, in order; and the last stretch of
    speech that was rejected, with what was made out of it. Seconds are those of the recording."""

    heard: tuple[Heard, ...]
    rejected: str = ""
    confidence: float = 0.0
    misses: int = 0

    @property
    def best(self) -> Heard | None:
        """The first phrase that was acted on, else the first that was asked about."""
        accepted = (one for one in self.heard if one.verdict == "accept")
        return next(accepted, next(iter(self.heard), None))

    @property
    def verdict(self) -> Verdict:
        """On the recording as a whole."""
        return "reject" if self.best is None else self.best.verdict


def hear_sound(
    listener: Listener, hearing: Hearing, sound: Sound, speaking: Sound | None = None, level_db: float = -6.0,
    before_s: float = 0.0,
) -> Result:  # fmt: skip
    """One recording through an open listener, after so much quiet. ``speaking`` is what the kiosk itself says over and
    over meanwhile; it comes back into the microphone through a room of 0.4 s, ``level_db`` against what is played."""
    before, after = (np.zeros(int(seconds * RATE), np.int16) for seconds in (before_s, _AFTER_S))
    whole = np.concatenate((before, sound, after))
    far = None
    if speaking is not None and len(speaking):
        far = np.resize(speaking, len(whole)).astype(np.int16)
        whole = np.clip(whole + in_room(far, room(), level_db), -32768, 32767).astype(np.int16)
    begun = listener.now_s + len(before) / RATE
    listener.follow(hearing)
    listener.judged = listener.evidence = None
    heard: list[Heard] = []
    misses = 0
    for at in range(0, len(whole), BLOCK):
        for answer in listener.hear(whole[at : at + BLOCK], None if far is None else far[at : at + BLOCK]):
            if isinstance(answer, Heard):
                heard.append(_within(answer, begun))
            misses += isinstance(answer, Missed)
    judged = listener.judged
    if judged is None or judged.verdict != "reject":
        return Result(tuple(heard), misses=misses)
    return Result(tuple(heard), judged.phrase or listener.made_out, round(judged.confidence, 3), misses)


def _within(heard: Heard, begun_s: float) -> Heard:
    """With its times counted from the beginning of the recording."""
    return Heard(
        heard.turn, heard.phrase, heard.choice, heard.verdict, heard.confidence,
        round(heard.speech_end_s - begun_s, 3), round(heard.decided_s - begun_s, 3),
    )  # fmt: skip


@contextmanager
def recogniser_of(model: Path) -> Iterator[Recogniser]:
    """A recogniser for recordings, for as long as the block lasts. Raises RecogniserFaultError."""
    one = Recogniser(model, patience_s=10.0)
    one.open()
    try:
        yield one
    finally:
        one.close()


def listener_of(recogniser: Recogniser, patience: Patience | None = None, rules: Rules | None = None) -> Listener:
    """A fresh listener, as at the beginning of a quiet day."""
    listener = Listener(recogniser, patience, rules)
    listener.open()
    return listener
