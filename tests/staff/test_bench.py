"""The bench: its arithmetic, and that it says what it could not measure."""

from __future__ import annotations

import math
import shutil
from array import array
from pathlib import Path

import pytest

from kiosk.library.shelf import open_library
from kiosk.staff.bench import table
from kiosk.staff.bench_figures import Figure, part95
from kiosk.staff.bench_live import live, write_many
from kiosk.staff.bench_rig import RATE, Rig, onsets
from tests.visitor import CONTENT


def test_where_sound_begins_after_silence_is_found_to_a_few_milliseconds() -> None:
    samples = array("h", bytes(2 * RATE))
    for start in (0.2, 0.5, 0.52):
        for index in range(RATE // 50):
            samples[int(start * RATE) + index] = int(8000 * math.sin(index / 3))
    found = [sample / RATE for sample in onsets(samples, 0.06)]
    assert len(found) == 2 and abs(found[0] - 0.2) < 0.004 and abs(found[1] - 0.5) < 0.004


def test_the_95th_percentile_is_near_the_top_and_none_of_too_few() -> None:
    assert part95(list(range(101))) == pytest.approx(95, abs=1)
    assert part95([3.0]) is None


def test_what_could_not_be_measured_is_named_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    found = list(live(CONTENT))
    assert len(found) == 12 and all(each.value is None and each.note and each.wanted for each in found)
    text = table([*found, Figure("a thing", 1.5, "ms", "2 or less")])
    assert text.count("not measured") == 12 and "needs a display, or Xvfb" in text and "1.5 ms" in text


def test_the_large_library_is_one_that_the_kiosk_can_read(tmp_path: Path) -> None:
    write_many(tmp_path, 60)
    library = open_library(tmp_path)
    assert len(library.shelves) == 25 and library.check() == library.faults == ()
    assert all(entry.sections == 5 for shelf in library.shelves for entry in shelf.entries)


@pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "pulseaudio", "pactl", "parec", "paplay"))),
                    reason="needs Xvfb and PulseAudio")  # fmt: skip
def test_a_sound_and_a_picture_are_seen_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    raw = tmp_path / "tone.raw"
    raw.write_bytes(array("h", (int(9000 * math.sin(n / 5)) for n in range(RATE // 2))).tobytes())
    with Rig() as rig:
        assert rig.display and rig.picture and rig.sound
        before = rig.look().rows(20, 90)
        assert len(before) == 70 * 1920 * 4 and rig.look().changed((20, 90), before, 0.1) is None
        ear = rig.listen()
        assert ear.wait_for_quiet()
        began = ear.moment(len(ear.samples))
        assert rig.run("paplay", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", str(raw))
        heard = [ear.moment(sample) for sample in onsets(ear.samples, 0.3)]
        ear.close()
    assert len(heard) == 1 and -0.05 < heard[0] - began < 2  # what is recorded lags by up to a block
