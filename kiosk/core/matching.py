"""Which whole phrase was said, may it still go on, and is it to be believed? Pure thought, no recogniser.

A recogniser's grammar is a bigram model, so words of two phrases may come out mixed: only a whole phrase
counts here. Its word confidences lie (a word off the list comes back at 1.0), so belief is a weighted sum of
several doubtful witnesses. The weights were fitted by logistic regression on 1,133 one-word recordings of people,
wanted and unwanted words alike, and on 672 commands by voices that nothing was trained on, clean and in noise; fitted
on one half and measured on the other they did as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from kiosk.core.courtesy import FILLERS, leads_in, strip
from kiosk.core.hearing import Verdict
from kiosk.core.homophones import as_in, often_meant, respelt

UNKNOWN = "[unk]"
WEIGHTS = {  # fitted as "python -m kiosk.training belief" does
    "always": -2.79, "sure": 1.23, "margin": 4.8, "a word else": -0.99, "alike": 1.29, "long": 1.34,
    "more words": -0.38, "stumbled": -1.23,
}  # fmt: skip
_LAST = 5  # words that a phrase at the end of others may have
_NEARLY = 0.3  # so firmly believed, something that is not accepted was at least meant for the kiosk
_FASTEST = 7.0  # words a second; hurried talk has 5
_LONGEST_STUMBLE_S = 0.6  # an unknown sound before a phrase that may be a hesitation

Progress = Literal["nothing", "unfinished", "open", "whole", "other"]


@dataclass(frozen=True)
class Word:
    """A word as heard: seconds from the start of the sound it was found in, confidence 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


class Phrases(dict[str, int]):
    """What may be said, each phrase with its Choice; asked at every block of sound what goes on where."""

    @cached_property
    def going_on(self) -> Mapping[str, Set[int]]:
        """For each beginning of a phrase, in whole words, the Choices of all phrases that go on behind it."""
        found: dict[str, set[int]] = {}
        for phrase, choice in self.items():
            words = phrase.split()
            for end in range(1, len(words)):
                found.setdefault(" ".join(words[:end]), set()).add(choice)
        return found


@dataclass(frozen=True)
class Evidence:
    """What is known about one stretch of speech.

    The scores are log likelihoods of the same sound: of the phrase itself, of the best of all else that may be said
    here or any sounds at all (``others`` in words). ``second`` are the likeliest words of the whole vocabulary.
    """

    words: tuple[Word, ...]
    phrase_score: float = 0.0
    others_score: float = 0.0
    others: str = ""
    second: str = ""
    loudness_db: float = 30.0  # above the room's noise
    echoed: bool = False  # the kiosk is saying this word itself at the moment
    speaking: bool = False


@dataclass(frozen=True)
class Rules:
    """Where belief begins: the least that kept wrong words of people under 3 % of all that was said."""

    accept: float = 0.88
    accept_agreed: float = 0.68  # of several views that agree
    accept_rarer: float = 0.96  # of a rare command that a more usual one is often taken for
    ask: float = 0.6
    accept_speaking: float = 0.88
    accept_echoed: float = 0.96
    least_word: float = 0.5  # a word less sure than that is asked about, however sure the others are
    quietest_db: float = 5.0
    shortest_s: float = 0.08
    longest_s: float = 1.6  # of one word
    long_s: float = 0.9  # one that lasts longer is drawn out, or a hum:
    least_long: float = 0.85  # if less sure than that, it is a hum


@dataclass(frozen=True)
class Judgement:
    """The verdict on one stretch of speech; ``phrase`` is empty if no whole phrase stands in it."""

    verdict: Verdict
    phrase: str
    choice: int
    confidence: float


def progress(words: Sequence[str], phrases: Mapping[str, int], spotting: bool = False) -> Progress:
    """How far along the words are: "whole" if no longer phrase of another Choice begins with them, "open" if one
    does."""
    if spotting:
        words = words[max((at for at, word in enumerate(words) if word == UNKNOWN), default=-1) + 1 :]
    known = [word for at, word in enumerate(words) if word != UNKNOWN or at > 0]
    core = respelt(strip(known, phrases), phrases)
    said = " ".join(core)
    if not core:
        return "unfinished" if not FILLERS.issuperset(known) else "nothing"
    longer = _longer(said, phrases)
    if said in phrases:
        return "open" if longer - {phrases[said]} else "whole"
    return "unfinished" if longer or leads_in(core) else "other"


def _longer(said: str, phrases: Mapping[str, int]) -> Set[int]:
    """The Choices of the phrases that go on where what was said ends."""
    if isinstance(phrases, Phrases):
        return phrases.going_on.get(said, frozenset())
    return {choice for phrase, choice in phrases.items() if phrase.startswith(said + " ")}


def ends_in_phrase(words: Sequence[str], phrases: Mapping[str, int]) -> bool:
    """Are the last words a phrase that no longer one begins with, whatever stands before them?"""
    return any(progress(words[at:], phrases) == "whole" for at in range(max(1, len(words) - _LAST), len(words)))


def whole_phrase(
    words: Sequence[Word], phrases: Mapping[str, int], spotting: bool = False
) -> tuple[str, tuple[Word, ...]]:
    """The one phrase that the words are, and its words; a short stumble before it is forgiven.

    When ``spotting``, anything unknown may stand before it: remains of the kiosk's own voice.
    """
    rest = list(words)
    stumble = 0.0
    while rest and rest[0].text == UNKNOWN:
        stumble += rest[0].end - rest[0].start
        rest.pop(0)
    if spotting:
        unknown = [at for at, word in enumerate(rest) if word.text == UNKNOWN]
        rest, stumble = rest[unknown[-1] + 1 if unknown else 0 :], 0.0
    core = strip([word.text for word in rest], phrases)
    said = " ".join(respelt(core, phrases))
    if said not in phrases or stumble > _LONGEST_STUMBLE_S:
        return "", ()
    texts = [word.text for word in rest]
    at = max(i for i in range(len(texts)) if tuple(texts[i : i + len(core)]) == core)  # after a false start
    return said, tuple(rest[at : at + len(core)])


def witnesses(evidence: Evidence, phrase: str, words: Sequence[Word]) -> dict[str, float]:
    """What speaks for the phrase and against it, in numbers of about one."""
    seconds = max(0.03, words[-1].end - words[0].start)
    sure = [word.confidence for word in words]
    letters = phrase.replace(" ", "")
    second = "".join(as_in(phrase, (word for word in evidence.second.split() if word != UNKNOWN)))
    margin = evidence.phrase_score - evidence.others_score
    return {
        "always": 1.0,
        "sure": (min(sure) + sum(sure) / len(sure)) / 2,
        "margin": max(-10.0, min(20.0, margin)) / 10,
        "a word else": float(evidence.others not in ("", UNKNOWN)),
        "alike": SequenceMatcher(None, letters, second, autojunk=False).ratio(),
        "long": min(seconds, 0.9) / 0.9,
        "more words": float(min(len(words) - 1, 3)),
        "stumbled": float(evidence.words[0].text == UNKNOWN and not evidence.speaking),
    }


def belief(evidence: Evidence, phrase: str, words: Sequence[Word]) -> float:
    """How likely it is, 0 to 1, that the phrase was said."""
    total = sum(WEIGHTS[name] * value for name, value in witnesses(evidence, phrase, words).items())
    return 1.0 / (1.0 + math.exp(-total))


def judge(evidence: Evidence, phrases: Mapping[str, int], rules: Rules) -> Judgement:
    """Accept, ask or reject."""
    phrase, words = whole_phrase(evidence.words, phrases, evidence.speaking)
    if not phrase:
        return Judgement("reject", "", -1, 0.0)
    confidence = belief(evidence, phrase, words)
    lengths = [(word.end - word.start, len(word.text)) for word in words]
    sane = (
        evidence.loudness_db >= rules.quietest_db
        and words[-1].end - words[0].start >= rules.shortest_s
        and all(letters <= 3 or seconds >= rules.shortest_s for seconds, letters in lengths)  # "a" may be a breath
        and all(seconds <= rules.longest_s for seconds, _ in lengths)
        and not any(word.end - word.start > rules.long_s and word.confidence < rules.least_long for word in words)
    )
    verdict: Verdict = "reject"
    rarer = rules.accept_rarer if often_meant(phrase, phrases) else 0.0
    if sane and evidence.speaking:
        needed = max(rarer, rules.accept_echoed if evidence.echoed else rules.accept_speaking)
        verdict = "accept" if confidence >= needed else "reject"
    elif sane:
        sure = confidence >= max(rarer, rules.accept) and min(word.confidence for word in words) >= rules.least_word
        verdict = "accept" if sure else "ask" if confidence >= rules.ask else "reject"
    return Judgement(verdict, phrase, phrases[phrase], confidence)


def addressed(
    words: Sequence[Word], quiet_before_s: float, phrases: Mapping[str, int], confidence: float = 0.0
) -> bool:
    """Was what was not understood meant for the kiosk? Only then is it a miss.

    A short stretch of speech after a silence, which nearly was a phrase (``confidence``) or in which several words of
    the phrases stand close together; a room that is only talking speaks longer, or without pause, or of other things,
    and noises are taken for single words far apart.
    """
    if not words or quiet_before_s < 1.0 or words[-1].end - words[0].start > 3.5:
        return False
    if confidence >= _NEARLY:
        return True
    if len(words) > 2 and len(words) > _FASTEST * (words[-1].end - words[0].start):
        return False  # a hum, taken for a row of small words
    known = {word for phrase in phrases for word in phrase.split()} - FILLERS
    meant = [word for word in words if word.text in known]
    meant_s = sum(word.end - word.start for word in meant)
    return len(meant) >= 2 and meant_s > (words[-1].end - words[0].start) / 2
