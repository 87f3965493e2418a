"""The service under systemd itself: started, watched, started again, ended, and left alone after staff left.

systemd's user manager runs the real unit, without what only the system's manager may do (the account, the terminal, the
confinement) and with a program in cage's place that shows nothing. It needs a namespace to believe that it was booted.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff import service

ROOT = Path(__file__).resolve().parents[2]
MANAGER = Path("/lib/systemd/systemd")
KEPT = (
    "Type", "NotifyAccess", "WatchdogSec", "TimeoutStartSec", "TimeoutStopSec", "Restart", "RestartSec",
    "ExecCondition", "ExecStart", "RuntimeDirectory", "RuntimeDirectoryPreserve", "StateDirectory",
    "CacheDirectory", "WorkingDirectory",
)  # fmt: skip
IN_A_NAMESPACE = """
mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system {folder}/run || exit 99
export XDG_RUNTIME_DIR={folder}/run XDG_CONFIG_HOME={folder}/config XDG_STATE_HOME={folder}/state
export XDG_CACHE_HOME={folder}/cache SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy KIOSK_NO_SETUP=1 PYTHONPATH={root}
exec {manager} --user --unit=kiosk.service --log-target=console
"""


def possible() -> bool:
    if sys.platform != "linux" or not MANAGER.is_file() or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/run"]
    return subprocess.run(tried, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not possible(), reason="needs systemd, and the right to make a namespace")


class Service:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.jsonl"
        (folder / "config/systemd/user").mkdir(parents=True)
        (folder / "cage").write_text('#!/bin/sh\n[ "$1 $2" = "-d --" ] && shift 2\nexec "$@"\n', encoding="utf-8")
        (folder / "cage").chmod(0o755)
        (folder / "center").mkdir()
        (folder / "center/config.toml").write_text('[hearing]\nmicrophone = "none"\n', encoding="utf-8")
        shutil.copytree(ROOT / "content", folder / "center/content")
        kiosk = folder / "kiosk"
        kiosk.write_text(f"#!/bin/sh\nexec {sys.executable} -m kiosk $* --journal {self.journal}\n", encoding="utf-8")
        kiosk.chmod(0o755)
        text = service.unit(str(kiosk), folder / "center", cage=str(folder / "cage"))
        lines = [line for line in text.splitlines() if line.startswith("[") or line.split("=")[0] in KEPT]
        lines.insert(1, "StartLimitIntervalSec=0")
        assert lines.pop() == "[Install]"
        (folder / "config/systemd/user/kiosk.service").write_text("\n".join(lines) + "\n", encoding="utf-8")
        script = IN_A_NAMESPACE.format(folder=folder, root=ROOT, manager=MANAGER)
        log = (folder / "log").open("wb")
        self.manager = subprocess.Popen(["unshare", "-m", "sh", "-c", script], stdout=log, stderr=log)
        log.close()
        try:
            self.wait(1)
        except BaseException:
            self.close()
            raise

    def starts(self) -> int:
        return self.journal.read_text(encoding="utf-8").count('"ready"') if self.journal.is_file() else 0

    def wait(self, starts: int, seconds: float = 60) -> float:
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.starts() >= starts:
                return time.monotonic() - begun
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def processes(self, part: str) -> list[int]:
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if part in command and str(self.folder) in (place / "environ").read_bytes().decode(errors="replace"):
                    found.append(int(place.name))
            except OSError:
                continue
        return found

    def close(self) -> None:
        self.manager.send_signal(signal.SIGTERM)
        try:
            self.manager.wait(20)
        except subprocess.TimeoutExpired:
            self.manager.kill()
            self.manager.wait()
        for pid in self.processes("-m kiosk"):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Service]:
    made = Service(tmp_path)
    yield made
    made.close()


def test_systemd_starts_a_kiosk_again_whose_guard_died(kiosk: Service) -> None:
    guards = kiosk.processes("-m kiosk run")
    assert len(guards) == 1
    os.kill(guards[0], signal.SIGKILL)
    print(f"guard killed: up again after {kiosk.wait(2):.1f} s")


def test_systemd_ends_and_starts_a_kiosk_that_gives_no_sign_of_life(kiosk: Service) -> None:
    for pid in kiosk.processes("-m kiosk"):
        os.kill(pid, signal.SIGSTOP)  # all of it, the guard too
    took = kiosk.wait(2, 90)
    print(f"everything stopped: up again after {took:.1f} s")
    assert took < 40


def test_after_staff_left_it_is_not_started_again_by_itself(kiosk: Service) -> None:
    (kiosk.folder / "run/kiosk/left").touch()  # what the kiosk does when staff choose Leave
    os.kill(kiosk.processes("-m kiosk run")[0], signal.SIGTERM)
    time.sleep(8)
    assert kiosk.starts() == 1 and not kiosk.processes("-m kiosk run")
    assert not (kiosk.folder / "run/kiosk/left").exists()  # so that a start by hand is one


def test_what_it_writes_goes_into_its_own_folders(kiosk: Service) -> None:
    # The user's manager of systemd 252 puts StateDirectory= below XDG_CONFIG_HOME, later ones below XDG_STATE_HOME.
    journals = [*kiosk.folder.glob("config/kiosk/journal/*.jsonl"), *kiosk.folder.glob("state/kiosk/journal/*.jsonl")]
    assert len(journals) == 1
    assert (kiosk.folder / "cache/kiosk").is_dir()
