"""A kiosk that stands still or dies is up again within seconds; one that was asked to end stays ended."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import House, Options
from kiosk.config import Config
from kiosk.daybook import DayBook
from kiosk.guard import AGAIN, AGAIN_AS_ASKED, MISSING, Guard, is_for_the_guard

pytestmark = pytest.mark.paced

ROOT = Path(__file__).resolve().parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="signals as these are POSIX's")

# In the kiosk's own process: as soon as a file appears, its main loop meets what is written in it.
INJECTED = """
import os, sys

if os.environ.get("KIOSK_GUARDED") and "kiosk.cli" in " ".join(sys.orig_argv):
    from pathlib import Path
    import kiosk.app
    there, visit = Path(os.environ["INJECT"]), kiosk.app.House._visit
    def _visit(self, now):
        if there.exists():
            code = there.read_text()
            there.unlink()
            exec(code)
        return visit(self, now)
    kiosk.app.House._visit = _visit
"""


class Kiosk:
    """A guarded kiosk without devices, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        (folder / "sitecustomize.py").write_text(INJECTED, encoding="utf-8")
        self.folder, self.inject, self.journal = folder, folder / "inject", folder / "journal.jsonl"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "run", "--journal", str(self.journal), "--content", str(ROOT / "content")],
            cwd=ROOT, stderr=subprocess.DEVNULL,
            env={**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "INJECT": str(self.inject),
                 "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state"),
                 "KIOSK_NO_SETUP": "1", "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        )  # fmt: skip
        self.wait_for(lambda events: any(each["event"] == "ready" for each in events))

    def events(self) -> list[dict[str, Any]]:
        try:
            return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]
        except (OSError, ValueError):
            return []

    def wait_for(self, found: Callable[[list[dict[str, Any]]], bool], seconds: float = 40) -> float:
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if found(self.events()):
                return time.monotonic() - begun
            time.sleep(0.05)
        raise AssertionError(self.events()[-5:])

    def starts(self) -> int:
        return sum(each["event"] == "ready" for each in self.events())

    def meets(self, code: str) -> None:
        half = self.folder / "half"
        half.write_text(code, encoding="utf-8")
        half.replace(self.inject)

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()

    def child(self) -> int:
        """The kiosk under the guard; 0 while there is none."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(found[0]) if found else 0


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path)
    yield made
    made.end()


RUNAWAYS = {
    "a loop for ever": "while True: pass",
    "a library that never answers": "import time; time.sleep(1000)",
    "a library that never answers, under Python's lock": "import ctypes; ctypes.PyDLL(None).sleep(1000)",
}


@posix
@pytest.mark.alone
def test_a_main_loop_that_stands_still_is_up_again_within_ten_seconds(tmp_path_factory: pytest.TempPathFactory) -> None:
    kiosks = {name: Kiosk(tmp_path_factory.mktemp("kiosk")) for name in RUNAWAYS}
    try:
        before = {name: kiosk.child() for name, kiosk in kiosks.items()}
        begun, restarted = time.monotonic(), dict[str, float]()
        for name, kiosk in kiosks.items():
            kiosk.meets(RUNAWAYS[name])
        while len(restarted) < len(RUNAWAYS) and time.monotonic() < begun + 12:
            for name, kiosk in kiosks.items():
                if name not in restarted and kiosk.child() not in (0, before[name]):
                    restarted[name] = time.monotonic() - begun
            time.sleep(0.05)
        assert set(restarted) == set(RUNAWAYS) and max(restarted.values()) < 10, restarted
        for name, kiosk in kiosks.items():  # how long a start takes is this machine's matter
            kiosk.wait_for(lambda _, kiosk=kiosk: kiosk.starts() == 2)  # type: ignore[misc]  # bound here
            assert any(each["event"] == "recovered" and each["what"] == "kiosk" for each in kiosk.events())
            report = kiosk.folder / "state/kiosk/last-stood-still.txt"
            assert "in _visit" in report.read_text(encoding="utf-8")  # where it stood, for who mends it
            print(f"{name}: started again after {restarted[name]:.1f} s")
    finally:
        for kiosk in kiosks.values():
            kiosk.process.terminate()
        for kiosk in kiosks.values():
            kiosk.end()


@posix
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV])
def test_a_kiosk_that_dies_is_up_again_and_says_so(sign: signal.Signals, kiosk: Kiosk) -> None:
    before = kiosk.child()
    os.kill(before, sign)
    restarted = kiosk.wait_for(lambda _: kiosk.child() not in (0, before))
    assert restarted < 2, restarted
    took = restarted + kiosk.wait_for(lambda _: kiosk.starts() == 2)
    again = next(each for each in kiosk.events() if each["event"] == "recovered" and each["what"] == "kiosk")
    assert again["why"].startswith("signal ")
    print(f"{sign.name}: started again after {restarted:.1f} s, up after {took:.1f} s")


@pytest.mark.parametrize(
    ("why", "told"), [(None, False), ("", False), (AGAIN_AS_ASKED, False), ("signal 9", True)],
    ids=["no guard", "first start", "asked to", "died"],
)  # fmt: skip
def test_only_a_kiosk_that_died_says_that_it_had_to_begin_again(
    why: str | None, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIOSK_AGAIN", raising=False)
    if why is not None:
        monkeypatch.setenv("KIOSK_AGAIN", why)
    settings = Config.model_validate({"speech": {"engine": "none"}, "hearing": {"microphone": "none"}})
    state = House(settings, Options(ROOT / "content", (1280, 720))).state
    assert (state.notice is not None, state.visiting) == (told, told)


AGAIN_IN_VISIT = ("ready", "visit", "place", "ready", "recovered")


@pytest.mark.parametrize(
    ("before", "visiting"),
    [(("ready", "visit", "chosen"), True), (("ready", "visit", "reset", "place"), False), (("ready", "lost"), False),
     (AGAIN_IN_VISIT, True), ((*AGAIN_IN_VISIT, "reset"), False), (("visit", "ready", "place"), False),
     (("place",) * 200, True)],
    ids=["in a visit", "after one", "before one", "twice in one", "after one that it died in", "after a power cut",
         "in a visit too long to see its beginning"],
)  # fmt: skip
def test_a_kiosk_that_died_says_so_to_somebody_and_is_at_rest_for_nobody(
    before: tuple[str, ...], visiting: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = DayBook(tmp_path / "journal")
    for event in before:
        book.write({"event": event, "what": "kiosk" if event == "recovered" else "", "filler": "x" * 60})
    monkeypatch.setenv("KIOSK_AGAIN", "signal 9")
    settings = Config.model_validate({"speech": {"engine": "none"}, "hearing": {"microphone": "none"}})
    state = House(settings, Options(ROOT / "content", (1280, 720), state=tmp_path)).state
    assert (state.visiting, state.notice is not None, state.voicing.mode == "notice") == (visiting,) * 3


@posix
def test_a_kiosk_asked_to_end_ends_with_all_its_processes(kiosk: Kiosk) -> None:
    child = kiosk.child()
    family = [child, *map(int, Path(f"/proc/{child}/task/{child}/children").read_text().split())]
    assert len(family) >= 2  # the voice has a process of its own
    begun = time.monotonic()
    kiosk.process.terminate()
    assert kiosk.process.wait(20) == 0
    assert time.monotonic() - begun < 8
    time.sleep(0.3)
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    assert kiosk.starts() == 1 and kiosk.events()[-1]["event"] == "closing"


@posix
def test_a_guard_that_is_killed_takes_the_kiosk_with_it(kiosk: Kiosk) -> None:
    child = kiosk.child()
    kiosk.process.kill()
    kiosk.process.wait(10)
    until = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()


def script(folder: Path, text: str) -> list[str]:
    path = folder / "child.py"
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


def test_a_kiosk_that_dies_at_once_is_tried_less_and_less_often(tmp_path: Path) -> None:
    log = tmp_path / "starts"
    ends = f"open({str(log)!r}, 'a').write('x'); import sys; sys.exit(0 if len(open({str(log)!r}).read()) > 6 else 3)"
    waits: list[float] = []
    assert Guard(script(tmp_path, ends), waits.append).run() == 0
    assert waits == [0.4, 0.8, 1.6, 3.2, 6.4, 12.8]


def test_a_kiosk_that_wants_to_be_started_again_is_at_once(tmp_path: Path) -> None:
    log = tmp_path / "starts"
    ends = (f"import os, sys; open({str(log)!r}, 'a').write(os.environ['KIOSK_AGAIN'] + '|'); "
            f"sys.exit({AGAIN} if len(open({str(log)!r}).read()) < 10 else 0)")  # fmt: skip
    waits: list[float] = []
    assert Guard(script(tmp_path, ends), waits.append).run() == 0
    assert not waits and log.read_text() == "|asked to|"


ENDING = """
import sys
from kiosk import guard

guard.ENDING_S = float(sys.argv[1])
sys.exit(guard.Guard(sys.argv[2:]).run())
"""
HANGS_AT_ITS_END = """
import signal, sys, time
from pathlib import Path

signal.signal(signal.SIGTERM, lambda *_: Path(sys.argv[1]).write_text("asked"))
Path(sys.argv[1]).write_text("runs")
while True:
    time.sleep(0.1)
"""


@posix
def test_a_kiosk_that_hangs_at_its_end_is_ended_in_the_seconds_it_has_for_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    child = [*script(tmp_path, HANGS_AT_ITS_END), str(told)]
    guard = subprocess.Popen(
        [sys.executable, "-c", ENDING, "1.5", *child], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )  # fmt: skip
    try:
        until = time.monotonic() + 20
        while not (told.exists() and told.read_text()) and time.monotonic() < until:
            time.sleep(0.02)
        begun = time.monotonic()
        guard.terminate()
        assert guard.wait(10) == 0
        assert 1.2 < time.monotonic() - begun < 4 and told.read_text() == "asked"
    finally:
        guard.terminate()  # asked twice, it ends its kiosk at once
        guard.wait(10)


def test_a_moment_without_memory_for_a_process_does_not_end_the_guard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts, left = subprocess.Popen, [OSError(errno.EAGAIN, "Resource temporarily unavailable")] * 3

    def start(*about: Any, **how: Any) -> Any:
        if left:
            raise left.pop()
        return starts(*about, **how)

    waits: list[float] = []
    monkeypatch.setattr(subprocess, "Popen", start)
    assert Guard(script(tmp_path, "raise SystemExit(0)"), waits.append).run() == 0
    assert waits == [0.4, 0.8, 1.6]


def test_what_is_missing_at_the_first_start_is_left_said(tmp_path: Path) -> None:
    assert Guard(script(tmp_path, "raise SystemExit(1)")).run() == 1
    assert Guard(script(tmp_path, "raise SystemExit(2)")).run() == 2


def test_a_machine_so_slow_that_it_finds_out_late_still_says_once_what_is_missing(tmp_path: Path) -> None:
    guard = Guard(script(tmp_path, f"import time; time.sleep(5.6); print('said'); raise SystemExit({MISSING})"))
    assert guard.run() == 1


@pytest.mark.parametrize(
    ("arguments", "guarded"),
    [("", True), ("run", True), ("run --journal x", True), ("--config a.toml", True), ("run --window 800x600", False),
     ("--window=800x600", False), ("check", False), ("run --help", False), ("--help", False), ("soak", False)],
)  # fmt: skip
def test_only_the_kiosk_over_the_whole_screen_is_guarded(arguments: str, guarded: bool) -> None:
    assert is_for_the_guard(arguments.split()) is guarded


FREED = """
import ctypes
from pathlib import Path
from kiosk.guard import give_back

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)

def megabytes():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon")) / 1000

before = megabytes()
taken = [libc.malloc(50_000) for _ in range(400)]
for each in taken:
    ctypes.memset(each, 1, 50_000)
for each in taken[:-1]:
    libc.free(each)
assert megabytes() > before + 15
give_back()
assert megabytes() < before + 2
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what lies freed between what is in use")
def test_what_was_freed_is_given_back(tmp_path: Path) -> None:
    assert Guard(script(tmp_path, FREED)).run() == 0
