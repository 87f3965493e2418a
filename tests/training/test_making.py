"""The commands that make a model: what cannot be made is said in a sentence, at once."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from typer.testing import CliRunner

from kiosk.training import manifest, people, progress, stages, store, voices
from kiosk.training.cli import app

HEAD = "path\ttranscript\tspeaker\n"


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def told(done: Any) -> str:
    """The one sentence that a command ended with."""
    assert done.exit_code == 2, (done.output, done.exception)
    assert len(done.stderr.strip().splitlines()) == 1
    return str(done.stderr)


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A recording of one word, and no table of noises."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    (folder / "manifest.tsv").write_text(HEAD + "yes.wav\tyes\tann\n")
    noise = np.random.default_rng(1).standard_normal(8000) * 0.1
    soundfile.write(str(folder / "yes.wav"), noise, 16000)
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder in which one word may be trained on."""
    sound = np.full(8000, 100, np.int16)
    store.write(tmp_path / "work" / "people.i16", [(sound, ("yes",), "ann", "home", "people")])
    return tmp_path / "work"


def test_every_recording_moves_the_bar(recordings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was seen while hours of them were read."""
    moved: list[int] = []

    @contextmanager
    def counted(_what: str, total: int) -> Iterator[Callable[[], None]]:
        yield lambda: moved.append(total)

    monkeypatch.setattr(progress, "counted", counted)
    clip = manifest.Clip(recordings / "yes.wav", "yes", "ann")
    people.build(tmp_path / "people.i16", [clip, dataclasses.replace(clip, transcript=""), clip])
    assert moved == [2, 2]
    assert [entry.words for entry in store.Store(tmp_path / "people.i16").entries] == [("yes",), ("yes",)]


@pytest.mark.parametrize("command", ["synthesise", "features", "make"])
def test_a_folder_without_a_manifest_is_named(command: str, tmp_path: Path) -> None:
    model = [tmp_path / "model"] if command == "make" else []
    assert "There is no manifest at" in told(run(command, tmp_path / "work", *model, "--recordings", tmp_path))


def test_a_recording_that_is_not_there_is_named(recordings: Path, tmp_path: Path) -> None:
    (recordings / "manifest.tsv").write_text(HEAD + "gone.wav\tyes\tann\n")
    assert "gone.wav is not there" in told(run("features", tmp_path / "work", "--recordings", recordings))


def test_a_folder_of_work_that_cannot_be_is_named(recordings: Path) -> None:
    place = recordings / "yes.wav"
    assert str(place) in told(run("features", place / "work", "--recordings", recordings))


def test_training_on_nothing_ends(recordings: Path, tmp_path: Path) -> None:
    """Rounds of no utterances went on for ever."""
    assert "nothing in" in told(run("train", tmp_path / "work", "--recordings", recordings, "--steps", "2"))


@pytest.mark.parametrize(("command", "said"), [("export", "train comes first"), ("cut", "features comes first")])
def test_what_comes_first_is_said(command: str, said: str, tmp_path: Path) -> None:
    model = [tmp_path / "model"] if command == "export" else []
    assert said in told(run(command, tmp_path / "work", *model))


@pytest.mark.parametrize(
    ("content", "said"), [(None, "final.mdl"), (b"nothing", "was not made by this code"),
                          (b"<ComponentName> a <AffineComponent> ", "was not made by this code")]
)  # fmt: skip
def test_a_start_that_is_no_model_is_named(
    content: bytes | None, said: str, work: Path, recordings: Path, tmp_path: Path
) -> None:
    start = tmp_path / "start"
    if content is not None:
        (start / "am").mkdir(parents=True)
        (start / "am" / "final.mdl").write_bytes(content)
    asked = ("--recordings", recordings, "--steps", "2", "--start", start)
    assert said in told(run("train", work, *asked))


def test_models_of_one_name_are_gone_on_from_apart(tmp_path: Path) -> None:
    """The second would have been taken for the first, trained already."""
    places = []
    for number in range(2):
        model = tmp_path / str(number) / "kiosk-en"
        (model / "am").mkdir(parents=True)
        (model / "am" / "final.mdl").write_bytes(bytes([number]))
        places.append(stages.after(model))
    assert places[0] != places[1]
    assert all(place.startswith("after-kiosk-en-") for place in places)


def test_a_noise_that_is_not_there_is_named(work: Path, recordings: Path) -> None:
    (recordings / "noise_rir").mkdir()
    (recordings / "noise_rir" / "manifest_noise.tsv").write_text("path\tkind\nnoise_rir/gone.wav\tnoise\n")
    assert "gone.wav is not there" in told(run("train", work, "--recordings", recordings, "--steps", "2"))


@pytest.mark.parametrize("rows", ["", "yes.wav\t\tnone\n", "yes.wav\tyes\tls4088\n"])
def test_recordings_of_which_none_may_be_used_are_no_recordings(rows: str, recordings: Path, tmp_path: Path) -> None:
    (recordings / "manifest.tsv").write_text(HEAD + rows)
    assert "may be trained on" in told(run("features", tmp_path / "work", "--recordings", recordings))


def test_a_folder_begun_with_other_people_is_not_taken_up(recordings: Path, tmp_path: Path) -> None:
    """The people who are there would be kept, and trained on, whoever is left out now."""
    stages.agree(tmp_path, without="", seed=1)
    stages.agree(tmp_path, without=" , ", seed=1, share=0.5)
    asked = ("features", tmp_path, "--recordings", recordings)
    assert "begun with" in told(run(*asked))
    assert '--seed "1"' in told(run(*asked, "--without", "", "--seed", "2"))
    stages.agree(tmp_path, without="", seed=1)


def program(folder: Path, name: str, ends: int) -> None:
    (folder / name).write_text(f"#!/bin/sh\nexit {ends}\n")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="programs are shell scripts here")
def test_what_is_missing_is_named_with_the_packages(
    recordings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its voice festival was silent, and the empty store was never made again."""
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ("synthesise", tmp_path / "work", "--recordings", recordings)
    monkeypatch.setattr(voices, "find_spec", lambda name: None)
    said = told(run(*asked))
    assert "missing: espeak-ng, flite, festival, ttspico." in said
    assert "festvox-kallpc16k" in said and ".[train,pico]" in said
    assert "apt install espeak-ng" in told(run("features", *asked[1:]))
    for name in ("espeak-ng", "flite"):
        program(tmp_path, name, 0)
    program(tmp_path, "festival", 3)
    assert "missing: festival's kal_diphone, ttspico." in told(run(*asked))
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize("kept", [b"torn", {"mean": {"front.affine.weight": torch.zeros(2, 2)}, "network": {}}])
def test_a_kept_network_that_cannot_be_taken_up_is_named(kept: object, work: Path, recordings: Path) -> None:
    (work / "network").mkdir()
    torch.save(kept, work / "network" / "last.pt")
    if isinstance(kept, bytes):
        (work / "network" / "last.pt").write_bytes(kept)
    assert "last.pt cannot be taken up" in told(run("train", work, "--recordings", recordings, "--steps", "2"))
    assert "last.pt cannot be taken up" in told(run("export", work, work / "model"))
    assert not (work / "model").exists()
