"""Folders of recordings: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kiosk.training.manifest import Clip, ManifestError, read, sound, spread

HEAD = "path\ttranscript\tspeaker\tseconds\n"


def tone(rate: int, hertz: float = 440.0, seconds: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)


def test_a_manifest_gives_its_clips_in_order_with_their_folder(tmp_path: Path) -> None:
    text = (
        "speaker\tpath\ttranscript\tlicence\tmood\n" + "ann\thome/a.flac\tGo  Home\tCC0\tglad\n\n" + "\tb.wav\t\t\t\n"
    )
    (tmp_path / "manifest.tsv").write_text(text)
    clips = read(tmp_path)
    assert clips == read(tmp_path / "manifest.tsv")
    assert clips == (
        Clip(tmp_path / "home/a.flac", "go home", "ann", licence="CC0", folder="home"),
        Clip(tmp_path / "b.wav", "", "", folder=tmp_path.name),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("path\ttranscript\n", "line 1: the column speaker is missing"),
        ("", "the column path is missing"),
        (HEAD + "a.wav\tyes\n", "line 2: 2 cells stand under 4 columns"),
        (HEAD + "a.wav\tyes\tann\tlong\n", 'line 2: "long" is not a number of seconds'),
        (HEAD + "\tyes\tann\t1.0\n", "line 2: the path is empty"),
    ],
)
def test_a_manifest_that_is_not_whole_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "manifest.tsv").write_text(text)
    with pytest.raises(ManifestError, match=said) as fault:
        read(tmp_path)
    assert str(tmp_path / "manifest.tsv") in str(fault.value)


def test_a_folder_without_a_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"There is no manifest at .*manifest\.tsv"):
        read(tmp_path)


def test_a_manifest_that_cannot_be_read_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "manifest.tsv").write_bytes(b"path\ttranscript\tspeaker\n\xff\n")
    with pytest.raises(ManifestError, match="is not a text in UTF-8"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "rate", "kind", "subtype"),
    [
        ("a.wav", 16000, "WAV", "PCM_16"),
        ("a.flac", 8000, "FLAC", "PCM_16"),
        ("a.opus", 48000, "OGG", "OPUS"),
        ("a.wav", 44100, "WAV", "FLOAT"),
    ],
)
def test_a_recording_becomes_16_khz_mono_at_the_level_it_had(
    tmp_path: Path, name: str, rate: int, kind: str, subtype: str
) -> None:
    left = tone(rate)
    soundfile.write(str(tmp_path / name), np.stack((left, left), axis=1), rate, format=kind, subtype=subtype)
    heard = sound(tmp_path / name)
    assert heard.dtype == np.int16
    assert abs(len(heard) - 16000) <= 400
    middle = heard[4000:12000].astype(np.float64)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(16384 / np.sqrt(2), rel=0.03)
    assert np.argmax(np.abs(np.fft.rfft(middle))) * 2 == pytest.approx(440, abs=2)


def test_a_recording_that_is_too_loud_is_clipped_not_wrapped(tmp_path: Path) -> None:
    soundfile.write(str(tmp_path / "loud.wav"), 4.0 * tone(16000), 16000, subtype="FLOAT")
    heard = sound(tmp_path / "loud.wav")
    assert heard.max() == 32767
    assert np.abs(np.diff(heard.astype(np.int32))).max() < 32767


def test_recordings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"gone\.wav is not there"):
        sound(Clip(tmp_path / "gone.wav", "", ""))
    (tmp_path / "text.flac").write_text("not a recording")
    with pytest.raises(ManifestError, match=r"text\.flac is not a recording"):
        sound(tmp_path / "text.flac")


def test_some_of_the_clips_are_spread_over_all() -> None:
    clips = tuple(Clip(Path(str(number)), "", "") for number in range(15))
    assert [clip.path.name for clip in spread(clips, 10)] == "0 1 3 4 6 7 9 10 12 13".split()
    assert spread(clips, 99) == clips
    assert spread((), 3) == ()


def test_an_empty_recording_is_named_and_not_taken_for_one_that_was_not_heard(tmp_path: Path) -> None:
    soundfile.write(str(tmp_path / "nothing.wav"), np.zeros(0), 16000)
    with pytest.raises(ManifestError, match=r"nothing\.wav is an empty recording"):
        sound(tmp_path / "nothing.wav")
