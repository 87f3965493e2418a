"""Settings are shown with where they came from, and set without touching anything else in the file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from kiosk.config import Config, load
from kiosk.staff.settings import set_value, settings, show

FILE = """# our kiosk by the door

[comfort]          # how every visit begins
speed = 3          # slower, please
theme = "dark"

[screen]
diagonal = 24.0
"""


def screen() -> Console:
    return Console(file=io.StringIO(), width=200)


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_every_setting_is_shown_with_its_value_and_where_it_came_from(config: Path) -> None:
    found = {one.key: one for one in settings(config)}
    tables = [(table, type(getattr(Config(), table)).model_fields) for table in Config.model_fields]
    assert list(found) == [f"{table}.{key}" for table, keys in tables for key in keys]
    assert (found["comfort.speed"].value, found["comfort.speed"].source) == (3, str(config))
    assert (found["comfort.volume"].value, found["comfort.volume"].source) == (5, "default")
    assert all(one.means for one in found.values())
    console = screen()
    assert show(config, console) == 0 and "visits.idle_s" in said(console)
    narrow = Console(file=io.StringIO(), width=80)
    assert show(config, narrow) == 0
    assert str(config) in said(narrow) and "…" not in said(narrow), said(narrow)


def test_a_faulty_setting_is_shown_as_its_default_and_named(config: Path) -> None:
    config.write_text("[comfort]\nspeed = 99\nthem = 'dark'\n", encoding="utf-8")
    console = screen()
    assert show(config, console) == 1
    assert 'did you mean "theme"?' in said(console)
    assert {one.key: one.source for one in settings(config)}["comfort.speed"] == "default"


def test_setting_one_value_keeps_comments_order_and_the_rest(config: Path) -> None:
    assert set_value(config, "comfort.speed", "5", screen()) == 0
    assert config.read_text(encoding="utf-8") == FILE.replace("speed = 3 ", "speed = 5 ")


@pytest.mark.parametrize(
    ("key", "value", "now"),
    [
        ("screen.pointer", "yes", True),
        ("screen.diagonal", "27", 27.0),
        ("hearing.strictness", "0.4", 0.4),
        ("comfort.theme", "contrast", "contrast"),
        ("hearing.model", "C:\\models\\en", "C:\\models\\en"),
    ],
)
def test_a_value_of_each_kind_is_written_and_read_again(config: Path, key: str, value: str, now: object) -> None:
    assert set_value(config, key, value, screen()) == 0
    loaded, faults = load(config)
    table, name = key.split(".")
    assert faults == () and getattr(getattr(loaded, table), name) == now
    assert "# our kiosk by the door" in config.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "code", "word"),
    [
        ("comfort.sped", "3", 2, 'did you mean "comfort.speed"?'),
        ("speed", "3", 2, '"comfort.speed"'),
        ("comfort.speed", "99", 1, "it should be 8 or less, not 99. Nothing was changed."),
        ("comfort.speed", "fast", 1, "it should be a whole number"),
        ("nonsense", "3", 2, "kiosk config shows them all"),
        ("screen.night_from", "25:00", 1, 'a time such as "21:00"'),
        ("comfort.theme", "pink", 1, "light"),
        ("screen.pointer", "perhaps", 1, "screen.pointer"),
    ],
)
def test_a_wrong_key_or_value_changes_nothing(config: Path, key: str, value: str, code: int, word: str) -> None:
    console = screen()
    assert set_value(config, key, value, console) == code
    assert word in said(console) and said(console).count("\n") == 1 and said(console).count(key) < 3
    assert f"{key}: {key}" not in said(console)
    assert config.read_text(encoding="utf-8") == FILE


def test_a_file_that_does_not_exist_yet_is_made(tmp_path: Path) -> None:
    path = tmp_path / "center" / "config.toml"
    assert set_value(path, "comfort.volume", "4", screen()) == 0
    assert load(path)[0].comfort.volume == 4


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[comfort\nspeed = 3", encoding="utf-8")
    console = screen()
    assert set_value(path, "comfort.volume", "4", console) == 1
    assert "not right TOML" in said(console) and path.read_text(encoding="utf-8") == "[comfort\nspeed = 3"
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]
