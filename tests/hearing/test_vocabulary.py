"""Which words the kiosk is to know."""

from __future__ import annotations

import math
from pathlib import Path

from kiosk import places
from kiosk.core.phrases import normal
from kiosk.frame import frame_of
from kiosk.hearing.lexicon import pronunciations, unheard
from kiosk.hearing.vocabulary import common_words, costs, vocabulary
from kiosk.library.shelf import open_library
from kiosk.page.geometry import Glass
from tests.hearing.test_lexicon import agreement, dictionary
from tests.test_walk import walk
from tests.visitor import STRINGS, letters, library


def test_every_phrase_of_every_screen_is_made_of_known_words() -> None:
    known = set(vocabulary(STRINGS, library().names))
    said = set()
    for state in walk().values():
        frame = frame_of(state, library(), STRINGS, Glass(1920, 1080, 21.5), letters())
        said |= {word for choice in frame.screen.everything for phrase in choice.phrases for word in phrase.split()}
    assert len(said) > 250
    assert said <= known


def test_every_word_of_the_librarys_names_can_be_heard() -> None:
    assert len(library().names) > 20
    assert unheard(word for name in library().names for word in normal(name).split()) == ()


def test_the_words_of_a_new_article_are_known_once_it_is_there(tmp_path: Path) -> None:
    text = "# Zucchini & Quinoa\n\n## Quetzal 42\n\nText.\n\n## See also\n\n[The okapi](other.md)\n"
    (tmp_path / "new.md").write_text(text, encoding="utf-8")
    (tmp_path / "other.md").write_text("# Okapis\n\n## Gnu\n\nText.\n", encoding="utf-8")
    found = set(vocabulary(places.strings(), open_library(tmp_path).names))
    assert {"zucchini", "and", "quinoa", "quetzal", "forty", "two", "okapi", "okapis", "gnu"} <= found


def test_common_words_are_some_thousands_and_sound_as_the_dictionary_says() -> None:
    words = [word for word in common_words() if word in dictionary()]
    assert 2500 <= len(words) <= len(common_words()) <= 3500
    assert unheard(common_words()) == ()
    assert agreement(words) > 0.94


def test_a_word_is_the_cheaper_the_more_it_is_said() -> None:
    found = costs(["the", "hospital", "quetzal", "number"])
    assert math.isclose(sum(math.exp(-cost) for cost in found.values()), 1.0)
    assert found["the"] < found["number"] <= found["hospital"] <= found["quetzal"]


def test_four_thousand_words_have_fewer_than_eight_thousand_pronunciations() -> None:
    ways = pronunciations(vocabulary(STRINGS, library().names))
    assert len(ways) > 3000
    assert sum(map(len, ways.values())) < 2 * len(ways)
