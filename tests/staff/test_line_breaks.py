"""Lines that a page ends by hand are lines in the article; those that it only wrapped are not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from kiosk.library.article import parse_article
from kiosk.staff.formats import read
from kiosk.staff.shape import shape
from kiosk.staff.written import write_down
from tests.staff.test_pages import FALLS

WEEK = ["Monday: bingo at 2", "Tuesday: yoga at 3", "Wednesday: chess at 4"]


def imported(folder: Path, body: str, name: str = "page.html") -> list[tuple[str, str, str]]:
    """Kind, bullet and words of each block of the article that an import makes of a page."""
    path = folder / name
    page = f"<html><body><h1>Prevent Falls</h1><p>{FALLS}</p>{body}<p>{FALLS}</p></body></html>"
    path.write_text(page if name.endswith("html") else f"# Prevent Falls\n\n{FALLS}\n\n{body}\n", encoding="utf-8")
    found = parse_article(write_down(shape(read(path), "page"), "page", "page").text, folder, "page", "page.md")
    assert found.article is not None and found.faults == ()
    blocks = [block for section in found.article.sections for block in section.blocks[1:]]
    return [(block.kind, block.marker, " ".join(one.text for one in block.sentences)) for block in blocks
            if "Falls are" not in block.sentences[0].text]  # fmt: skip


@pytest.mark.parametrize("between", ["<br>", "<br/>\n", " <br> \n ", "</b><br><b>"])
def test_each_line_of_a_paragraph_is_one(between: str, tmp_path: Path) -> None:
    assert imported(tmp_path, f"<p><b>{between.join(WEEK)}</b></p>") == [("paragraph", "", line) for line in WEEK]


@pytest.mark.parametrize("mark", ["• ", "– ", "-"])
def test_bullets_between_breaks_are_items(mark: str, tmp_path: Path) -> None:
    found = imported(tmp_path, f"<p>Agenda:<br>{mark}Bingo<br>{mark}Yoga<br>{mark}Chess</p>")
    assert [text for _, _, text in found] == ["Agenda:", "Bingo", "Yoga", "Chess"]


def test_each_line_of_an_item_is_one(tmp_path: Path) -> None:
    body = "<ul><li>Put a lamp in the hall<br>Leave it on</li><li>Look at the bath.</li></ul>"
    body += "<ol><li>First<br>- or 2. last</li></ol>"
    assert imported(tmp_path, body) == [
        ("item", "•", "Put a lamp in the hall"), ("item", "", "Leave it on"), ("item", "•", "Look at the bath."),
        ("item", "1.", "First"), ("item", "", "- or 2. last"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["1. May we sing?", "# 1 is the hall", "=====", "- a dash", "> more"])
def test_a_line_that_begins_like_markdown_is_text(line: str, tmp_path: Path) -> None:
    assert imported(tmp_path, f"<p>On Sunday<br>{line}<br>at noon</p>") == [
        ("paragraph", "", one) for one in ("On Sunday", line, "at noon")
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [40, 60, 72, 100])
def test_lines_that_a_page_only_wrapped_are_one_paragraph(columns: int, tmp_path: Path) -> None:
    wrapped = textwrap.fill(FALLS.replace("Falls are", "Trips are"), columns).replace("\n", "<br>\n")
    assert imported(tmp_path, f"<p>{wrapped}</p>") == [("paragraph", "", FALLS.replace("Falls are", "Trips are"))]


def test_a_short_line_over_an_answer_in_one_paragraph_stays_a_heading(tmp_path: Path) -> None:
    body = "<p>What to wear<br>Wear shoes that fit you well, all day long.<br>Tie them.</p>"
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><p>{FALLS}</p>{body}</body></html>", encoding="utf-8")
    parts = shape(read(path), "page").parts
    assert [part.text for part in parts if part.kind == "heading"] == ["What to wear"]


def test_a_line_that_ends_within_a_link_or_a_heading_is_a_space(tmp_path: Path) -> None:
    found = imported(tmp_path, "<p>Call <a href='tel:1-800-222-1222'>Poison<br>Help</a> now.</p><h2>At<br>home</h2>")
    assert found == [("paragraph", "", "Call Poison Help now.")]
