"""The four sounds that are no speech."""

from __future__ import annotations

import runpy
from array import array
from pathlib import Path

import numpy as np
import pytest

from kiosk import places
from kiosk.speech.earcons import NAMES, RATE, earcons

FOLDER = places.assets() / "earcons"


def earcon(name: str) -> array[int]:
    return earcons(FOLDER)[name]


def pitches(name: str) -> list[float]:
    """The strongest frequency of each 40 ms of sound."""
    samples = np.array(earcon(name), float)
    frame = RATE * 40 // 1000
    found = []
    for begin in range(0, len(samples) - frame + 1, frame):
        piece = samples[begin : begin + frame]
        if abs(piece).max() > 1000:
            spectrum = abs(np.fft.rfft(piece * np.hanning(frame), 8 * frame))
            found.append(float(np.argmax(spectrum)) * RATE / (8 * frame))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_earcon_lies_where_old_ears_hear_best(name: str) -> None:
    samples = np.array(earcon(name), float)
    power = abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    inside = power[(hertz >= 450) & (hertz <= 2050)].sum()
    assert inside / power.sum() > 0.97
    assert min(pitches(name)) > 450 and max(pitches(name)) < 2000


@pytest.mark.parametrize("name", NAMES)
def test_an_earcon_is_short_and_begins_and_ends_without_a_click(name: str) -> None:
    samples = earcon(name)
    assert 0.03 < len(samples) / RATE < 0.5
    assert abs(samples[0]) < 50 and abs(samples[-1]) < 50
    assert 3000 < max(samples) < 20000


def test_each_earcon_has_a_contour_of_its_own() -> None:
    arrive, end, cannot = pitches("arrive"), pitches("end"), pitches("cannot")
    assert arrive[-1] > 1.3 * arrive[0]  # up
    assert end[-1] < 0.7 * end[0]  # down
    assert max(cannot) < 1.15 * min(cannot)  # low and level, in two knocks
    assert len({len(earcon(name)) for name in NAMES}) == len(NAMES)


def test_the_files_are_those_that_the_script_beside_them_makes() -> None:
    made = runpy.run_path(str(FOLDER / "make.py"))["earcon"]
    assert all(earcon(name) == made(name) for name in NAMES)
    assert "MIT" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


def test_a_sound_that_is_broken_or_gone_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "press.wav").write_bytes(b"RIFF no sound at all")
    (tmp_path / "arrive.wav").write_bytes((FOLDER / "arrive.wav").read_bytes())
    assert set(earcons(tmp_path)) == {"arrive"}
