"""Recordings of any kind as 16 kHz mono, and a made-up room in which a loudspeaker comes back into a microphone."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]
RATE = 16000
_SLOWEST, _FASTEST = 1000, 1_000_000  # samples a second; others are a broken header
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
    """A WAV file (8, 16, 24 or 32 bit, any usual rate, any channels) as 16 kHz mono.

    Raises ValueError with one clear sentence for what is not such a file.
    """
    try:
        with wave.open(_plain(path), "rb") as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            raw = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as fault:
        why = str(fault) or "it ends too soon"
        raise ValueError(f"{path} is not a plain WAV file ({why}); save it as 16-bit PCM WAV.") from fault
    if not _SLOWEST <= rate <= _FASTEST or width > 4:
        raise ValueError(f"{path} has {rate} samples a second of {8 * width} bit; save it as 16-bit PCM WAV.")
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


def _plain(path: Path) -> io.BytesIO:
    """The file, its header brought to the old form: Python 3.11 does not know the one that sox writes for 24 bit."""
    raw = bytearray(path.read_bytes())
    at = raw.find(b"fmt ", 0, 4096)
    if at >= 0 and raw[at + 8 : at + 10] == b"\xfe\xff" and raw[at + 32 : at + 34] == b"\x01\x00":
        raw[at + 8 : at + 10] = b"\x01\x00"
    return io.BytesIO(bytes(raw))


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
