"""Words to samples that last a wanted time, with the sample at which each word begins.

espeak-ng's rate number is not words per minute, and below 80 it does nothing: so an utterance is made, measured and
made again until it lasts as long as its pace asks for. Fast speech is all rate; slow speech is a clear, moderate rate
with gaps between the words, not a drawl. Making is some 5 ms a sentence, so a second and a third try cost little.
"""

from __future__ import annotations

import io
import sys
import wave
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyttsx3

from kiosk.speech import driver

QUIET = 150  # samples below this are silence: espeak-ng's own floor is 0, its weakest consonants reach 300
SLOWEST_RATE = 105  # below, it drawls
FASTEST_RATE = 440  # above 449 espeak-ng squeezes its sound and loses its marks
DRAWL_RATE = 80
CLOSE_ENOUGH = 0.015
_TRIES = 5
_LETTER = driver.RATE * 75 // 1000  # samples that a letter takes at the slow rates, measured


class Made(NamedTuple):
    """16-bit mono samples at ``rate``, and the sample at which each word begins."""

    pcm: bytes
    rate: int
    starts: tuple[int, ...]


def open_synthesis(voice: str = "") -> Espeak | Other:
    """The best engine there is. Raises the engine's own error when there is none at all."""
    try:
        return Espeak(voice)
    except Exception as error:
        try:
            return Other(voice)
        except Exception:
            raise error from None


class Espeak:
    """espeak-ng through the kiosk's own driver: exact word times and an exact length."""

    def __init__(self, voice: str = "") -> None:
        self.name = "espeak-ng"
        self._engine: Any = pyttsx3.init(driver.register(), debug=False)
        self._engine.connect("started-word", self._note)
        self._words: list[tuple[int, int]] = []
        if voice:
            self._engine.setProperty("voice", voice)

    def _note(self, name: str, location: int, length: int, sample: int) -> None:
        self._words.append((location, sample))

    def make(self, words: Sequence[str], seconds: float | None) -> Made:
        """One utterance; ``words`` are spoken words, ``seconds`` the wanted length or None for a usual pace."""
        text = " ".join(words)
        if not text.strip():  # a line of asterisks, say: pyttsx3 takes no empty text
            return Made(b"", driver.RATE, (0,) * len(words))
        rate, gap = 175.0, 0
        best = self._once(text, words, rate, gap)
        if seconds is None or not best.pcm:
            return best
        wanted = seconds * driver.RATE
        plain = 175.0 * len(best.pcm) / 2 / wanted  # the rate that would do without gaps
        rate = min(max(plain, SLOWEST_RATE), FASTEST_RATE)
        if plain < SLOWEST_RATE and len(words) > 1:
            gap = 5
        nearest = float("inf")
        for _ in range(_TRIES):
            made = self._once(text, words, rate, gap)
            length = len(made.pcm) / 2
            error = abs(length / wanted - 1)
            if error < nearest:
                best, nearest = made, error
            if error < CLOSE_ENOUGH or not length:
                break
            if gap or (length < wanted and rate <= SLOWEST_RATE):
                # one unit of gap is about 10 ms * 175/rate between each two words
                unit = 0.0225 * 105 / rate * driver.RATE * max(1, len(words) - 1)
                step = round((wanted - length) / unit)
                if step and len(words) > 1:
                    gap = min(max(0, gap + step), driver.LONGEST_GAP)
                    continue
            rate = min(max(rate * length / wanted, DRAWL_RATE), FASTEST_RATE)
        return best

    def _once(self, text: str, words: Sequence[str], rate: float, gap: int) -> Made:
        file = io.BytesIO()
        self._words = []
        self._engine.setProperty("rate", round(rate))
        self._engine.setProperty("gap", gap)
        self._engine.save_to_file(text, file)
        self._engine.runAndWait()
        pcm, skipped = trim(file.getvalue())
        return Made(pcm, driver.RATE, begin(words, self._words, skipped, len(pcm) // 2))


def begin(words: Sequence[str], events: Sequence[tuple[int, int]], skipped: int, length: int) -> tuple[int, ...]:
    """The sample at which each word begins, never earlier than the word before.

    ``events`` are (character, sample) pairs; several may fall into one word ("$1,250.50" makes seven) and none into
    another: espeak-ng says "in the" in one go, and a dash not at all. A word that is said within another begins at
    its share of the letters; one that is not said begins where the next begins.
    """
    firsts: list[int] = []
    place = 0
    for word in words:
        firsts.append(place)
        place += len(word) + 1
    starts: list[int | None] = [None] * len(words)
    reached = 0
    for character, sample in events:
        at = bisect_right(firsts, character) - 1
        if at >= reached and starts[at] is None:
            starts[at] = sample - skipped
            reached = at
    filled: list[int] = []
    following = length
    for index in range(len(words) - 1, -1, -1):
        start = starts[index]
        if start is None:
            start = _within(words, starts, index, following)
        following = max(0, min(following, start))
        filled.append(following)
    return tuple(reversed(filled))


def _within(words: Sequence[str], starts: Sequence[int | None], index: int, following: int) -> int:
    """Where a word without an event begins, between the last one that has one and ``following``."""
    known = next((before for before in range(index - 1, -1, -1) if starts[before] is not None), None)
    if known is None or not any(char.isalnum() for char in words[index]):
        return following
    begun = starts[known] or 0
    before, here = (sum(map(len, words[known:index])), len(words[index]))
    said = min(following - begun, _LETTER * (before + here))  # the rest is a gap between words
    return begun + said * before // (before + here)


def trim(pcm: bytes) -> tuple[bytes, int]:
    """The samples without the silence before and after, and how many were cut off before. 10 ms are left."""
    samples = array("h", pcm)
    margin = driver.RATE // 100
    block = 64
    first, last = 0, len(samples)
    while first < last and max(samples[first : first + block]) < QUIET and min(samples[first : first + block]) > -QUIET:
        first += block
    while last > first:
        piece = samples[max(first, last - block) : last]
        if max(piece) >= QUIET or min(piece) <= -QUIET:
            break
        last -= block
    first, last = max(0, first - margin), min(len(samples), max(last, first) + margin)
    return samples[first:last].tobytes(), first


class Other:
    """Any other engine that pyttsx3 knows (SAPI5, macOS): word times are estimated from the letters."""

    def __init__(self, voice: str = "") -> None:
        self._engine: Any = pyttsx3.init()
        self.name = str(self._engine)
        if self.name == "espeak":
            raise RuntimeError("pyttsx3's own espeak driver loses texts and crashes on long ones")
        if voice:
            self._engine.setProperty("voice", voice)

    def make(self, words: Sequence[str], seconds: float | None) -> Made:
        """One utterance, at the nearest speed that the engine reaches in two tries."""
        text = " ".join(words)
        if not text.strip():
            return Made(b"", driver.RATE, (0,) * len(words))
        rate = 175.0
        made = self._once(text, words, rate)
        for _ in range(2):
            length = len(made.pcm) / 2 / made.rate
            if seconds is None or not length or abs(length / seconds - 1) < CLOSE_ENOUGH:
                break
            rate = min(max(rate * length / seconds, 40), 500)
            made = self._once(text, words, rate)
        return made

    def _once(self, text: str, words: Sequence[str], rate: float) -> Made:
        self._engine.setProperty("rate", round(rate))
        with TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            with wave.open(str(path), "rb") as file:
                found, width, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
                data = file.readframes(file.getnframes())
        if width != 2:
            raise RuntimeError(f"{self.name} writes {8 * width}-bit samples, not 16")
        pcm, _ = trim(resample(data, found, channels))
        return Made(pcm, driver.RATE, estimate(words, len(pcm) // 2))


def resample(data: bytes, rate: int, channels: int) -> bytes:
    """16-bit samples as mono at the driver's rate, by straight lines between samples."""
    samples = array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    mono = samples[::channels]
    if rate == driver.RATE or len(mono) < 2:
        return mono.tobytes()
    step = rate / driver.RATE
    count = int((len(mono) - 1) / step)
    out = array("h", bytes(2 * count))
    for index in range(count):
        place = index * step
        left = int(place)
        out[index] = int(mono[left] + (mono[left + 1] - mono[left]) * (place - left))
    return out.tobytes()


def estimate(words: Sequence[str], length: int) -> tuple[int, ...]:
    """Where each word of an utterance of ``length`` samples begins, by its share of letters and pauses."""
    shares = [2 + len(word) + (6 if word[-1:] in {",", ";", ":"} else 0) for word in words]
    total = sum(shares) or 1
    starts, done = [], 0
    for share in shares:
        starts.append(length * done // total)
        done += share
    return tuple(starts)
