"""The pace of a line: how many seconds each utterance is given."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.speech import VOLUMES, Utterance, pause_ms, seconds_for, weight

EASY = "He sat in the old red chair by the door and read his book."
HARD = "Representatives occasionally misrepresent themselves as experienced professional investigators."
SPEEDS = (60, 85, 110, 125, 160, 200, 250, 300)


def utterances(*sentences: str, wpm: int = 125) -> list[Utterance]:
    return [Utterance(tuple(each.split()), pause_ms("paragraph", False, wpm)) for each in sentences]


@pytest.mark.parametrize("wpm", SPEEDS)
def test_a_line_lasts_as_long_as_its_words_take_at_that_speed(wpm: int) -> None:
    line = utterances(*[EASY, HARD] * 4, wpm=wpm)
    seconds = sum(seconds_for(line, [each.words for each in line], wpm))
    seconds += sum(each.pause_ms for each in line[:-1]) / 1000
    words = sum(len(each.words) for each in line)
    assert words / seconds * 60 == pytest.approx(wpm, rel=0.001)


def test_a_sentence_of_long_words_is_given_more_time_for_each_word() -> None:
    line = utterances(*[EASY, HARD] * 4)
    easy, hard = seconds_for(line, [each.words for each in line], 125)[:2]
    assert hard / len(HARD.split()) > 1.5 * easy / len(EASY.split())
    assert hard / weight(HARD.split()) == pytest.approx(easy / weight(EASY.split()))


def test_a_single_word_is_not_drawled_to_fill_its_share_of_a_minute() -> None:
    line = utterances("Yes.", wpm=60)
    assert seconds_for(line, [("Yes.",)], 60)[0] < 1.0


def test_an_utterance_with_a_speed_of_its_own_leaves_the_others_alone() -> None:
    plain = utterances(*[EASY] * 4)
    slow = [*plain[:-1], Utterance(plain[-1].words, plain[-1].pause_ms, wpm=60)]
    spoken = [each.words for each in plain]
    before, after = seconds_for(plain, spoken, 125), seconds_for(slow, spoken, 125)
    assert after[-1] > 1.3 * before[-1]
    assert after[0] == pytest.approx(before[0], rel=0.1)


def test_the_gap_between_sentences_is_300_to_500_ms_and_longer_after_a_heading() -> None:
    for wpm in SPEEDS:
        gap = pause_ms("paragraph", False, wpm)
        assert 300 <= gap <= 500
        assert pause_ms("heading", True, wpm) > pause_ms("item", True, wpm) > gap


def test_each_step_of_volume_is_heard_and_none_is_over_10_db() -> None:
    steps = VOLUMES[1:]
    assert len(steps) == 7
    for softer, louder in pairwise(steps):
        assert 1.4 < louder / softer < 3.16


@given(st.lists(st.lists(st.text(min_size=1, max_size=9), max_size=5), min_size=1, max_size=5), st.sampled_from(SPEEDS))
def test_every_utterance_is_given_some_time_whatever_stands_in_it(texts: list[list[str]], wpm: int) -> None:
    line = [Utterance(tuple(words)) for words in texts]
    assert all(0 < each < 60 for each in seconds_for(line, [each.words for each in line], wpm))
