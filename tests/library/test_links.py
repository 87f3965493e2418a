"""Links, pictures and comments as staff type them: none is lost without a word, none stands as markup on the glass."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.messages import OpenArticle, Read
from kiosk.core.text import Article, Link
from kiosk.library.article import Parsed, parse_article
from kiosk.library.shelf import open_library
from kiosk.library.typed import as_markdown
from tests.visitor import Visitor

POISON = Link("Poison Help", number="1-800-222-1222")


def parsed(tmp_path: Path, text: str) -> Parsed:
    return parse_article(text, tmp_path, "shelf/typed", "shelf/typed.md")


def article(found: Parsed) -> Article:
    assert found.article is not None
    return found.article


def said(found: Parsed) -> list[str]:
    return [one.text for section in article(found).sections for one in section.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "# When to call\n\n## [Poison Help](tel:1-800-222-1222)\n\nCall at any hour.\n",
        "# [Poison Help](tel:1-800-222-1222)\n\nCall at any hour.\n",
        "# [Poison Help](tel:1-800-222-1222)\n\n## When\n\nCall at any hour.\n",
        "# When to call\n\nAt any hour.\n\n### [Poison Help](tel:1-800-222-1222)\n",
        "# When to call\n\n## Now\n\nAt any hour.\n\n## [Poison Help](tel:1-800-222-1222)\n",
    ],
)
def test_a_number_in_a_heading_is_a_button(text: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, text)
    assert [link for section in article(found).sections for link in section.links] == [POISON]
    assert found.faults == ()


def test_a_link_in_a_heading_stands_in_its_section_and_is_looked_up(tmp_path: Path) -> None:
    text = "---\ntitle: X\n---\n# Y\n\n## One\n\nText.\n\n## Two, [Bingo](bingo.md#when)\n\nText.\n"
    found = parsed(tmp_path, text)
    assert [section.links for section in article(found).sections] == [(), (Link("Bingo", "shelf/bingo#when"),)]
    assert found.targets == ((10, "shelf/bingo", "when"),) and found.link_lines == ((), (10,))


def test_a_part_that_is_only_a_number_in_its_heading_can_be_opened(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# X\n\n## Now\n\nText.\n\n## [Poison Help](tel:1-800-222-1222)\n", encoding="utf-8")
    visitor = Visitor(open_library(tmp_path))
    visitor.happens(OpenArticle("x"))
    visitor.happens(Read(1))
    assert visitor.frame.plan.targets and "Poison Help" in visitor.hears()


@pytest.mark.parametrize("heading", ["# A ![garden](garden.png)", "## ![A garden](garden.png)", "### ![A](garden.png)"])
def test_a_picture_in_a_heading_is_named(heading: str, tmp_path: Path) -> None:
    (fault,) = parsed(tmp_path, f"---\ntitle: X\n---\n{heading}\n\nText.\n").faults
    assert (fault.code, fault.line) == ("left out", 4) and "picture in a heading" in fault.what


def test_a_part_is_called_by_the_words_of_the_picture_that_is_its_heading(tmp_path: Path) -> None:
    found = parsed(tmp_path, "# X\n\n## ![Our garden](garden.png)\n\nText.\n")
    assert [section.title for section in article(found).sections] == ["Our garden"]


@pytest.mark.parametrize("name", ["garden roses.png", "garden (1).png", "Ann's roses.png", "garden  roses (2 3).png"])
@pytest.mark.parametrize("title", ["", ' "In June"'])
def test_a_picture_whose_name_has_a_space_is_shown(name: str, title: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG\r\n")
    found = parsed(tmp_path, f"# X\n\nLook:\n![Our roses in bloom]({name}{title})\n")
    picture = article(found).sections[0].blocks[-1].picture
    assert picture is not None and picture.path == str(tmp_path / name) and found.faults == ()
    assert said(found) == ["X", "Look:", "Our roses in bloom"]


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("who can help.md#a-part", Link("Here", "shelf/who can help#a-part")),
        ("../other shelf/who.md", Link("Here", "other shelf/who")),
        ('call me.md "A title"', Link("Here", "shelf/call me")),
        ("tel:1 800 222 1222", Link("Here", number="1 800 222 1222")),
        ("tel:(800) 222-1222", Link("Here", number="(800) 222-1222")),
        ('tel:1 800 222 1222 "Then press 1."', Link("Here", number="1 800 222 1222", then="Then press 1.")),
    ],
)
def test_a_link_with_spaces_is_a_button(target: str, link: Link, tmp_path: Path) -> None:
    found = parsed(tmp_path, f"# X\n\nSee [Here]({target}) and (there) and [Here]({target}).\n")
    assert article(found).sections[0].links == (link, link)
    assert said(found) == ["X", "See Here and (there) and Here."]


@pytest.mark.parametrize(
    "text",
    [
        '[a](file.md "A title.md")', "[a](file.md 'A title.md')", "[a](file.md (a title.md))", '[a](tel:988 "Then 1.")',
        "[a](<who can help.md>)", "see [1] (a note.md)", "\\[a\\](a note.md)", "[a](b.md)", "[a](not so)",
        "See [note](in the hall at 5 p.m).", "[it](pays 2.50)", "[1](see page 3.5)",
        "](" + " " * 300_000 + "x", "](" * 100_000, "](" + "(a" * 100_000, "](" + "a.md#" * 60_000 + " )",
    ],
)  # fmt: skip
def test_what_stands_behind_a_link_otherwise_is_left_alone(text: str) -> None:
    assert as_markdown(text) == text


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- Say when -->Come on Sunday.", "Come <!-- all -->on Sunday.", "<!--\nSay\n\n## when\n-->\nCome on Sunday.",
        "Come on Sunday.<!-- x --> <!---->", "<!-- the old fee was $5 <!-- check --> -->\nCome on Sunday.",
        "<!--\n## Old part\n\nText. <!-- check -->\n\nMore.\n-->\nCome on Sunday.", "Come  <!-- check -->\non Sunday.",
        "Come on <!-- a <!-- b --> c <!-- d --> --> \nSunday.",
        "<!--> Come on Sunday.", "<!-- a - b --> Come <!-- c --> on Sunday.",
    ],
)  # fmt: skip
def test_text_beside_a_comment_stays_and_the_comment_goes(comment: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, f"# X\n\n{comment}\n\n[now](tel:no)\n")
    assert said(found) == ["X", "Come on Sunday.", "now"]
    assert [fault.line for fault in found.faults] == [5 + comment.count("\n")]


@pytest.mark.parametrize("behind", ["", "\n\n<!-- done -->\n"])
def test_a_comment_that_is_not_closed_hides_nothing_and_is_named(behind: str, tmp_path: Path) -> None:
    text = f"---\ntitle: X\n---\n# X\n\nCome.\n\n<!-- to do\n\n## Parking\n\nBehind the hall.{behind}"
    found = parsed(tmp_path, text)
    (fault,) = found.faults
    assert (fault.code, fault.line) == ("comment", 8) and "-->" in fault.remedy
    assert said(found)[1:] == ["Come.", "to do", "Behind the hall."]
    assert [section.title for section in article(found).sections] == ["Parking"]


def test_very_many_comments_that_are_not_closed_take_no_time(tmp_path: Path) -> None:
    """What is counted anew for each of them took a minute and a half for these."""
    for begun in ("<!-- a <!-- b --> " * 50_000, "<!-- x" + " <!-- a -->" * 50_000, "<!--" + " " * 200_000 + "x"):
        assert [fault.line for fault in parsed(tmp_path, "# X\n\n" + begun).faults] == [3]
    assert [fault.line for fault in parsed(tmp_path, "# X\n\n" + "<!-- a " * 200_000).faults] == [3]


def test_a_comment_that_is_escaped_is_text(tmp_path: Path) -> None:
    assert said(parsed(tmp_path, "# X\n\nWrite \\<!-- here --> now.\n")) == ["X", "Write <!-- here --> now."]


def test_a_button_is_called_by_the_words_of_the_picture_within(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_bytes(b"\x89PNG\r\n")
    found = parsed(tmp_path, "# X\n\n[![Our garden](pic.png)](b.md)\n")
    assert article(found).sections[0].links == (Link("Our garden", "shelf/b"),)
    assert said(found) == ["X", "Our garden"] and found.faults == ()


@pytest.mark.parametrize("link", ["[](b.md)", "[ ](tel:988)", "[![](pic.png)](b.md)"])
def test_a_link_without_a_word_is_named_and_left_out(link: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, f"# X\n\nText.\n\n{link}\n")
    assert article(found).sections[0].links == () and found.targets == ()
    assert ("link", 5) in [(fault.code, fault.line) for fault in found.faults]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('How to say "no"', 'How to say "no"'), ('"No" is a word', '"No" is a word'), ('"Say yes"', "Say yes"),
        ('"Yes" and "no"', '"Yes" and "no"'), ('"How to say "no""', 'How to say "no"'), ('"', "X"), ('""', "X"),
        ('"Hello', "Hello"), ('Hello"', "Hello"), ('Pipes of 6"', 'Pipes of 6"'),
    ],
)  # fmt: skip
def test_only_quotes_around_a_whole_title_are_taken_off(typed: str, title: str, tmp_path: Path) -> None:
    assert article(parsed(tmp_path, f"---\ntitle: {typed}\n---\n# X\n\nText.\n")).title == title
