"""The voice model is made to know every word that may be said anywhere, while the kiosk goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kiosk import fitting, places
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.hearing import EarState, Hearing
from kiosk.core.strings import Strings
from kiosk.fitting import Fitting, words_for
from kiosk.hearing import models
from kiosk.hearing.ear import Ear
from kiosk.hearing.models import STRICTNESS, ModelFaultError, ready_model
from tests.visitor import STRINGS, Visitor, library


def test_every_word_of_every_phrase_of_every_place_is_among_them() -> None:
    words = set(words_for(STRINGS, library().names))
    visitor = Visitor()
    ways: list[m.Message] = [m.GoHome(), m.OpenComfort(), m.AskHelp(), m.NobodyThere(), m.DidYouSay("stop", m.Pause())]
    for shelf in library().shelves:
        ways.append(m.OpenShelf(shelf.id))
        for entry in shelf.entries:
            ways += [m.OpenArticle(entry.id), *(m.Read(section) for section in range(entry.sections))]
    for message in ways:
        visitor.happens(message)
        for choice in visitor.frame.screen.everything:
            missing = {word for phrase in choice.phrases for word in phrase.split()} - words
            assert not missing, (visitor.frame.screen.place, choice.name)


def status_of(ear: Ear, wanted: str) -> EarState:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for echo in ear.echoes():
            if isinstance(echo, EarState) and echo.status == wanted:
                return echo
        time.sleep(0.02)
    raise AssertionError(f"the ear never was {wanted!r}")


@pytest.fixture
def ear() -> Iterator[Ear]:
    one = Ear()
    one.open()
    one.follow(Hearing(1, (("stop", 0),)))
    yield one
    one.close()


def test_the_ear_gets_ready_and_then_has_a_model_that_knows_the_library(
    ear: Ear, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path)
    status_of(ear, "preparing")
    one = Fitting(ear, Config.model_validate({"hearing": {"model": str(model)}}))
    begun = time.monotonic()
    one.follow(STRINGS, library())
    assert time.monotonic() - begun < 0.05
    status_of(ear, "listening")
    assert ear.recogniser_pid is not None


def test_a_missing_model_is_told_to_staff_with_a_remedy(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "voice_model", lambda named: None)
    Fitting(ear, Config()).follow(STRINGS, library())
    assert "kiosk model install" in status_of(ear, "off").detail


def test_a_machine_that_is_short_of_something_for_a_while_listens_afterwards(
    ear: Ear, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First no model can be fitted, then no process can be started: nobody is there to begin again by hand."""
    made = fitting.fitted

    def broken_off(*_: object) -> Path:
        raise ModelFaultError("It broke off.")

    def no_more(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(fitting, "_AGAIN_S", (0.2, 0.2))
    monkeypatch.setattr(fitting, "fitted", broken_off)
    Fitting(ear, Config.model_validate({"hearing": {"model": str(model)}})).follow(STRINGS, library())
    assert status_of(ear, "off").detail == "It broke off."
    with monkeypatch.context() as short:
        short.setattr(subprocess, "Popen", no_more)
        ear.use(model)
        assert "cannot be started" in status_of(ear, "off").detail
    status_of(ear, "listening")
    fits = threading.Event()

    def works(model: Path, strings: Strings, names: Iterable[str], config: Config, said: Mapping[str, str]) -> Path:
        fits.set()
        return made(model, strings, names, config, said)

    monkeypatch.setattr(fitting, "fitted", works)
    assert fits.wait(10)


class Told:
    """Takes the place of an ear, and keeps what it is given."""

    bereft = False

    def __init__(self) -> None:
        self.models: list[Path] = []
        self.missing: list[str] = []

    def use(self, model: Path) -> None:
        self.models.append(model)

    def cannot(self, why: str) -> None:
        self.missing.append(why)


def told_within(seconds: float, wanted: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not wanted() and time.monotonic() < until:
        time.sleep(0.02)
    return wanted()


def test_a_model_for_which_there_was_no_room_is_fitted_when_there_is(
    model_as_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model as it was made heard on, without the words of the articles, until the library changed."""
    ear = Told()
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(fitting, "_AGAIN_S", (0.3, 0.3))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as short:
        short.setattr(models, "_build_elsewhere", full)
        one = Fitting(ear, Config.model_validate({"hearing": {"model": str(model_as_made)}}))  # type: ignore[arg-type]  # Told is as much of an ear as a fitting asks for
        one.follow(STRINGS, library())
        assert told_within(10.0, lambda: ear.models == [model_as_made])
    assert told_within(30.0, lambda: ear.models[-1].is_relative_to(tmp_path))
    assert told_within(5.0, lambda: one._thread is None)


@pytest.mark.parametrize("fault", [MemoryError(), RuntimeError("can't start new thread"), OSError(12, "No memory")])
def test_a_fitting_that_lacks_memory_for_a_moment_is_tried_again(
    fault: Exception, model_as_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its thread ended, and no article was ever fitted again."""
    ear, faults = Told(), [fault]

    def made(*_: object) -> Path:
        if faults:
            raise faults.pop()
        return tmp_path

    monkeypatch.setattr(fitting, "_AGAIN_S", (0.1, 0.1))
    monkeypatch.setattr(fitting, "fitted", made)
    one = Fitting(ear, Config.model_validate({"hearing": {"model": str(model_as_made)}}))  # type: ignore[arg-type]  # Told is as much of an ear as a fitting asks for
    one.follow(STRINGS, library())
    assert told_within(5.0, lambda: ear.models == [tmp_path])
    assert len(ear.missing) == 1 and ear.missing[0]


def test_a_fitting_for_which_there_is_no_thread_begins_a_moment_later(
    model_as_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = Told()

    def no_more(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(fitting, "_MENDS_EACH_S", 0.1)
    monkeypatch.setattr(fitting, "fitted", lambda *_: tmp_path)
    one = Fitting(ear, Config.model_validate({"hearing": {"model": str(model_as_made)}}))  # type: ignore[arg-type]  # Told is as much of an ear as a fitting asks for
    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_more)
        one.follow(STRINGS, library())
    time.sleep(0.15)
    one.mend(STRINGS, library())
    assert told_within(5.0, lambda: ear.models == [tmp_path])


def test_an_ear_whose_fitted_model_was_tidied_away_gets_another_when_its_process_dies(
    ear: Ear, model_as_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As three runs of "kiosk hear" or of a preview did to the kiosk beside them; it was deaf to the visit's end."""
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path)
    one = Fitting(ear, Config.model_validate({"hearing": {"model": str(model_as_made)}}))
    one.follow(STRINGS, library())
    status_of(ear, "listening")
    for word in ("zucchini", "quetzal", "okapi"):
        ready_model(model_as_made, [word], STRICTNESS, tmp_path)
    one.mend(STRINGS, library())
    assert not ear.bereft and ear.recogniser_pid is not None
    os.kill(ear.recogniser_pid, signal.SIGKILL)
    status_of(ear, "off")
    assert ear.bereft
    one.mend(STRINGS, library())
    status_of(ear, "listening")
