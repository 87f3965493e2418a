"""The commands for staff, called as the terminal calls them, in a folder of a center's own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from kiosk.config import load
from kiosk.library.shelf import open_library
from kiosk.staff import preview
from tests.staff import samples


def kiosk(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A center's folder, and the present one."""
    assert kiosk("init", str(tmp_path / "own")).exit_code == 0
    monkeypatch.chdir(tmp_path / "own")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "own"


def test_an_imported_file_stands_on_its_shelf(own: Path, tmp_path: Path) -> None:
    done = kiosk("import", str(samples.docx(tmp_path)), str(tmp_path / "none.pdf"), "--shelf", "hearing")
    assert done.exit_code == 1 and "no such file" in done.output
    assert "hearing" in [shelf.id for shelf in open_library(own / "content").shelves]
    assert kiosk("import", str(samples.docx(tmp_path)), "--dry-run").exit_code == 0
    assert not (own / "content" / "getting-used-to-a-new-hearing-aid.md").exists()


def test_what_stands_between_colons_is_told_as_it_stands(own: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ratio 1:x:2\n\nThis is a text with words in it to be read.\n", encoding="utf-8")
    assert "Ratio 1:x:2" in kiosk("import", str(tmp_path / "a.txt")).output


def test_a_new_article_is_begun_without_a_fault(own: Path) -> None:
    before = open_library(own / "content").check()
    assert kiosk("new", "Planting: a window box", "--shelf", "garden").exit_code == 0
    assert (own / "content" / "garden" / "planting-a-window-box.md").is_file()
    library = open_library(own / "content")
    assert library.check() == before  # its notes confuse nothing
    assert "garden" not in [shelf.id for shelf in library.shelves]  # hidden until it is ready


def test_settings_are_shown_and_set(own: Path) -> None:
    assert "comfort.speed" in kiosk("config").output
    assert kiosk("config", "set", "comfort.speed", "6").exit_code == 0
    assert load(own / "config.toml")[0].comfort.speed == 6
    assert "# how every visit begins" in (own / "config.toml").read_text(encoding="utf-8")
    assert kiosk("config", "set", "comfort.sped", "6").exit_code == 2
    assert kiosk("config", "set").exit_code == 2


def test_the_doctor_tells_nine_things_as_json(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    done = kiosk("doctor", "--json", "--quiet")
    found = json.loads(done.stdout)
    parts = ["screen", "touch", "loudspeaker", "microphone", "voice", "model", "content", "disk", "clock"]
    assert [one["part"] for one in found] == parts
    assert done.exit_code == 1  # SDL's dummy microphone gives nothing but silence
    assert all(one["remedy"] for one in found if one["state"] != "fine")


def test_models_and_autostart_answer_wrong_usage_in_a_sentence(own: Path) -> None:
    assert kiosk("model", "use", "nothing").exit_code == 2
    assert kiosk("model", "install", "none.zip").exit_code == 2
    assert kiosk("model", "check", "nothing").exit_code == 1
    assert kiosk("autostart", "--install", "--remove").exit_code == 2
    done = kiosk("autostart", "--print", "--machine", "linux")
    assert done.exit_code == 0 and f"WorkingDirectory=-{own}" in done.output


def test_files_inside_an_installed_program_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "_shipped"
    packed.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kiosk.places.shipped", lambda: packed)
    for words in (("new", "A title"), ("import", "a.txt"), ("config", "set", "comfort.speed", "3")):
        done = kiosk(*words)
        assert done.exit_code == 2 and "kiosk init" in done.output
    assert list(packed.iterdir()) == []


LONG = "a" * 300  # what no file system takes, and what Python stumbles over as over a folder that is shut away


@pytest.mark.parametrize(
    "words",
    [
        ("check", LONG), ("check", "--config", LONG), ("bench", "--content", LONG), ("bench", "--config", LONG),
        ("new", "A walk", "--content", LONG), ("new", "A walk", "--shelf", LONG), ("import", LONG),
        ("import", "a.txt", "--shelf", LONG), ("import", "a.txt", "--content", LONG), ("import", f"{LONG}/b.txt"),
        ("run", "--content", LONG), ("preview", f"{LONG}.md"), ("preview", f"{LONG}/a.md"), ("init", LONG),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_looked_at_is_told_in_one_sentence(words: tuple[str, ...], own: Path) -> None:
    (own / "a.txt").write_text("A walk\n\nThis is a text with words in it to be read.\n", encoding="utf-8")
    done = kiosk(*words)
    assert done.exit_code in (1, 2) and isinstance(done.exception, SystemExit)
    assert len(done.output.strip().splitlines()) == 1 and "File name too long" in done.output


def test_one_file_that_cannot_be_looked_at_keeps_no_other_from_being_imported(own: Path) -> None:
    (own / "a.txt").write_text("A walk\n\nThis is a text with words in it to be read.\n", encoding="utf-8")
    assert kiosk("import", LONG, "a.txt").exit_code == 1
    assert (own / "content" / "a-walk.md").is_file()


@pytest.mark.parametrize("front", ["", "---\nhidden: true\n---\n"])
def test_a_folder_without_an_article_for_visitors_is_a_finding(front: str, tmp_path: Path) -> None:
    if front:
        (tmp_path / "a.md").write_text(f"{front}# A walk\n\nWe met there.\n", encoding="utf-8")
    done = kiosk("check", str(tmp_path))
    assert done.exit_code == 1 and "There is no article in it that visitors can see." in done.output


@pytest.mark.skipif(os.name != "posix", reason="links need a right elsewhere that few have")
def test_a_folder_with_links_in_a_circle_is_copied_without_them(own: Path, tmp_path: Path) -> None:
    content = tmp_path / "here" / "content"
    (content / "walks").mkdir(parents=True)
    (content / "walks" / "a.md").write_text("# A walk\n\nWe met there.\n", encoding="utf-8")
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "b.md").write_text("# A hill\n\nWe met there.\n", encoding="utf-8")
    (content / "office").symlink_to(tmp_path / "office")
    (content / "walks" / "round").symlink_to("..")
    (content / "self").symlink_to("self")
    done = kiosk("init", str(tmp_path / "new"), "--content", str(content))
    assert done.exit_code == 0 and isinstance(done.exception, SystemExit | None)
    told = [line for line in done.output.splitlines() if "left out" in line]
    assert [line.partition(" ")[0] for line in told] == ["self", "walks/round"] and "Made" in done.output
    made = tmp_path / "new" / "content"
    assert sorted(str(each.relative_to(made)) for each in made.rglob("*.md")) == ["office/b.md", "walks/a.md"]
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == ["config.toml", "content"]


def test_what_cannot_be_copied_is_named_and_nothing_half_made_is_left(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = kiosk("init", str(own / "content" / "new"), "--content", str(own / "content"))
    assert inside.exit_code == 2 and len(inside.output.splitlines()) == 1 and "lies in" in inside.output
    assert not (own / "content" / "new").exists()

    def shut(source: str, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(source))

    monkeypatch.setattr("shutil.copystat", shut)
    monkeypatch.setattr("shutil.copy2", shut)
    done = kiosk("init", str(tmp_path / "new"))
    assert done.exit_code == 2 and len(done.output.splitlines()) == 1, done.output
    assert "cannot be copied" in done.output and "Permission denied" in done.output
    assert not (tmp_path / "new").exists()


def test_an_article_that_may_not_be_looked_at_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", shut)
    told = preview.find(Path("shut") / "a.md", Path("content"))
    assert told == f"{Path('shut') / 'a.md'} cannot be looked at (Permission denied)."
