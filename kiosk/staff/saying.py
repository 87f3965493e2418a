"""Plain text made ready to be spoken, for ``kiosk say``."""

from __future__ import annotations

from kiosk.core.speech import Utterance, pause_ms
from kiosk.library.clean import clean
from kiosk.library.sentences import split_sentences


def text_utterances(text: str, wpm: int) -> tuple[Utterance, ...]:
    """The sentences of a text as utterances, each followed by the pause that a reader makes."""
    sentences = split_sentences(clean(text)[0])
    return tuple(
        Utterance(tuple(sentence.split()), pause_ms("paragraph", index + 1 == len(sentences), wpm), index)
        for index, sentence in enumerate(sentences)
    )
