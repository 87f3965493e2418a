"""The content folder is watched for real: files come, grow, break and go, and the watch tells once it is
quiet.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff import watch as watching
from kiosk.staff.watch import Watch

pytestmark = pytest.mark.paced

PATIENCE_S = 15.0  # far above the 5 s that a kiosk promises: these tests judge order, not speed


def told(watch: Watch, patience_s: float = PATIENCE_S) -> bool:
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if watch.changed():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "health").mkdir(parents=True)
    (folder / "health" / "one.md").write_text("# One\n", encoding="utf-8")
    return folder


@pytest.fixture
def watch(content: Path) -> Iterator[Watch]:
    with Watch(content, settled_s=0.5, look_s=1.0) as watch:
        yield watch


def test_what_stands_there_already_is_no_change(watch: Watch) -> None:
    assert not told(watch, 2.5)


def test_a_new_a_changed_and_a_deleted_file_are_each_told_once(watch: Watch, content: Path) -> None:
    new = content / "two.md"
    for change in (lambda: new.write_text("# Two\n"), lambda: new.write_text("# Two, changed\n"), new.unlink):
        change()
        assert told(watch)
        assert not told(watch, 1.5)


def test_a_look_that_took_long_does_not_undo_a_newer_one(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, newer, picture = threading.Event(), threading.Event(), watching._picture

    def slow(folder: Path) -> watching.Picture:
        found = picture(folder)
        if threading.current_thread().name == "slow":
            taken.set()
            newer.wait(1.0)
        return found

    monkeypatch.setattr(watching, "_picture", slow)
    watch = Watch(content)
    watch._seen = picture(content)
    looking = threading.Thread(target=watch._notice, name="slow")
    looking.start()
    assert taken.wait(PATIENCE_S)
    (content / "two.md").write_text("# Two\n", encoding="utf-8")
    watch._notice()
    newer.set()
    looking.join()
    assert watch._seen == picture(content)


def test_nothing_is_told_while_a_file_is_still_growing(watch: Watch, content: Path) -> None:
    done = threading.Event()

    def copy() -> None:
        with (content / "slow.md").open("w") as stream:
            for _ in range(20):
                stream.write("A sentence of the article. ")
                stream.flush()
                time.sleep(0.1)
        done.set()

    copier = threading.Thread(target=copy)
    copier.start()
    assert told(watch)
    assert done.is_set()
    copier.join()


def test_files_that_tools_write_while_copying_are_not_seen(watch: Watch, content: Path) -> None:
    for name in (".one.md.x7Yq2z", ".syncthing.two.md.tmp", "three.md.part", "four.md~", ".git"):
        (content / name).write_text("half", encoding="utf-8")
    assert not told(watch, 2.5)
    (content / ".syncthing.two.md.tmp").rename(content / "two.md")
    assert told(watch)


def test_a_folder_that_vanishes_and_comes_back_is_told_and_watched_again(watch: Watch, content: Path) -> None:
    shutil.rmtree(content)
    assert told(watch)
    content.mkdir()
    (content / "new.md").write_text("# New\n", encoding="utf-8")
    assert told(watch)
    time.sleep(2.5)  # the notices have found the new folder by now
    (content / "newer.md").write_text("# Newer\n", encoding="utf-8")
    assert told(watch)


def test_a_folder_that_never_was_is_waited_for(tmp_path: Path) -> None:
    with Watch(tmp_path / "later", settled_s=0.3, look_s=0.5) as watch:
        assert not watch.changed()
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "one.md").write_text("# One\n", encoding="utf-8")
        assert told(watch)


def test_without_notices_looking_alone_is_enough(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError("no more inotify watches")

    monkeypatch.setattr("watchfiles.watch", none)
    with Watch(content, settled_s=0.3, look_s=0.5) as watch:
        (content / "two.md").write_text("# Two\n", encoding="utf-8")
        assert told(watch)


def test_closing_ends_its_threads(content: Path) -> None:
    before = threading.active_count()
    watch = Watch(content).open()
    assert threading.active_count() == before + 2
    watch.close()
    assert threading.active_count() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that few have")
def test_a_linked_folder_is_watched_and_a_circle_of_links_is_gone_round_once(content: Path, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    for name in ("back", "behind"):
        (tmp_path / "office" / name).symlink_to(tmp_path / "office")
    (content / "outside").symlink_to(tmp_path / "office")
    (content / "again").symlink_to(content)
    with Watch(content, settled_s=0.5, look_s=1.0) as watch:
        (tmp_path / "office" / "two.md").write_text("# Two\n", encoding="utf-8")
        assert told(watch)
        (tmp_path / "office").rename(tmp_path / "away")
        assert told(watch)
        (content / "outside").unlink()
        assert told(watch)
