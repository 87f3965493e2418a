"""Broken and hostile files get one sentence each and leave nothing behind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from kiosk.staff.importer import Imported, Refused, import_file, import_files
from tests.staff import samples

CONTENT_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def data(name: str, body: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(body)
        return path

    return make


def zipped(name: str, members: dict[str, bytes]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as package:
            for member, body in members.items():
                package.writestr(member, body)
        return folder / name

    return make


def huge(folder: Path) -> Path:
    path = folder / "huge.html"
    with path.open("wb") as stream:
        stream.write(b"<p>words</p>" * 1000)
        stream.truncate(100_000_000)
    return path


def cut(folder: Path) -> Path:
    path = samples.docx(folder)
    path.write_bytes(path.read_bytes()[:-600])
    return path


def cut_pdf(folder: Path) -> Path:
    path = samples.pdf(folder)
    path.write_bytes(path.read_bytes()[:900])
    return path


def scan(folder: Path) -> Path:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    (folder / "scan.png").write_bytes(samples.picture())
    paper.image(str(folder / "scan.png"))
    (folder / "scan.png").unlink()
    paper.output(str(folder / "scan.pdf"))
    return folder / "scan.pdf"


def folder_named(folder: Path) -> Path:
    (folder / "folder.txt").mkdir()
    return folder / "folder.txt"


XXE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"""
BOMB = zipped(
    "bomb.docx",
    {"[Content_Types].xml": CONTENT_TYPES.encode(), "word/document.xml": b"<a>" + b" " * 250_000_000},
)
DEEP = b"<div>" * 60_000 + b"<p>Some words that nobody will ever read in here.</p>"

HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (data("empty.txt", b""), "empty"),
    "spaces only": (data("spaces.txt", b" \n\n \t\n"), "no words were found in it; open it in its own program"),
    "binary": (data("photo.txt", bytes(range(256)) * 20), "not text"),
    "a picture called a page": (data("page.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "not text"),
    "a page called text": (data("page.txt", b"<!DOCTYPE html><html><p>Hello there.</p>"), "the ending .html"),
    "a book": (data("book.txt", b"A word and more. " * 60_000), "240000 words in"),
    "bylines without end": (data("by.txt", b"By Ann Lee\n\n" * 20_000), "in 20000 paragraphs"),
    "text called Word": (data("letter.docx", b"Dear all, this is plain text."), "damaged"),
    "an old Word file": (data("old.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), "password"),
    "half a Word file": (cut, "damaged"),
    "a zip that is no Word file": (zipped("photos.docx", {"a.jpg": b"x"}), "not a Word file"),
    "a zip bomb": (BOMB, "zip bomb"),
    "a Word file that reads another file": (zipped("xxe.docx", {"word/document.xml": XXE}), "entities"),
    "the same in UTF-16": (
        zipped("xxe.odt", {"content.xml": XXE.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")}),
        "entities",
    ),
    "a locked PDF": (lambda folder: samples.pdf(folder, password="secret"), "password"),
    "half a PDF": (cut_pdf, "PDF"),
    "a scan": (scan, "OCR"),
    "text called PDF": (data("note.pdf", b"hello there"), "not a PDF"),
    "text called rich": (data("note.rtf", b"hello there"), "not rich text"),
    "100 MB of HTML": (huge, "100 MB"),
    "a page nested without end": (data("deep.html", DEEP), ""),
    "only scripts": (
        data("script.html", b"<html><body><script>alert('x')</script></body></html>"),
        "no words",
    ),
    "an unknown ending": (data("table.xlsx", b"PK"), ".xlsx"),
    "an old ending": (data("letter.doc", b"x"), "save it as .docx"),
    "a folder": (folder_named, "it is a folder"),
    "nothing there": (lambda folder: folder / "missing.txt", "no such file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    make, word = HOSTILE[name]
    outcome = import_file(make(tmp_path), tmp_path / "content", shelf="new")
    if name == "a page nested without end" and isinstance(outcome, Imported):
        assert "Some words that nobody" in outcome.text  # the parser may flatten it; then it is an article
        return
    assert isinstance(outcome, Refused)
    assert word in outcome.why
    assert outcome.why.count("\n") == 0 and outcome.why.endswith((".", ";")) and "Traceback" not in outcome.why
    assert not (tmp_path / "content").exists()


def test_scripts_and_their_tricks_never_reach_the_article(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        f"""<h1>A page</h1><p onclick="steal()">{samples.INTRO}</p><script>document.write("junk")</script>
        <p><a href="javascript:steal()">Press here</a> to see what happens, or
        <a href=" JaVaScRiPt:x">there</a> instead.</p>
        <p><img src="../../secret.png" alt="x">
        <img src="file:///etc/hostname" alt="y"><iframe src="http://x"></iframe></p>
        <p>&lt;script&gt;alert(1)&lt;/script&gt; stands here as words, and words only.</p>""",
        encoding="utf-8",
    )
    (tmp_path.parent / "secret.png").write_bytes(samples.picture())
    made = import_file(page, tmp_path / "content")
    assert isinstance(made, Imported)
    assert made.pictures == () and "javascript" not in made.text.lower() and "steal" not in made.text
    assert "junk" not in made.text and "<script" not in made.text.replace("\\<", "")
    assert "Press here to see what happens, or there instead." in made.text


def test_nothing_is_left_when_the_disk_refuses(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.write_text("a file stands where the folder should be", encoding="utf-8")
    outcome = import_file(samples.docx(tmp_path), content, shelf="new")
    assert isinstance(outcome, Refused) and "nothing was changed" in outcome.why
    assert content.is_file()


def test_a_failure_halfway_takes_back_what_was_written(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "getting-used-to-a-new-hearing-aid.md").mkdir(parents=True)  # the last rename cannot succeed
    outcome = import_file(samples.docx(tmp_path), content, replace_edited=True)
    assert isinstance(outcome, Refused)
    assert [path.name for path in content.iterdir()] == ["getting-used-to-a-new-hearing-aid.md"]


def test_a_shelf_cannot_lead_out_of_the_content(tmp_path: Path) -> None:
    for shelf in ("../x", "a/b", "..", "/tmp"):
        assert isinstance(import_file(samples.txt(tmp_path), tmp_path / "content", shelf=shelf), Refused)


@pytest.mark.parametrize("name", ["half a PDF", "a zip bomb", "a page nested without end", "a locked PDF"])
def test_the_sentence_stands_alone_whatever_a_library_has_to_say(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import_files([HOSTILE[name][0](tmp_path)], tmp_path / "content", Console(width=400))
    told = capfd.readouterr()
    assert told.err == "" and len(told.out.splitlines()) == 1
