"""Files with what a first-time user's really have: accents, notes, broken lines, subjects said twice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from kiosk.library.shelf import open_library
from kiosk.staff.importer import Imported, import_file
from tests.staff.samples import picture


def imported(path: Path) -> Imported:
    made = import_file(path, path.parent / "content")
    assert isinstance(made, Imported), made
    return made


def text_file(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


WALKING = """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Walking - Wikipedia</title></head><body>
<div id="mw-navigation"><ul><li><a href="/m">Main page</a></li></ul></div>
<div id="content"><h1><span>Walking</span></h1><div id="siteSub">From Wikipedia, the free encyclopedia</div>
<div class="mw-parser-output"><div role="note" class="hatnote">
For other uses, see <a href="/x">Walking (song)</a>.</div>
<p><b>Walking</b> is one of the main ways in which animals move.<sup
class="reference"><a href="#cite_note-1">[1]</a></sup>
It is slower than running.<sup class="noprint">[<i><a href="/c">citation needed</a></i>]</sup> It is good for you.</p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#H">1 Health</a></li></ul></div>
<h2><span id="H">Health</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>
<p>A brisk walk each day lifts the mood.<sup><a href="#cite_note-2">[2]</a></sup>
A hall of 20 m<sup>2</sup> will do.</p>
<div class="thumb"><div class="thumbinner"><img src="a.png" alt="">
<div class="thumbcaption">Two people in a park</div></div></div>
<h2><span>Origins</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>
<p>Some say that the first walkers were fish that lived under water.</p>
<h2>See also</h2><ul><li><a href="/w">Race walking</a></li></ul>
<h2>References</h2><ol><li id="cite_note-1">^ A journal of walking. 2010.</li></ol>
</div></div><footer><ul><li>This page was last edited on 3 March 2025.</li></ul></footer></body></html>"""


def test_a_page_of_an_encyclopedia_loses_its_notes_and_the_lists_below_it(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    page = tmp_path / "Walking - Wikipedia.html"
    page.write_text(WALKING, encoding="utf-8")
    made = imported(page)
    assert made.title == "Walking" and made.sections == ("Health", "Origins")
    for junk in ("[1]", "\\[", "citation", "edit", "other uses", "encyclopedia", "Race walking", "journal", "Contents"):
        assert junk not in made.text.partition("---\n#")[2], junk
    assert "animals move. It is slower than running. It is good for you." in made.text
    assert "20 m2 will do" in made.text and "![Two people in a park](" in made.text
    assert any("A journal of walking" in line for line in made.aside)


def test_marks_of_notes_in_plain_text_are_not_read_aloud(tmp_path: Path) -> None:
    made = imported(text_file(tmp_path, "a.txt", "Keeping warm", "A hat keeps you warm.[1][2] Wear it [if you like]."))
    assert "warm. Wear it \\[if you like\\]." in made.text


def test_a_footnote_in_word_leaves_neither_its_mark_nor_its_text_in_the_article(tmp_path: Path) -> None:
    import docx as word

    document = word.Document()
    document.add_heading("Keeping warm", 0)
    document.add_paragraph("A hat keeps you warm on a cold day.NOTE Wear it when you go out.")
    plain = io.BytesIO()
    document.save(plain)
    path = tmp_path / "notes.docx"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                mark = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve">'
                assert b"NOTE" in data
                data = data.replace(b"NOTE", mark)
            if name == "word/_rels/document.xml.rels":
                line = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", line.encode())
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:t>After a study of '
                     "hats.</w:t></w:r></w:p></w:footnote></w:footnotes>")  # fmt: skip
    made = imported(path)
    assert "A hat keeps you warm on a cold day. Wear it when you go out." in made.text
    assert "study of hats" not in made.text and "After a study of hats." in made.aside


def test_a_text_that_takes_half_an_hour_to_hear_is_said_to_be_long(tmp_path: Path) -> None:
    story = ["We walked on, and on, until it was night. " * 9] * 60
    made = imported(text_file(tmp_path, "a.txt", "A long story", *story))
    assert any("minutes to hear; cut it" in doubt for doubt in made.unsure)


def test_a_short_list_at_the_end_keeps_the_line_above_it_as_its_heading(tmp_path: Path) -> None:
    made = imported(text_file(
        tmp_path, "a.txt", "A vegetable garden", "You can grow beans and herbs in a small bed, with some sun.",
        "When do we meet?", "We meet on Tuesdays at half past nine by the shed.",
        "What can I grow?", "- Beans\n- Mint and basil", "Posted by: Greta Holm", "Like us on Facebook",
    ))  # fmt: skip
    assert made.sections == ("When do we meet?", "What can I grow?") and made.author == "Greta Holm"
    assert made.text.endswith("- Beans\n- Mint and basil\n")


def test_lists_and_tables_of_wordpad_are_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "film.rtf"
    path.write_bytes(rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}
\pard\b Movie Night\b0\par \pard We show a film on the first Friday of each month.\par
\pard{\pntext\f0\'B7\tab}Bring a cushion.\par \pard{\pntext\f0\'B7\tab}Leave your cane by your seat.\par
\trowd\cellx2000\cellx4000\pard\intbl Date\cell Film\cell\row
\trowd\cellx2000\cellx4000\pard\intbl May 2\cell Casablanca\cell\row
\pard The doors open at half past six, and the popcorn is free.\par}""")
    made = imported(path)
    assert "- Bring a cushion.\n- Leave your cane by your seat.\n- May 2. Film: Casablanca." in made.text
    assert "|" not in made.text and any("table" in doubt for doubt in made.unsure)


def test_numbered_lines_with_text_between_them_are_sections_and_a_request_to_staff_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gmail.txt"
    path.write_text("""---------- Forwarded message ---------
From: Linda Park <linda@example.org>
Date: Tue, Mar 4, 2025 at 2:15 PM
Subject: Medicine safety

Hi Sam,

Please put this on the kiosk.

Taking many medicines can be confusing. A few habits keep you safe.

1. Keep one list
Write down every pill you take, with the dose and the time, and show it to each doctor.

2. Use one pharmacy
One pharmacy can see all your medicines and warn you when two of them do not mix.

Do these two things today:

1. Clear the cupboard.
2. Call your pharmacy.

Thanks!
Linda

Linda Park, RN | Wellness Nurse
""", encoding="utf-8")
    made = imported(path)
    assert (made.title, made.author) == ("Medicine safety", "Linda Park")
    assert made.sections == ("Keep one list", "Use one pharmacy")
    assert "kiosk" not in made.text and "Please put this on the kiosk." in made.aside
    assert made.text.endswith("1. Clear the cupboard.\n2. Call your pharmacy.\n")


def test_stars_around_a_title_are_no_part_of_it(tmp_path: Path) -> None:
    lines = "The flu clinic is on Tuesday from nine to eleven in the hall.", "* Bring your card"
    made = imported(text_file(tmp_path, "a.txt", "*** IMPORTANT: FLU CLINIC ***", "==========", *lines))
    assert made.title == "Important: flu clinic" and "*" not in made.text and "- Bring your card" in made.text


def test_accents_in_a_title_make_a_file_name_that_can_be_read(tmp_path: Path) -> None:
    made = imported(text_file(tmp_path, "a.txt", "Sunny Café – Menü groß", "Soup is on at noon, and it is free."))
    assert made.path.name == "sunny-cafe-menu-gross.md" and made.title == "Sunny Café – Menü groß"


def test_a_link_to_a_heading_with_accents_is_written_without_them(tmp_path: Path) -> None:
    text = "# One\n\nSee [more](#the-cafe).\n\n## First\n\nHello there.\n\n## The Café\n\nIt opens at ten.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert open_library(tmp_path).check() == ()


def test_the_date_of_an_e_mail_is_its_day(tmp_path: Path) -> None:
    head = "From: Ana Ruiz <a@example.org>\nDate: Mon, 3 Mar 2025 09:12:00 -0500\nSubject: A walk"
    made = imported(text_file(tmp_path, "a.txt", head, "We meet at nine on Tuesday by the front door."))
    assert "\ndate: 3 Mar 2025\n" in made.text


def test_a_title_said_once_more_above_the_text_is_no_section(tmp_path: Path) -> None:
    head = "From: Ana Ruiz <a@example.org>\nTo: Desk\nSubject: Walking group – new times"
    made = imported(text_file(
        tmp_path, "a.txt", head, "Walking Group: New Times", "We meet at nine on Tuesday by the front door.",
        "What to bring", "Bring good shoes, a hat and a bottle of water.",
    ))  # fmt: skip
    assert made.title == "Walking group – new times" and made.sections == ("What to bring",)


def test_lines_broken_within_a_paragraph_of_word_become_title_and_sections(tmp_path: Path) -> None:
    import docx as word

    document = word.Document()
    groups = ("Chair Yoga\nChair yoga is gentle. You stay in your seat.", "What to wear\nWear loose clothes and socks.",
              "Where we meet\nWe meet on Mondays at ten in the sun room.")  # fmt: skip
    document.add_paragraph("\n\n".join(groups))
    document.add_paragraph("The address is\nMaple House\n12 Main Street")
    path = tmp_path / "yoga.docx"
    document.save(str(path))
    made = imported(path)
    assert made.title == "Chair Yoga" and made.sections == ("What to wear", "Where we meet")
    assert "The address is\\\nMaple House\\\n12 Main Street" in made.text


def test_a_table_of_words_alone_is_read_with_the_names_of_its_columns(tmp_path: Path) -> None:
    import docx as word

    document = word.Document()
    document.add_heading("This week's menu", 0)
    document.add_paragraph("Lunch is served in the big hall, and you are welcome to bring a guest.")
    table = document.add_table(rows=0, cols=3)
    for row in (("Day", "Dish", "Dessert"), ("Monday", "Chicken soup", "Apple pie")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "menu.docx"
    document.save(str(path))
    assert "- Monday. Dish: Chicken soup. Dessert: Apple pie." in imported(path).text


def test_a_file_with_two_spaces_in_its_name_can_be_imported_again(tmp_path: Path) -> None:
    path = text_file(tmp_path, "May  menu.txt", "Lunch in May", "Lunch is served each day at noon, and it is free.")
    imported(path)
    assert imported(path).title == "Lunch in May"


def test_what_tracked_changes_took_away_is_not_read_aloud(tmp_path: Path) -> None:
    path = tmp_path / "walk.rtf"
    path.write_bytes(rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\pard\b Winter walking\b0\par
\pard Salt your steps {\deleted\revauthdel1 every hour {\b or} so\'85 \} }{\revised each evening} and once more.\par
\pard {Keep your \deleted gloves\deleted0 hands free.} Take {\f0\deleted1 big }small steps.\par
\pard {\deleted All of this is gone.\par}Walk like a penguin when the ground is icy.\par}""")
    made = imported(path)
    assert made.text.partition("# Winter walking\n\n")[2] == (
        "Salt your steps each evening and once more.\n\nKeep your hands free. Take small steps.\n\n"
        "Walk like a penguin when the ground is icy.\n"
    )
    assert any("tracked changes" in doubt for doubt in made.unsure)


def test_words_mark_of_an_item_under_an_item_is_known(tmp_path: Path) -> None:
    text = "Bring these things on the day:\n\u2022\tA warm coat\no\tA hat\no Ten dollars for lunch\n\u2022\tA friend"
    made = imported(text_file(tmp_path, "a.txt", "What to bring", text, "We leave at nine from the front door."))
    assert "- A warm coat\n- A hat\n- Ten dollars for lunch\n- A friend\n" in made.text
