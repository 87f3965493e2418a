"""`kiosk hear`: what it prints, and that a visit can be followed through recordings."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.config import Config
from kiosk.core.hearing import EarState, Heard, Hearing
from kiosk.core.matching import Judgement
from kiosk.hearing.ear import Level
from kiosk.hearing.looks import Patience
from kiosk.staff import hear_live
from tests.hearing.speech import Sound, joined, quiet, say, write


def spoken(folder: Path, name: str, sound: Sound) -> str:
    path = folder / f"{name}.wav"
    write(path, joined(quiet(0.3), sound, quiet(0.3)))
    return str(path)


def heard(*arguments: str, code: int = 0) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["hear", *arguments])
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def test_each_recording_is_one_line_at_the_place_named(model: Path, tmp_path: Path) -> None:
    files = [
        spoken(tmp_path, "stop", say("stop", "en-us+f4", 130)),
        spoken(tmp_path, "talk", say("the weather was lovely in the garden yesterday", "en-gb+m3")),
    ]
    first, second = heard(*files, "--at", "comfort", "--model", str(model))
    assert set(first) == {"file", "heard", "choice", "verdict", "confidence", "speech_end_s", "decided_s"}
    assert (first["file"], first["heard"], first["choice"], first["verdict"]) == (files[0], "stop", "pause", "accept")
    assert (second["choice"], second["verdict"], second["decided_s"]) == (None, "reject", None)


def test_a_file_of_phrases_takes_the_place_of_a_place(model: Path, tmp_path: Path) -> None:
    phrases = tmp_path / "phrases.txt"
    phrases.write_text("Stop\nGo home\n\nnine\n", encoding="utf-8")
    (line,) = heard(spoken(tmp_path, "home", say("go home", "en-us+f4", 120)), "--phrases", str(phrases), "--model",
                    str(model))  # fmt: skip
    assert (line["heard"], line["choice"], line["verdict"]) == ("go home", "Go home", "accept")


def test_a_visit_is_followed_from_screen_to_screen(model: Path, tmp_path: Path) -> None:
    said = ["what a therapist does", "read section two", "bigger", "go home"]
    files = [spoken(tmp_path, f"{at}", say(text, "en-us+m6", 125)) for at, text in enumerate(said)]
    lines = heard(*files, "--follow", "--model", str(model))
    assert [line["heard"] for line in lines] == said
    places = [line["at"] for line in lines]
    article = "health/what-a-therapist-does"
    assert places == ["home", f"contents/{article}", f"reading/{article}/2", f"reading/{article}/2"]


def test_a_recording_may_begin_with_its_first_word(model: Path, tmp_path: Path) -> None:
    """Each was rejected: to the gate what sounds from the first moment on was the room."""
    files = []
    for voice in ("en-us+m5", "en-us+m6", "en-us+f4"):
        for text in ("yes", "no", "light"):
            sound = say(text, voice, 130)
            files.append(str(tmp_path / f"{text}-{voice}.wav"))
            write(Path(files[-1]), sound[int(np.flatnonzero(np.abs(sound.astype(int)) > 300)[0]) :])
    (tmp_path / "phrases.txt").write_text("yes\nno\nlight\nstop\n", encoding="utf-8")
    lines = heard(*files, "--phrases", str(tmp_path / "phrases.txt"), "--model", str(model))
    assert [line["choice"] for line in lines] == ["yes", "no", "light"] * 3
    assert all(0.1 < line["speech_end_s"] <= line["decided_s"] < 3.0 for line in lines)


def test_a_visit_with_the_microphone_off_hears_nothing_more(model: Path, tmp_path: Path) -> None:
    files = [spoken(tmp_path, text, say(text, "en-us+m6", 125)) for text in ("microphone off", "louder")]
    off, after = heard(*files, "--follow", "--model", str(model))
    assert (off["choice"], off["verdict"]) == ("mute", "accept")
    assert (after["heard"], after["choice"], after["verdict"]) == ("microphone off", None, "reject")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name the recordings"),
        (["letter.wav", "--live"], "Choose one of the recordings and --live"),
        (["letter.wav", "--phrases", "empty.txt"], "holds no phrase"),
        (["nothing.wav"], "nothing.wav is not a plain WAV file (it ends too soon)"),
        (["letter.wav", "--model", "gone"], "There is no folder gone; name the folder of a Vosk model."),
        (["letter.wav", "--at", "nowhere"], 'no place "nowhere"'),
        (["letter.wav", "--phrases", "gone.txt"], "gone.txt cannot be read"),
        (["letter.wav"], "letter.wav is not a plain WAV file"),
    ],
)
def test_what_is_named_wrongly_is_told_in_one_sentence(
    arguments: list[str], sentence: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.wav").write_text("Dear Sir", encoding="utf-8")
    Path("empty.txt").write_text("\n日本語\n", encoding="utf-8")
    Path("nothing.wav").touch()
    result = CliRunner().invoke(app, ["hear", "--model", str(model), *arguments])
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())


def test_a_file_that_is_gone_or_broken_is_named_and_the_others_are_heard(model: Path, tmp_path: Path) -> None:
    """The name of one is in another machine's letters, the phrases were saved by an editor that marks UTF-8."""
    named = Path(os.fsdecode(os.fsencode(tmp_path / "h") + b"\xf4me.wav"))
    Path(spoken(tmp_path, "home", say("go home", "en-us+f4", 120))).rename(named)
    whole = named.read_bytes()
    (tmp_path / "still.wav").write_bytes(whole[:24] + bytes(4) + whole[28:])  # no sample a second
    (tmp_path / "wide.wav").write_bytes(whole[:34] + b"\x28\x00" + whole[36:])  # of 40 bit
    (tmp_path / "phrases.txt").write_text("go home\n", encoding="utf-8-sig")
    files = [str(tmp_path / name) for name in ("gone.wav", "still.wav", "wide.wav")]
    asked = [*files, str(named), "--phrases", str(tmp_path / "phrases.txt"), "--model", str(model)]
    result = CliRunner().invoke(app, ["hear", *asked])
    assert result.exit_code == 2, result.output
    (line,) = [json.loads(each) for each in result.stdout.splitlines() if each.startswith("{")]
    assert (line["file"], line["choice"]) == (str(tmp_path / "h?me.wav"), "go home")
    for each in files:
        assert each in result.stderr


class Told:
    """Takes the place of an ear: one that hears a phrase and then what is none."""

    def __init__(self, *_: object) -> None:
        self.level, self.said = Level(-40.0, -60.0, False, ""), [*_HEARD]
        self.rejected: tuple[Judgement, str] | None = None

    def echoes(self) -> list[object]:
        self.rejected = None if self.said else (_REJECTED, "the weather")
        return [self.said.pop(0)] if self.said else []

    def open(self, *_: object) -> None: ...
    use = follow = close = open


_HEARD = [EarState("listening"), Heard(0, "go home", 0, "accept", 0.97, 1.0, 1.25)]
_REJECTED = Judgement("reject", "", -1, 0.0)


def test_live_shows_what_was_heard_and_its_verdict_also_of_what_is_no_phrase(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hear_live, "Ear", Told)
    asked = Hearing(0, (("go home", 0),)), ("home",), Config(), Patience()
    assert hear_live.listen(tmp_path, *asked, seconds=0.4) == 0
    told = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.startswith(("accept", "reject"))]
    assert told == ["accept  go home -> home 0.97, decided after 0.25 s", "reject  the weather"]


def test_live_says_that_the_config_wants_no_microphone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deaf = Config.model_validate({"hearing": {"microphone": "none"}})
    assert hear_live.listen(tmp_path, Hearing(0, ()), (), deaf, Patience(), seconds=0.1) == 1
    assert 'microphone = "none"' in capsys.readouterr().out
