"""What is to be made of a stretch of speech: looked at by itself, or together with what was acted on just before it.

Who speaks slowly says "read", is heard, and goes on: "... it all". That is no command of its own: of 30 phrases of
held-out voices with 0.7 s between their words, 7 were taken for two commands, with 1 s 10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiosk.core.matching import Evidence, Judgement, Rules, judge, whole_phrase
from kiosk.hearing.looks import LOOK_S, gather, rescued, whole_look
from kiosk.hearing.recogniser import Look, Recogniser
from kiosk.hearing.views import look_again

Sound = NDArray[np.int16]
RATE = 16000
GOES_ON_WITHIN_S = 1.3  # of a phrase's being acted on, its rest begins


@dataclass(frozen=True)
class Situation:
    """What may be said, and how it was said."""

    phrases: Mapping[str, int]
    grammar: Sequence[str]
    rules: Rules
    speaking: bool  # the kiosk spoke meanwhile
    said_now: frozenset[str]  # the words that it spoke
    loudness_db: float  # above the room's noise


@dataclass(frozen=True)
class Acted:
    """A phrase that was acted on at ``at_s``, and the sound that it was heard in."""

    phrase: str
    sound: Sound
    at_s: float


class Opinion(NamedTuple):
    """``first`` is the evidence of the first look alone, ``seen`` what each view says if there were several.

    ``before_s`` is how much sound of what was acted on was heard with it; the times of the words count from its begin.
    """

    evidence: Evidence
    judged: Judgement
    first: Evidence
    seen: tuple[Judgement, ...] = ()
    before_s: float = 0.0


def alone(recogniser: Recogniser, look: Look, sound: Sound, at: Situation, rescue: bool) -> Opinion:
    """A sound by itself, in which a look with the grammar found these words; with ``rescue`` its phrases may be heard
    whole too, and in silence from several sides."""
    if rescue:
        look = rescued(recogniser, look, sound, at.phrases, at.grammar, at.speaking)
    first = _evidence(recogniser, sound, at, look)
    judged = judge(first, at.phrases, at.rules)
    if not rescue or at.speaking or judged.verdict == "accept":
        return Opinion(first, judged, first)
    evidence, judged, seen = look_again(
        recogniser, sound, at.phrases, at.grammar, at.loudness_db, at.rules, (first, judged)
    )
    return Opinion(evidence, judged, first, seen)


def together(recogniser: Recogniser, before: Acted, sound: Sound, at: Situation) -> Opinion | None:
    """Both as one phrase, if it begins with the one acted on and is sure enough.

    Where they are of the same Choice ("bigger ... words"), there is nothing more to act on: "reject".
    """
    both = np.concatenate((before.sound, sound))[-int(LOOK_S * RATE) :]
    if len(both) <= len(sound):
        return None
    look = whole_look(recogniser, both, at.grammar)
    phrase, words = whole_phrase(look.words, at.phrases)
    before_s = (len(both) - len(sound)) / RATE
    said_again = bool(words) and words[0].start > before_s
    if said_again or not f"{phrase} ".startswith(f"{before.phrase} "):
        return None
    evidence = _evidence(recogniser, both, at, look)
    judged = judge(evidence, at.phrases, at.rules)
    if at.phrases.get(before.phrase) == at.phrases[phrase]:
        judged = Judgement("reject", phrase, judged.choice, judged.confidence)
    elif judged.verdict == "reject":
        return None
    return Opinion(evidence, judged, evidence, before_s=before_s)


def _evidence(recogniser: Recogniser, sound: Sound, at: Situation, look: Look) -> Evidence:
    return gather(recogniser, look, sound, at.phrases, at.speaking, at.said_now, at.loudness_db, at.grammar)
