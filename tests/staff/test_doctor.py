"""Each rule of the doctor trips on what it is for, and not otherwise; the probes run for real without
hardware.
"""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pygame
import pytest
from rich.console import Console

from kiosk import places
from kiosk.config import Config
from kiosk.screen.card import CARD_MM, paint
from kiosk.screen.type import Letters
from kiosk.staff import devices, doctor, panel
from kiosk.staff.finding import Finding, report

CONFIG = Config()
GLASS = {"sizes": [[1920, 1080]], "fault": "", "touch": 0}
WELL = {
    "speakers": ["Speakers"],
    "microphones": ["Microphone"],
    "speaker fault": "",
    "heard": {"fault": "", "noise_db": -62.0, "peak": 900, "tone_db": 31.0},
}


def with_heard(**changed: Any) -> dict[str, Any]:
    heard: dict[str, Any] = {"fault": "", "noise_db": -62.0, "peak": 900, "tone_db": 31.0}
    return {**WELL, "heard": {**heard, **changed}}


@pytest.mark.parametrize(
    ("display", "diagonal", "told", "state", "word"),
    [
        (GLASS, 21.5, [21.5], "fine", "4.0 pixels"),
        (GLASS, 21.5, [], "note", "bank card"),
        (GLASS, 21.5, [27.0], "wrong", "screen.diagonal 27.0"),
        (GLASS, 21.5, [15.6, 21.6], "fine", ""),
        ({"sizes": [[800, 480]]}, 7.0, [7.0], "wrong", "1024 x 600"),
        ({"sizes": [[600, 1024]]}, 10.1, [10.1], "fine", ""),
        ({"sizes": [[1024, 600]]}, 7.0, [7.0], "wrong", "90 mm high, too low"),
        ({"sizes": [[1280, 800]]}, 8.0, [], "wrong", "9.5 inches or more"),
        ({"sizes": [[600, 1024]]}, 7.0, [7.0], "fine", ""),
        ({"sizes": [[1024, 600]]}, 7.0, [10.1], "wrong", "screen.diagonal 10.1"),
        ({"sizes": [], "fault": "There is no display here."}, 21.5, [], "wrong", "no display"),
        ({}, 21.5, [], "wrong", "could not be asked"),
    ],
)
def test_the_screen(display: dict[str, Any], diagonal: float, told: list[float], state: str, word: str) -> None:
    found = devices.screen(display, diagonal, told)
    assert found.state == state and word in found.what + found.remedy
    assert bool(found.remedy) == (state != "fine")


@pytest.mark.parametrize(
    ("found", "state", "word"),
    [
        (WELL, "fine", "31 dB above"),
        (with_heard(tone_db=2.0), "note", "did not hear"),
        ({**WELL, "heard": {}}, "note", "kiosk say"),
        ({**WELL, "speakers": []}, "wrong", "none"),
        ({**WELL, "speaker fault": "ALSA"}, "wrong", "ALSA"),
        ({}, "wrong", "none"),
    ],
)
def test_the_loudspeaker(found: dict[str, Any], state: str, word: str) -> None:
    one = devices.loudspeaker(found, CONFIG)
    assert one.state == state and word in one.what + one.remedy


@pytest.mark.parametrize(
    ("found", "named", "state", "word"),
    [
        (WELL, "", "fine", "-62 dB"),
        (WELL, "Microphone", "fine", ""),
        (WELL, "Headset", "wrong", 'hearing.microphone "Microphone"'),
        (WELL, "none", "fine", "not wanted"),
        ({**WELL, "microphones": []}, "", "wrong", "hearing.microphone none"),
        (with_heard(fault="busy"), "", "wrong", "busy"),
        (with_heard(noise_db=None, tone_db=0.0, peak=0), "", "wrong", "silence"),
        (with_heard(noise_db=None), "", "fine", "no noise"),
        (with_heard(peak=32767), "", "wrong", "clips"),
        (with_heard(noise_db=-20.0), "", "note", "loud"),
    ],
)
def test_the_microphone(found: dict[str, Any], named: str, state: str, word: str) -> None:
    config = Config.model_validate({"hearing": {"microphone": named}})
    one = devices.microphone(found, config)
    assert one.state == state and word in one.what + one.remedy


def test_touch_content_disk_and_clock(tmp_path: Path) -> None:
    assert devices.touch({}, ["Goodix"]).state == "fine"
    assert devices.touch({"display": {"touch": 1}}, []).state == "fine"
    assert devices.touch({}, []).state == "note"
    assert doctor.content(6, [], tmp_path).state == "fine"
    assert "a.md:3" in doctor.content(6, ["a.md:3: no title"], tmp_path).what
    assert doctor.content(0, [], tmp_path).state == "wrong"
    assert doctor.disk(tmp_path / "none").state == "wrong"
    assert doctor.clock(2e9, 1.9e9, None).state == "fine"
    assert doctor.clock(1.0e9, 1.9e9, True).state == "wrong"
    assert doctor.clock(2e9, 1.9e9, False).state == "note"


def test_a_full_disk_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.disk(tmp_path).state in ("fine", "wrong")
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**18)
    assert doctor.disk(tmp_path).state == "wrong"


def test_the_built_in_voice_really_speaks() -> None:
    one = doctor.voice(CONFIG)
    assert (one.state, one.what) == ("fine", "espeak-ng, with exact times of words")
    silent = Config.model_validate({"speech": {"engine": "none"}})
    assert doctor.voice(silent).state == "fine" and devices.loudspeaker({}, silent).state == "fine"


def test_the_devices_are_asked_in_a_process_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    found = doctor.probe(CONFIG, play=True, timeout_s=120)
    assert found["display"]["sizes"] and found["speakers"] and found["microphones"]
    assert found["heard"]["tone_db"] == 0.0  # SDL's dummy microphone hears nothing
    assert devices.microphone(found, CONFIG).state == "wrong"
    assert devices.loudspeaker(found, CONFIG).state == "note"
    assert doctor.probe(CONFIG, play=True, timeout_s=0.01) == {}


def test_a_tone_stands_out_of_noise() -> None:
    code = """
import math, numpy as np
from kiosk.screen.probe import RATE, TONE_HZ, level_db, tone_db
t = np.arange(RATE) / RATE
noise = np.random.default_rng(1).normal(0, 300, RATE)
tone = 8000 * np.sin(2 * math.pi * TONE_HZ * t)
print(round(tone_db(noise + tone) - tone_db(noise)), level_db(8000 * np.sin(t * 900)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    above, level = done.stdout.split()[-2:]
    assert int(above) > 35
    assert float(level) == pytest.approx(20 * math.log10(8000 / 32768 / math.sqrt(2)), abs=0.3)


def edid(wide: int, high: int, fine: bool = True) -> bytes:
    data = bytearray(128)
    data[:8] = b"\0\xff\xff\xff\xff\xff\xff\0"
    data[21], data[22] = wide // 10, high // 10
    if fine:
        data[54:56] = b"\x02\x3a"
        data[66], data[67], data[68] = wide & 255, high & 255, (wide >> 8) << 4 | high >> 8
    return bytes(data)


def test_a_panel_tells_its_own_size(tmp_path: Path) -> None:
    for name, data in {
        "a": edid(476, 268),
        "b": edid(350, 190, fine=False),
        "c": b"",
        "d": edid(0, 0),
    }.items():
        (tmp_path / f"card0-{name}").mkdir()
        (tmp_path / f"card0-{name}" / "edid").write_bytes(data)
    assert [round(one, 1) for one in panel.diagonals(tmp_path)] == [21.5, 15.7]
    assert panel.diagonals(tmp_path / "none") == ()


def test_touch_screens_are_told_from_touch_pads(tmp_path: Path) -> None:
    for number, (name, absolute, properties) in enumerate(
        [
            ("Goodix Screen", "2658000 3", "2"),
            ("Goodix", "260800000000003", "2"),
            ("Synaptics Pad", "260800000000003", "5"),
        ]
    ):
        folder = tmp_path / f"input{number}"
        (folder / "capabilities").mkdir(parents=True)
        (folder / "name").write_text(name + "\n")
        (folder / "capabilities/abs").write_text(absolute + "\n")
        (folder / "properties").write_text(properties + "\n")
    assert panel.touch(tmp_path) == ("Goodix",)


def test_the_report_is_a_line_each_or_json_and_fails_only_when_something_is_wrong() -> None:
    note, wrong = Finding("touch", "note", "none [yet]", "connect it"), Finding(
        "disk", "wrong", "full", "x"
    )
    console = Console(file=io.StringIO(), width=40)
    assert report([note], console) == 0
    assert report([note, wrong], console) == 1
    assert isinstance(console.file, io.StringIO)
    assert len(console.file.getvalue().splitlines()) == 3 and "none [yet] -> connect it" in console.file.getvalue()
    lines: list[str] = []
    assert report([note, wrong], console, as_json=True, out=lines.append) == 1
    assert [one["state"] for one in json.loads(lines[0])] == ["note", "wrong"]


@pytest.mark.parametrize(("size", "diagonal"), [((1920, 1080), 21.5), ((1024, 600), 10.1), ((1080, 1920), 32.0)])
def test_the_frame_has_a_cards_size_and_says_what_to_do(size: tuple[int, int], diagonal: float) -> None:
    surface = pygame.Surface(size)
    frame = paint(surface, diagonal, Letters(places.assets() / "fonts"))
    to_a_millimetre = math.hypot(*size) / (diagonal * 25.4)
    assert (frame.width / to_a_millimetre, frame.height / to_a_millimetre) == pytest.approx(CARD_MM, abs=0.3)
    dark = pygame.mask.from_threshold(surface, (0, 0, 0), (90, 90, 90)).get_bounding_rects()
    assert surface.get_rect().inflate(-8, -8).contains(dark[0].unionall(dark[1:]))  # nothing is cut off at an edge
    assert any(one.bottom < frame.top for one in dark) and any(one.top > frame.bottom for one in dark)


def test_where_there_is_no_display_the_card_is_answered_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    assert doctor.show_card(CONFIG) == 1
    assert len(capfd.readouterr().out.strip().splitlines()) == 1
