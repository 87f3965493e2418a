"""From sound to answers, with real Vosk and speech made in the test."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from kiosk.core.hearing import Echo, Heard, Hearing, Missed
from kiosk.hearing.gate import Gate
from kiosk.hearing.hear import BLOCK, listener_of
from kiosk.hearing.listener import Listener
from kiosk.hearing.looks import Patience
from kiosk.hearing.recogniser import Look, Recogniser
from kiosk.hearing.views import views
from tests.hearing.conftest import PHRASES
from tests.hearing.speech import Sound, hiss, joined, quiet, say


def hearing_of(*phrases: str, turn: int = 1) -> Hearing:
    return Hearing(turn, tuple((phrase, at) for at, phrase in enumerate(phrases)))


def feed(listener: Listener, sound: Sound) -> list[Echo]:
    return [echo for at in range(0, len(sound), BLOCK) for echo in listener.hear(sound[at : at + BLOCK])]


def said(echoes: list[Echo]) -> list[str]:
    return [echo.phrase for echo in echoes if isinstance(echo, Heard) and echo.verdict == "accept"]


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


def test_a_phrase_that_may_go_on_is_waited_for(listener: Listener) -> None:
    listener.follow(hearing_of("read", "read section two", "stop"))
    alone = feed(listener, joined(quiet(1.0), say("read"), quiet(2.0)))
    assert said(alone) == ["read"]
    assert isinstance(alone[0], Heard)
    assert alone[0].decided_s - alone[0].speech_end_s >= 0.4
    paused = joined(quiet(1.0), say("read section"), quiet(0.7), say("two"), quiet(2.5))
    assert said(feed(listener, paused)) == ["read section two"]


SLOWLY = ("read", "two", "section two", "read section two", "eight", "read it all", "how long is it", "bigger")


def slowly(text: str, pause_s: float, voice: str) -> Sound:
    spoken = [part for word in text.split() for part in (say(word, voice, 110), quiet(pause_s))]
    return joined(quiet(1.5), *spoken, quiet(3.0))


@pytest.mark.parametrize("voice", ["en-us+m5", "en-us+linda", "en-us+robert"])
def test_a_word_that_somebody_has_just_begun_is_waited_for(listener: Listener, voice: str) -> None:
    """The stream's words come late: "read" was acted on while "section" was being said."""
    listener.follow(hearing_of(*SLOWLY))
    assert said(feed(listener, slowly("read section two", 0.35, voice))) == ["read section two"]


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


@pytest.mark.parametrize("rest", ["it all", "section two"])
def test_what_goes_on_with_a_phrase_that_was_acted_on_is_heard_with_it(listener: Listener, rest: str) -> None:
    """The rest of "read ... it all" was taken for "eight", and a section of that number looked for."""
    listener.follow(hearing_of(*SLOWLY))
    sound = joined(quiet(1.5), say("read", "en-us+m5", 110), quiet(0.9), say(rest, "en-us+m5", 110), quiet(2.0))
    first, last = said(feed(listener, sound))
    assert first == "read" and last in (f"read {rest}", rest)


def test_a_phrase_may_be_said_in_three_parts(listener: Listener) -> None:
    """Only the part just before was heard with the last one."""
    listener.follow(hearing_of("read", "read it", "read it all", "stop"))
    assert said(feed(listener, slowly("read it all", 0.7, "en-us+m5"))) == ["read", "read it", "read it all"]


def test_the_rest_of_a_phrase_that_was_acted_on_is_no_other_one(listener: Listener) -> None:
    listener.follow(hearing_of(*SLOWLY))
    assert said(feed(listener, slowly("how long is it", 1.0, "en-us+robert"))) == ["how long is it"]


def test_what_only_adds_to_a_phrase_that_was_acted_on_does_not_do_it_again(listener: Listener) -> None:
    listener.follow(Hearing(1, (("bigger", 0), ("bigger words", 0), ("smaller", 1), ("words", 2))))
    sound = joined(quiet(1.5), say("bigger", "en-us+m5"), quiet(0.7), say("words", "en-us+m5"), quiet(2.0))
    assert said(feed(listener, sound)) == ["bigger"]


def test_two_commands_one_after_the_other_are_two(listener: Listener) -> None:
    listener.follow(hearing_of(*SLOWLY))
    sound = joined(quiet(1.5), say("bigger", "en-us+m5"), quiet(0.6), say("bigger", "en-us+m5"), quiet(0.6), say("two"))
    assert said(feed(listener, joined(sound, quiet(2.0)))) == ["bigger", "bigger", "two"]


def test_a_phrase_is_still_heard_after_more_than_a_second_of_patience(recogniser: Recogniser) -> None:
    listener = listener_of(recogniser, Patience(open=1.2))
    listener.follow(hearing_of("read", "read section two", "stop"))
    assert said(feed(listener, joined(quiet(1.0), say("read"), quiet(2.5)))) == ["read"]


def test_a_number_is_sure_though_another_word_here_sounds_the_same(listener: Listener) -> None:
    listener.follow(hearing_of("one", "two", "three", "four", "go to number one", "look for it"))
    heard = feed(listener, joined(quiet(1.0), say("two", "en-us+klatt3"), quiet(2.0), say("four"), quiet(2.0)))
    assert said(heard) == ["two", "four"]


@pytest.mark.parametrize("voice", ["en-us", "en-gb-x-rp+m3"])
def test_a_number_may_be_said_slowly_word_by_word(listener: Listener, voice: str) -> None:
    """The pauses were counted among the words, of which none may be so long."""
    listener.follow(hearing_of("section two", "go to section two", "go to section four", "[unk]"))
    spoken = [part for word in "go to section four".split() for part in (say(word, voice), quiet(0.8))]
    assert said(feed(listener, joined(quiet(1.0), *spoken, quiet(2.0)))) == ["go to section four"]


@pytest.mark.parametrize("phrase", ["next", "stop", "bigger"])
@pytest.mark.parametrize("wording", ["{} please", "can you {}", "{} thank you", "hello {}", "{} {}"])
def test_a_command_may_be_said_politely_or_twice(listener: Listener, phrase: str, wording: str) -> None:
    """The "please" was weighed with the phrase: of 52 said so, 20 were acted on."""
    listener.follow(hearing_of(*PHRASES, "bigger"))
    spoken = say(wording.format(phrase, phrase), "en-us+m5", 125)
    assert said(feed(listener, joined(quiet(1.0), spoken, quiet(2.0)))) == [phrase]


def test_a_sentence_that_holds_a_command_is_not_one(listener: Listener) -> None:
    listener.follow(hearing_of(*PHRASES))
    talk = say("we wanted to stop at the bakery before the weather got any worse", "en-gb+m3", 150)
    assert said(feed(listener, joined(quiet(1.0), talk, quiet(2.0)))) == []


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


def test_minutes_of_noise_are_no_command_and_no_miss(listener: Listener) -> None:
    listener.follow(hearing_of(*PHRASES))
    chance = np.random.default_rng(7)
    bursts = [hiss(chance.uniform(0.1, 2.0), int(chance.uniform(50, 3000)), at) for at in range(40)]
    rests = [quiet(chance.uniform(0.3, 3.0), at) for at in range(40)]
    noise = joined(*(piece for pair in zip(bursts, rests, strict=True) for piece in pair), hiss(30.0, 800))
    assert [echo for echo in feed(listener, noise) if isinstance(echo, (Heard, Missed))] == []


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
    assert said(feed(listener, talk)) == []
    assert listener.idle
    assert max(seconds, default=0.0) <= 6.0


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


def test_words_that_the_model_does_not_know_are_named_and_not_offered(listener: Listener) -> None:
    listener.follow(hearing_of("stop", "open xyzzyq"))
    assert listener.unknown == {"xyzzyq"}
    assert said(feed(listener, joined(quiet(1.0), say("stop"), quiet(1.5)))) == ["stop"]


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
