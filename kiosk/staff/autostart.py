"""`kiosk autostart`: the kiosk comes up with the machine, alone on its screen, and is started again for ever.

On Linux this installs the service of ``service.py``; for Raspberry Pi OS and Windows it prints the steps of
``machines.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from kiosk import whole
from kiosk.staff.machines import STEPS, command, platform, shut_away
from kiosk.staff.service import MARK, UNIT, unit

Run = Callable[[list[str]], int]


def show(console: Console, folder: Path, kind: str = "") -> int:
    """Print what would be installed on this machine, or on another ``kind`` of machine."""
    kind = kind or platform()
    if kind not in (*STEPS, "linux"):
        console.print(f'There are no steps for "{kind}"; there are linux, {", ".join(STEPS)}.')
        return 2
    if kind in STEPS:
        console.print(
            STEPS[kind].replace("{kiosk}", command()).replace("{folder}", str(folder)),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    if kind in ("linux", "raspberry"):
        console.print(f"\n/{UNIT}:\n\n{unit(command(), folder)}", markup=False, highlight=False, soft_wrap=True)
    return 0


def install(console: Console, folder: Path, user: str = "kiosk", root: Path = Path("/"), run: Run | None = None) -> int:
    """Write the service and have systemd start it with the machine. Needs the rights of root."""
    if platform() not in ("linux", "raspberry"):
        console.print("This installs a systemd service on Linux; for this machine see: kiosk autostart --print")
        return 2
    run = run or _run
    if why := _hindrance(root, folder, user):
        console.print(why, soft_wrap=True)
        return 1
    file = root / UNIT
    if file.exists() and MARK not in file.read_text(encoding="utf-8"):
        console.print(f"{file} stands already and is not from here; it is left as it is.", soft_wrap=True)
        return 1
    cage = shutil.which("cage") or "/usr/bin/cage"
    steps = [
        ["systemctl", "daemon-reload"],
        ["systemctl", "set-default", "graphical.target"],
        ["systemctl", "enable", "kiosk.service"],
    ]
    if run(["id", "-u", user]) != 0:
        steps.insert(0, ["useradd", "--system", "--create-home", "--groups", "audio,video,input,render", user])
    try:
        whole.write(file, unit(command(), folder, user, cage).encode(), mode=0o644)
    except OSError as fault:
        console.print(f"{file} cannot be written ({fault.strerror}).", soft_wrap=True)
        return 1
    console.print(f"wrote {file}", soft_wrap=True)
    for step in steps:
        console.print(" ".join(step), soft_wrap=True)
        if run(step) != 0:
            console.print(f'"{" ".join(step)}" failed; mend that, then run this again.', soft_wrap=True)
            return 1
    console.print("The kiosk starts with the machine from now on. To start it at once: systemctl start kiosk")
    return 0


def remove(console: Console, root: Path = Path("/"), run: Run | None = None) -> int:
    """Take the service away again. The account and the content stay."""
    file = root / UNIT
    run = run or _run
    try:
        ours = MARK in file.read_text(encoding="utf-8")
    except FileNotFoundError:
        console.print("There is no such service here; nothing was changed.")
        return 0
    except OSError as fault:
        console.print(f"{file} cannot be read ({fault.strerror}).", soft_wrap=True)
        return 1
    if not ours:
        console.print(f"{file} is not from here; it is left as it is.", soft_wrap=True)
        return 1
    run(["systemctl", "disable", "--now", "kiosk.service"])
    try:
        file.unlink()
    except OSError as fault:
        console.print(f"{file} cannot be removed ({fault.strerror}); use sudo.", soft_wrap=True)
        return 1
    run(["systemctl", "daemon-reload"])
    console.print(f"removed {file}", soft_wrap=True)
    return 0


def _hindrance(root: Path, folder: Path, user: str) -> str:
    if root == Path("/") and hasattr(os, "geteuid") and os.geteuid() != 0:
        return f"This writes to /etc, so it needs root: sudo {command()} autostart --install"
    if not (root / "run/systemd/system").is_dir():
        return "systemd does not run here, so there is nothing to install into; see: kiosk autostart --print"
    if root == Path("/") and shutil.which("cage") is None:
        return "The compositor cage is missing: sudo apt install cage (or your system's way), then run this again."
    if not folder.is_dir():
        return f"There is no folder {folder}; make one with: kiosk init {folder}"
    program = Path(sys.executable)
    if root == Path("/") and (shut := shut_away((folder, program, program.resolve(), Path(__file__)), user)):
        return (
            f'The account "{user}" may not enter {shut}, on the way to the kiosk. Move program and folder to where '
            "everybody may read them, such as /opt, or name the account that owns them: --user NAME"
        )
    if any(letter in str(folder) + command() for letter in "\n\"'\\"):
        return f"systemd cannot start from a folder with such letters in its name: {folder}"
    return ""


def _run(step: list[str]) -> int:
    try:
        return subprocess.run(step, check=False, stdout=subprocess.DEVNULL).returncode
    except OSError:
        return 127
