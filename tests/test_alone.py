"""Two kiosks with one state folder never run side by side, and nothing but a running kiosk ever stands in one's way."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kiosk import alone
from tests.test_guard import ROOT, Kiosk, posix

RUNS = "Another kiosk runs on this machine already"
FREE = "import pathlib, sys; from kiosk import alone; sys.exit(bool(alone.stands_aside(pathlib.Path(sys.argv[1]))))"
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command with the state folder of a ``Kiosk`` in that folder."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "INJECT": str(folder / "no"),
             "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state"),
             "KIOSK_NO_SETUP": "1", "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
    )  # fmt: skip


def free(state: Path) -> bool:
    """Whether another process would get the lock now."""
    return subprocess.run([sys.executable, "-c", FREE, str(state)], cwd=ROOT, check=False).returncode == 0


@posix
@pytest.mark.paced
def test_a_second_kiosk_is_told_to_stand_aside_and_staff_work_on(tmp_path: Path) -> None:
    first = Kiosk(tmp_path)
    try:
        child = first.child()
        for words in (("run", "--content", str(ROOT / "content")), ("--window", "800x600")):
            begun = time.monotonic()
            done = start(tmp_path, *words)
            assert time.monotonic() - begun < 20
            assert done.returncode == 1 and done.stderr.count("\n") == 1 and done.stderr.startswith(RUNS), done.stderr
            assert str(tmp_path / "state") in done.stderr and "Traceback" not in done.stderr
        assert start(tmp_path, "check", str(ROOT / "content")).returncode == 0
        pictures = ("--pictures", str(tmp_path / "pictures"), "--size", "1280x720")
        article = next(iter(sorted((ROOT / "content").glob("*/*.md"))))
        assert start(tmp_path, "preview", str(article), *pictures).returncode == 0
        assert first.child() == child and first.starts() == 1
        os.kill(child, KILL)  # between two starts the guard keeps the place of its kiosk
        assert RUNS in start(tmp_path, "run").stderr
        first.wait_for(lambda _: first.starts() == 2)
    finally:
        first.end()
    assert free(tmp_path / "state" / "kiosk")


@posix
@pytest.mark.paced
def test_a_guarded_kiosk_stands_aside_for_one_in_a_window(tmp_path: Path) -> None:
    state = tmp_path / "state" / "kiosk"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}
    first = subprocess.Popen([sys.executable, "-m", "kiosk", "--window", "800x600"], cwd=ROOT, env=environment,
                             stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        until = time.monotonic() + 30
        while not list(state.glob("runs-*")) and time.monotonic() < until:  # to try the lock would be to take it
            time.sleep(0.1)
        done = start(tmp_path, "run")
        assert done.returncode == 1 and done.stderr.startswith(RUNS), done.stderr
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
    assert free(state)  # killed, and nothing stale is left


@posix
@pytest.mark.paced
def test_a_kiosk_that_follows_one_whose_guard_was_killed_waits_for_its_end(tmp_path: Path) -> None:
    first = Kiosk(tmp_path)
    first.process.kill()
    first.process.wait()
    second = Kiosk(tmp_path)  # comes up
    try:
        first.wait_for(lambda _: first.starts() == 2)  # they share the journal
    finally:
        second.end()


@pytest.mark.parametrize("guarded", [False, True])
def test_an_orphan_that_does_not_end_is_no_reason_to_refuse_a_restart(
    guarded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = f"from kiosk import alone; from pathlib import Path; alone._taken(Path({str(tmp_path)!r}), alone._RUNS); "
    monkeypatch.setattr(alone, "_ENDING_S", 0.2)
    with subprocess.Popen([sys.executable, "-c", holder + "print(1, flush=True); input()"], cwd=ROOT,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # fmt: skip
        assert other.stdout is not None and other.stdout.readline()
        assert alone.may_not_run(tmp_path, guarded=guarded, again=False).startswith(RUNS)
        assert alone.may_not_run(tmp_path, guarded=True, again=True) == ""
        other.kill()
    assert alone.may_not_run(tmp_path, guarded=True, again=False) == ""


def test_a_folder_that_cannot_be_made_or_locked_stops_no_kiosk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    assert alone.stands_aside(tmp_path / "file" / "state") == ""

    def without(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(alone, "_lock", without)
    assert alone.stands_aside(tmp_path) == "" and alone.may_not_run(tmp_path, guarded=False, again=False) == ""


def test_a_share_whose_locks_never_answer_stops_no_kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    monkeypatch.setattr(alone, "_lock", lambda _: answers.wait(30))
    monkeypatch.setattr(alone, "_PATIENCE_S", 0.2)
    begun = time.monotonic()
    assert alone.stands_aside(tmp_path) == ""
    with alone.in_turn(tmp_path / "copy.lock", 0.1):  # nor does it stop the copying
        pass
    assert time.monotonic() - begun < 5
    answers.set()


def test_a_kiosk_that_is_about_to_end_is_waited_for(tmp_path: Path) -> None:
    ends = "import sys, time; from pathlib import Path; from kiosk import alone; alone.stands_aside(Path(sys.argv[1]))"
    with subprocess.Popen([sys.executable, "-c", ends + "; print(flush=True); time.sleep(2)", str(tmp_path)], cwd=ROOT,
                          stdout=subprocess.PIPE) as ending:  # fmt: skip
        assert ending.stdout is not None and ending.stdout.readline()
        assert alone.stands_aside(tmp_path) == ""


@posix
def test_a_folder_that_is_read_only_stops_no_kiosk(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o500)
    asks = f"import os; from kiosk import alone; os.geteuid() or os.setuid(65534); {FREE}"  # root may write everywhere
    done = subprocess.run([sys.executable, "-c", asks, str(folder)], cwd=ROOT, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not list(folder.iterdir())


def test_two_machines_with_one_home_do_not_stand_in_each_others_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "../three"):
        monkeypatch.setattr(alone, "_machine", lambda name=name: alone.plain(name))
        assert alone.stands_aside(tmp_path) == ""
    assert len(list(tmp_path.iterdir())) == 3
