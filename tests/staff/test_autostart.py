"""The service is judged by systemd's own analyser; installing and removing touch only what is theirs."""

from __future__ import annotations

import io
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from rich.console import Console

from kiosk.staff import autostart, machines, service
from kiosk.staff.notify import Watchdog

linux = pytest.mark.skipif(sys.platform != "linux", reason="a systemd service is for Linux")


def screen() -> Console:
    return Console(file=io.StringIO(), width=300)


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


class Runs:
    """Takes down what would have been run."""

    def __init__(self, failing: str = "") -> None:
        self.steps: list[str] = []
        self.failing = failing

    def __call__(self, step: list[str]) -> int:
        self.steps.append(" ".join(step))
        return 1 if self.failing and self.failing in self.steps[-1] else 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "run/systemd/system").mkdir(parents=True)
    (tmp_path / "center").mkdir()
    return tmp_path


@linux
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
def test_systemd_itself_finds_no_fault_in_the_service_and_calls_it_well_confined(tmp_path: Path) -> None:
    program = shutil.which("true") or "/bin/true"
    file = tmp_path / "kiosk.service"
    file.write_text(service.unit(program, tmp_path, "root", program), encoding="utf-8")
    verify = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False)
    assert "kiosk.service" not in verify.stderr, verify.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    exposure = re.search(r"exposure level for kiosk\.service: ([\d.]+)", judged.stdout)
    assert exposure is not None and float(exposure[1]) <= 3.0, judged.stdout[-300:]


def test_the_service_is_watched_restarted_for_ever_and_has_no_network() -> None:
    text = service.unit("/opt/100% kiosk", Path("/srv/kiosk"))
    for line in (
        "Type=notify",
        "WatchdogSec=20",
        "RuntimeDirectoryPreserve=restart",
        "CacheDirectory=kiosk",
        "Restart=always",
        "StartLimitIntervalSec=0",
        "IPAddressDeny=any",
        "ProtectSystem=strict",
        "ReadOnlyPaths=-/home -/root",
        "PrivateTmp=yes",
        "WorkingDirectory=-/srv/kiosk",
    ):
        assert f"\n{line}\n" in text
    assert "cage -d -- /opt/100%% kiosk run\n" in text
    assert "\nProtectHome=" not in text  # tried: "read-only" lets nobody make a socket in /run/user, and cage must


def test_a_folder_that_is_gone_at_a_later_start_is_named_all_the_same(tmp_path: Path) -> None:
    center = tmp_path / "a 100% center"
    center.mkdir()
    (center / "config.toml").touch()
    assert f' kiosk run --config "{tmp_path}/a 100%% center/config.toml"\n' in service.unit("/opt/x kiosk", center)


@linux
def test_a_folder_that_the_kiosks_account_may_not_enter_is_named() -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders are shut themselves
        home, center = Path(made, "home"), Path(made, "home/center")
        center.mkdir(parents=True)
        Path(made).chmod(0o755)
        home.chmod(0o750)
        assert machines.shut_away((Path(made), center), "kiosk") == home
        assert machines.shut_away((center,), home.owner()) is None
        home.chmod(0o751)
        assert machines.shut_away((center,), "kiosk") is None


@linux
def test_installing_writes_the_service_and_removing_takes_it_away(root: Path) -> None:
    runs = Runs(failing="id -u")
    assert autostart.install(screen(), root / "center", root=root, run=runs) == 0
    file = root / service.UNIT
    assert f"WorkingDirectory=-{root / 'center'}" in file.read_text(encoding="utf-8")
    assert [one.split()[0] for one in runs.steps] == ["id", "useradd", "systemctl", "systemctl", "systemctl"]
    assert autostart.install(screen(), root / "center", root=root, run=Runs()) == 0  # again is harmless
    assert [place.name for place in file.parent.iterdir()] == ["kiosk.service"]
    assert autostart.remove(screen(), root=root, run=Runs()) == 0
    assert not file.exists()
    assert autostart.remove(screen(), root=root, run=Runs()) == 0


@linux
def test_a_service_of_somebody_else_is_left_alone(root: Path) -> None:
    file = root / service.UNIT
    file.parent.mkdir(parents=True)
    file.write_text("[Service]\n", encoding="utf-8")
    assert autostart.install(screen(), root / "center", root=root, run=Runs()) == 1
    assert autostart.remove(screen(), root=root, run=Runs()) == 1
    assert file.read_text(encoding="utf-8") == "[Service]\n"


@linux
def test_what_hinders_is_said_in_a_sentence(root: Path, tmp_path: Path) -> None:
    console = screen()
    assert autostart.install(console, root / "nowhere", root=root, run=Runs()) == 1
    assert "kiosk init" in said(console)
    console = screen()
    assert autostart.install(console, root / "center", root=root, run=Runs(failing="enable")) == 1
    assert '"systemctl enable kiosk.service" failed' in said(console)
    console = screen()
    assert autostart.install(console, root / "center", root=root / "center", run=Runs()) == 1
    assert "systemd does not run here" in said(console)


@pytest.mark.parametrize("kind", ["linux", "raspberry", "windows", "macos"])
def test_the_steps_for_every_kind_of_machine_are_printed(kind: str) -> None:
    console = screen()
    assert autostart.show(console, Path("/srv/kiosk"), kind) == 0
    assert len(said(console)) > 50 and "{" not in said(console).replace("@{", "")
    if kind in ("raspberry", "windows"):
        assert "Not tried" in said(console)
    assert autostart.show(screen(), Path("/srv/kiosk"), "toaster") == 2


@linux
@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_the_watchdog_tells_a_real_socket_no_more_often_than_needed(kind: str, tmp_path: Path) -> None:
    address = str(tmp_path / "notify") if kind == "path" else f"@kiosk-test-{tmp_path.name}-{time.monotonic_ns()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address if kind == "path" else "\0" + address[1:])
        manager.settimeout(5)
        watchdog = Watchdog(address, every_s=60)
        watchdog.ready()
        for _ in range(1000):
            watchdog.ping()
        watchdog.closing()
        assert [manager.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]
    watchdog.ready()  # nobody listens any more, and nothing is raised


def test_without_a_service_manager_nothing_happens() -> None:
    watchdog = Watchdog("", 0.0)
    watchdog.ready()
    watchdog.ping()
    watchdog.closing()
