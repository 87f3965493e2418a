"""Ten minutes of noise and ten of talk at Home, faster than real time: nothing is done, and nobody is nagged."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.core.hearing import Hearing
from kiosk.core.offer import hearing_of
from kiosk.hearing.hear import hear_sound, listener_of
from kiosk.hearing.recogniser import Recogniser
from tests.hearing.speech import RATE, Sound, hiss, joined, quiet, say
from tests.visitor import Visitor, library

MINUTES = 10


@pytest.fixture(scope="module")
def home() -> Hearing:
    return hearing_of(Visitor().frame.screen, 1)


def noise() -> Sound:
    """Bursts, steady noise that swells, clicks, and a hum, with rests."""
    chance = np.random.default_rng(11)
    pieces: list[Sound] = []
    while sum(map(len, pieces)) < MINUTES * 60 * RATE:
        kind = int(chance.integers(0, 4))
        seconds, level = float(chance.uniform(0.1, 6.0)), int(chance.uniform(30, 4000))
        count = int(seconds * RATE)
        time = np.arange(count) / RATE
        if kind == 0:
            made = hiss(seconds, level, len(pieces))
        elif kind == 1:
            made = (hiss(seconds, level, len(pieces)) * np.sin(np.pi * time / seconds) ** 2).astype(np.int16)
        elif kind == 2:
            made = np.zeros(count, np.int16)
            made[:: int(chance.integers(800, 6000))] = min(level * 6, 30000)
        else:
            tone = float(chance.uniform(90, 900))
            made = (level * np.sign(np.sin(2 * np.pi * tone * time + np.sin(time * 9)))).astype(np.int16)
        pieces += [made, quiet(float(chance.uniform(0.2, 4.0)), len(pieces))]
    return joined(*pieces)[: MINUTES * 60 * RATE]


def talk() -> Sound:
    """Sentences of the articles, which hold many a word that is a phrase, in voices unknown to the model."""
    sentences = [
        " ".join(word.shown for word in sentence.words)
        for shelf in library().shelves
        for entry in shelf.entries
        if (article := library().article(entry.id)) is not None
        for section in article.sections
        for sentence in section.sentences[1:]
    ]
    voices = ("en-us+f4", "en-gb+m5", "en-us+linda", "en-us+m6")
    pieces: list[Sound] = []
    for number, sentence in enumerate(sentences):
        pieces += [say(sentence, voices[number % len(voices)], 150), quiet(0.2 + 0.15 * (number % 5), number)]
        if sum(map(len, pieces)) > MINUTES * 60 * RATE:
            break
    return joined(*pieces)


def test_ten_minutes_of_noise_lead_to_nothing(recogniser: Recogniser, home: Hearing) -> None:
    result = hear_sound(listener_of(recogniser), home, noise())
    assert result.heard == ()
    # One of 0.5 s is nearly "article two". Believing less would leave half of the people who need it without an answer.
    assert result.misses <= 1


def test_ten_minutes_of_talk_lead_to_nothing_and_nobody_is_nagged(recogniser: Recogniser, home: Hearing) -> None:
    sound = talk()
    assert len(sound) > MINUTES * 60 * RATE
    result = hear_sound(listener_of(recogniser), home, sound)
    assert [one for one in result.heard if one.verdict == "accept"] == []
    assert len(result.heard) <= 2 and result.misses <= 2
