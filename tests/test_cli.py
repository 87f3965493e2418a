"""The commands as staff type them, and the program built as a wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import wave
from pathlib import Path

import pytest
import typer

from kiosk import places
from kiosk.cli import app

ROOT = Path(__file__).resolve().parent.parent


def kiosk(*words: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KIOSK_NO_SETUP": "1", "PYTHONPATH": str(ROOT), **more}
    return subprocess.run([sys.executable, "-m", "kiosk", *words], cwd=cwd, env=environment, capture_output=True,
                          text=True, timeout=120)  # fmt: skip


def commands(group: typer.core.TyperGroup, above: str = "") -> dict[str, typer.core.TyperCommand]:
    """Every command and command of a command, by its words."""
    found: dict[str, typer.core.TyperCommand] = {}
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            found |= commands(command, f"{above}{name} ")
        elif isinstance(command, typer.core.TyperCommand):
            found[above + name] = command
    return found


@pytest.mark.parametrize("words", ["frobnicate", "shot home", "shot home x.png --text-size 9", "run --windw 800x600",
                                   "check --config"])  # fmt: skip
def test_wrong_usage_is_answered_in_one_sentence(words: str, tmp_path: Path) -> None:
    done = kiosk(*words.split(), cwd=tmp_path)
    assert done.returncode == 2 and not done.stdout
    told = done.stderr.strip()
    assert "\n" not in told and told.endswith(" --help says what it takes.") and "python" not in told


def test_every_command_takes_a_config_and_a_content_folder() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    found = commands(group)
    assert len(found) >= 15
    for name, command in found.items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--config", "--content"} <= options, f"kiosk {name}"


def test_every_command_and_option_has_help_and_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for name, command in commands(group).items():
        assert f"`kiosk {name}" in readme, f"kiosk {name}"
        assert command.help and command.help.endswith("."), f"kiosk {name}"
        for one in command.params:
            assert getattr(one, "help", ""), f"kiosk {name}: {one.name}"


def test_every_option_of_a_command_stands_beside_it_in_the_readme() -> None:
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    everywhere = {"--config", "--content", "--help"}  # said once, above the table
    missing = []
    for name, command in commands(group).items():
        said = {option for row in rows if f"`kiosk {name}" in row for option in re.findall(r"--[a-z-]+", row)}
        long = {option for one in command.params for option in one.opts if option.startswith("--")}
        missing += [f"kiosk {name} {option}" for option in sorted(long - said - everywhere)]
    assert missing == []


def test_naming_the_config_of_a_center_finds_its_articles_and_the_other_way_round(tmp_path: Path) -> None:
    own = tmp_path / "center"
    (own / "content" / "garden").mkdir(parents=True)
    (own / "config.toml").write_text('[comfort]\ntheme = "dark"\n', encoding="utf-8")
    (own / "content" / "garden" / "ours.md").write_text("# Our own\n\nHello there.\n", encoding="utf-8")
    assert places.content_folder(None, own / "config.toml") == own / "content"
    assert places.config_file(None, own / "content") == own / "config.toml"
    alone = tmp_path / "alone.toml"
    alone.write_text("", encoding="utf-8")
    assert places.content_folder(None, alone) == places.content_folder(None)
    copy = tmp_path / "copy"
    done = kiosk("init", str(copy), "--config", str(own / "config.toml"), cwd=tmp_path)
    assert done.returncode == 0 and (copy / "content" / "garden" / "ours.md").is_file(), done.stderr
    assert "dark" in (copy / "config.toml").read_text(encoding="utf-8")
    done = kiosk("new", "Roses", "--config", str(own / "config.toml"), cwd=tmp_path)
    assert done.returncode == 0 and (own / "content" / "roses.md").is_file(), done.stderr


def test_options_before_a_command_are_not_dropped_in_silence() -> None:
    done = kiosk("--config", "x.toml", "check")
    assert done.returncode == 2 and "after the command" in done.stderr


def test_without_a_display_run_says_so_in_one_sentence_and_names_shot() -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"KIOSK_NO_SETUP": "1", "PYTHONPATH": str(ROOT), "SDL_AUDIODRIVER": "dummy"}
    environment.pop("SDL_VIDEODRIVER", None)
    if not sys.platform.startswith("linux"):
        pytest.skip("a display is always there on this system")
    done = subprocess.run([sys.executable, "-m", "kiosk"], cwd=ROOT, env=environment, capture_output=True, text=True,
                          timeout=60)  # fmt: skip
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and "kiosk shot" in done.stderr


def test_shot_paints_the_same_picture_every_time(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        done = kiosk("shot", "home", str(tmp_path / name), "--size", "1024x600", "--theme", "dark")
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shot", "atlantis", "x.png"), 'There is no place "atlantis"'),
        (("shot", "home", "x.png", "--size", "big"), "--size takes a size such as"),
        (("shot", "home", "x.png", "--theme", "pink"), 'There is no theme "pink"'),
        (("shot", "home", "taken/x.png"), "cannot be written"),
        (("shot", "home", "."), ". cannot be written"),
        (("say", "", "x.wav"), "There is nothing to say"),
        (("say", "hello", "x.wav", "--marks", "taken/x.json"), "taken/x.json cannot be written"),
        (("say", "hello", "gone/x.wav"), "gone/x.wav cannot be written"),
        (("say", "--section", "no/such/1", "x.wav"), "There is no section"),
        (("say", "hello"), "Name what to say and a WAV file"),
        (("run", "--window", "huge"), "--window takes a size"),
        (("run", "--config", "nowhere.toml"), "There is no file nowhere.toml"),
        (("check", "nowhere"), "There is no folder nowhere"),
        (("check", "taken"), "taken is a file; name its folder"),
        (("bench", "--content", "empty"), "There is no article in empty"),
    ],
)
def test_wrong_usage_gets_one_sentence_and_exit_code_2(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    (tmp_path / "empty").mkdir()
    done = kiosk(*words, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr, (done.returncode, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1


def test_say_writes_sound_and_a_mark_for_each_displayed_word(tmp_path: Path) -> None:
    text = "It costs $1,250.50, said Dr. Lee. Call 911!"
    done = kiosk("say", text, str(tmp_path / "x.wav"), "--marks", str(tmp_path / "x.json"), "--wpm", "160")
    assert done.returncode == 0, done.stderr
    marks = json.loads((tmp_path / "x.json").read_text())
    assert [mark["word"] for mark in marks] == text.split()
    starts = [mark["start_ms"] for mark in marks]
    assert starts == sorted(starts)
    with wave.open(str(tmp_path / "x.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() * 1000 > starts[-1]


def test_check_is_content_with_what_ships_and_names_what_is_broken(tmp_path: Path) -> None:
    assert kiosk("check").returncode == 0
    (tmp_path / "bad.md").write_bytes(b"# T\xe9\n")
    done = kiosk("check", str(tmp_path), "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["findings"][0]["code"] == "not utf-8"


def test_check_ends_with_0_for_notes_and_1_for_more(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A walk\n\nWe met Siobhan there.\n", encoding="utf-8")
    done = kiosk("check", str(tmp_path))
    assert done.returncode == 0 and "a.md:3: note:" in done.stdout and "1 note." in done.stdout
    (tmp_path / "a.md").write_text("# A walk\n\nIt is BAD there.\n", encoding="utf-8")
    done = kiosk("check", str(tmp_path))
    assert done.returncode == 1 and "a.md:3: warning:" in done.stdout


def test_init_makes_a_folder_that_the_kiosk_then_uses(tmp_path: Path) -> None:
    own = tmp_path / "center"
    assert kiosk("init", str(own)).returncode == 0
    assert (own / "config.toml").is_file() and (own / "content" / "README.md").is_file()
    (own / "content" / "health" / "ours.md").write_text("# Our own\n\nHello there.\n", encoding="utf-8")
    assert kiosk("shot", "contents/health/ours", "x.png", cwd=own).returncode == 0
    assert kiosk("init", str(own)).returncode == 2


def test_the_wheel_carries_assets_and_content_and_works_in_an_empty_environment(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(tmp_path), str(ROOT)], check=True, timeout=300)
    wheel = next(tmp_path.glob("kiosk-*.whl"))
    target = tmp_path / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True, timeout=300)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "KIOSK_NO_SETUP"}
    environment |= {"PYTHONPATH": str(target)}
    for words in (("shot", "home", "h.png"), ("check",), ("say", "Hello there.", "h.wav")):
        done = subprocess.run([sys.executable, "-m", "kiosk", *words], cwd=elsewhere, env=environment,
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        assert done.returncode == 0, (words, done.stderr)
    assert (elsewhere / "h.png").stat().st_size > 10_000 and (elsewhere / "h.wav").stat().st_size > 10_000
    assert not (elsewhere / "kiosk").exists() and (target / "kiosk" / "_shipped" / "content").is_dir()
