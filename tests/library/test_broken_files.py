"""Ways to break a content file: each gets one clear sentence, and the rest of the library stands."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.core.messages import OpenArticle, Read
from kiosk.library.body import Body
from kiosk.library.shelf import open_library
from tests.visitor import Visitor

GOOD = "# A good one\n\n## First\n\nAll is well here. It reads on.\n"

BROKEN: dict[str, tuple[bytes, str]] = {
    "not utf-8": (b"# T\xe9l\xe9\n\nText\n", "not UTF-8"),
    "utf-16": ("# Title\n\nText".encode("utf-16"), "not UTF-8"),
    "empty": (b"", "no text"),
    "blank": (b"  \n\n \n", "no text"),
    "title only": (b"# Only a title\n", "no text under the title"),
    "too large": (b"# Big\n\n" + b"word " * 500_000, "larger than 2 MB"),
    "no title": (b"Just words here.\n", "no title"),
    "front matter open": (b"---\ntitle: X\n\n# X\n\nWords.\n", "not closed"),
    "front matter cut off": (b"---\ntitle: X\nsource: Y\n", "no text in the file"),
    "front matter typo": (b"---\ntitel: X\n---\n# X\n\nWords.\n", 'Did you mean "title"?'),
    "front matter junk": (b"---\nnonsense\n---\n# X\n\nWords.\n", "not a key and a value"),
    "table": (b"# X\n\nWords.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "A table was left out"),
    "html": (b"# X\n\nWords.\n\n<div onclick='x'>hi</div>\n", "HTML was left out"),
    "inline html": (b"# X\n\nWords <b>here</b>.\n", "HTML was left out"),
    "code": (b"# X\n\nWords.\n\n```\nrm -rf\n```\n", ""),
    "emoji": ("# X\n\nHappy \U0001f600 words.\n".encode(), "left out"),
    "letters without a glyph": ("# X\n\nWords.\n\nДа, yes → go.\n".encode(), "cannot be shown or said were left out"),
    "missing picture": (b"# X\n\nWords.\n\n![a cat](cat.png)\n", "cat.png is not there"),
    "a picture that is none": (b"# X\n\nWords.\n\n![a cat](note.png)\n", "note.png is not a picture"),
    "a picture inside the text": (b"# X\n\nWords.\n\n![a cat](data:image/png;base64," + b"iVBORw0K" * 200 + b")\n",
                                  "stands inside the text"),
    "a picture with a name too long": (b"# X\n\nWords.\n\n![a cat](" + b"c" * 300 + b".png)\n", "png is not there"),
    "front picture gone": (b"---\npicture: gone.png\n---\n# X\n\nWords.\n", "gone.png is not there"),
    "neither hidden nor not": (b"---\nhidden: maybe\n---\n# X\n\nWords.\n", "neither yes nor no"),
    "no alt": (b"# X\n\nWords.\n\n![](cat.png)\n", "no words that stand for it"),
    "link to nowhere": (b"# X\n\nSee [that](no-such.md).\n", "leads nowhere"),
    "section to nowhere": (b"# X\n\nSee [that](good.md#nothing).\n", 'no section "nothing"'),
    "web link": (b"# X\n\nSee [that](https://example.org).\n", "was left out; its words stay"),
    "bad number": (b"# X\n\nCall [us](tel:now).\n", "no telephone number"),
    "nul and soft hyphens": ("# X\n\nA\u0000 wo\u00adrd\u2011here.\n".encode(), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_the_kiosk_goes_on(name: str, tmp_path: Path) -> None:
    data, said = BROKEN[name]
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "shelf" / "broken.md").write_bytes(data)
    (tmp_path / "shelf" / "note.png").write_bytes(b"words, not a picture")
    library = open_library(tmp_path)
    titles = [entry.title for shelf in library.shelves for entry in shelf.entries]
    assert "A good one" in titles
    faults = [fault for fault in library.check() if fault.file == "shelf/broken.md"]
    if said:
        matching = [fault for fault in faults if said in str(fault)]
        assert len(matching) == 1, [str(fault) for fault in faults]
        assert matching[0].remedy and matching[0].line >= 1
    visitor = Visitor(library)
    visitor.happens(OpenArticle("shelf/broken"))
    visitor.happens(Read(0))
    assert visitor.frame.plan.targets
    shown = " ".join(visitor.hears().split())
    assert not any(junk in shown for junk in ("<", "|", "```", "\u0000", "\u00ad", "\u2011", "onclick"))


def test_a_letter_without_a_glyph_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\nauthor: A\n---\n# X\n\nWords.\n\nA ♥ here.\n", encoding="utf-8")
    (fault,) = open_library(tmp_path).check()
    assert fault.line == 8 and "♥" in fault.what


def test_front_matter_that_is_not_closed_is_not_read_aloud(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: A walk\nnote: mine\n# Another\n\nWords: many.\n", encoding="utf-8")
    library = open_library(tmp_path)
    article = library.article("x")
    assert article is not None and article.title == "A walk"
    assert [one.text for section in article.sections for one in section.sentences] == ["A walk", "Words: many."]
    assert [fault.line for fault in library.check()] == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="links to files need a right there that few have")
def test_a_link_to_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "y.md").symlink_to("moved-away.md")
    library = open_library(tmp_path)
    assert [entry.title for shelf in library.shelves for entry in shelf.entries] == ["A good one"]
    (fault,) = library.check()
    assert str(fault).startswith("y.md:1: error: It is a link to a file that is gone.")


def test_pronunciations_that_cannot_be_read_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(GOOD, encoding="utf-8")
    path = tmp_path / "pronunciations.toml"
    path.write_text('Peugh = "pew"\nMedicare = meddy care\n', encoding="utf-8")
    (fault,) = open_library(tmp_path).check()
    assert str(fault).startswith("pronunciations.toml:2:") and 'Medicare = "meddy care"' in fault.what
    path.write_text('Peugh = "pew"\nMedicare = ""\n', encoding="utf-8")
    (fault,) = open_library(tmp_path).check()
    assert fault.line == 2 and open_library(tmp_path).pronunciations == {"Peugh": "pew"}
    path.write_text("Peugh = " + "[" * 5000, encoding="utf-8")
    assert len(open_library(tmp_path).check()) == 1


def test_two_articles_with_one_title_are_named(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    assert any(fault.code == "same title" for fault in open_library(tmp_path).check())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    library = open_library(tmp_path / "gone")
    assert library.shelves == () and "cannot be read" in str(library.faults[0])
    assert Visitor(library).sees("There is nothing to read yet.")


@pytest.mark.skipif(os.name != "posix", reason="such a link is POSIX's")
def test_a_link_that_leads_back_to_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "shelf").symlink_to("shelf")
    library = open_library(tmp_path)
    assert [fault.file for fault in library.faults] == ["shelf"] and len(library.shelves) == 1


def test_an_article_that_we_stumble_over_costs_nothing_but_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(self: Body, plain: str) -> NoReturn:
        raise RecursionError("too deep")

    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(Body, "parts", stumble)
    library = open_library(tmp_path)
    assert library.shelves == () and "cannot be understood" in str(library.check()[0])


def test_a_file_of_only_long_words_is_shown_whole(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# X\n\n" + "a" * 4000 + " end.\n", encoding="utf-8")
    visitor = Visitor(open_library(tmp_path))
    visitor.happens(OpenArticle("long"))
    visitor.happens(Read(0))
    assert visitor.frame.setting.pages >= 1


def test_the_index_gives_the_same_shelves_as_the_files(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    (content / "a").mkdir(parents=True)
    for number in range(20):
        (content / "a" / f"{number:02d}-art.md").write_text(GOOD.replace("good", f"good {number}"), encoding="utf-8")
    for name in ("same.md", "same.MD"):
        (content / "a" / name).write_text(GOOD, encoding="utf-8")
    fresh = open_library(content, cache)
    again = open_library(content, cache)
    assert fresh.shelves == again.shelves and sum(len(shelf.entries) for shelf in again.shelves) == 21
    assert any(fault.code == "twice" for fault in again.faults)
    for entry in again.shelves[0].entries:
        article = again.article(entry.id)
        assert article is not None and entry.words == sum(section.words for section in article.sections)


def test_a_changed_file_is_read_again_in_spite_of_the_index(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    content.mkdir()
    path = content / "x.md"
    path.write_text(GOOD, encoding="utf-8")
    open_library(content, cache)
    path.write_text(GOOD.replace("A good one", "Another"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert open_library(content, cache).shelves[0].entries[0].title == "Another"


def test_an_index_that_is_junk_does_no_harm(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    content.mkdir()
    (content / "x.md").write_text(GOOD, encoding="utf-8")
    open_library(content, cache)
    (index,) = cache.glob("index*")
    index.write_text("{]", encoding="utf-8")
    assert len(open_library(content, cache).shelves) == 1
