"""How hard an article is to follow: its reading grade, its longest sentences, and how long it takes to hear.

The grade is Flesch-Kincaid's: 0.39 x words to a sentence + 11.8 x syllables to a word - 15.59, a grade of U.S.
schools (Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new readability formulas", Research Branch
Report 8-75, Naval Technical Training). Formula and syllables are those of the library readsight; words and sentences
are the kiosk's own, as it reads them aloud. Against the CMU dictionary over 5,500 different words of running text its
syllables were 0.02 to a word too many, which is a quarter of a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from tempfile import TemporaryDirectory
from typing import Any

from kiosk.core.text import Sentence
from kiosk.library.faults import Fault
from kiosk.library.sentences import split_sentences
from kiosk.staff.checks.sheet import Sheet, Spot

HIGHEST_GRADE = 8.0  # what the guide for staff asks for
LONGEST_SENTENCE = 25  # words
LONGEST_SECTION = 4.0  # minutes
_HARDEST = 3
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 30  # words; a grade of fewer says nothing


@dataclass(frozen=True)
class Hard:
    """A sentence among the hardest of its article."""

    line: int
    grade: float
    words: int
    text: str


@dataclass(frozen=True)
class Measure:
    """What an article is like. ``grade`` is None for a text too short to tell; ``minutes`` at the usual speed."""

    file: str
    title: str
    grade: float | None
    minutes: float
    words: int
    sections: int
    hardest: tuple[Hard, ...]


@lru_cache(maxsize=1)
def _library() -> Any:
    from readsight import ReadSight

    with TemporaryDirectory() as folder:  # it would keep a copy of its own tables in the user's cache
        return ReadSight("en-us", cache_dir=folder)


@lru_cache(maxsize=50_000)
def _counted(shown: str) -> tuple[int, int]:
    """Words and syllables in what stands between two spaces: none in a number, two words in "grab-bar"."""
    words = _LETTERS.findall(shown.lower())
    return len(words), sum(map(_syllables, words))


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    return int(_library().syllable_count(word))


def _counts(sentence: Sentence) -> tuple[int, int]:
    """The words of a sentence that are made of letters, and their syllables."""
    words = syllables = 0
    for word in sentence.words:
        more, parts = _counted(word.shown)
        words += more
        syllables += parts
    return words, syllables


@lru_cache(maxsize=50_000)
def _grade(words: int, syllables: int, sentences: int) -> float | None:
    """The Flesch-Kincaid grade, None where there is no word."""
    from readsight.text.text_statistics import TextStatistics

    if not words:
        return None
    stats = TextStatistics(
        letter_count=0,  # what the formula does not ask for is left at nothing
        word_count=words,
        sentence_count=sentences,
        syllable_count=syllables,
        polysyllable_count=0,
        average_syllables_per_word=syllables / words,
        average_words_per_sentence=words / sentences,
        long_word_count=0,
        syllable_histogram={},
    )
    library = _library()
    formula = library.formula_registry.get("flesch_kincaid_grade_level")
    return float(formula.calculate(stats, library.language).score)


def grade_of(text: str) -> float | None:
    """The grade of a plain text, None where there is no word in it."""
    sentences = [sentence.split() for sentence in split_sentences(text)]
    pairs = [_counted(word) for words in sentences for word in words]
    return _grade(sum(words for words, _ in pairs), sum(count for _, count in pairs), len(sentences))


def measure(sheet: Sheet, wpm: int) -> Measure:
    """Grade, minutes and hardest sentences of an article."""
    counted = [(_counts(spot.sentence), spot) for spot in sheet.prose]
    words = sum(section.words for section in sheet.article.sections)
    spoken = sum(count for (count, _), _ in counted)
    syllables = sum(count for (_, count), _ in counted)
    return Measure(
        file=sheet.file,
        title=sheet.article.title,
        grade=_grade(spoken, syllables, len(counted)) if spoken >= _FEWEST else None,
        minutes=round(words / wpm, 1),
        words=words,
        sections=len(sheet.article.sections),
        hardest=_hardest(sheet, counted),
    )


def _hardest(sheet: Sheet, counted: Sequence[tuple[tuple[int, int], Spot]]) -> tuple[Hard, ...]:
    """Sentences of six words or more, the hardest first."""
    long = [pair for pair in counted if pair[0][0] > 5]
    long.sort(key=lambda pair: -(0.39 * pair[0][0] + 11.8 * pair[0][1] / pair[0][0]))
    return tuple(
        Hard(sheet.line_of(spot), _grade(*counts, 1) or 0.0, len(spot.sentence.words), spot.sentence.text)
        for counts, spot in long[:_HARDEST]
    )


def too_hard(sheet: Sheet, measured: Measure) -> Iterator[Fault]:
    """A grade over 8, with the sentences that raise it most."""
    if measured.grade is None or measured.grade <= HIGHEST_GRADE:
        return
    why = "A listener cannot read a hard sentence twice; at grade 8 and below most people follow at once."
    what = f"It reads at grade {measured.grade:.1f}; grade 8 or lower is easy to follow by ear."
    yield Fault("warning", "grade", sheet.file, 1, what, "Make the sentences named below shorter and plainer.", why)
    for hard in measured.hardest:
        if hard.grade <= HIGHEST_GRADE or hard.words > LONGEST_SENTENCE:
            continue  # a long one is named for its length
        yield Fault(
            "note", "hard sentence", sheet.file, hard.line,
            f"One of the hardest sentences (grade {hard.grade:.0f}): {_short(hard.text)}",
            "Cut it in two, or use the words that people use at home.", why,
        )  # fmt: skip


def long_sentences(sheet: Sheet) -> Iterator[Fault]:
    """Sentences of more than 25 words."""
    for spot in sheet.prose:
        count = len(spot.sentence.words)
        if count > LONGEST_SENTENCE:
            yield Fault(
                "warning", "long sentence", sheet.file, sheet.line_of(spot),
                f"A sentence of {count} words: {_short(spot.sentence.text)}",
                f"Cut it in two; {LONGEST_SENTENCE} words are the most, and 20 are better.",
                "By its end a listener has lost the beginning, and “Again” repeats all of it.",
            )  # fmt: skip


def long_sections(sheet: Sheet, wpm: int) -> Iterator[Fault]:
    """Sections that take more than four minutes to hear."""
    for section, lines in zip(sheet.article.sections, sheet.parsed.lines, strict=True):
        minutes = section.words / wpm
        if minutes > LONGEST_SECTION:
            yield Fault(
                "warning", "long section", sheet.file, lines[0],
                f"“{section.title}” takes {minutes:.1f} minutes to hear; {LONGEST_SECTION:.0f} are the most.",
                'Put a line such as "## A short heading" where its subject changes.',
                "It is too long for one sitting: after a pause the visitor must hear it from its start.",
            )  # fmt: skip


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= 90 else f"“{text[:80].rsplit(' ', 1)[0]} ...”"
