"""What a phrase is weighed against."""

from __future__ import annotations

from kiosk.hearing.looks import others_than, weighed_against

PHRASES = {"ten": 0, "two": 1, "nine": 2, "turn it up": 3, "read section two": 4, "read it": 5, "how long is it": 6}


def test_a_word_alone_is_weighed_against_words_alone() -> None:
    assert weighed_against("ten", PHRASES, False) == ["two", "nine"]
    assert weighed_against("read it", PHRASES, False) == others_than("read it", PHRASES)


def test_over_its_own_voice_all_phrases_are_weighed_against_it() -> None:
    assert weighed_against("ten", PHRASES, True) == others_than("ten", PHRASES)
    assert "turn it up" in others_than("ten", PHRASES)


def test_what_could_make_up_the_phrase_is_not_weighed_against_it() -> None:
    assert others_than("read it", PHRASES) == ["ten", "two", "nine", "turn it up", "how long is it"]
    more = {**PHRASES, "section three": 7, "read": 8}
    assert "section three" not in others_than("read section two", more)


def test_what_is_heard_whole_cannot_make_it_up() -> None:
    more = {**PHRASES, "section three": 7, "read": 8}
    assert "section three" in others_than("read section two", more, {"section three"})
    assert "section three" not in others_than("read section two", more, {"turn it up"})
