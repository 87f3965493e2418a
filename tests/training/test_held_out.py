"""Voices that nothing was trained on, and the table of a model card that is made with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from kiosk.training import voices
from kiosk.training.cli import app
from kiosk.training.held_out import absent, held_out, said_by
from tests.training.test_measures import folder

__all__ = ["folder"]
spoken = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="the Debian package espeak-ng is not here")


def test_nothing_that_is_measured_with_is_trained_on() -> None:
    trained = {voice.name for voice in voices.training_voices()}
    assert trained.isdisjoint(voices.HELD_OUT_FESTIVAL)
    variants = {name.partition("+")[2] for name in trained}
    assert variants.isdisjoint(voices.HELD_OUT_VARIANTS)


def test_families_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "spoken", _silent)
    assert absent(held_out(("stop", "go back"))) == ["espeak variants", *voices.HELD_OUT_FESTIVAL]


def _silent(*_: object) -> object:
    raise OSError("not installed")


@spoken
def test_a_held_out_voice_says_the_same_every_time() -> None:
    who = [voices.Voice("espeak", "en-us+m5")]
    texts = [f"section {number}" for number in ("two", "three", "four", "five")]
    once, again = said_by(who, texts, 3), said_by(who, texts, 3)
    assert [clip.transcript for clip in once.clips] == [clip.transcript for clip in again.clips]
    assert len(set(once.clips)) == 3
    assert all(np.array_equal(once.sound(index), again.sound(index)) for index in range(3))
    assert said_by([voices.Voice("festival", "no_such_voice")], texts, 3).clips == ()


@spoken
def test_held_out_voices_say_phrases_and_single_words_apart() -> None:
    standing = ("go back", "one more time", "help", "again")
    found = {one.name: one for one in held_out(standing, 0.05)}
    said = {name: {clip.transcript for clip in one.recordings.clips} for name, one in found.items()}
    assert said["espeak variants: phrases"] <= {"go back", "one more time"}
    assert said["espeak variants: single words"] <= {"help", "again"}
    assert len({clip.speaker for clip in found["espeak variants: phrases"].recordings.clips}) == 10
    assert all(one.phrases == standing for one in found.values())


@pytest.fixture(scope="module")
def card(model_as_made: Path, folder: Path) -> dict[str, Any]:
    done = CliRunner().invoke(
        app, ["report", str(model_as_made), str(folder), "--share", "0.02", "--strictness", "0.3", "--json"]
    )
    assert done.exit_code == 0, done.output
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_the_report_holds_every_figure_of_the_model_card(card: dict[str, Any]) -> None:
    names = {row["name"] for row in card["measures"]}
    assert {"single words", "single words, far", "single words, echo0", "10 minutes of noise"} <= names
    for row in card["measures"]:
        assert row["wanted"] == row["right"] + row["wrong"] + row["rejected"]
        assert row["sound_s"] > 0
    figures = {one["name"]: one["value"] for one in card["figures"]}
    assert float(figures["model on disk"].split()[0]) <= 12
    assert float(figures["memory of the process"].split()[0]) <= 80
    assert figures["words of titles and headings lacking"] == "none"
