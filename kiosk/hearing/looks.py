"""The looks at a stretch of speech from which the evidence is gathered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kiosk.core.homophones import rivals
from kiosk.core.matching import UNKNOWN, Evidence, Word, whole_phrase
from kiosk.hearing.recogniser import Look, Recogniser

Sound = NDArray[np.int16]
RATE = 16000
LOOK_S = 6.0  # of sound at most: 11 s of babble in one go took 1.3 s, and the watchdog took it for a hang
_AROUND_S = 0.3  # of sound on either side of the phrase
_FIRM = 0.6  # what noise was taken for stood at 0.3 and 0.5, phrases that were said at 0.6 to 1


@dataclass(frozen=True)
class Patience:
    """Seconds of quiet before deciding: after a phrase that must be whole, one that may go on, half a one."""

    whole: float = 0.12
    open: float = 0.6
    unfinished: float = 1.4
    steady: float = (
        0.25  # more than this without a new word counts as quiet too, in a room that is never quiet
    )


def prepare(recogniser: Recogniser) -> None:
    """Make the recognisers that look; what they look for follows."""
    recogniser.grammar("ear", [UNKNOWN])
    recogniser.grammar("whole", [UNKNOWN])
    recogniser.grammar("phrase", [UNKNOWN], scored=True)
    recogniser.grammar("others", [UNKNOWN], scored=True)
    recogniser.grammar("words", None, scored=True)


def others_than(phrase: str, phrases: Mapping[str, int], whole: Collection[str] = ()) -> list[str]:
    """What might have been said instead: the phrases of other Choices, as far as they cannot make up this one.

    A grammar mixes the words of those that it does not hear ``whole``, so such ones with the rarest word of this one
    are left out: "read section two" would let "read" compete with itself. So are all with a word that sounds like one
    of this.
    """
    rest = [(other, other.split()) for other, choice in phrases.items() if choice != phrases[phrase]]
    rarest = min(phrase.split(), key=lambda word: sum(word in words for _, words in rest))
    alike = rivals(phrase)
    return [other for other, words in rest if alike.isdisjoint(words) and (other in whole or rarest not in words)]


def weighed_against(
    phrase: str, phrases: Mapping[str, int], speaking: bool, whole: Collection[str] = ()
) -> list[str]:
    """The same, but against one word only single words, since nobody says "turn" of "turn it up" alone.

    Remains of the kiosk's own voice may be any words, so while it is ``speaking`` all others count.
    """
    others = others_than(phrase, phrases, whole)
    return others if speaking or " " in phrase else [other for other in others if " " not in other]


def rescued(
    recogniser: Recogniser, look: Look, sound: Sound, phrases: Mapping[str, int], grammar: Sequence[str], speaking: bool
) -> Look:  # fmt: skip
    """Where the words that a look found in a sound are none, those of the phrase that it is if heard whole.

    Where all was heard whole at once, three phrases were acted on in ten minutes of talk; so, none.
    """
    unknown = all(word.text == UNKNOWN for word in look.words)
    if unknown or whole_phrase(look.words, phrases, speaking)[0]:
        return look
    whole = whole_look(recogniser, sound, grammar)
    phrase, words = whole_phrase(whole.words, phrases, speaking)
    return whole if phrase and min(word.confidence for word in words) >= _FIRM else look


def whole_look(recogniser: Recogniser, sound: Sound, grammar: Sequence[str]) -> Look:
    """The phrases of the grammar in the last seconds of a finished sound, each heard whole or not at all."""
    recogniser.grammar("whole", grammar, whole=True)
    left_s = max(0, len(sound) - int(LOOK_S * RATE)) / RATE
    look = recogniser.look("whole", sound[int(left_s * RATE) :].tobytes())
    words = (replace(word, start=word.start + left_s, end=word.end + left_s) for word in look.words)
    return replace(look, words=tuple(words)) if left_s else look


def _apart(recogniser: Recogniser, look: Look, sound: Sound, grammar: Sequence[str], phrase: str) -> Look:
    """The same look without the words that sound like those of the phrase: between "two" and "to" no recogniser is
    surer than by half."""
    unsure = rivals(phrase)
    rest = [other for other in grammar if unsure.isdisjoint(other.split())]
    if len(rest) == len(grammar):
        return look
    return whole_look(recogniser, sound, rest)


def _as_sure(look: Look, words: Sequence[Word], surer: Sequence[Word]) -> Look:
    """A look whose words are believed as others are. Their times stay: those of a whole phrase hold its pauses too."""
    at = look.words.index(words[0])
    believed = (replace(word, confidence=other.confidence) for word, other in zip(words, surer, strict=True))
    return replace(look, words=(*look.words[:at], *believed, *look.words[at + len(words) :]))


def _around(heard: Sequence[Word], words: Sequence[Word]) -> tuple[float, float]:
    """From when to when a phrase is weighed, in seconds: with a little around it, but without a "please" behind it.

    With it, 20 of 52 commands of held-out voices were acted on, without it all. What stands before does no harm.
    """
    behind = [word.start for word in heard if word.start > words[-1].start and word.text != UNKNOWN]
    return max(0.0, words[0].start - _AROUND_S), min([*behind, words[-1].end + _AROUND_S])


def gather(
    recogniser: Recogniser,
    look: Look,
    sound: Sound,
    phrases: Mapping[str, int],
    speaking: bool,
    said_now: Iterable[str],
    loudness_db: float,
    grammar: Sequence[str] = (),
) -> Evidence:
    """The evidence for the phrase that a look with the grammar found in the sound, if it found one."""
    phrase, words = whole_phrase(look.words, phrases, speaking)
    if not phrase:
        return Evidence(look.words)
    same, surer = whole_phrase(_apart(recogniser, look, sound, grammar, phrase).words, phrases, speaking)
    if same == phrase:
        look = _as_sure(look, words, surer)
    recogniser.grammar("phrase", [phrase], scored=True, whole=True)
    others = weighed_against(phrase, phrases, speaking, recogniser.whole(phrases))
    recogniser.grammar("others", [*others, UNKNOWN], scored=True, whole=True)
    # the scores must be of the same sound: of the phrase and a little around it
    first, last = _around(look.words, words)
    first = max(first, last - LOOK_S)
    piece = sound[int(first * RATE) : int(last * RATE)].tobytes()
    itself, other, opened = recogniser.looks(("phrase", "others", "words"), piece)
    return Evidence(
        words=look.words,
        phrase_score=itself.score,
        others_score=other.score,
        others=other.text,
        second=opened.text,
        loudness_db=loudness_db,
        echoed=not set(phrase.split()).isdisjoint(said_now),
        speaking=speaking,
    )
