"""What worked and is long lost has the kiosk begin again, at rest, once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.afresh import PATIENCE_S, STANDSTILL_S, THREAD_S, Afresh
from kiosk.app import House, Options, run
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.guard import STUCK

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def afresh() -> Afresh:
    made = Afresh()
    made.told("sound", True, 10.0)
    made.told("sound", False, 100.0)
    made.told("sound", False, 200.0)
    return made


def test_a_voice_that_is_long_lost_is_begun_again_at_rest(afresh: Afresh) -> None:
    assert not afresh.due(False, 0.0, 100.0 + PATIENCE_S)
    assert afresh.due(False, 0.0, 101.0 + PATIENCE_S)
    assert not afresh.due(True, 0.0, 101.0 + PATIENCE_S)


def test_a_library_at_a_standstill_is_not_waited_for(afresh: Afresh) -> None:
    assert afresh.due(True, STANDSTILL_S + 1, 110.0)
    afresh.told("sound", True, 210.0)
    assert not afresh.due(True, STANDSTILL_S + 1, 211.0)


def test_a_call_that_stands_still_though_nobody_misses_anything_is_ended_at_rest() -> None:
    made = Afresh()
    made.told("hearing", True, 10.0)
    assert made.due(False, PATIENCE_S + 1, 300.0)
    assert not made.due(False, PATIENCE_S - 1, 300.0) and not made.due(True, PATIENCE_S + 1, 300.0)


def test_a_call_that_stood_still_from_the_start_on_is_waited_for() -> None:
    assert not Afresh().due(False, PATIENCE_S + 1, 300.0)


def test_what_came_back_is_well(afresh: Afresh) -> None:
    afresh.told("sound", True, 210.0)
    assert not afresh.due(False, 0.0, 9999.0)


def test_what_never_worked_in_this_run_is_waited_for(afresh: Afresh) -> None:
    never = Afresh()
    never.told("sound", False, 1.0)
    assert not never.due(False, 0.0, 9999.0)


def test_a_thread_that_ended_by_a_fault_is_named_and_begun_again_from_at_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = "call my daughter"

    def falls() -> None:
        raise ValueError(heard)

    made = Afresh()
    monkeypatch.setattr(threading, "excepthook", made.thread_ended)
    thread = threading.Thread(target=falls, name="ear")
    thread.start()
    thread.join()
    told = capsys.readouterr().err
    assert "in falls" in told and heard not in told
    assert made.ended(100.0) == ("ear: ValueError",) and made.ended(101.0) == ()
    assert not made.due(False, 0.0, 100.0 + THREAD_S)
    assert made.due(False, 0.0, 101.0 + THREAD_S) and not made.due(True, 0.0, 101.0 + THREAD_S)


def test_a_kiosk_that_ends_by_a_fault_prints_no_word_that_was_heard(tmp_path: Path) -> None:
    script = tmp_path / "falls.py"
    script.write_text(
        "from kiosk.app import House, Options, run\nfrom kiosk.config import Config\nfrom pathlib import Path\n"
        "def falls(self):\n    raise KeyError(' '.join(('call', 'my', 'daughter')))\n"
        "House.open = falls\nHouse.close = lambda self: None\n"
        f"run(Config(), Options(Path({str(ROOT / 'content')!r}), (1280, 720)))\n", encoding="utf-8",
    )  # fmt: skip
    environment = {**os.environ, "KIOSK_GUARDED": "1", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    ended = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True)
    assert ended.returncode == 1 and "the kiosk: KeyError" in ended.stderr and "in falls" in ended.stderr
    assert "call my daughter" not in ended.stderr


def test_the_running_kiosk_hears_of_a_thread_that_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # put back afterwards
    monkeypatch.setattr(House, "open", lambda self: None)
    monkeypatch.setattr(House, "close", lambda self: None)
    houses: list[House] = []
    monkeypatch.setattr(House, "run", lambda self: houses.append(self))
    settings = Config.model_validate({"speech": {"engine": "none"}, "hearing": {"microphone": "none"}})
    run(settings, Options(ROOT / "content", (1280, 720), state=tmp_path))
    thread = threading.Thread(target=tuple[int, ...]().index, args=(1,), name="ear")
    thread.start()
    thread.join()
    list(houses[0]._reports.voice(1.0))
    days = houses[0].rooms.journal.days
    line = days.last(9)[0] if days is not None else ""
    assert '"what": "thread", "why": "ear: ValueError"' in line


@pytest.mark.parametrize("well", [m.SoundIs("ok"), m.WordReached(0, 0, 0)], ids=["it came back", "it was heard"])
def test_the_house_ends_to_be_started_again(
    well: m.Message, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    settings = Config.model_validate({"speech": {"engine": "none"}, "hearing": {"microphone": "none"}})
    monkeypatch.setattr("kiosk.afresh.PATIENCE_S", 0.2)
    house = House(settings, Options(ROOT / "content", (1280, 720), state=tmp_path))
    said = iter(([well], [m.SoundIs("no device")]))
    monkeypatch.setattr(house.rooms.voice, "echoes", lambda: next(said, []))
    house.open()
    late = threading.Timer(5.0, house._asked_to_end)
    late.start()
    try:
        assert house.run() == STUCK
    finally:
        late.cancel()
        house.close()
