"""Recordings through the real recogniser, by the command itself: the counts, the costs, and the faults."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kiosk.hearing.models import BIGRAM
from kiosk.training.cli import app
from kiosk.training.cost import load
from kiosk.training.degrade import KINDS
from kiosk.training.evaluate import measure
from kiosk.training.listen import ears, word_ends
from kiosk.training.manifest import Clip, Sound, read
from kiosk.training.recordings import Recordings, phrases_from
from tests.hearing.speech import hiss, joined, quiet, say

PHRASES = ("yes", "stop", "go back", "section two", "read it again")
OTHERS = ("marvelous weather", "banana")
UNSAYABLE = "q" * 60  # spelt out, longer than any word
VOICES = ("en-us+m3", "en-gb+f2")


def write(path: Path, sound: Sound) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(sound.tobytes())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five phrases and three other sounds in two voices."""
    where = tmp_path_factory.mktemp("recordings")
    rows = ["path\ttranscript\tspeaker"]
    for voice in VOICES:
        for text in (*PHRASES, *OTHERS):
            path = f"spoken/{voice}/{text.replace(' ', '-')}.wav"
            write(where / path, joined(quiet(0.2), say(text, voice, 130), quiet(0.2)))
            rows.append(f"{path}\t{text}\t{voice}")
    write(where / "noise/hiss.wav", hiss(2.0, 300))
    rows.append("noise/hiss.wav\t\tnone")
    (where / "manifest.tsv").write_text("\n".join(rows) + "\n")
    (where / "phrases.txt").write_text(
        "yes\nstop  # at once\n[go] back\nsection two\nread it again\n" + UNSAYABLE + "\n"
    )
    return where


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def answer(model: Path, folder: Path) -> dict[str, Any]:
    done = run("evaluate", model, folder, "--phrases", folder / "phrases.txt", "--degrade", "noise10 quiet", "--json")
    assert done.exit_code == 0, done.output
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_clear_speech_is_heard_right_and_other_speech_is_not_taken_for_it(answer: dict[str, Any]) -> None:
    clean = answer["measured"][0]
    assert clean["degrade"] == "clean"
    assert clean["wanted"] == len(VOICES) * len(PHRASES)
    assert clean["right"] >= 9
    assert clean["unwanted"] == len(VOICES) * len(OTHERS) + 1
    assert clean["false"] <= 1


def test_the_counts_add_up_for_every_way_of_degrading(answer: dict[str, Any]) -> None:
    assert [one["degrade"] for one in answer["measured"]] == ["clean", "noise10", "quiet"]
    for one in answer["measured"]:
        assert one["wanted"] == one["right"] + one["wrong"] + one["rejected"] == 10
        assert one["unwanted"] == 5
        for key in ("by_phrase", "by_speaker", "by_source"):
            parts = one[key].values()
            for name in ("wanted", "right", "wrong", "rejected"):
                assert sum(part[name] for part in parts) == one[name]
        assert set(one["by_phrase"]) == set(PHRASES)
        assert set(one["by_speaker"]) == {*VOICES, "none"}
        assert set(one["by_source"]) == {"spoken", "noise"}
        assert sum(count for _, _, count in one["confusions"]) == one["wrong"] + one["false"]


def test_phrases_that_the_model_has_no_words_for_are_named(answer: dict[str, Any]) -> None:
    assert answer["measured"][0]["unheard"] == [UNSAYABLE]


def test_the_cost_and_the_delay_are_those_of_a_live_recogniser(answer: dict[str, Any]) -> None:
    clean = answer["measured"][0]
    assert 20 < clean["sound_s"] < 60
    assert 0.0 < clean["cpu_per_second"] < 0.2
    assert clean["delay"]["clips"] == clean["right"]
    assert -0.5 < clean["delay"]["median_s"] <= clean["delay"]["p95_s"] < 0.8


def test_people_get_tables(model: Path, folder: Path) -> None:
    done = run("evaluate", model, folder / "manifest.tsv", "--phrases", folder / "phrases.txt", "--limit", "6")
    assert done.exit_code == 0, done.output
    heads = [line.split("  ")[0] for line in done.stdout.split("\n\n")]
    assert {"by phrase", "by source", "by speaker"} <= set(heads)
    assert "% of a core for each second of sound" in done.stdout


def test_what_was_taken_for_what_is_told_of_every_way_of_degrading(model: Path, folder: Path) -> None:
    (folder / "few.txt").write_text("go\nstart\n")  # so that "stop" and the rest are taken for them in noise
    done = run("evaluate", model, folder, "--phrases", folder / "few.txt", "--degrade", "noise5", "--json")
    counts = {one["degrade"]: len(one["confusions"]) for one in json.loads(done.stdout)["measured"]}
    tables = run("evaluate", model, folder, "--phrases", folder / "few.txt", "--degrade", "noise5").stdout
    assert sum(counts.values())
    for kind, count in counts.items():
        assert (f"said ({kind})" in tables) == bool(count)


def test_the_model_has_no_words_for_some(model: Path, folder: Path) -> None:
    done = run("evaluate", model, folder, "--phrases", folder / "phrases.txt", "--limit", "6")
    assert f"left out of: {UNSAYABLE}" in done.stdout


def test_recordings_of_phrases_that_cannot_be_heard_are_left_out(model: Path) -> None:
    clips = [Clip(Path("a"), UNSAYABLE, "ann"), Clip(Path("b"), "stop", "ann"), Clip(Path("c"), "Stop!", "ann")]
    with ears(model, workers=1) as listening:
        found = measure(listening, Recordings(clips, lambda clip: say("stop")), ("stop", UNSAYABLE), delays=0)
    assert found.unheard == (UNSAYABLE,)
    assert [(case.said, case.wanted) for case in found.cases] == [("stop", True), ("stop", True)]


def test_another_wording_of_the_same_choice_is_right(model: Path) -> None:
    clips = Recordings([Clip(Path("a"), "back", "ann")], lambda clip: say("go back"))
    with ears(model, workers=1) as listening:
        by_wording = measure(listening, clips, ("back", "go back", "stop"), delays=0)
        one, other = (
            measure(listening, clips, tuple(choices), delays=0, choices=choices)
            for choices in ({"back": 0, "go back": 0, "stop": 1}, {"back": 0, "go back": 1, "stop": 2})
        )
    assert [found.cases[0].outcome for found in (by_wording, one, other)] == ["wrong", "right", "wrong"]


def test_pauses_are_put_where_words_end(model: Path) -> None:
    sound = joined(quiet(0.3), say("read"), quiet(0.3), say("it"), quiet(0.3), say("again"), quiet(0.3))
    with ears(model, workers=1) as listening:
        found: list[tuple[float, ...]] = []

        def make(_: int, recogniser: Any) -> Sound:
            found.append(word_ends(recogniser, sound, "read it again"))
            found.append(word_ends(recogniser, sound, f"{UNSAYABLE} again"))
            return sound

        listening.listen_for(("read it again",))
        listening.look(1, make)
    ends, none = found
    assert none == ()
    edges = [0.3 + len(say("read")) / 16000, 0.6 + len(joined(say("read"), say("it"))) / 16000]
    assert [round(end, 3) for end in ends[:2]] == pytest.approx(edges, abs=0.2)


def test_loading_is_measured_in_the_recognisers_own_process(model: Path) -> None:
    loaded = load(model, tries=1)
    assert 0.0 < loaded.seconds < 5.0
    assert 10.0 < loaded.memory_mb < 200.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--degrade", "worse"), 'There is no degrading "worse"; there are clean'),
        (("--strictness", "0.6,0"), "takes numbers such as 0.4"),
        (("--strictness", "nan"), "takes numbers such as 0.4"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("evaluate", folder, folder, "--phrases", folder / "phrases.txt", *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_missing_manifest_a_missing_model_and_a_file_without_phrases_are_named(folder: Path, tmp_path: Path) -> None:
    phrases = folder / "phrases.txt"
    assert "There is no manifest at" in run("evaluate", tmp_path, tmp_path, "--phrases", phrases).output
    (tmp_path / "manifest.tsv").write_text("path\ttranscript\tspeaker\n")
    assert "names no recording" in run("evaluate", tmp_path, tmp_path, "--phrases", phrases).output
    assert "cannot be used" in run("evaluate", tmp_path, folder, "--phrases", phrases).output
    assert "There is no voice model at" in run("evaluate", tmp_path / "none", folder, "--phrases", phrases).output
    (tmp_path / "none.txt").write_text("# nothing\n")
    assert "There is no phrase in" in run("evaluate", tmp_path, folder, "--phrases", tmp_path / "none.txt").output
    (tmp_path / "none.txt").write_bytes("Öffnen\n".encode("latin-1"))
    assert "not a text in UTF-8" in run("evaluate", tmp_path, folder, "--phrases", tmp_path / "none.txt").output


def test_a_recording_that_is_not_there_is_named_before_anything_is_heard(model: Path, folder: Path) -> None:
    lines = (folder / "manifest.tsv").read_text()
    place = folder / "lacking.tsv"
    place.write_text(lines + "gone.wav\tstop\tann\nlost.wav\tstop\tann\n")
    done = run("evaluate", model, place, "--phrases", folder / "phrases.txt")
    assert done.exit_code == 2
    assert "gone.wav is not there, and 1 more" in done.output
    assert "Listening" not in done.output


def test_a_stricter_model_takes_less_for_a_phrase(model: Path, folder: Path) -> None:
    asked = ("--phrases", folder / "phrases.txt", "--strictness", "0.05,1.5", "--json")
    done = run("evaluate", model, folder, *asked)
    if not (model / BIGRAM).is_file():
        assert done.exit_code == 2
        assert "The strictness of" in done.output
        return
    assert done.exit_code == 0, done.output
    usual, strict, lenient = json.loads(done.stdout)["measured"]
    assert (usual["strictness"], strict["strictness"], lenient["strictness"]) == (None, 0.05, 1.5)
    assert strict["rejected"] > lenient["rejected"]
    assert strict["wrong"] + strict["false"] <= lenient["wrong"] + lenient["false"]


def test_phrases_are_templates_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("# all\n[go] back # twice\n\nSection 2\n")
    assert phrases_from(tmp_path / "phrases.txt") == ("back", "go back", "section two")
    (tmp_path / "phrases.txt").write_text("yes\n(go back\n")
    with pytest.raises(ValueError, match="line 2"):
        phrases_from(tmp_path / "phrases.txt")


def test_every_way_of_degrading_can_be_asked_for(model: Path, folder: Path) -> None:
    done = run("evaluate", model, folder, "--phrases", folder / "phrases.txt", "--degrade", "all", "--json")
    assert done.exit_code == 0, done.output
    assert [one["degrade"] for one in json.loads(done.stdout)["measured"]] == list(KINDS)
    assert len(read(folder)) == 15
