"""A phrase of which a word was misheard: "how long does it" was "how long is it".

A grammar at run time lets the words of all its phrases mix, so in noise it often hears what is no phrase. Then the
phrases that share most words with it are laid over the sound, each alone, and the likeliest may be what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kiosk.core.matching import UNKNOWN
from kiosk.hearing.recogniser import Look, Recogniser

SURE, UNSURE = 0.5, 0.4  # of each word of such a phrase: it is acted on at most just so, or asked about
_SHORTEST = 3  # words; a shorter phrase shares too little
_LONG = 5  # words, of which two may be misheard or missing
_MOST = 4  # phrases that are laid over the sound


def resembling(heard: Sequence[str], phrases: Iterable[str]) -> list[str]:
    """The phrases that share most of the words heard, the likest first."""
    core = [word for word in heard if word != UNKNOWN]
    found: list[tuple[int, str]] = []
    for phrase in phrases:
        words = phrase.split()
        if len(words) < _SHORTEST or abs(len(words) - len(core)) > 2 or len(set(words) & set(core)) < 2:
            continue
        blocks = SequenceMatcher(None, words, core, autojunk=False).get_matching_blocks()
        same = sum(block.size for block in blocks)
        missing, more = len(words) - same, len(core) - same
        if same >= 2 and missing <= (2 if len(words) >= _LONG else 1) and more <= 1:
            found.append((missing + more, phrase))
    return [phrase for _, phrase in sorted(found)[:_MOST]]


def nearest(recogniser: Recogniser, look: Look, sound: bytes, phrases: Iterable[str]) -> Look:
    """The look, or one at the likeliest of the phrases that resemble its words. Leaves "look" another grammar."""
    best, score = "", float("-inf")
    for phrase in resembling([word.text for word in look.words], phrases):
        recogniser.grammar("phrase", [phrase], scored=True)
        alone = recogniser.look("phrase", sound)
        if alone.text == phrase and alone.score > score:
            best, score = phrase, alone.score
    if not best:
        return look
    recogniser.grammar("look", [best])
    found = recogniser.look("look", sound)
    return replace(found, words=tuple(replace(word, confidence=SURE) for word in found.words))
