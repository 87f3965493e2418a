"""Another engine of pyttsx3's, such as Windows' own: it writes a file, and word times follow from the letters."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from kiosk.speech.driver import RATE
from kiosk.speech.other import Other
from kiosk.speech.synthesis import Espeak, open_synthesis

NAME = "kiosk_tests_other"


class FileDriver:
    """An engine that knows only a rate and writes 44.1 kHz stereo files, as SAPI5 does; its voice is real."""

    def __init__(self, proxy: Any) -> None:
        self._proxy, self._rate = proxy, 200
        self._voice = Espeak()

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802  pyttsx3 calls it so
        if name == "rate":
            self._rate = int(value)

    def getProperty(self, name: str) -> Any:  # noqa: N802  pyttsx3 calls it so
        return self._rate

    def save_to_file(self, text: str, path: str) -> None:
        words = text.split()
        made = array("h", self._voice.make(words, len(words) * 60 / (self._rate * 0.8)).pcm)
        silence = [0] * (RATE // 2)
        mono = [*silence, *made, *silence]
        stereo = array("h", (value for sample in mono for value in (sample, sample, sample, sample)))  # twice as fast
        with wave.open(path, "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(2 * RATE)
            file.writeframes(stereo.tobytes())

    def startLoop(self) -> None:  # noqa: N802  pyttsx3 calls it so
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802  pyttsx3 calls it so
        pass

    def stop(self) -> None:
        pass

    def destroy(self) -> None:
        pass


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Other]:
    module = ModuleType(f"pyttsx3.drivers.{NAME}")
    module.buildDriver = FileDriver  # type: ignore[attr-defined]  # what pyttsx3 looks for
    monkeypatch.setitem(sys.modules, module.__name__, module)
    yield Other(name=NAME)


def test_another_engine_is_brought_to_the_length_that_was_asked_for(other: Other) -> None:
    words = "It is good to walk a little every day with a friend".split()
    for seconds in (4.0, 6.5):
        made = other.make(words, seconds)
        assert made.rate == RATE and abs(len(made.pcm) / 2 / RATE / seconds - 1) < 0.1
        assert len(made.starts) == len(words) and list(made.starts) == sorted(made.starts)
        assert made.starts[0] == 0 and made.starts[-1] < len(made.pcm) // 2


def test_the_silence_around_its_sound_is_cut_off_and_nothing_to_say_is_silence(other: Other) -> None:
    made = other.make(["Hello"], None)
    samples = array("h", made.pcm)
    assert max(map(abs, samples[: RATE // 50])) > 100 and len(samples) < 1.2 * RATE
    assert other.make(["", ""], 1.0).pcm == b""


def test_the_engine_that_the_settings_name_speaks_and_a_wrong_name_leaves_the_built_in_one(other: Other) -> None:
    assert isinstance(open_synthesis("", NAME), Other)
    assert isinstance(open_synthesis("", "no such engine"), Espeak)
    assert isinstance(open_synthesis(), Espeak)
