"""What the ear tells of itself, at a microphone and a listener that a test puts into its hands."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from kiosk import sound
from kiosk.core.hearing import EarState, Hearing
from kiosk.hearing import keeper, microphone
from kiosk.hearing.ear import Ear
from kiosk.hearing.listener import Listener
from kiosk.hearing.recogniser import Recogniser


class Wakeful:
    """Takes the place of a listener and of a microphone, both of which work."""

    idle = capturing = True
    lost = hangs = dumb = False
    unknown: frozenset[str] = frozenset()

    def open(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def follow(self, hearing: Hearing) -> None:
        pass

    def forget(self) -> None:
        pass

    def take(self, wait_s: float, most: int = 1) -> None:
        time.sleep(0.01)


class Lost(Wakeful):
    """A microphone that is not there any more, and a listener in the middle of a word."""

    idle = capturing = False
    fault = "No microphone is connected."

    def open(self) -> bool:
        return False

    heal = open

    def forget(self) -> None:
        self.idle = True


def wakeful() -> Ear:
    ear = Ear()
    ear._microphone = ear._keeper.listener = Wakeful()  # type: ignore[assignment]  # as much of both as this test asks for
    ear._keeper._model = Path("model")
    ear.use(Path("model"))
    return ear


def test_a_mute_that_is_taken_back_before_the_ear_saw_it_is_answered_all_the_same() -> None:
    ear = wakeful()
    ear._look_again = True
    open_, muted = Hearing(1, ()), Hearing(1, (), muted=True)
    ear.follow(open_)
    ear._step()
    assert EarState("listening") in ear.echoes()
    ear.follow(muted)
    ear.follow(open_)
    ear._step()
    assert EarState("listening") in ear.echoes()


def test_a_sound_system_that_hangs_when_a_mute_ends_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ear's own thread waits for it, and nothing was told: the band said that it was getting ready, for good."""
    ends = threading.Event()

    def names(capture: bool) -> tuple[str, ...]:
        ends.wait(20.0)
        return ()

    monkeypatch.setattr(sound, "names", names)
    monkeypatch.setattr(sound, "revive", lambda capture: None)
    monkeypatch.setattr(microphone, "_HANGS_S", 0.2)
    ear = wakeful()
    ear._microphone = microphone.Microphone()
    ear.follow(Hearing(1, (), muted=True))
    ear.open()
    try:
        assert told(ear, "muted")
        ear.follow(Hearing(1, ()))
        assert told(ear, "none")
    finally:
        ends.set()
        ear.close()


def test_a_microphone_that_cannot_be_let_go_is_told_of_once_it_is_wanted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL never came back from closing it: through every later visit the band said that it was getting ready."""
    ends = threading.Event()
    monkeypatch.setattr(sound, "_sdl", lambda: SimpleNamespace(SDL_CloseAudioDevice=lambda _: ends.wait(20.0)))
    monkeypatch.setattr(sound, "names", lambda capture: ())
    monkeypatch.setattr(sound, "revive", lambda capture: None)
    monkeypatch.setattr(microphone, "_HANGS_S", 0.2)
    ear = wakeful()
    ear._microphone = microphone.Microphone()
    device = ear._microphone._device = sound.Device.__new__(sound.Device)
    device.id, device._began = 7, sound._began
    ear.follow(Hearing(1, (), muted=True))
    ear.open()
    try:
        time.sleep(0.5)
        assert ear.echoes() == []  # nobody wants it
        ear.follow(Hearing(1, ()))
        assert told(ear, "none")
    finally:
        ends.set()
        ear.close()


def test_a_microphone_that_is_closed_gives_no_level() -> None:
    """The last one before a mute counted as the room's noise for all of it, and the voice rose."""
    ear = Ear()
    listener = ear._keeper.listener = Listener(Recogniser(Path("model")))
    listener.gate.hear(np.full(1600, 8000, np.int16))
    ear._microphone._device = Wakeful()  # type: ignore[assignment]  # as much of one as this test asks for
    assert ear.level.level_db > -20.0
    ear._microphone.close()
    assert ear.level.level_db < -90.0


def told(ear: Ear, status: str) -> bool:
    """Does the ear tell of this within five seconds?"""
    until = time.monotonic() + 5.0
    while time.monotonic() < until:
        if any(isinstance(each, EarState) and each.status == status for each in ear.echoes()):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("muted", [False, True])
def test_a_word_in_which_the_microphone_was_pulled_out_is_not_waited_for(muted: bool) -> None:
    """The loop turned 60 times a second, and a new article's words were not taken up, until one was plugged in."""
    ear = wakeful()
    lost = Lost()
    ear._microphone = ear._keeper.listener = lost  # type: ignore[assignment]  # as much of both as this test asks for
    ear.follow(Hearing(1, (), muted=muted))
    assert ear.attentive
    ear._step()
    assert not ear.attentive
    assert [each.status for each in ear.echoes() if isinstance(each, EarState)] == ["muted" if muted else "none"]


@pytest.mark.parametrize("fault", [MemoryError(), RuntimeError("can't start new thread")])
def test_an_ear_that_lacks_memory_or_threads_for_a_moment_listens_afterwards(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_AGAIN_S", (0.05, 0.05))
    ear = wakeful()
    ear._keeper.listener = None
    faults = [fault]

    def take_up(model: Path) -> None:
        if faults:
            raise faults.pop()
        ear._keeper.listener = Wakeful()  # type: ignore[assignment]  # as much of one as this test asks for
        ear._look_again = True

    monkeypatch.setattr(ear._keeper, "_take_up", take_up)
    ear.follow(Hearing(1, ()))
    ear.open()
    told: list[object] = []
    until = time.monotonic() + 10.0
    while EarState("listening") not in told and time.monotonic() < until:
        told += ear.echoes()
        time.sleep(0.01)
    ear.close()
    assert [each.status for each in told if isinstance(each, EarState)] == ["off", "listening"]
