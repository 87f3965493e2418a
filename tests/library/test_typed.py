"""Articles as people type them who know no Markdown: every word of theirs is shown and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.text import Article, Block
from kiosk.library.shelf import open_library
from kiosk.library.typed import as_markdown


def read(tmp_path: Path, text: str) -> Article:
    (tmp_path / "typed.md").write_text(text, encoding="utf-8")
    library = open_library(tmp_path)
    assert library.check() == ()
    article = library.article("typed")
    assert article is not None
    return article


def blocks(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each block but the headings that begin a section."""
    return [(block.kind, words(block)) for section in article.sections for block in section.blocks[1:]]


def words(block: Block) -> str:
    return " ".join(sentence.text for sentence in block.sentences)


def test_paragraphs_indented_as_in_a_letter_are_read(tmp_path: Path) -> None:
    text = "# The fair\n\n    Come to the fair on Sunday. Bring\na friend.\n\n\tThere is cake for all.\n"
    assert blocks(read(tmp_path, text)) == [
        ("paragraph", "Come to the fair on Sunday. Bring a friend."), ("paragraph", "There is cake for all.")
    ]  # fmt: skip


@pytest.mark.parametrize("ornament", ["~~~", "~~~~~~~~", "```", "  ~~~  ", "```text", "-----", "- - -", "***", "====="])
def test_a_line_of_ornament_is_neither_shown_nor_hides_what_follows(ornament: str, tmp_path: Path) -> None:
    text = f"# The fair\n\nCome on Sunday.\n\n{ornament}\n\nBring a friend.\n\n## Later\n\nThere is cake.\n"
    article = read(tmp_path, text)
    assert [section.title for section in article.sections] == ["Later"]
    assert [said for kind, said in blocks(article) if kind == "paragraph"] == [
        "Come on Sunday.", "Bring a friend.", "There is cake."
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["~~~", "-----", "====="])
@pytest.mark.parametrize("paragraph", ["Come on Sunday.", "Come on Sunday\nand bring a friend", "Bring these:"])
def test_a_line_drawn_right_under_a_paragraph_makes_no_heading_of_it(
    paragraph: str, rule: str, tmp_path: Path
) -> None:
    article = read(tmp_path, f"# The fair\n\n{paragraph}\n{rule}\nThere is cake.\n")
    assert len(article.sections) == 1
    assert blocks(article) == [("paragraph", paragraph.replace("\n", " ")), ("paragraph", "There is cake.")]


def test_an_underlined_heading_stays_one(tmp_path: Path) -> None:
    article = read(tmp_path, "The fair\n========\n\nCome on Sunday.\n\nWhat to bring\n-------------\n\nA friend.\n")
    assert article.title == "The fair" and "What to bring" in [section.title for section in article.sections]


@pytest.mark.parametrize("mark", ["•", "·", "• ", "–", "– ", "— ", "-", "*", "●"])
def test_lines_behind_pasted_bullets_are_items_of_a_list(mark: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"# The fair\n\nBring these:\n{mark}A hat\n{mark}Water, cold\n")
    assert blocks(article) == [("paragraph", "Bring these:"), ("item", "A hat"), ("item", "Water, cold")]


@pytest.mark.parametrize(
    "text",
    [
        "The bus leaves at nine\n– if it does not snow.",
        "*Not on holidays.",
        "*Not* on holidays.\n*Nor* on Sundays.",
        "It fell to\n-5 today and\n-9 at night.",
        "–Ann",
    ],
)
def test_a_line_that_only_begins_like_an_item_is_none(text: str, tmp_path: Path) -> None:
    assert [kind for kind, _ in blocks(read(tmp_path, f"# The fair\n\n{text}\n"))] == ["paragraph"]


def test_a_whole_article_pasted_between_marks_of_code_is_read(tmp_path: Path) -> None:
    article = read(tmp_path, "```markdown\n# The fair\n\nCome on Sunday.\n```\n")
    assert article.title == "The fair" and blocks(article) == [("paragraph", "Come on Sunday.")]


@pytest.mark.parametrize("heading", ["What can I eat?", "Come along!"])
def test_a_question_or_a_call_that_is_underlined_is_a_heading(heading: str, tmp_path: Path) -> None:
    article = read(tmp_path, f"Who can help me?\n=====\n\nCome on Sunday.\n\n{heading}\n-----\n\nCake.\n")
    assert article.title == "Who can help me?" and heading in [section.title for section in article.sections]


def test_a_title_on_top_may_have_two_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "A title\nover two\n=====\n\nCome on Sunday.\n").title == "A title over two"


def test_a_line_that_only_begins_like_ornament_takes_no_time() -> None:
    """What took a second for 16,000 spaces would take hours for these."""
    line = f"--{' ' * 500_000}x"
    assert as_markdown(line) == line


@pytest.mark.parametrize(
    "text",
    [
        "Fair\n====\n\nWe sang. The soup was good. See you next year!\n-----\n\nBye now.\n",
        "# Fair\n\nSunday at noon\n-----\n\nThis is not long. Is it?\n-----\n\nBye.\n",
    ],
)
def test_several_sentences_that_end_in_a_cry_are_no_heading(text: str, tmp_path: Path) -> None:
    article = read(tmp_path, text)
    assert article.title == "Fair" and not any("." in section.title for section in article.sections)


@pytest.mark.parametrize("title", ["Fall Prevention:\nA Guide for All", "Heat Safety,\nHow to Stay Cool"])
def test_the_first_line_of_a_title_may_end_in_a_colon(title: str) -> None:
    assert as_markdown(f"{title}\n====") == f"{title}\n===="


def test_a_sentence_over_a_line_and_an_underline_is_no_title() -> None:
    assert as_markdown("We meet on Sunday.\nBring cake\n====") == "We meet on Sunday.\nBring cake\n"
