"""What `kiosk say` writes, listened to: true speed, calm gaps, whole words, one mark for each displayed word."""

from __future__ import annotations

import statistics
from array import array

import pytest

from kiosk.core.lines import read_aloud
from kiosk.core.state import SPEEDS_WPM
from kiosk.core.text import Section
from kiosk.speech.driver import RATE
from kiosk.speech.say import TimedWord, samples_of
from kiosk.staff.saying import text_utterances
from tests.visitor import library

LOUD = 120


def sections() -> list[Section]:
    """One section of each shipped article, the founding one whole."""
    found: list[Section] = []
    for shelf in library().shelves:
        for entry in shelf.entries:
            article = library().article(entry.id)
            assert article is not None
            found += article.sections if entry.id.endswith("what-a-therapist-does") else article.sections[1:2]
    return found


def silences(samples: array[int], timed: list[TimedWord], section: Section, wpm: int) -> dict[int, float]:
    """Milliseconds of silence before each sentence but the first."""
    found, word = {}, 0
    for index, utterance in enumerate(read_aloud(section, wpm)):
        if index:
            middle = timed[word]["start_ms"] * RATE // 1000 - RATE // 20  # well before the mark: within the gap
            before = next(n for n in range(middle, 0, -1) if abs(samples[n]) >= LOUD)
            after = next(n for n in range(middle, len(samples)) if abs(samples[n]) >= LOUD)
            found[index] = (after - before) / RATE * 1000
        word += len(utterance.words)
    return found


@pytest.mark.parametrize("wpm", SPEEDS_WPM)
def test_each_step_of_speed_is_true_to_5_per_cent_and_sentences_are_parted_calmly(wpm: int) -> None:
    words = seconds = 0.0
    between, after_block, after_heading = [], [], []
    for section in sections():
        samples, timed = samples_of(read_aloud(section, wpm), wpm, library().pronunciations)
        assert len(timed) == section.words
        assert [each["start_ms"] for each in timed] == sorted(each["start_ms"] for each in timed)
        words += len(timed)
        seconds += len(samples) / RATE
        block_of = section.block_of
        for index, silence in silences(samples, timed, section, wpm).items():
            if section.blocks[block_of[index - 1]].kind == "heading":
                after_heading.append(silence)
            elif block_of[index] == block_of[index - 1]:
                between.append(silence)
            elif section.blocks[block_of[index - 1]].kind != "picture":
                after_block.append(silence)
    assert abs(words / seconds * 60 / wpm - 1) < 0.05
    assert min(between) >= 295 and statistics.median(between) <= 500 and max(between) <= 560, (wpm, sorted(between))
    assert min(after_block) >= 295 and statistics.median(after_block) <= 500, (wpm, sorted(after_block))
    assert statistics.median(after_block) > statistics.median(between) + 20
    assert min(after_heading) > statistics.median(between) + 200


def test_no_word_is_clipped_at_its_beginning_or_end_and_nothing_overdrives() -> None:
    for text in ("Stop.", "Apples.", "She sells seashells.", "Fifty fit.", "Ask, then wait.", "Hush!", "Which?"):
        samples, timed = samples_of(text_utterances(text, 125), 125, {})
        assert [each["word"] for each in timed] == text.split()
        edge = RATE // 2000  # half a millisecond: no click where the samples begin or end
        assert max(map(abs, samples[:edge])) < 300 and max(map(abs, samples[-edge:])) < 300, text
        assert 4000 < max(map(abs, samples)) < 32767, text
        assert timed[0]["start_ms"] < 40, text


def test_every_kind_of_word_has_one_mark() -> None:
    text = "On 12/25, Dr. Lee paid $5 million – or (so) she said – at 9:30 a.m. to 1-800-MEDICARE, e.g. & more..."
    _, timed = samples_of(text_utterances(text, 160), 160, {"Lee": "lee"})
    assert [each["word"] for each in timed] == text.split()
