"""Lines that were meant are lines on the glass, with a pause behind each; wrapped prose stays one paragraph."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from kiosk.core.text import Article, Block
from kiosk.library.article import Parsed, parse_article
from tests.visitor import CONTENT


def parsed(tmp_path: Path, text: str) -> Parsed:
    found = parse_article(f"# X\n\n{text}\n", tmp_path, "typed", "typed.md")
    assert found.faults == ()
    return found


def blocks(found: Parsed) -> list[Block]:
    assert isinstance(found.article, Article)
    return list(found.article.sections[0].blocks[1:])


def said(found: Parsed) -> list[str]:
    return [" ".join(sentence.text for sentence in block.sentences) for block in blocks(found)]


WEEK = ["Monday: bingo at 2", "Tuesday: yoga at 3", "Wednesday: chess at 4"]


@pytest.mark.parametrize("between", ["  \n", "\\\n", "<br>", "<br/>\n", " <BR /> ", "\n", "\n<br>\n", "   \n  "])
def test_a_line_that_was_ended_stays_one(between: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, between.join(WEEK))
    assert said(found) == WEEK
    apart = between.count("\n")
    assert found.lines == ((1, 3, 3 + apart, 3 + 2 * apart),)


def test_lines_that_end_in_the_middle_of_a_sentence_are_parted_where_markdown_says_so(tmp_path: Path) -> None:
    found = parsed(tmp_path, "we sing\\\nand dance\nall day<br>at home")
    assert said(found) == ["we sing", "and dance all day", "at home"]


def test_prose_that_came_with_two_spaces_behind_each_line_is_one_paragraph(tmp_path: Path) -> None:
    text = "Prose that was pasted from elsewhere, and keeps two  \nspaces behind each line since it  \nwas set so."
    assert said(parsed(tmp_path, text)) == [" ".join(text.split())]


@pytest.mark.parametrize("below", ["# Soup\n\nCome.", "> Soup", "• Soup", "- Soup", "•\n\nSoup"])
def test_a_backslash_before_what_is_no_further_line_is_not_read(below: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, f"Call Mary\\\n{below}")
    assert found.article is not None
    shown = [one.text for section in found.article.sections for one in section.sentences]
    assert "Call Mary" in shown and "Soup" in shown, shown


def test_a_backslash_that_was_written_as_one_stays(tmp_path: Path) -> None:
    assert said(parsed(tmp_path, "It is on C:\\\\")) == ["It is on C:\\"]


def test_breaks_and_very_many_spaces_take_no_time(tmp_path: Path) -> None:
    assert said(parsed(tmp_path, "<br>" + " " * 200_000 + "x"))[-1].endswith("x")


@pytest.mark.parametrize("behind", ["", "\n", "\n\nCome."])
def test_a_backslash_behind_the_last_line_is_not_read(behind: str, tmp_path: Path) -> None:
    assert said(parsed(tmp_path, "we sing\\\nand dance\\" + behind))[:2] == ["we sing", "and dance"]


def test_emphasis_goes_on_over_lines(tmp_path: Path) -> None:
    found = blocks(parsed(tmp_path, "**Monday  \nat two *sharp***\\\nin the hall"))
    marks = [[(word.bold, word.italic) for sentence in block.sentences for word in sentence.words] for block in found]
    assert marks == [[(True, False)], [(True, False), (True, False), (True, True)], [(False, False)] * 3]


def test_a_line_of_an_item_stays_in_it_without_a_bullet(tmp_path: Path) -> None:
    found = blocks(parsed(tmp_path, "1. Monday\\\n   bingo\n2. Tuesday<br>yoga\n3. Wednesday\n   Chess at 4"))
    assert [(block.kind, block.marker) for block in found] == [
        ("item", mark) for mark in ("1.", "", "2.", "", "3.", "")
    ]  # fmt: skip


def test_a_break_in_a_heading_parts_its_words(tmp_path: Path) -> None:
    found = parsed(tmp_path, "Hello.\n\n## Open 9 to 5<br>Tuesday\n\nCome.")
    assert found.article is not None and [one.title for one in found.article.sections] == ["Open 9 to 5 Tuesday"]


@pytest.mark.parametrize(
    "text",
    [
        "Springfield Senior Center\n12 Oak Street\nSpringfield, IL 62704",
        "Senior Center of Greater Springfield\n1200 Old Mill Road, Building C\nSpringfield, IL 62704",
        "This week we have all of this in the large hall upstairs, free for all:\nMonday: bingo\nTuesday: yoga",
        '[Poison Help](tel:1-800-222-1222)\n[Veterans](tel:988 "Then press 1.")\n[Bingo](bingo.md)',
        "Office hours: 9 to 5\nClosed on holidays.",
        "Lunch 12:00\nBingo at 2 p.m.",
        "monday bingo\ntuesday yoga\nwednesday chess",
        "*Lunch*\nSoup and bread\nPlum cake",
        "Who to ask:\nMary Ann, at the desk\n“The Colonel”, in the garden",
    ],
)
def test_short_lines_that_each_begin_anew_are_lines(text: str, tmp_path: Path) -> None:
    assert len(said(parsed(tmp_path, text))) == len(text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Come on Sunday\nand bring a friend",
        "We meet on Sunday.\nBring a cake.\nBring a friend.",
        "We sang all day in the park with\nMary and Joe.",
        "The picnic was a joy, said our\nPresident to all.",
        "We sang in the park\nMary loves.",
        "Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.",
        "When it rains\nI stay at home\nI’m dry there",
        "soup\nsalad\nbread",
        "Bring a hat, a coat,\n2 apples and\n3 pears",
        "We meet at 10 on the first\nMonday of each month.",
        "Doors open at 9:30 on every\nSaturday in the hall.",
        "Take 1 tablet every\n4 hours.",
        "We open at 9 except\nSunday.",
        "We thank all who came to sing on Sunday at the\nSpringfield Fair",
    ],
)
def test_a_sentence_over_lines_stays_one_paragraph(text: str, tmp_path: Path) -> None:
    assert said(parsed(tmp_path, text)) == [" ".join(text.split("\n"))]


@pytest.mark.parametrize("before", ["", "> ", "- ", "12. "])
@pytest.mark.parametrize("columns", [60, 61, 62, 64, 66, 68, 70, 72, 76, 78, 80, 90, 100])
def test_prose_wrapped_to_any_page_is_never_cut(columns: int, before: str, tmp_path: Path) -> None:
    """Also with every word a name, which is the hardest."""
    behind = "> " if before == "> " else " " * len(before)
    fill = textwrap.TextWrapper(columns, initial_indent=before, subsequent_indent=behind, break_long_words=False,
                                break_on_hyphens=False).fill  # fmt: skip
    tried = 0
    for path in sorted(CONTENT.glob("*/*.md")):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            names = [word.title() for word in re.findall(r"[^\W\d]+", paragraph)]
            for words in (paragraph.split(), *(names[first : first + 25] for first in range(0, len(names), 7))):
                shown = fill(" ".join(words))
                if re.match(r"[#!-]", paragraph) or re.search(r"\n[ >]*(?:\d+\.|- )", shown):
                    continue
                tried += 1
                made = parse_article(f"# X\n\n{shown}\n", tmp_path, "typed", "typed.md").article
                assert made is not None and len(made.sections[0].blocks) == 2, shown
    assert tried > 100
