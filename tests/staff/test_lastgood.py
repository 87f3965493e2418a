"""A config.toml that is broken on the next start costs nothing: the last good values go on, and staff are told."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NoReturn

import pytest
import typer

from kiosk.config import Config
from kiosk.guard import named
from kiosk.staff.lastgood import load_or_last, places_or_last
from kiosk.staff.live import place_for

GOOD = '[comfort]\ntext_size = 4\nspeed = 2\n[screen]\ndiagonal = 32\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(GOOD, encoding="utf-8")
    config, faults = load_or_last(path, tmp_path / "state")
    assert config.comfort.text_size == 4 and not faults
    return path


@pytest.mark.parametrize(
    "broken", [b"[comfort\ntext", b"\xff\xfe\x00", b"\0" * 300, b"comfort = 3\nscreen = []\n"],
    ids=["torn", "not text", "zeros", "no tables"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_leaves_all_as_it_was(place: Path, broken: bytes) -> None:
    place.write_bytes(broken)
    config, faults = load_or_last(place, place.parent / "state")
    assert (config.comfort.text_size, config.comfort.speed, config.screen.diagonal) == (4, 2, 32)
    assert faults and str(place) in str(faults[0])
    assert "last good" in str(faults[0]) and "default" not in str(faults[0])


def test_one_faulty_setting_keeps_its_last_value_and_the_others_take_their_new_ones(place: Path) -> None:
    place.write_text('[comfort]\ntext_size = 9\nspeed = 6\n', encoding="utf-8")
    config, faults = load_or_last(place, place.parent / "state")
    assert (config.comfort.text_size, config.comfort.speed, config.screen.diagonal) == (4, 6, 21.5)
    assert [fault.where for fault in faults] == ["comfort.text_size"]
    assert "last good" in str(faults[0]) and "default" not in str(faults[0])


def test_a_file_that_is_gone_leaves_all_as_it_was_and_says_so(place: Path) -> None:
    place.unlink()
    config, faults = load_or_last(place, place.parent / "state")
    assert config.comfort.text_size == 4 and "not there any more" in str(faults[0])


def test_the_faulty_values_never_become_the_last_good_ones(place: Path) -> None:
    place.write_text('[comfort]\ntext_size = 9\nspeed = 6\n', encoding="utf-8")
    load_or_last(place, place.parent / "state")
    place.write_text("[comfort", encoding="utf-8")
    assert load_or_last(place, place.parent / "state")[0].comfort.speed == 2


def test_what_another_file_said_is_not_taken(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[", encoding="utf-8")
    assert load_or_last(other, tmp_path / "state")[0] == Config()


def test_without_a_place_to_keep_them_the_settings_hold_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(GOOD, encoding="utf-8")
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")
    assert load_or_last(path, tmp_path / "state")[0].comfort.text_size == 4
    path.write_text("[", encoding="utf-8")
    assert load_or_last(path, tmp_path / "state")[0] == Config()


def test_a_stick_that_is_gone_at_the_next_start_leaves_the_last_good_settings_and_articles(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state, cache, content = tmp_path / "state", tmp_path / "cache", tmp_path / "content"
    content.mkdir()
    for config, folder in ((place, None), (None, content), (place, content)):
        assert places_or_last(config, folder, state, cache) == (place, content)
    place_for(content, cache).mkdir(parents=True)  # as a kiosk that ran has left it
    content.rmdir()
    place.unlink()
    for config, folder in ((place, None), (None, content), (place, content)):
        assert places_or_last(config, folder, state, cache) == (place, content)
    for config, folder in ((tmp_path / "typo.toml", None), (None, tmp_path / "typo")):
        with pytest.raises(typer.Exit):
            places_or_last(config, folder, state, cache)
        assert "typo" in capsys.readouterr().err


def test_a_share_that_answers_with_a_fault_leaves_all_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(self: Path, *_: object, **__: object) -> NoReturn:
        raise OSError(errno.ESTALE, "Stale file handle")

    state = place.parent / "state"
    with monkeypatch.context() as patched:
        kept = Path.read_text
        patched.setattr(Path, "stat", stale)
        patched.setattr(Path, "read_text", lambda self, **how: stale(self) if self == place else kept(self, **how))
        config, faults = load_or_last(place, state)
    assert config.comfort.text_size == 4 and "cannot be read (Stale file handle)" in str(faults[0])


def test_a_kiosk_is_started_again_with_the_folder_that_it_began_in(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.parent)
    assert named(["run", "--journal", "x"]) == ["run", "--journal", "x", "--config", str(place)]
    assert named(["run", "--config=other.toml"]) == ["run", "--config=other.toml"]
    assert named(["--content", "other"]) == ["--content", "other"]
    place.unlink()
    assert named([]) == []
