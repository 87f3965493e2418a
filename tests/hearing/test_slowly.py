"""What is said slowly, in parts, politely or twice is one command."""

from __future__ import annotations

import pytest

from kiosk.core.hearing import Heard, Hearing
from kiosk.hearing.listener import Listener
from tests.hearing.conftest import PHRASES, feed, hearing_of, said
from tests.hearing.speech import Sound, joined, quiet, say


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
