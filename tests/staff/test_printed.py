"""What a page of print does to words is undone: large first letters, columns, words broken at the end of a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from kiosk.staff.formats import pdf
from kiosk.staff.shape import Draft, shape

LEFT = """Falls are the most common way that
older people get hurt at home. A few
small changes in each room can keep
you on your feet for years. Start with
the light in the hall and the rugs on
the floor and the bath. Ask a""".splitlines()
RIGHT = """friend to walk through each room with
you and to write down what is loose. A
well-
known rule is that a light in the bath-
room pays for itself. Put a long-
term plan on the wall and keep it there
for all. Call (202) 234-
0142 for help, or write to Mary-
Ann at the desk at any time of the day.""".splitlines()


def draft(folder: Path, *texts: tuple[float, float, float, str]) -> Draft:
    """A page on which each text stands at x and y in its size, made an article."""
    paper = FPDF(format="letter", unit="pt")
    paper.add_page()
    for x, y, size, text in texts:
        paper.set_font("helvetica", size=size)
        paper.text(x, y, text)
    paper.output(str(folder / "a.pdf"))
    return shape(pdf.read(folder / "a.pdf"), "a")


def column(x: float, lines: list[str]) -> list[tuple[float, float, float, str]]:
    return [(x, 110 + 14 * row, 11, line) for row, line in enumerate(lines)]


def test_a_sentence_goes_on_in_the_next_column_and_its_broken_words_are_mended(tmp_path: Path) -> None:
    made = draft(tmp_path, (72, 72, 20, "Stay on your feet"), *column(72, LEFT), *column(320, RIGHT))
    [text] = [part.text for part in made.parts]
    assert "Ask a friend to walk" in text
    assert "A well-known rule" in text and "in the bathroom pays" in text and "a long-term plan" in text
    assert "Call (202) 234-0142 for help" in text and "Mary-Ann at the desk" in text


@pytest.mark.parametrize(
    ("letter", "rest", "whole"),
    [
        ("O", "nce upon a time there was a center by", "Once upon a time"),
        ("A", "ll of us met by the lake on the first day", "All of us met"),
        ("A", "cat came to the center by the lake one day", "A cat came"),
        ("I", "t was a cold day when we met by the lake", "It was a cold day"),
    ],
)
def test_a_large_first_letter_begins_the_text_and_is_no_title(
    letter: str, rest: str, whole: str, tmp_path: Path
) -> None:
    below = ["the lake where people met each day to", "sing and to eat. The soup was hot."]
    made = draft(tmp_path, (72, 72, 20, "By the lake"), (72, 138, 36, letter), *column(100, [rest, *below]))
    assert made.title == "By the lake"
    [text] = [part.text for part in made.parts]
    assert text.startswith(whole) and text.endswith("The soup was hot.")
