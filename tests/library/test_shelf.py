"""A large library: Home reads no article, a first glance shows the titles, and the rest is read on the side."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from kiosk.core import messages as m
from kiosk.core.state import Comfort, Home
from kiosk.library import shelf
from kiosk.library.article import Parsed, read_article
from kiosk.library.files import below
from kiosk.library.shelf import open_library
from kiosk.page.geometry import Glass
from kiosk.staff.live import Live
from kiosk.staff.take import take_over
from tests.visitor import Visitor

MANY = 120


def write(folder: Path, name: str, title: str, more: str = "") -> None:
    place = folder / f"{name}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{more}# {title}\n\n## First\n\nAll is well here. It reads on.\n", encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for number in range(MANY):
        write(tmp_path / "content", f"shelf-{number % 3}/{number:04d}-story-{number}", f"The story of {number}")
    write(tmp_path / "content", "shelf-0/zz-draft", "Not yet", "---\nhidden: true\n---\n")
    return tmp_path / "content"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read whole."""
    found: list[str] = []

    def noted(path: Path, id: str, name: str) -> Parsed:
        found.append(name)
        return read_article(path, id, name)

    monkeypatch.setattr(shelf, "read_article", noted)
    return found


def titles(library: shelf.Shelves) -> set[str]:
    return {entry.title for each in library.shelves for entry in each.entries}


def test_a_first_glance_reads_few_files_and_shows_every_title_but_no_draft(content: Path, reads: list[str]) -> None:
    library = open_library(content, None, quick=True)
    assert len(reads) < 20 and not library.complete
    assert titles(library) == {f"The story of {number}" for number in range(MANY)}
    glanced = next(entry for each in library.shelves for entry in each.entries if not entry.words)
    article = library.article(glanced.id)
    assert article is not None and article.title == glanced.title and article.sections[0].title == "First"


def test_with_an_index_no_file_is_read_until_somebody_opens_it(
    content: Path, tmp_path: Path, reads: list[str]
) -> None:
    assert open_library(content, tmp_path / "cache").complete and len(reads) == MANY + 1
    reads.clear()
    library = open_library(content, tmp_path / "cache", quick=True)
    assert library.complete and reads == []
    visitor = Visitor(library)
    assert visitor.at() == Home() and visitor.sees("Shelf 1")
    visitor.touch("Shelf 1")
    assert reads == []
    visitor.happens(m.OpenArticle("shelf-1/story-1"))
    assert reads == ["shelf-1/0001-story-1.md"] and visitor.sees("The story of 1")


def test_what_was_glanced_at_is_read_on_the_side_and_offered(content: Path, tmp_path: Path) -> None:
    with Live(content, tmp_path / "kept", tmp_path / "cache", first_s=0.1) as live:
        assert not live.open().complete
        until = time.monotonic() + 60
        while (library := live.fresh()) is None:
            assert time.monotonic() < until
            time.sleep(0.05)
    assert library.complete and titles(library) == {f"The story of {number}" for number in range(MANY)}
    assert all(entry.words > 5 for each in library.shelves for entry in each.entries)
    assert open_library(content, tmp_path / "cache", quick=True).complete, "the index was not kept"


def test_a_picture_that_comes_after_its_article_stands_on_the_tile_and_is_that_of_the_copy(tmp_path: Path) -> None:
    """What was missing when the article was first read was never looked for again."""
    content, cache, kept = tmp_path / "content", tmp_path / "cache", tmp_path / "kept"
    write(content, "garden", "A garden", "---\npicture: my%20garden.png\n---\n")
    assert [entry.picture for entry in open_library(content, cache).shelves[0].entries] == [""]
    Image.new("RGB", (30, 20)).save(content / "my garden.png")
    [entry] = open_library(content, cache).shelves[0].entries
    assert entry.picture == str(content / "my garden.png")
    take_over(content, kept)
    [entry] = open_library(kept, cache, named=content).shelves[0].entries
    assert entry.picture == str(kept / "my garden.png")


def test_a_copy_is_made_without_reading_twice_what_was_just_read(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(content)
    monkeypatch.setattr("kiosk.staff.take.read_article", lambda *_: pytest.fail("it was read again"))
    assert take_over(content, tmp_path / "kept", library).changed == MANY + 1


@pytest.mark.parametrize(("glass", "size"), [(Glass(1920, 1080, 21.5), 2), (Glass(1024, 600, 10.1), 5)])
def test_one_shelf_of_very_many_is_arranged_once_and_not_at_every_touch(
    glass: Glass, size: int, tmp_path: Path
) -> None:
    for number in range(1500):
        write(tmp_path, f"story-{number}", f"The story of {number}")
    visitor = Visitor(open_library(tmp_path, None, quick=True), glass=glass, comfort=Comfort(size=size))
    first = visitor.frame.screen.choices
    assert len(first) == 1500
    visitor.touch("More")
    assert visitor.frame.screen.choices is first and visitor.state.group == 1
    began = time.process_time()
    for _ in range(10):
        _ = visitor.frame
    assert (time.process_time() - began) / 10 < 0.02  # seconds; some 0.003 on a desktop


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Plain\n\nWords.\n", "Plain"),
        ("---\ntitle: In front\n---\n# Other\n\nWords.\n", "In front"),
        ("---\nauthor: A\n---\n\n# After\n\nWords.\n", "After"),
        ("\ufeff# With a mark\r\n\r\nWords.\r\n", "With a mark"),
        ("Only words.\n", "Some name"),
        ("---\nhidden: yes\n---\n# Draft\n\nWords.\n", ""),
        ("# A word\n\nhidden: true is how one hides it.\n", "A word"),
    ],
)
def test_a_glance_finds_the_title_that_the_reading_finds(text: str, title: str, tmp_path: Path) -> None:
    from kiosk.library.files import files_of, glance

    (tmp_path / "some-name.md").write_bytes(text.encode())
    (file,) = files_of(tmp_path, [])
    assert glance(file) == title
    entries = [entry for each in open_library(tmp_path).shelves for entry in each.entries]
    assert [entry.title for entry in entries] == ([title] if title else [])


def test_two_articles_whose_names_differ_in_their_number_are_both_shown_and_linked(tmp_path: Path) -> None:
    for name, title in (("5 ways to save", "Five ways"), ("7 ways to save", "Seven ways"), ("01-falls", "On falls"),
                        ("falls", "Falls"), ("03-one", "One")):  # fmt: skip
        write(tmp_path, f"02-money/{name}", title)
    (tmp_path / "02-money/03-one.png").write_bytes(b"")
    names = ("5%20ways%20to%20save", "7%20ways%20to%20save", "ways%20to%20save", "01-falls", "falls", "one", "03-one")
    links = " ".join(f"[{name}]({name}.md)" for name in names)
    write(tmp_path, "02-money/all", "All of them", f"# All of them\n\n{links}\n\n")
    library = shelf.open_library(tmp_path)
    assert titles(library) == {"Five ways", "Seven ways", "On falls", "Falls", "One", "All of them"}
    assert [fault for fault in library.check() if fault.code in ("twice", "link")] == []
    found = library.article("02-money/all")
    assert found is not None
    led = [library.article(link.article) for link in found.sections[0].links]
    assert [each.title for each in led if each] == [
        "Five ways", "Seven ways", "Five ways", "On falls", "Falls", "One", "One"
    ]  # fmt: skip
    again = {each.id for one in shelf.open_library(tmp_path).shelves for each in one.entries}
    assert again == {each.id for one in library.shelves for each in one.entries}


def test_a_junction_of_windows_is_a_link_in_a_circle_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Played on other systems: it is a folder with a mark, that the system's own way leads out of again."""
    (tmp_path / "walks" / "back").mkdir(parents=True)
    (tmp_path / "walks" / "plain").mkdir()
    for folder in ("walks/back", "walks/plain"):
        (tmp_path / folder / "map.png").write_bytes(b"x")
    looks, resolves = os.lstat, os.path.realpath

    def looked_at(place: Any, *about: Any, **how: Any) -> Any:
        if Path(place).name == "back":
            return SimpleNamespace(st_mode=looks(place).st_mode, st_reparse_tag=0xA0000003)
        return looks(place, *about, **how)

    monkeypatch.setattr(os, "lstat", looked_at)
    monkeypatch.setattr(os.path, "realpath", lambda at, **how: resolves(tmp_path if str(at).endswith("back") else at))
    assert [name for name, _ in below(tmp_path)] == ["walks/plain/map.png"]
