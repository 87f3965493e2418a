"""Speech into a WAV file, with the time at which each displayed word begins. For staff and for tests."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from kiosk.core.speech import Utterance, seconds_for
from kiosk.core.spoken import spoken_words
from kiosk.speech.driver import RATE
from kiosk.speech.synthesis import open_synthesis


class NoVoiceError(Exception):
    """There is no speech engine. The message is one sentence for staff."""


class TimedWord(TypedDict):
    """A displayed word and when it begins, in milliseconds from the start of the file."""

    word: str
    start_ms: int


def samples_of(
    utterances: Sequence[Utterance], wpm: int, pronunciations: Mapping[str, str], voice: str = "",
    engine: str = "kiosk",
) -> tuple[array[int], list[TimedWord]]:
    """16-bit mono samples at RATE, and the words' times. Raises NoVoiceError."""
    try:
        synthesis = open_synthesis(voice, engine)
    except Exception as fault:
        raise NoVoiceError(f"There is no voice here: {fault}.") from fault
    spoken = [spoken_words(each.words, pronunciations) for each in utterances]
    samples: array[int] = array("h")
    timed: list[TimedWord] = []
    lengths = seconds_for(utterances, spoken, wpm)
    for index, (utterance, words, seconds) in enumerate(zip(utterances, spoken, lengths, strict=True)):
        made = synthesis.make(words, seconds)
        begin = len(samples)
        timed += [
            {"word": word, "start_ms": round(1000 * (begin + start) / RATE)}
            for word, start in zip(utterance.words, made.starts, strict=True)
        ]
        samples.frombytes(made.pcm)
        if index + 1 < len(utterances):
            samples.frombytes(bytes(2 * (utterance.pause_ms * RATE // 1000)))
    return samples, timed


def say_to_file(
    utterances: Sequence[Utterance], wpm: int, pronunciations: Mapping[str, str], path: Path, voice: str = "",
    engine: str = "kiosk",
) -> list[TimedWord]:
    """Write the WAV and return the words' times. Raises NoVoiceError, and OSError for the file."""
    samples, timed = samples_of(utterances, wpm, pronunciations, voice, engine)
    with path.open("wb") as opened, wave.open(opened, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return timed
