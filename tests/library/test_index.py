"""The index of a library: the same lines in whatever order files come and go, and no memory for what is not kept."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from kiosk.library.article import Parsed, parse_article
from kiosk.library.files import File
from kiosk.library.index import Index


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse_article("# A walk\n\n## By the sea\n\nIt was warm.\n", Path(), "a", "a.md")


def files(*names: str) -> list[File]:
    return [File("/content", name, f"{len(name)} 1") for name in names]


def known(cache: Path, *names: str) -> list[str]:
    """Which of the files an index knows."""
    index = Index(cache, cache)
    return [file.name for file in files(*names) if index.known(file)]


def learned(cache: Path, parsed: Parsed, *names: str) -> None:
    """An index of just these files is saved."""
    index = Index(cache, cache)
    for file in files(*names):
        if index.known(file) is None:
            index.learn(file, parsed)
    index.save()


def test_files_may_come_and_go_and_change_places(tmp_path: Path, parsed: Parsed) -> None:
    learned(tmp_path, parsed, "b.md", "d.md", "shelf/tab\tand\nline.md")
    assert known(tmp_path, "d.md", "b.md", "shelf/tab\tand\nline.md") == ["d.md", "b.md", "shelf/tab\tand\nline.md"]
    learned(tmp_path, parsed, "a.md", "b.md", "c.md", "d.md")
    (written,) = tmp_path.iterdir()
    assert [line.partition("\t")[0] for line in written.read_text().splitlines()[1:]] == [
        '"a.md"', '"b.md"', '"c.md"', '"d.md"']  # fmt: skip
    learned(tmp_path, parsed, "d.md")
    assert known(tmp_path, "a.md", "b.md", "c.md", "d.md") == ["d.md"]
    before = written.stat().st_mtime_ns
    learned(tmp_path, parsed, "d.md")
    assert written.stat().st_mtime_ns == before, "written although nothing changed"


def test_a_line_of_another_stamp_or_of_junk_is_unknown(tmp_path: Path, parsed: Parsed) -> None:
    learned(tmp_path, parsed, "a.md", "b.md", "c.md")
    (written,) = tmp_path.iterdir()
    lines = written.read_text().splitlines(keepends=True)
    lines[1] = lines[1].replace("\t4 1\t", "\t4 2\t")
    lines[2] = lines[2][:-8]
    written.write_text("".join([*lines[:3], "\n", "junk\n", *lines[3:]]))
    assert known(tmp_path, "a.md", "b.md", "c.md") == ["c.md"]
    learned(tmp_path, parsed, "a.md", "b.md", "c.md")
    assert known(tmp_path, "a.md", "b.md", "c.md") == ["a.md", "b.md", "c.md"]


def test_reading_a_large_index_takes_no_memory_for_all_of_it(tmp_path: Path, parsed: Parsed) -> None:
    names = [f"shelf-{number:02d}/article-{number:04d}-of-a-library.md" for number in range(2000)]
    learned(tmp_path, parsed, *names)
    (written,) = tmp_path.iterdir()
    asked, index = files(*names), Index(tmp_path, tmp_path)
    tracemalloc.start()
    try:
        assert all(index.known(file) for file in asked)
        index.save()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < written.stat().st_size / 4, "as a whole it takes several times its size"
