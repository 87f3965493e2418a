"""From sound to answers, with real Vosk and speech made in the test."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.core.hearing import Heard, Missed
from kiosk.hearing.hear import listener_of
from kiosk.hearing.listener import Listener
from kiosk.hearing.looks import Patience
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.views import views
from tests.hearing.conftest import PHRASES, feed, hearing_of, said
from tests.hearing.speech import Sound, hiss, joined, quiet, say


@pytest.mark.parametrize("voice", ["en-us+f4", "en-gb+m7"])
@pytest.mark.parametrize("phrase", ["read section two", "stop", "go home", "what can i say", "bigger"])
def test_a_phrase_is_heard_and_its_choice_named(listener: Listener, phrase: str, voice: str) -> None:
    listener.follow(hearing_of(*PHRASES))
    echoes = feed(listener, joined(quiet(1.0), say(phrase, voice, 120), quiet(1.5)))
    heard = [echo for echo in echoes if isinstance(echo, Heard)]
    assert [(one.phrase, PHRASES[one.choice], one.turn) for one in heard] == [(phrase, phrase, 1)]


def test_a_whole_phrase_is_acted_on_within_600_ms(listener: Listener) -> None:
    listener.follow(hearing_of("stop", "next", "[unk]"))
    heard = feed(listener, joined(quiet(1.0), say("stop"), quiet(2.0)))
    assert isinstance(heard[0], Heard)
    assert heard[0].decided_s - heard[0].speech_end_s < 0.6


def test_a_phrase_is_still_heard_after_more_than_a_second_of_patience(recogniser: Recogniser) -> None:
    listener = listener_of(recogniser, Patience(open=1.2))
    listener.follow(hearing_of("read", "read section two", "stop"))
    assert said(feed(listener, joined(quiet(1.0), say("read"), quiet(2.5)))) == ["read"]


def test_a_number_is_sure_though_another_word_here_sounds_the_same(listener: Listener) -> None:
    listener.follow(hearing_of("one", "two", "three", "four", "go to number one", "look for it"))
    heard = feed(listener, joined(quiet(1.0), say("two", "en-us+klatt3"), quiet(2.0), say("four"), quiet(2.0)))
    assert said(heard) == ["two", "four"]


def test_a_sentence_that_holds_a_command_is_not_one(listener: Listener) -> None:
    listener.follow(hearing_of(*PHRASES))
    talk = say("we wanted to stop at the bakery before the weather got any worse", "en-gb+m3", 150)
    assert said(feed(listener, joined(quiet(1.0), talk, quiet(2.0)))) == []


def test_minutes_of_noise_are_no_command_and_no_miss(listener: Listener) -> None:
    listener.follow(hearing_of(*PHRASES))
    chance = np.random.default_rng(7)
    bursts = [hiss(chance.uniform(0.1, 2.0), int(chance.uniform(50, 3000)), at) for at in range(40)]
    rests = [quiet(chance.uniform(0.3, 3.0), at) for at in range(40)]
    noise = joined(*(piece for pair in zip(bursts, rests, strict=True) for piece in pair), hiss(30.0, 800))
    assert [echo for echo in feed(listener, noise) if isinstance(echo, (Heard, Missed))] == []


def test_words_that_the_model_does_not_know_are_named_and_not_offered(listener: Listener) -> None:
    listener.follow(hearing_of("stop", "open xyzzyq"))
    assert listener.unknown == {"xyzzyq"}
    assert said(feed(listener, joined(quiet(1.0), say("stop"), quiet(1.5)))) == ["stop"]


@pytest.mark.parametrize("wpm", [110, 150])
def test_a_phrase_of_which_noise_hides_a_word_is_found_all_the_same(listener: Listener, wpm: int) -> None:
    listener.follow(
        hearing_of("how long is it", "how long does it take", "how much is left", "what can i say", "what can i do")
    )
    speech = joined(quiet(1.0), say("what can i say", "en-us+klatt3", wpm), quiet(2.5))
    sound = np.clip(speech.astype(np.int32) + hiss(len(speech) / 16000, 800, 3), -32768, 32767).astype(np.int16)
    assert [one.phrase for one in feed(listener, sound) if isinstance(one, Heard)] == ["what can i say"]


def test_what_one_look_in_noise_is_unsure_of_several_views_settle(
    recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes = []
    text = "pause"
    for voice, level in [("en-gb+f5", 1000), ("en-gb+m7", 1000), ("en-us+klatt3", 800)]:
        speech = joined(quiet(1.0), say(text, voice, 130), quiet(2.5))
        noise = hiss(len(speech) / 16000 + 0.01, level, 2)[: len(speech)]
        scenes.append((text, np.clip(speech.astype(np.int32) + noise, -32768, 32767).astype(np.int16)))

    def right() -> int:
        count = 0
        for text, sound in scenes:
            listener = listener_of(recogniser)
            listener.follow(hearing_of(*PHRASES, "go home", "pause", "louder"))
            count += said(feed(listener, sound)) == [text]
        return count

    assert right() == 3
    monkeypatch.setattr("kiosk.hearing.opinion.look_again", lambda *asked: (*asked[-1], ()))
    assert right() == 0


def test_talk_of_other_things_is_not_looked_at_from_every_side(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def counted(sound: Sound) -> Iterator[Sound]:
        for view in views(sound):
            taken.append(len(view))
            yield view

    monkeypatch.setattr("kiosk.hearing.views.views", counted)
    listener.follow(hearing_of(*PHRASES))
    assert said(feed(listener, joined(quiet(1.0), say("my neighbour grows roses", "en-us+f4", 150), quiet(2.0)))) == []
    assert len(taken) == 2
