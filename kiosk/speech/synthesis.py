"""Words to samples that last a wanted time, with the sample at which each word begins.

espeak-ng's rate number is not words per minute, and below 80 it does nothing: so an utterance is made, measured and
made again until it lasts as long as its pace asks for. Fast speech is all rate; slow speech is a clear, moderate rate
with gaps between the words, not a drawl. Making is some 5 ms a sentence, so a second and a third try cost little.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyttsx3

from kiosk.speech import driver
from kiosk.speech.marks import begin
from kiosk.speech.samples import CLOSE_ENOUGH, Made, trim

if TYPE_CHECKING:
    from kiosk.speech.other import Other

SLOWEST_RATE = 105  # below, it drawls
FASTEST_RATE = 440  # above 449 espeak-ng squeezes its sound and loses its marks
DRAWL_RATE = 80
_TRIES = 5


def open_synthesis(voice: str = "", engine: str = "kiosk") -> Espeak | Other:
    """The engine of that name, else the best there is. Raises an engine's own error when there is none at all."""

    def other(name: str = "") -> Other:
        from kiosk.speech.other import Other  # not loaded where it is not needed: it counts in memory

        return Other(voice, name)

    def built_in() -> Espeak:
        return Espeak(voice if engine == "kiosk" else "")

    ways: tuple[Callable[[], Espeak | Other], ...] = (built_in, other)
    if engine != "kiosk":
        ways = (lambda: other(engine), built_in)
    fault: Exception | None = None
    for way in ways:
        try:
            return way()
        except Exception as error:
            fault = fault or error
    assert fault is not None
    raise fault


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
