"""Tables that put words side by side are read cell after cell; those of figures become lists."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kiosk.staff.formats import odt, web, word
from kiosk.staff.formats.parts import Source
from tests.staff.samples import picture

NURSE = "The nurse comes on Friday at nine in the morning. Bring your card."
BUS = "The bus leaves at ten. Wear warm shoes."


def page(body: str) -> Source:
    return web.parts_of(f"<html><body>{body}</body></html>", Path("a.html"), images={"a.png": picture()})


def words(source: Source) -> list[str]:
    return [part.text for part in source.parts]


def opened(path: Path, body: str) -> Source:
    """An OpenDocument text with that body, read."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in odt.NS.items())
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", f"<office:document-content {spaces}><office:body><office:text>{body}"
                         "</office:text></office:body></office:document-content>")  # fmt: skip
    return odt.read(path)


def cell(*lines: str) -> str:
    return "<table:table-cell>" + "".join(f"<text:p>{line}</text:p>" for line in lines) + "</table:table-cell>"


def test_a_newsletter_laid_out_in_word_is_read_cell_after_cell(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.paragraphs[0].add_run("Flu clinic")
    left.add_paragraph(NURSE)
    right.paragraphs[0].add_run("Bus trip")
    right.add_paragraph(BUS)
    document.save(str(tmp_path / "news.docx"))
    source = word.read(tmp_path / "news.docx")
    assert words(source) == ["Flu clinic", NURSE, "Bus trip", BUS] and source.unsure == ()


def test_a_table_within_a_table_is_read_once_in_word(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "Lunch is served each day at noon."
    within = right.add_table(rows=2, cols=2)
    for row, texts in zip(within.rows, (("Monday", "Soup"), ("Tuesday", "Fish")), strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    stream = io.BytesIO()
    document.save(stream)
    (tmp_path / "news.docx").write_bytes(stream.getvalue())
    shown = words(word.read(tmp_path / "news.docx"))
    assert shown == ["Lunch is served each day at noon.", "Monday: Soup", "Tuesday: Fish"]


def test_a_table_within_a_table_is_read_once_on_a_page() -> None:
    within = "<table><tr><td>Lunch</td><td>Soup and a roll</td></tr></table>"
    news = f"<table><tr><td><h1>News</h1><p>{BUS}</p></td></tr></table>"
    source = page(f"<table><tr><td>{news}</td><td>{within}</td></tr></table>")
    assert words(source) == ["News", BUS, "Lunch: Soup and a roll"]


def test_the_blocks_of_a_cell_are_parted_by_a_space() -> None:
    table = "<table><tr><th>Day</th><th>Dish</th></tr><tr><td>Monday</td><td><p>Soup</p><p>Roll</p></td></tr></table>"
    assert words(page(table)) == ["Monday. Dish: Soup Roll."]


def test_a_picture_in_a_table_is_kept() -> None:
    source = page(f"<table><tr><td><img src='a.png' alt='A bus'></td><td>{BUS}</td></tr></table>")
    assert [part.kind for part in source.parts] == ["picture", "paragraph"]


def test_cells_of_several_lines_are_read_one_after_another_in_libreoffice(tmp_path: Path) -> None:
    row = f"<table:table-row>{cell('Flu clinic', NURSE)}{cell('Bus trip', BUS)}</table:table-row>"
    source = opened(tmp_path / "news.odt", f"<table:table>{row}</table:table>")
    assert words(source) == ["Flu clinic", NURSE, "Bus trip", BUS] and source.unsure == ()


@pytest.mark.parametrize("around", ["", "table:table-rows"])
def test_a_table_within_a_table_is_read_once_in_libreoffice(around: str, tmp_path: Path) -> None:
    within = f"<table:table><table:table-row>{cell('Monday')}{cell('Soup')}</table:table-row></table:table>"
    row = f"<table:table-row>{cell(BUS)}<table:table-cell>{within}</table:table-cell></table:table-row>"
    row = f"<{around}>{row}</{around}>" if around else row
    assert words(opened(tmp_path / "a.odt", f"<table:table>{row}</table:table>")) == [BUS, "Monday: Soup"]


def test_the_lines_of_a_cell_are_parted_by_a_space_in_libreoffice(tmp_path: Path) -> None:
    head = f"<table:table-row>{cell('Day')}{cell('Dish')}</table:table-row>"
    row = f"<table:table-row>{cell('Monday')}{cell('Soup', 'Roll')}</table:table-row>"
    assert words(opened(tmp_path / "a.odt", f"<table:table>{head}{row}</table:table>")) == ["Monday. Dish: Soup Roll."]
