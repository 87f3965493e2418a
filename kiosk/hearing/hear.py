"""Recordings through the live kiosk's own ears, faster than real time: what ``kiosk hear`` prints.

The clock is the sound's own, so a file always gives the same answer.
"""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.core.hearing import Heard, Hearing
from kiosk.core.matching import Rules
from kiosk.hearing.listener import Listener
from kiosk.hearing.looks import Patience
from kiosk.hearing.recogniser import Recogniser

Sound = NDArray[np.int16]
RATE = 16000
BLOCK = 512
_AFTER_S = 3.0  # of silence after a recording, so that the last word is decided
_ROOM_S = 0.4


def resampled(sound: NDArray[np.float64], rate: int, to: int = RATE) -> NDArray[np.float64]:
    """The same sound at another rate, its upper band cut off first (windowed-sinc, 32 zero crossings)."""
    if rate == to or not len(sound):
        return sound
    step = rate / to
    cut = min(1.0, 1.0 / step) * 0.95
    reach = int(np.ceil(16 / cut))
    at = np.arange(int(len(sound) / step)) * step
    whole = at.astype(np.int64)
    padded = np.concatenate((np.zeros(reach), sound, np.zeros(reach + 1)))
    made = np.zeros(len(at))
    for tap in range(-reach + 1, reach + 1):
        far = whole + tap - at
        weight = np.sinc(cut * far) * cut * (0.5 + 0.5 * np.cos(np.pi * np.clip(far / reach, -1, 1)))
        made += padded[whole + tap + reach] * weight
    return made


def read_wav(path: Path) -> Sound:
    """A WAV file (8, 16, 24 or 32 bit, any rate, any channels) as 16 kHz mono.

    Raises ValueError with one clear sentence for what is not such a file.
    """
    try:
        with wave.open(str(path), "rb") as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            raw = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as fault:
        raise ValueError(f"{path} is not a plain WAV file ({fault}); save it as 16-bit PCM WAV.") from fault
    raw = raw[: len(raw) // (width * channels) * width * channels]
    if width == 1:
        wide = (np.frombuffer(raw, np.uint8).astype(np.float64) - 128.0) * 256.0
    elif width == 3:
        bytes_ = np.frombuffer(raw, np.uint8).reshape(-1, 3).astype(np.int32)
        signed = (bytes_[:, 0] | bytes_[:, 1] << 8 | bytes_[:, 2] << 16) << 8 >> 8
        wide = signed / 256.0
    elif width == 2:
        wide = np.frombuffer(raw, np.int16).astype(np.float64)
    else:
        wide = np.frombuffer(raw, np.int32).astype(np.float64) / 65536.0
    mono = resampled(wide.reshape(-1, channels).mean(axis=1), rate)
    return np.clip(np.rint(mono), -32768, 32767).astype(np.int16)


def room(seed: int = 0, seconds: float = _ROOM_S) -> NDArray[np.float64]:
    """A made-up room response from loudspeaker to microphone: 20 ms on the way, then a tail that decays
    by 60 dB in ``seconds``, about as strong as the direct sound, of energy 1."""
    chance = np.random.default_rng(seed)
    count = int(seconds * RATE)
    tail = chance.standard_normal(count) * 10.0 ** (-3.0 * np.arange(count) / count) * 0.04
    tail[0] = 1.0
    response = np.concatenate((np.zeros(int(0.02 * RATE)), tail))
    return np.asarray(response / np.sqrt(np.sum(response**2)))


def in_room(sound: Sound, response: NDArray[np.float64], level_db: float) -> NDArray[np.float64]:
    """The kiosk's own voice as the microphone hears it, ``level_db`` against what is played."""
    size = 1 << int(len(sound) + len(response) - 1).bit_length()
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[: len(sound)]
    return np.asarray(heard * 10.0 ** (level_db / 20.0))


def hear_sound(
    listener: Listener, hearing: Hearing, sound: Sound, speaking: Sound | None = None, level_db: float = -6.0
) -> Iterator[Heard | tuple[str, float]]:
    """One recording through an open listener: every phrase heard, then ("done", seconds)."""
    listener.follow(hearing)
    whole = np.concatenate((sound, np.zeros(int(_AFTER_S * RATE), np.int16)))
    mixed = whole
    far = None
    if speaking is not None and len(speaking):
        far = np.resize(speaking, len(whole)).astype(np.int16)
        mixed = np.clip(whole + in_room(far, room(), level_db), -32768, 32767).astype(np.int16)
    begun = listener.now_s
    for at in range(0, len(mixed), BLOCK):
        block = mixed[at : at + BLOCK]
        for answer in listener.hear(block, None if far is None else far[at : at + BLOCK]):
            if isinstance(answer, Heard):
                yield answer
    yield ("done", listener.now_s - begun)


@contextmanager
def ears(model: Path, patience: Patience | None = None, rules: Rules | None = None) -> Iterator[Listener]:
    """A Listener for recordings, for as long as the block lasts: one visit on screens that may change."""
    recogniser = Recogniser(model, patience_s=10.0)
    recogniser.open()
    try:
        listener = Listener(recogniser, patience, rules)
        listener.open()
        yield listener
    finally:
        recogniser.close()


def hear_files(
    files: Iterable[Path],
    model: Path,
    phrases: Sequence[tuple[str, int]],
    names: Sequence[str] = (),
    speaking: Path | None = None,
    patience: Patience | None = None,
    rules: Rules | None = None,
) -> Iterator[dict[str, Any]]:
    """One result for each phrase heard in each recording, or one with ``choice`` None where there is none.

    ``phrases`` are whole normalised phrases with the index of their Choice, ``names`` the Choices' names.
    Raises ValueError for a file that cannot be read, RecogniserFaultError for a model that cannot be used.
    """
    recogniser = Recogniser(model, patience_s=10.0)
    recogniser.open()
    try:
        voice = read_wav(speaking) if speaking else None
        for turn, path in enumerate(files):
            sound = read_wav(path)
            listener = Listener(recogniser, patience, rules)
            listener.open()
            hearing = Hearing(turn, tuple(phrases), speaking is not None)
            any_heard = False
            for answer in hear_sound(listener, hearing, sound, voice):
                if isinstance(answer, Heard):
                    any_heard = True
                    name = names[answer.choice] if names else answer.phrase
                    yield _line(
                        path,
                        answer.phrase,
                        name,
                        answer.verdict,
                        answer.confidence,
                        answer.speech_end_s,
                        answer.decided_s,
                    )
            if not any_heard:
                said = listener.judged
                yield _line(
                    path,
                    said.phrase if said else "",
                    None,
                    "reject",
                    round(said.confidence, 3) if said else 0.0,
                    None,
                    None,
                )
    finally:
        recogniser.close()


def _line(
    path: Path, heard: str, choice: str | None, verdict: str, confidence: float,
    speech_end_s: float | None, decided_s: float | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "file": str(path), "heard": heard, "choice": choice, "verdict": verdict, "confidence": confidence,
        "speech_end_s": speech_end_s, "decided_s": decided_s,
    }  # fmt: skip
