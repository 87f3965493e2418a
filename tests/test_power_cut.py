"""Whatever moment the power goes: no file of the kiosk's own is ever half written.

A process that does nothing but write the kiosk's files is killed at random moments, five hundred times. A kill keeps
what the system had not yet brought to the disk: that a file is there before it takes its place is another test.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kiosk import whole

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")
ROOT = Path(__file__).resolve().parent.parent

KILLER = """
import json, os, random, shutil, signal, sys, time, tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from rich.console import Console
from kiosk.config import Config, load
from kiosk.daybook import DayBook
from kiosk.library.shelf import open_library
from kiosk.staff import held
from kiosk.staff.lastgood import load_or_last
from kiosk.staff.lock import hashed
from kiosk.staff.own import FolderInUseError, make_own
from kiosk.staff.settings import set_value
from kiosk.staff.take import take_over

home, kills, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
content, kept, cache, config, state = (home / name for name in ("content", "kept", "cache", "config.toml", "state"))
article = "# One of many\\n\\nWords that stand here are words to hear. Number {n} of them.\\n\\n## More\\n\\n"
article += "More words. " * 500
content.mkdir()
for number in range(4):
    (content / f"{number}.md").write_text(article.format(n=number))
(content / "pronunciations.toml").write_text('pain = "payn"\\n')
config.write_text("# kept\\n[comfort]\\nspeed = 4\\n")
others = [home / "one.toml", home / "two.toml"]
for path in others:
    path.write_text("")
quiet, pins = Console(file=StringIO()), [hashed("4711"), hashed("123456789012")]
take_over(content, kept)  # a kiosk that has run before: on a slow machine the first cuts come sooner than a whole copy

def writers(seed):
    chance, book = random.Random(seed), DayBook(state / "journal")
    held._writer = ThreadPoolExecutor(1)  # no thread outlives a fork
    def setting():
        set_value(config, "comfort.speed", str(chance.randint(1, 8)), quiet)
    def pin():
        set_value(config, "staff.pin", chance.choice(pins), quiet)
    def office():
        held.hold(Config(), {"speech.max_volume": chance.randint(1, 6), "screen.brightness": 100}, state)
        held._writer.submit(int).result()
    def last_good():
        for path in others:  # what was kept of another file is no use
            load_or_last(path, state)
    def journal():
        for _ in range(20):
            book.write({"event": "place", "place": "reading/" + "x" * chance.randint(1, 300)})
    def articles():
        for number in range(4):
            half = content / ".changed"
            half.write_text(article.format(n=chance.random()))
            half.replace(content / f"{number}.md")
        take_over(content, kept)
    def index():
        os.utime(kept / f"{chance.randrange(4)}.md")
        open_library(kept, cache)
    def own():
        make_own(home / f"own-{seed}-{chance.random()}", content, config)
    return {each.__name__: each for each in (setting, pin, office, last_good, journal, articles, index, own)}

def check():
    tomllib.loads(config.read_text())
    found, faults = load(config)
    assert not faults and config.read_text().startswith("# kept"), faults
    assert found.staff.pin in ("", *pins)
    for path in (state.glob("*.json"), cache.glob("*.json")):
        for each in path:
            json.loads(each.read_text())
    torn = 0
    for path in state.glob("journal/*.jsonl"):
        lines = path.read_bytes().split(b"\\n")
        for line in lines[:-1]:
            try:
                json.loads(line or b"{}")
            except ValueError:
                torn += 1
        assert torn <= kills, "more torn lines than power cuts"
    for path in kept.glob("*.md"):
        assert path.read_text().endswith("More words. "), path
    library = open_library(kept, cache)
    assert not [fault for fault in library.check() if fault.severity == "error"], library.check()
    for path in home.glob("own-*/content/*.md"):
        assert path.read_text().endswith("More words. "), path
    for path in home.glob("own-*/config.toml"):
        assert not load(path)[1]
    return torn

def kind(path):
    if path.parent == kept:
        return "articles"
    return "own" if "own-" in str(path) else "index" if "index" in path.name else path.name.split(".")[1]

def tidy():
    for path in home.glob("own-*"):
        shutil.rmtree(path)

lasts = {}
for name, write in writers(-1).items():
    write()
    begun = time.monotonic()
    write()
    lasts[name] = time.monotonic() - begun  # on this machine
tidy()
torn, cut, halves = 0, Counter(), set()
leaves = {"setting": "config", "office": "set-in-the-office", "last_good": "last-good-settings",
          "articles": "articles", "index": "index", "own": "own"}
for kill in range(2 * kills):  # what chance never cut in the middle is cut on, so that a half one would have been seen
    names = list(lasts) if kill < kills else [name for name, half in leaves.items() if half not in cut]
    if not names:
        break
    name = names[kill % len(names)]
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        write = writers(kill)[name]
        os.write(writer, b"!")
        while True:
            write()
    os.read(reader, 1)
    time.sleep(chance.uniform(0, 2 * lasts[name]))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reader)
    os.close(writer)
    now = set(home.rglob("*.half"))
    cut.update({kind(path) for path in now - halves})
    halves |= now
    torn = check()
    tidy()
take_over(content, kept)
left = list(home.rglob("*.half"))
for path in left:
    os.utime(path, (1, 1))
set_value(config, "comfort.speed", "5", quiet)
set_value(config, "comfort.speed", "6", quiet)
take_over(content, kept)
after = [*home.glob(".config.toml*.half"), *kept.rglob("*.half")]
print(json.dumps({"torn lines": torn, "left half": len(left), "swept to": len(after),
                  "cut while written": cut, "kept": len(list(kept.glob("*.md")))}))
"""


@posix
def test_five_hundred_power_cuts_leave_nothing_half_written(tmp_path: Path) -> None:
    running, cut = [], Counter[str]()
    for seed in ("6", "7"):  # two machines with half of the power cuts each, at the same time
        home = tmp_path / seed
        home.mkdir()
        command = [sys.executable, "-c", KILLER, str(home), "250", seed]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    for machine in running:
        told, wrong = machine.communicate(timeout=900)
        assert machine.returncode == 0, wrong[-3000:]
        found = json.loads(told)
        assert found["kept"] == 4 and found["left half"] > 5 and found["swept to"] == 0
        cut.update(found["cut while written"])
        print(found)
    assert set(cut) == {"config", "set-in-the-office", "last-good-settings", "articles", "index", "own"}


def test_a_file_is_on_the_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def told_fsync(handle: int) -> None:
        told.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def told_replace(self: Path, target: Path) -> Path:
        told.append(f"takes the place of {Path(target).name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", told_fsync)
    monkeypatch.setattr(os, "sync", lambda: told.append("all files"), raising=False)
    monkeypatch.setattr(Path, "replace", told_replace)
    whole.write(tmp_path / "one", b"words")
    assert told[:2] == ["file", "takes the place of one"]
    told.clear()
    whole.write_all((tmp_path / str(n), b"words", (1, 1)) for n in range(9))
    assert told[0] == "all files" and sum("place" in each for each in told) == 9


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings"
    whole.write(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole.write(path, b"new")
    with pytest.raises(OSError, match="No space"):
        whole.write_all([(path, b"new", (1, 1))])
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
