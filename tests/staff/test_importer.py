"""Files as an office sends them, made by real tools, become articles without hand work."""

from __future__ import annotations

import io
import shlex
from pathlib import Path

import pytest
from rich.console import Console

from kiosk.library.shelf import open_library
from kiosk.staff.importer import Imported, Refused, import_file, import_files
from tests.staff import samples


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def imported(path: Path, content: Path, **options: object) -> Imported:
    made = import_file(path, content, **options)  # type: ignore[arg-type]  # options by name
    assert isinstance(made, Imported), made
    return made


@pytest.mark.parametrize("kind", samples.MAKERS)
def test_a_file_of_each_format_becomes_title_introduction_and_three_sections(kind: str, tmp_path: Path) -> None:
    made = imported(samples.MAKERS[kind](tmp_path), tmp_path / "content", shelf="health")
    assert made.title == samples.TITLE
    assert made.author == "Rosa Delgado"
    assert made.sections == tuple(samples.SECTIONS)
    assert made.path == tmp_path / "content" / "health" / "getting-used-to-a-new-hearing-aid.md"
    text = made.path.read_text(encoding="utf-8")
    assert text == made.text
    before, *rest = text.split("\n## ")
    assert samples.INTRO in before
    for section, (heading, words) in zip(rest, samples.SECTIONS.items(), strict=True):
        assert section.startswith(heading)
        assert words.replace("1-800-555-0199", "[1-800-555-0199](tel:1-800-555-0199)") in section
    assert f"source: {made.source.name}" in before
    library = open_library(tmp_path / "content")
    [entry] = library.shelves[0].entries
    article = library.article(entry.id)
    assert article is not None and article.title == samples.TITLE
    assert [section.title for section in article.sections][-3:] == list(samples.SECTIONS)
    assert [fault for fault in library.check() if "example.org" not in fault.what] == []
    for junk in (
        "Subscribe",
        "Categories",
        "Share on",
        "Follow us",
        "By: ",
        "Newsletter",
        "Page 1",
        "alert",
        "Shop",
    ):
        assert junk not in text


@pytest.mark.parametrize("kind", ["md", "html", "docx", "odt"])
def test_a_picture_comes_along_with_its_words(kind: str, tmp_path: Path) -> None:
    made = imported(samples.MAKERS[kind](tmp_path), tmp_path / "content")
    [picture] = made.pictures
    assert picture.read_bytes() == samples.picture()
    assert f"![A hand holding a hearing aid]({picture.name})" in made.text


def test_what_is_set_aside_is_shown(tmp_path: Path) -> None:
    screen = io.StringIO()
    code = import_files([samples.txt(tmp_path)], tmp_path / "content", Console(file=screen, width=200))
    assert code == 0
    for line in (samples.PROMOTION, *samples.TAIL[1:]):
        assert f"- {line}" in screen.getvalue()
    assert "3 headed sections" in screen.getvalue() and "kiosk preview" in screen.getvalue()


def test_links_and_marked_numbers_are_kept(tmp_path: Path) -> None:
    text = imported(samples.html(tmp_path), tmp_path / "content").text
    assert "[the national page](https://example.org/aids)" in text
    assert "[call the desk](tel:1-800-555-0111)" in text
    assert "date: March 3, 2024" in text


def test_a_word_file_without_styles_gets_its_sections_from_its_short_lines(tmp_path: Path) -> None:
    made = imported(samples.docx(tmp_path, styled=False), tmp_path / "content")
    assert (made.title, made.sections) == (samples.TITLE, tuple(samples.SECTIONS))


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    made = imported(samples.docx(tmp_path), tmp_path / "content", dry_run=True)
    assert made.words > 150 and samples.INTRO in made.text
    assert not (tmp_path / "content").exists()


def test_importing_again_is_harmless_until_somebody_edits_the_article(tmp_path: Path) -> None:
    source, content = samples.txt(tmp_path), tmp_path / "content"
    path = imported(source, content).path
    imported(source, content)
    path.write_text(path.read_text(encoding="utf-8").replace("small device", "tiny device"), encoding="utf-8")
    edited = path.read_text(encoding="utf-8")
    again = import_file(source, content)
    assert isinstance(again, Refused) and "--replace" in again.why
    assert path.read_text(encoding="utf-8") == edited
    imported(source, content, replace_edited=True)
    assert "small device" in path.read_text(encoding="utf-8")


def test_another_file_of_the_same_title_does_not_replace_the_first(tmp_path: Path) -> None:
    imported(samples.txt(tmp_path), tmp_path / "content")
    again = import_file(samples.rtf(tmp_path), tmp_path / "content")
    assert isinstance(again, Refused) and "another file" in again.why


def test_an_article_written_by_hand_is_never_replaced_unasked(tmp_path: Path) -> None:
    mine = tmp_path / "getting-used-to-a-new-hearing-aid.md"
    mine.write_text("# Mine\n", encoding="utf-8")
    assert isinstance(import_file(samples.txt(tmp_path), tmp_path), Refused)
    assert mine.read_text(encoding="utf-8") == "# Mine\n"


def test_an_email_gives_its_subject_as_title_and_loses_its_headers_wraps_and_signature(
    tmp_path: Path,
) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text(
        "From: Ana Ruiz <ana@example.org>\nSent: Monday\nTo: Desk\nSubject: Fwd: A walk by the river\n\n> We"
        " meet at nine on Tuesday by the front door, and we walk slowly so\n> that everybody can keep"
        " up.\n\nWhat to bring\n\n* good shoes that do not slip\n* a bottle of water and a hat\n\n-- \nAna"
        " Ruiz\nMaple House\n",
        encoding="utf-8",
    )
    made = imported(mail, tmp_path / "content")
    assert made.title == "A walk by the river" and made.author == "Ana Ruiz"
    assert made.sections == ("What to bring",)
    assert "walk slowly so that everybody can keep up." in made.text
    assert "- good shoes that do not slip\n- a bottle of water and a hat" in made.text
    assert "Maple House" not in made.text and "Maple House" in made.aside


def test_marks_in_the_text_do_not_become_markdown(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    path = tmp_path / "odd.txt"
    said = "Press the # key and *not* the _star_, then say [yes] & wait for <b>two</b> beeps &amp; go."
    lines = [
        said,
        "1986. That was the year it all began for us here.",
        "> is a sign for more, and - is one for less.",
    ]
    path.write_text("Odd marks\n\n" + "\n\n".join(lines), encoding="utf-8")
    tokens = MarkdownIt("commonmark").parse(imported(path, tmp_path / "c").text.split("---\n", 2)[2])
    shown = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    assert shown == ["Odd marks", *lines]
    assert {token.type for token in tokens} == {
        "heading_open",
        "heading_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
    }


def test_a_list_after_a_colon_is_no_section(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "Packing a bag\n\nTake these with you:\n\n- your list of medicines, with the doses\n- a jumper for"
        " the bus home",
        encoding="utf-8",
    )
    made = imported(path, tmp_path / "c")
    assert made.sections == () and "Take these with you:" in made.text


def test_staff_are_asked_for_the_words_of_a_picture(tmp_path: Path) -> None:
    source = samples.md(tmp_path)
    source.write_text(source.read_text(encoding="utf-8").replace("A hand holding a hearing aid", ""), encoding="utf-8")
    silent = imported(source, tmp_path / "one")
    assert any("has no words" in doubt for doubt in silent.unsure)
    asked: list[str] = []

    def ask(name: str) -> str:
        asked.append(name)
        return "A hand"

    made = imported(source, tmp_path / "two", ask=ask)
    assert asked == ["hand.png"] and "![A hand](" in made.text


def test_windows_text_is_read_and_said_to_be_doubtful(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The café\n\nMrs. Ortiz said “come at nine” and we all came, rain or no rain.".encode("cp1252"))
    made = imported(path, tmp_path / "c")
    assert "“come at nine”" in made.text and made.title == "The café"
    assert any("Windows" in doubt for doubt in made.unsure)


def test_a_page_without_marks_of_its_own_loses_its_menus(tmp_path: Path) -> None:
    words = "".join(f"<p>{text}</p>" for text in samples.SECTIONS.values())
    links = "".join(f"<a href='/{n}'>Department {n}</a> " for n in range(30))
    path = tmp_path / "table.html"
    path.write_text(
        f"<title>On aids</title><body><div class=nav>{links}</div><div class=content><h1>On aids</h1>"
        f"<p>{samples.INTRO}</p>{words}</div><div class=sidebar>{links}</div></body>",
        encoding="utf-8",
    )
    made = imported(path, tmp_path / "c")
    assert made.title == "On aids" and samples.INTRO in made.text and "Department" not in made.text


def test_a_blog_page_gives_its_own_title_author_and_date_and_not_its_neighbours(tmp_path: Path) -> None:
    path = tmp_path / "blog.html"
    path.write_text(
        f"""<title>Sleep Better – Oak Senior Center</title><meta property="og:title" content="Sleep Better">
        <meta property="article:published_time" content="2023-05-02T10:00:00Z">
        <header><h1>Oak Senior Center</h1><nav><a href="/">Home</a></nav></header>
        <article><h1>Sleep Better</h1><p>Posted on May 2, 2023 by <a rel="author" href="/jo">Jo Park</a></p>
        <p>{samples.INTRO}</p><h2>Keep a schedule</h2><p>Go to bed at the same time each day.</p>
        <h2>Watch what you drink</h2><p>No coffee after lunch, and little before bed.</p>
        <h3>Share this:</h3><ul><li>Facebook</li><li>Send to a friend</li></ul>
        <h3>Related posts</h3><ul><li>Walking in winter</li></ul></article><aside><h2>Newsletter</h2></aside>""",
        encoding="utf-8",
    )
    made = imported(path, tmp_path / "c")
    assert (made.title, made.author) == ("Sleep Better", "Jo Park")
    assert made.sections == ("Keep a schedule", "Watch what you drink")
    assert "date: 2023-05-02" in made.text
    for junk in ("Oak", "Share", "friend", "Walking in winter", "Newsletter", "Posted"):
        assert junk not in made.text.split("---\n", 2)[2]
    assert "Walking in winter" in made.aside


def test_marks_that_nobody_sees_are_not_part_of_the_title(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(f"\ufeffA letter\u200b home\n\n{samples.INTRO}\n".encode("utf-16"))  # with a second mark inside
    made = import_file(path, tmp_path / "content")
    assert isinstance(made, Imported)
    assert made.title == "A letter home" and "\ufeff" not in made.text


def test_the_preview_that_is_named_can_be_typed_where_a_shelf_has_two_words(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=400)
    assert import_files([samples.txt(tmp_path)], tmp_path / "content", console, shelf="Good to know") == 0
    [command] = [line for line in said(console).splitlines() if "kiosk preview" in line]
    assert shlex.split(command)[2:] == [str(tmp_path / "content/Good to know/getting-used-to-a-new-hearing-aid.md")]


def test_of_very_much_that_was_set_aside_the_beginning_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    lines = "\n\n".join(f"Nothing in row {number}" for number in range(1000, 1500))
    path.write_text(f"A list\n\n{samples.INTRO}\n\n{lines}\n", encoding="utf-8")
    console = Console(file=io.StringIO(), width=400)
    assert import_files([path], tmp_path / "content", console) == 0
    assert len(said(console).splitlines()) < 60 and "460 more lines" in said(console)


def test_a_menu_of_the_week_has_a_section_for_each_day(tmp_path: Path) -> None:
    path = tmp_path / "menu.txt"
    path.write_text(
        "Lunch at the Center\n\nCome and eat with us at noon. Lunch is four dollars, and coffee is free.\n\n"
        "Monday\nChicken soup, green salad, roll\n\nTuesday, December 8\nMeat loaf, peas\n\nFriday\nPizza day\n\n"
        "Menus may change without notice.\n",
        encoding="utf-8",
    )
    made = import_file(path, tmp_path / "content")
    assert isinstance(made, Imported)
    assert made.sections == ("Monday", "Tuesday, December 8", "Friday")
    assert "## Friday\n\nPizza day\n" in made.text
