"""Words cut out of read sentences, so that many people say the short words that few recorded alone.

A model made before finds where each word stands; a sentence that it does not hear as it is written is left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.core.matching import Word
from kiosk.core.phrases import number_words
from kiosk.hearing.build import build
from kiosk.hearing.lexicon import unheard
from kiosk.hearing.models import STRICTNESS
from kiosk.hearing.recogniser import Recogniser
from kiosk.training import corpus, listen, progress, store

RATE = 16000
KIND = "cut"
_FEWEST_WORDS = 4  # of a sentence
_MOST_TOGETHER = 3
_BEFORE_S, _AFTER_S, _FADE_S = 0.03, 0.04, 0.02  # what is left around a word
_SHORTEST_S = 0.12

COMMANDS = frozenset((*corpus.BASIC, *(number_words(number) for number in range(13))))

Sound = NDArray[np.int16]


def write(path: Path, people: store.Store, model: Path, seed: int) -> None:
    """A store of cuts from a store of people's recordings; what is there already is kept."""
    if not store.done(path):
        with tempfile.TemporaryDirectory() as folder:
            store.write(path, _cuts(people, model, Path(folder), np.random.default_rng(seed)))


def _cuts(people: store.Store, model: Path, folder: Path, chance: np.random.Generator) -> Iterator[store.Sounding]:
    sentences = [entry for entry in people.entries if len(entry.words) >= _FEWEST_WORDS]
    words = {word for entry in sentences for word in entry.words}
    strange = unheard(words)
    build(model, folder, words - set(strange), STRICTNESS, {})
    wanted = [index for index, entry in enumerate(sentences) if not set(entry.words) & set(strange)]
    with listen.ears(folder, 1) as ears, progress.counted("Cutting", len(wanted)) as each:

        def made(index: int, recogniser: Recogniser) -> Sound:
            entry = sentences[index]
            recogniser.grammar("sentence", [" ".join(entry.words)])
            return people.sound(entry)

        found, _ = ears.look(len(wanted), lambda at, one: made(wanted[at], one), each, by="sentence")
    for index, heard in zip(wanted, found, strict=True):
        entry = sentences[index]
        if tuple(word.text for word in heard) == entry.words:
            for sound, said in pieces(people.sound(entry), heard, chance):
                yield sound, said, entry.speaker, entry.source, KIND


def pieces(
    sound: Sound, words: tuple[Word, ...], chance: np.random.Generator
) -> Iterator[tuple[Sound, tuple[str, ...]]]:
    """A sentence in pieces of one to three words, each faded in and out, and every command's word alone."""
    at = 0
    while at < len(words):
        count = min(int(chance.choice(_MOST_TOGETHER, p=(0.6, 0.25, 0.15))) + 1, len(words) - at)
        some = words[at : at + count]
        at += count
        for each in dict.fromkeys((some, *((word,) for word in some if word.text in COMMANDS))):
            if each[-1].end - each[0].start >= _SHORTEST_S:
                begin = max(0, int((each[0].start - _BEFORE_S) * RATE))
                end = min(len(sound), int((each[-1].end + _AFTER_S) * RATE))
                yield faded(sound[begin:end]), tuple(word.text for word in each)


def faded(sound: Sound) -> Sound:
    """With a rise and a fall of 20 ms, so that the cut does not click."""
    slope = np.linspace(0.0, 1.0, int(_FADE_S * RATE))
    made = sound.astype(np.float64)
    made[: len(slope)] *= slope
    made[-len(slope) :] *= slope[::-1]
    return np.rint(made).astype(np.int16)
