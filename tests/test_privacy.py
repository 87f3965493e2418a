"""Nothing of a visitor stays: a full visit by touch, keys and voice, with everything that the kiosk writes watched.

Python itself tells of every file opened to be written and every socket made, in each of the kiosk's processes; the
system tells which files and sockets they hold open, native libraries' own too. Skipped, visibly, where the virtual
machine cannot be made.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.journal import EVENTS
from kiosk.staff.soak_rig import Kiosk, Machine
from kiosk.staff.soak_visitor import Visitor
from tests.test_whole_machine import MISSING
from tests.visitor import CONTENT
from tests.visitor import Visitor as Way

pytestmark = [
    pytest.mark.paced,
    pytest.mark.skipif(bool(MISSING), reason=f"the full-machine tests need {', '.join(MISSING)}"),
]
SAID = "my name is dorothy and the pigs are in the cupboard"
PHRASE = "settings"  # kept as the name of what was chosen, which is another
TELLING = ("dorothy", "pigs", "cupboard", PHRASE)
KEPT = {"at", "t", "event", "place", "name", "by", "what", "why"}  # of an event
LEFT_BY_A_DEATH = {"stood-still.txt", "last-stood-still.txt"}

# In each process of the kiosk: what is opened to be written, and what is done with sockets, into WATCHED.
WATCH = """
import os, sys
_out = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT) if "WATCHED" in os.environ else -1
def _watch(event, args):
    if event == "open":
        path, mode, flags = args
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and not isinstance(path, int):
            os.write(_out, f"write {os.fsdecode(path)}\\n".encode())
    elif event.startswith("socket.") and event != "socket.gethostname":
        family = getattr(args[0], "family", args[1] if event == "socket.__new__" else "") if args else ""
        os.write(_out, f"{event} {family!s}\\n".encode())
if _out >= 0:
    sys.addaudithook(_watch)
"""


class Watch:
    """Asks the system what the kiosk's processes hold open, each time that it is told to ``look``."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self.sockets: set[str] = set()  # that reach beyond this machine, or could
        self.files: set[Path] = set()  # open to be written

    def look(self) -> None:
        for pid in self._kiosk.family:
            held = dict(_held(Path(f"/proc/{pid}")))
            self.files |= {Path(name) for name, flags in held.items() if name.startswith("/") and flags & 3}
            self.sockets |= set(_beyond(Path(f"/proc/{pid}/net"), held))


def _held(process: Path) -> Iterator[tuple[str, int]]:
    """What a process holds open, and how. Devices, and memory without a name, are no files; its messages are ours."""
    for each in (process / "fd").iterdir():
        if each.name in ("0", "1", "2"):
            continue
        try:
            name, about = str(each.readlink()), (process / "fdinfo" / each.name).read_text()
        except OSError:
            continue
        if not name.startswith(("/dev/", "/memfd:", "/proc/")):
            yield name, int(about.split("flags:")[1].split()[0], 8)


def _beyond(tables: Path, held: dict[str, int]) -> Iterator[str]:
    for name in ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "packet"):
        if (tables / name).exists():
            for line in (tables / name).read_text().splitlines()[1:]:
                fields = line.split()
                if f"socket:[{fields[-1] if name == 'packet' else fields[9]}]" in held:
                    yield f"{name} {line.strip()}"


def telling(folders: tuple[Path, ...]) -> dict[Path, int]:
    """How often a telling word stands in each file, in any of the usual ways to write it."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("Xvfb"):
                data = path.read_bytes().lower()
                count = sum(data.count(word.encode(code)) for word in TELLING for code in ("utf-8", "utf-16-le"))
                if count:
                    found[path] = count
    return found


def test_a_visit_by_touch_keys_and_voice_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ahead, own, home, here = (tmp_path / name for name in ("ahead", "tmp", "home", "here"))
    for folder in (ahead, own, home, here):
        folder.mkdir()
    (ahead / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    watched = tmp_path / "watched"
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.chdir(here)
    more = {"WATCHED": str(watched), "TMPDIR": str(own), "HOME": str(home)}
    with Machine() as machine, Kiosk(machine, CONTENT, more, str(ahead)) as kiosk:
        assert kiosk.wait("ready", seconds=90, before=0) is not None
        assert kiosk.wait("recovered hearing", seconds=120, before=0) is not None
        kept = machine.folder / "cache/kiosk/content"
        assert kiosk.until(lambda: list(kept.glob("*/*")) and not kiosk.child("kiosk.staff.take"), 60) is not None
        time.sleep(0.5)
        folders = (machine.folder, own, home, here)
        known, begun, events = telling(folders), time.time(), len(watched.read_text(encoding="utf-8").splitlines())
        assert events > 3  # the watch sees what there is to see
        somebody, watch = Visitor(machine, kiosk, random.Random(1), 1.0), Watch(kiosk)

        box = Way(listening=True).target("What a therapist does").rect
        fingers = machine.finger()
        fingers.over(box.x + box.w // 2, box.y + box.h // 2)
        fingers.tap()
        assert kiosk.until(lambda: kiosk.counts["chosen by touch"], 10) is not None
        assert somebody.speaks() is not None
        somebody.say(SAID, 0.8)
        watch.look()
        for _ in range(5):
            somebody.say(PHRASE, 0.8)
            watch.look()
            if kiosk.until(lambda: kiosk.counts["chosen by voice"], 3) is not None:
                break
        assert kiosk.counts["chosen by voice"]
        for key in ("F1", "b", "h"):
            assert somebody.answered(key) is not None
            watch.look()

        # A crash, with all that was heard in memory: its report names functions and nothing else.
        crashed = next(pid for pid in kiosk.family[1:] if b"kiosk.cli" in Path(f"/proc/{pid}/cmdline").read_bytes())
        for pid in kiosk.family:
            limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
            assert next(line for line in limits if line.startswith("Max core")).split()[4:6] == ["0", "0"]
        os.kill(crashed, signal.SIGABRT)
        assert kiosk.wait("ready", seconds=60, before=1) is not None
        time.sleep(1)
        watch.look()

        state, days = machine.folder / "state/kiosk", machine.folder / "state/kiosk/journal"
        day = days / time.strftime("%Y-%m-%d.jsonl")
        allowed = {day, *(state / name for name in LEFT_BY_A_DEATH)}
        locks = set(state.glob("*.lock"))
        allowed |= locks
        assert len(locks) == 2 and not any(lock.stat().st_size for lock in locks)  # locked, and never written
        assert watch.sockets == set() and watch.files <= allowed | {watched}, watch.files - allowed
        told = watched.read_text(encoding="utf-8").splitlines()
        assert not [each for each in told if each.startswith("socket.") and "AF_UNIX" not in each], told
        written = {Path(each.removeprefix("write ")) for each in told[events:] if each.startswith("write ")}
        written = {path for path in written if not path.is_relative_to("/dev")}
        assert written <= allowed, written - allowed
        changed = {path for folder in folders for path in folder.rglob("*")
                   if path.is_file() and path.stat().st_mtime > begun and not path.name.startswith("Xvfb")}  # fmt: skip
        assert changed <= allowed, changed - allowed
        report = (state / "last-stood-still.txt").read_text(encoding="utf-8")
        assert "Fatal Python error" in report and "in _" in report
        assert telling(folders) == known
        messages = capfd.readouterr()
        assert not [word for word in TELLING if word in messages.out + messages.err]
        for line in day.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            assert entry["event"] in EVENTS and set(entry) <= KEPT, entry
