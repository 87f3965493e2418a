"""The engine's process: it answers, it may die, it may hang, it may be missing; the kiosk goes on."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.speech import Sound
from kiosk.speech import engine as engine_module
from kiosk.speech.engine import Engine

ENOUGH = 30.0  # seconds after which a test gives up; each needs some tenths


def wait_for(engine: Engine, number: int) -> Sound:
    until = time.monotonic() + ENOUGH
    while time.monotonic() < until:
        for found, sound in engine.poll():
            if found == number:
                return sound
        time.sleep(0.005)
    raise AssertionError("the engine did not answer")


@pytest.fixture
def engine() -> Iterator[Engine]:
    opened = Engine()
    opened.open()
    yield opened
    opened.close()


def test_a_sound_has_the_length_asked_for_and_a_mark_for_each_word(engine: Engine) -> None:
    words = ("Good", "morning,", "dear", "neighbor.")
    sound = wait_for(engine, engine.ask(words, 2.0))
    assert engine.status == "ok"
    assert sound.seconds == pytest.approx(2.0, rel=0.05)
    assert len(sound.starts) == len(words)


def test_what_was_forgotten_is_never_answered(engine: Engine) -> None:
    old = engine.ask(("Old",), 1.0)
    engine.forget()
    new = engine.ask(("New",), 1.0)
    seen: list[int] = []
    until = time.monotonic() + ENOUGH
    while new not in seen and time.monotonic() < until:
        seen += [number for number, _ in engine.poll()]
        time.sleep(0.005)
    assert seen == [new]
    assert old != new


def test_a_killed_engine_is_started_again_and_says_what_it_was_asked(engine: Engine) -> None:
    wait_for(engine, engine.ask(("Before",), 1.0))
    first = engine.pid
    assert first is not None
    os.kill(first, 9 if sys.platform != "win32" else 15)
    sound = wait_for(engine, engine.ask(("After", "it."), 1.0))
    assert engine.pid not in (None, first)
    assert max(sound.pcm) > 0


def test_a_text_that_hangs_the_engine_is_given_up_and_the_next_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the child that greets, and then answers every text but "hang"."""
    monkeypatch.setattr(engine_module, "PATIENCE", 0.3)
    child = (
        "import sys, time\n"
        "from kiosk.speech.frames import read_frame, write_frame\n"
        "write_frame(sys.stdout.buffer, {'engine': 'stand-in'})\n"
        "while (frame := read_frame(sys.stdin.buffer)) is not None:\n"
        "    if frame[0]['words'] == ['hang']: time.sleep(60)\n"
        "    answer = {'id': frame[0]['id'], 'rate': 22050, 'starts': [0]}\n"
        "    write_frame(sys.stdout.buffer, answer, b'\\1\\1')\n"
    )
    engine = Engine(command=(sys.executable, "-c", child))
    engine.open()
    try:
        hung, good = engine.ask(("hang",), 1.0), engine.ask(("good",), 1.0)
        sounds: dict[int, Sound] = {}
        until = time.monotonic() + ENOUGH
        while good not in sounds and time.monotonic() < until:
            sounds.update(engine.poll())
            time.sleep(0.005)
        assert max(sounds[hung].pcm) == 0  # silence stands for it
        assert sounds[good].pcm == b"\1\1"
        assert engine.status == "ok"
    finally:
        engine.close()


@pytest.mark.parametrize("command", [("no-such-program-anywhere",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_without_an_engine_the_status_says_so_and_nothing_raises(command: tuple[str, ...]) -> None:
    engine = Engine(command=command)
    engine.open()
    engine.ask(("Anybody",), 1.0)
    until = time.monotonic() + ENOUGH
    while engine.status != "no engine" and time.monotonic() < until:
        engine.poll()
        time.sleep(0.005)
    assert engine.status == "no engine"
    assert engine.fault
    engine.close()


def test_closing_leaves_no_process_behind() -> None:
    engine = Engine()
    engine.open()
    wait_for(engine, engine.ask(("Bye",), 1.0))
    process = engine._process
    assert process is not None
    engine.close()
    assert process.poll() is not None
    assert engine.pid is None


def test_an_engine_that_was_given_up_may_be_had_again(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    script = f"import os, sys\nif not os.path.exists({str(ready)!r}): sys.exit(3)\n"
    script += "from kiosk.speech.child import main\nmain('', 'kiosk')\n"
    engine = Engine(command=(sys.executable, "-c", script))
    engine.open()
    becomes(engine, "no engine")
    engine.retry()
    assert engine.status == "no engine"  # until one speaks
    becomes(engine, "no engine")
    ready.touch()
    engine.retry()
    becomes(engine, "ok")
    engine.close()


def test_one_that_is_slow_to_start_is_not_started_beside_itself() -> None:
    engine = Engine(command=("no-such-program-anywhere",))
    engine.open()
    assert engine.status == "no engine"
    threads = threading.active_count()
    engine._command = (sys.executable, "-c", "import time; time.sleep(1000)")
    started = []
    for _ in range(3):
        engine.retry()
        started.append(engine._process)
    try:
        assert engine.status == "no engine" and started[0] is not None
        assert started == started[:1] * 3 and threading.active_count() == threads + 2
    finally:
        engine.close()
        for process in filter(None, started):
            process.kill()


def test_a_child_that_reads_nothing_never_makes_the_kiosk_wait() -> None:
    engine = Engine(command=(sys.executable, "-c", HANGS))
    engine.open()
    becomes(engine, "ok")
    begun = time.monotonic()
    engine.ask(("word",) * 60_000, None)  # more than a pipe holds
    assert time.monotonic() - begun < 0.5
    begun = time.monotonic()
    engine.close()
    assert time.monotonic() - begun < 1.0


HANGS = """
import sys, time
from kiosk.speech.frames import write_frame
write_frame(sys.stdout.buffer, {"engine": "one that hangs"})
time.sleep(1000)
"""


def becomes(engine: Engine, status: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        engine.poll()
        if engine.status == status and engine._phase == status:
            return
        time.sleep(0.02)
    raise AssertionError(f"the engine is {engine.status}, not {status}")
