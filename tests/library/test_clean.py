"""Text is made fit to be shown and said: nothing that the fonts lack gets through."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from kiosk import places
from kiosk.library.clean import clean
from kiosk.library.glyphs import SHOWN

FONTS = sorted((places.assets() / "fonts").glob("*.ttf"))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_the_letters_said_to_be_shown_are_those_of_the_font(font: object) -> None:
    assert {chr(code) for code in TTFont(font).getBestCmap()} == SHOWN


def test_every_word_of_the_kiosk_itself_has_its_glyphs() -> None:
    strings = places.strings()
    for text in [*strings.text.values(), *(f"{face['label']} {face['hint']}" for face in strings.choices.values())]:
        assert SHOWN.issuperset(text), text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Wo\u00adrd", "Word"),
        ("e\u2011mail", "e-mail"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("nul\u0000 and \ud800 surrogate", "nul and  surrogate"),
        ("Take ≥ 2 and ≤ 5", "Take at least  2 and at most  5"),
        ("Settings → Sound", "Settings – Sound"),
        ("β-blocker, Ω", "beta-blocker, omega"),
        ("50 µg", "50 mcg"),
        ("H₂O and x²", "H2O and x²"),
        ("⅓ cup, ½ cup", "1/3 cup, ½ cup"),
        ("ﬁne oﬀer", "fine offer"),
        ("Việt Nam, naïve Zoë, Łódź", "Viet Nam, naïve Zoë, Łódź"),
        ("25℃", "25°C"),
        ("№ 5", "No.  5"),
        ("✓ done", " done"),
        ("① first", "1 first"),
    ],
)
def test_what_has_no_glyph_is_replaced_by_what_a_reader_would_put(written: str, shown: str) -> None:
    assert clean(written) == (shown, ())


@pytest.mark.parametrize(("written", "left", "lost"), [("♥ hi ★", " hi ", ("♥", "★")), ("Да yes", " yes", ("Д", "а"))])
def test_what_has_no_stand_in_is_left_out_and_named(written: str, left: str, lost: tuple[str, ...]) -> None:
    assert clean(written) == (left, lost)


@given(st.text(max_size=60))
def test_whatever_is_written_only_what_can_be_shown_is_left(text: str) -> None:
    shown, _ = clean(text)
    assert SHOWN.issuperset(shown.replace("\n", ""))
    assert not any(unicodedata.category(mark) in ("Cc", "Cf", "Cs") for mark in shown.replace("\n", ""))
    assert clean(shown)[0] == shown
