"""What comes between: a mute, another screen, a lost recogniser, talk without an end."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Sequence

import numpy as np
import pytest

from kiosk.core.hearing import Heard, Hearing
from kiosk.hearing.gate import Gate
from kiosk.hearing.hear import BLOCK
from kiosk.hearing.listener import Listener
from kiosk.hearing.recogniser import Look, Recogniser, RecogniserLostError
from tests.hearing.conftest import PHRASES, feed, hearing_of, said
from tests.hearing.speech import Sound, joined, quiet, say


def test_a_room_that_is_never_quiet_after_a_command_is_listened_to_again(listener: Listener) -> None:
    class Loud(Gate):
        """A television goes on."""

        def hear(self, sound: Sound, own_voice: bool = False) -> None:
            super().hear(sound, own_voice)
            self.quiet_s, self.speech = min(self.quiet_s, 0.1), True

    listener.gate = Loud()
    listener.follow(hearing_of("stop", "next"))
    sound = joined(quiet(1.0), say("stop"), quiet(2.5), say("next"), quiet(2.0))
    assert said(feed(listener, sound)) == ["stop", "next"]


def test_a_quiet_room_never_troubles_the_recogniser(listener: Listener) -> None:
    listener.follow(hearing_of(*PHRASES))
    listener.forget()
    for at in range(60):
        assert feed(listener, quiet(1.0, at)) == []
        assert listener.partial == ""


def test_after_a_mute_the_room_is_known_and_nothing_else(listener: Listener) -> None:
    listener.follow(hearing_of("stop", "next"))
    feed(listener, joined(quiet(20.0) * np.int16(8), say("next", "en-us+f4")[:4800]))
    floor_db = listener.gate.floor_db
    assert listener.gate.speech
    listener.forget()
    assert listener.gate.floor_db == floor_db > -65.0
    assert not listener.gate.speech and listener.gate.level_db < -90.0


def test_a_mute_ends_the_breath_of_a_command(listener: Listener) -> None:
    """What was said first after it was not listened to."""
    listener.follow(hearing_of("stop", "next"))
    sound = joined(quiet(1.0), say("stop"), quiet(1.0))
    blocks = (sound[at : at + BLOCK] for at in range(0, len(sound), BLOCK))
    assert any(said(listener.hear(block)) for block in blocks)
    listener.forget()
    assert said(feed(listener, joined(say("next"), quiet(1.5)))) == ["next"]


def test_a_miss_right_after_a_mute_is_no_talk_that_goes_on(listener: Listener) -> None:
    listener.follow(hearing_of("stop", "next"))
    feed(listener, joined(quiet(1.0), say("stop"), quiet(1.0)))
    listener.forget()
    feed(listener, say("next")[:9600])
    one = listener._stream.utterance
    assert one is not None and one.quiet_before_s > 1.0


def test_another_screen_in_mid_word_does_not_lose_the_word(listener: Listener) -> None:
    listener.follow(hearing_of("yes", "no"))
    sound = joined(quiet(1.0), say("next"), quiet(1.5))
    half = len(sound) // 512 // 2 * 512
    begin = feed(listener, sound[: 16000 + 2560])
    listener.follow(hearing_of("next", "stop", turn=2))
    rest = feed(listener, sound[16000 + 2560 :])
    assert half > 0 and begin == []
    assert [(one.phrase, one.turn) for one in rest if isinstance(one, Heard)] == [("next", 2)]


def test_long_chatter_is_heard_anew_in_pieces_that_no_watchdog_takes_for_a_hang(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """11 s of babble in one piece took 1.3 s; another screen then cost two recognisers."""
    listener.follow(hearing_of("yes", "no"))
    talk = joined(*(say("the weather was fine and all of them went out", "en-us+f4", 150) for _ in range(5)))
    feed(listener, joined(quiet(1.0), talk[: 16000 * 9]))
    assert not listener.idle
    pieces: list[int] = []
    hear = listener._recogniser.hear

    def counted(sound: bytes) -> str:
        pieces.append(len(sound) // 2)
        return hear(sound)

    monkeypatch.setattr(listener._recogniser, "hear", counted)
    listener.follow(hearing_of("next", "stop", turn=2))
    assert sum(pieces) > 7 * 16000
    assert max(pieces) <= 2 * 16000


def test_long_talk_over_the_kiosks_voice_is_never_looked_at_as_a_whole(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at all 11 s cost the recogniser, again and again: the same sound was heard anew each time."""
    listener.follow(Hearing(1, tuple((phrase, at) for at, phrase in enumerate(PHRASES)), speaking=True))
    talk = joined(*(say("we wanted to go to the bakery before the rain", "en-us+f4", 150) for _ in range(5)))
    talk = joined(quiet(1.0), talk[: 16000 * 7], quiet(0.3), say("read section", "en-us+f4", 130), quiet(2.5))
    seconds: list[float] = []
    looks = listener._recogniser.looks

    def counted(names: Sequence[str], sound: bytes) -> list[Look]:
        seconds.append(len(sound) / 2 / 16000)
        return looks(names, sound)

    monkeypatch.setattr(listener._recogniser, "looks", counted)
    feed(listener, talk)
    assert listener.idle
    assert 5.9 < max(seconds, default=0.0) <= 6.0


def test_a_sound_that_costs_two_recognisers_is_dropped(
    listener: Listener, recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener.follow(hearing_of(*PHRASES))
    looks, before = recogniser.looks, recogniser.restarts

    def fatal(names: Sequence[str], sound: bytes) -> list[Look]:
        assert recogniser.pid is not None
        os.kill(recogniser.pid, signal.SIGKILL)
        return looks(names, sound)

    with monkeypatch.context() as deadly:
        deadly.setattr(recogniser, "looks", fatal)
        assert feed(listener, joined(quiet(1.0), say("read section two"), quiet(2.0))) == []
    assert recogniser.restarts - before == 2
    assert listener.idle
    assert said(feed(listener, joined(quiet(1.0), say("stop"), quiet(2.0)))) == ["stop"]


def test_so_is_one_that_costs_them_while_the_screens_change(
    listener: Listener, recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener.follow(hearing_of(*PHRASES))
    feed(listener, joined(quiet(1.0), say("read section two")))
    assert not listener.idle
    hear = recogniser.hear

    def fatal(sound: bytes) -> str:
        assert recogniser.pid is not None
        os.kill(recogniser.pid, signal.SIGKILL)
        return hear(sound)

    with monkeypatch.context() as deadly:
        deadly.setattr(recogniser, "hear", fatal)
        for turn in range(2, 5):
            with contextlib.suppress(RecogniserLostError):
                listener.follow(hearing_of("next", "stop", turn=turn))
    assert listener.idle
    listener.follow(hearing_of(*PHRASES, turn=9))
    assert said(feed(listener, joined(quiet(3.0), say("stop"), quiet(2.0)))) == ["stop"]


def test_a_recogniser_killed_in_mid_phrase_does_not_lose_the_phrase(
    listener: Listener, recogniser: Recogniser
) -> None:
    listener.follow(hearing_of(*PHRASES))
    sound = joined(quiet(1.0), say("read section two", "en-us+f4", 120), quiet(2.0))
    middle = 16000 + 512 * 20
    feed(listener, sound[:middle])
    assert recogniser.pid is not None
    os.kill(recogniser.pid, signal.SIGTERM)
    assert said(feed(listener, sound[middle:])) == ["read section two"]
