"""A measuring that was broken off goes on from what it had heard, and nothing else is taken for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.training.test_evaluate import folder, run

__all__ = ["folder"]


@pytest.fixture
def asked(model: Path, folder: Path, tmp_path: Path) -> tuple[str | Path, ...]:
    phrases = ("--phrases", folder / "phrases.txt")
    return ("evaluate", model, folder, *phrases, "--degrade", "quiet", "--kept", tmp_path / "heard", "--json")


def measured(done: Any) -> Any:
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["measured"]


def test_what_was_heard_is_not_heard_again(asked: tuple[str | Path, ...], folder: Path, tmp_path: Path) -> None:
    """The same figures to the last digit, the processor's time among them, though it was broken off in a line."""
    whole = measured(run(*asked))
    heard = tmp_path / "heard"
    lines = heard.read_text().splitlines(keepends=True)
    assert len(lines) == 1 + 2 * 15 + whole[0]["right"]
    assert measured(run(*asked)) == whole
    assert heard.read_text().splitlines(keepends=True) == lines

    heard.write_text("".join(lines[:20]) + "\0\0\n" + lines[20][:7])
    again = measured(run(*asked))
    counts = ("right", "wrong", "rejected", "false", "by_phrase", "sound_s")
    assert [[one[name] for name in counts] for one in again] == [[one[name] for name in counts] for one in whole]
    assert heard.read_text().splitlines(keepends=True)[:20] == lines[:20]
    assert len(heard.read_text().splitlines()) == len(lines) + 1


def test_a_file_of_another_measuring_is_left_alone(
    asked: tuple[str | Path, ...], folder: Path, tmp_path: Path
) -> None:
    heard, other = tmp_path / "heard", tmp_path / "phrases.txt"
    heard.write_text('{"asked": ["another", "measuring", "of this kind"]}\n')
    before = heard.read_bytes()
    done = run(*asked)
    assert done.exit_code == 2
    assert "keeps what was heard of something else" in done.output
    assert heard.read_bytes() == before
    for letter in ("a letter to my mother\n", '{"measured": [1, 2]}'):
        heard.write_text(letter)
        assert "something else" in run(*asked).output
        assert heard.read_text() == letter

    heard.unlink()
    shutil.copy(folder / "phrases.txt", other)
    assert run(*asked[:4], other, "--limit", "2", "--kept", heard).exit_code == 0
    other.write_text(other.read_text() + "go\n")
    assert "something else" in run(*asked[:4], other, "--limit", "2", "--kept", heard).output
