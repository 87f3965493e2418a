"""The standing measures: what is measured with what, and the table that a model card needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.phrases import normal
from kiosk.training.levels import active_rms
from kiosk.training.manifest import ManifestError, read
from kiosk.training.measures import TWENTY, library_titles, pieces, recorded, standing_choices, standing_phrases
from tests.hearing.speech import hiss, quiet, say
from tests.training.test_evaluate import write

CLIPS = {
    "speech_commands_a/ann/yes.wav": ("yes", "ann", say("yes")),
    "speech_commands_a/bob/stop.wav": ("stop", "bob", say("stop", "en-gb+f2")),
    "speech_commands_a/bob/bed.wav": ("bed", "bob", say("bed", "en-gb+f2")),
    "speech_commands_a/silence.wav": ("", "none", quiet(1.0)),
    "free_spoken_digits/cid/two.wav": ("two", "cid", say("two", "en-us+m2")),
    "orders/one.wav": ("", "unlabelled", say("a large coffee with milk and two sugars")),
    "cut_words/dan/house.wav": ("house", "dan", say("house")),
    "noise/hiss.wav": ("", "none", hiss(8.0, 300)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("people")
    rows = ["path\ttranscript\tspeaker"]
    for path, (transcript, speaker, sound) in CLIPS.items():
        write(where / path, sound)
        rows.append(f"{path}\t{transcript}\t{speaker}")
    (where / "manifest.tsv").write_text("\n".join(rows) + "\n")
    return where


def test_standing_phrases_are_all_that_the_kiosk_understands_without_articles() -> None:
    phrases = standing_phrases()
    assert {"go back", "one more time", "read section twelve", "twelve", "i can't hear you"} <= set(phrases)
    assert all(phrase == normal(phrase) for phrase in phrases)
    assert len(phrases) == len(set(phrases)) > 200
    choices = standing_choices()
    assert choices["i am done"] == choices["i'm done"] and choices["section two"] == choices["read section two"]
    assert len({choices[phrase] for phrase in ("stop", "next", "section two", "section three")}) == 4


def test_the_shipped_titles_and_headings_are_known_as_they_are_said() -> None:
    titles = library_titles()
    assert "steady on your feet" in titles
    assert len(titles) > 20


def test_each_recording_is_measured_with_what_it_is_for(folder: Path) -> None:
    by_name = {one.name: one for one in recorded(folder)}
    heard = {name: sorted(clip.transcript for clip in one.recordings.clips) for name, one in by_name.items()}
    assert heard["single words"] == heard["single words, noise10"] == ["bed", "stop", "yes"]
    assert by_name["single words"].phrases == TWENTY
    assert heard["digits at 8 kHz"] == ["two"]
    assert heard["orders, sentences, wake words"] == [""]
    assert by_name["orders, sentences, wake words"].phrases == standing_phrases()
    assert heard["words cut out of sentences"] == ["house"]
    assert set(heard["10 minutes of noise"]) == {""}
    few = {one.name: one for one in recorded(folder, 0.34)}
    assert len(few["single words"].recordings.clips) == 1


def test_noise_comes_in_short_pieces_at_several_levels_and_is_long_enough(folder: Path) -> None:
    noises = [clip for clip in read(folder) if clip.speaker == "none"]
    made = pieces(noises, 120.0)
    seconds = [clip.seconds for clip in made.clips]
    assert 120.0 <= sum(seconds) < 126.0
    assert max(seconds) <= 5.0
    loud = [active_rms(made.sound(index)) for index in range(len(made.clips)) if "hiss" in made.clips[index].speaker]
    assert max(loud) > 3 * min(loud)


def test_a_folder_that_holds_no_recordings_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="There is no manifest"):
        recorded(tmp_path)
