"""The whole kiosk on a machine of its own, walked by voice alone: somebody speaks into a virtual microphone.

The voices are such that the voice model was not trained on. Skipped, visibly, where the programs are not there.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.hearing.recordings import resampled
from kiosk.staff.bench_kiosk import Running, family
from kiosk.staff.bench_rig import RATE, Rig
from kiosk.staff.bench_voice import Person
from tests.hearing.speech import say
from tests.test_whole_machine import MISSING
from tests.visitor import CONTENT

pytestmark = [
    pytest.mark.paced,
    pytest.mark.skipif(bool(MISSING), reason=f"the full-machine tests need {', '.join(MISSING)}"),
]
ID = "health/what-a-therapist-does"
VOICE, OTHER = "en-us+f4", "en-us+m5"
_AWAKE_S = 60  # on a machine that does much else beside


class Speaker:
    """A person at a kiosk that listens, and what the journal says came of each phrase."""

    def __init__(self, rig: Rig, kiosk: Running, person: Person) -> None:
        self.rig, self.kiosk, self.person = rig, kiosk, person
        assert kiosk.wait("recovered", _AWAKE_S, what="hearing"), kiosk.events()

    def says(self, text: str, voice: str = VOICE, wpm: int = 130, loud: float = 1.0) -> None:
        wide = resampled(say(text, voice, wpm).astype(np.float64) * loud, 16000, RATE)
        self.person.say(np.clip(wide, -32768, 32767).astype(np.int16))

    def chooses(self, text: str, name: str, voice: str = VOICE, tries: int = 1, seconds: float = 8) -> None:
        """Say it; then a Choice of that name is chosen by voice, once more than before."""
        before = self.count(name)
        for _ in range(tries):
            self.says(text, voice)
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                if self.count(name) > before:
                    return
                time.sleep(0.05)
        raise AssertionError(f"{text!r} did not choose {name}: {self.kiosk.events()[-6:]}")

    def count(self, name: str) -> int:
        return sum(each["name"] == name and each["by"] == "voice" for each in self.kiosk.events("chosen"))

    def waits_for(self, event: str, seconds: float = 30, **values: object) -> None:
        assert self.kiosk.wait(event, seconds, **values), f"no {event} {values}: {self.kiosk.events()[-6:]}"

    def recogniser(self) -> int:
        """The process that holds Vosk."""
        for pid in family(self.kiosk.process.pid)[1:]:
            if "kiosk.hearing.child" in Path(f"/proc/{pid}/cmdline").read_text():
                return pid
        raise AssertionError("there is no recogniser")


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch, model: Path) -> Iterator[Speaker]:
    monkeypatch.delenv("DISPLAY", raising=False)
    with Rig() as rig:
        person = Person(rig)
        with Running(rig, CONTENT, f'[hearing]\nmodel = "{model}"\n') as kiosk:
            yield Speaker(rig, kiosk, person)
        person.close()


def test_a_visit_by_voice_alone_also_over_the_kiosks_own_voice(speaker: Speaker) -> None:
    speaker.person.echo(0.5)
    speaker.chooses("what a therapist does", "article 1")
    speaker.waits_for("place", place=f"contents/{ID}")
    speaker.chooses("section two", "section 2", OTHER, tries=2)
    speaker.waits_for("place", place=f"reading/{ID}/2")
    speaker.waits_for("word", line=1, index=3)  # it speaks, and is heard by the microphone
    speaker.chooses("pause", "pause", tries=3)
    words = len(speaker.kiosk.events("word"))
    time.sleep(1.5)
    assert len(speaker.kiosk.events("word")) == words, "it goes on speaking"
    speaker.chooses("bigger", "bigger", OTHER, tries=2)
    speaker.chooses("play", "play", tries=2)
    speaker.waits_for("word", line=2, index=2)
    speaker.chooses("go home", "home", tries=3)
    speaker.waits_for("place", place="home")


def test_while_it_reads_to_an_empty_room_nothing_is_heard(speaker: Speaker) -> None:
    speaker.person.echo(0.5)
    speaker.chooses("what a therapist does", "article 1")
    speaker.waits_for("place", place=f"contents/{ID}")
    speaker.chooses("read it all", "read all", tries=2)
    chosen = len(speaker.kiosk.events("chosen"))
    time.sleep(25)
    assert len(speaker.kiosk.events("chosen")) == chosen, speaker.kiosk.events("chosen")[chosen:]
    assert speaker.kiosk.events()[-1]["event"] in ("word", "line")


def test_a_recogniser_killed_in_mid_phrase_loses_nothing(speaker: Speaker) -> None:
    before = speaker.recogniser()
    sound = resampled(say("what a therapist does", VOICE, 120).astype(np.float64), 16000, RATE).astype(np.int16)
    killer = threading.Timer(len(sound) / RATE / 2, os.kill, (before, signal.SIGKILL))
    killer.start()
    speaker.person.say(sound)
    speaker.waits_for("chosen", name="article 1", by="voice")
    assert speaker.recogniser() != before and speaker.kiosk.process.poll() is None


def test_a_microphone_unplugged_is_told_of_and_taken_up_again(speaker: Speaker) -> None:
    speaker.chooses("bigger", "bigger")
    speaker.person.unplug()
    speaker.waits_for("lost", what="hearing")
    before = len(speaker.kiosk.events("recovered"))
    speaker.person.plug_in()
    until = time.monotonic() + 20
    while len(speaker.kiosk.events("recovered")) == before and time.monotonic() < until:
        time.sleep(0.1)
    assert len(speaker.kiosk.events("recovered")) == before + 1
    speaker.chooses("smaller", "smaller", tries=2)
