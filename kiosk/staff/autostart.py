"""`kiosk autostart`: the kiosk comes up with the machine, alone on its screen, and is started again for
ever.

On Linux a systemd service runs the kiosk inside ``cage``, a Wayland compositor that shows one program and
nothing else. What the service may touch is cut down to the screen, touch, sound and its own two folders.
For Raspberry Pi OS and Windows this prints steps. The unit is checked by systemd's own analyser in the
tests; STEPS says what was not tried on real machines.
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

UNIT = Path("etc/systemd/system/kiosk.service")
MARK = "# Written by kiosk autostart; kiosk autostart --remove takes it away."

# A network namespace of its own would also cut off udev's notices, by which a touch screen that is plugged
# in is found, so addresses are denied instead. Memory written and run stays allowed: ctypes needs it.
SERVICE = """{mark}
[Unit]
Description=Reading kiosk
After=systemd-user-sessions.service sound.target getty@tty1.service
Conflicts=getty@tty1.service
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=all
WatchdogSec=30
TimeoutStartSec=60
TimeoutStopSec=10
Restart=always
RestartSec=2
ExecStart={cage} -d -- {command}
WorkingDirectory={folder}
User={user}
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
UtmpIdentifier=tty1
UtmpMode=user
Environment=SDL_VIDEODRIVER=wayland PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
StateDirectory=kiosk
LogsDirectory=kiosk
UMask=0077

# Nothing but the screen, touch, sound and the two folders above
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
IPAddressDeny=any
RestrictAddressFamilies=AF_UNIX AF_NETLINK
DevicePolicy=closed
DeviceAllow=char-drm rw
DeviceAllow=char-input rw
DeviceAllow=char-alsa rw
DeviceAllow=char-tty rw
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
LockPersonality=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
MemoryMax=1G
TasksMax=200

[Install]
WantedBy=graphical.target
"""

STEPS = {
    "raspberry": (
        """Raspberry Pi OS Lite (64-bit).
Not tried on a Raspberry Pi by the makers; each line is from its manuals.
 1. sudo apt install cage
 2. sudo raspi-config nonint do_boot_behaviour B1     (boots to the console)
 3. sudo {kiosk} autostart --install
 4. In /boot/firmware/cmdline.txt add: consoleblank=0
 5. In /etc/systemd/system.conf set: RuntimeWatchdogSec=15   (the board restarts if Linux hangs)
 6. When all is right: sudo raspi-config nonint enable_overlayfs
    (the card is then never written; undo it to add articles)
 7. sudo reboot"""
    ),
    "windows": (
        """Windows 10 or 11, in PowerShell as administrator.
Not tried by the makers; each line is from Microsoft's manuals.
 1. Make a plain account for the kiosk:   net user kiosk * /add
 2. Let it sign in by itself: Sysinternals Autologon, with that account.
 3. Start the kiosk when it signs in, and again whenever it ends:
    $a = New-ScheduledTaskAction -Execute '{kiosk}' -Argument 'run' -WorkingDirectory '{folder}'
    $t = New-ScheduledTaskTrigger -AtLogOn -User kiosk
    $s = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
         -ExecutionTimeLimit 0 -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
    Register-ScheduledTask -TaskName Kiosk -Action $a -Trigger $t -Settings $s -User kiosk
 4. No sleep and no blank screen:
    powercfg /change monitor-timeout-ac 0 ; powercfg /change standby-timeout-ac 0
 5. No edge swipes: HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\EdgeUI, AllowEdgeSwipe = 0 (DWORD)
 6. Windows Enterprise, Education and IoT have Shell Launcher, which puts the kiosk in the desktop's place:
    prefer it there; elsewhere Ctrl+Alt+Del still reaches Windows, so keep the keyboard away.
To undo: Unregister-ScheduledTask -TaskName Kiosk"""
    ),
    "macos": "macOS is not a platform that this kiosk starts on by itself; add it to the login items by hand.",
}

Run = Callable[[list[str]], int]


def platform() -> str:
    """Which kind of machine this is: "linux", "raspberry", "windows" or "macos"."""
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    try:
        board = Path("/proc/device-tree/model").read_bytes()
    except OSError:
        board = b""
    return "raspberry" if b"Raspberry Pi" in board else "linux"


def command() -> str:
    """The program that starts the kiosk, as this process was started."""
    beside = Path(sys.executable).with_name("kiosk.exe" if sys.platform == "win32" else "kiosk")
    return str(beside) if beside.exists() else shutil.which("kiosk") or f"{sys.executable} -m kiosk"


def unit(kiosk: str, folder: Path, user: str = "kiosk", cage: str = "/usr/bin/cage") -> str:
    """The systemd service. ``folder`` holds config.toml and content/."""
    quoted = f"{kiosk} run".replace("%", "%%").replace("$", "$$")
    # systemd takes a "%" as a mark of its own and no quotes here
    place = str(folder).replace("%", "%%")
    return SERVICE.format(mark=MARK, cage=cage, command=quoted, folder=place, user=user)


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
    if why := _hindrance(root, folder):
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


def _hindrance(root: Path, folder: Path) -> str:
    if root == Path("/") and hasattr(os, "geteuid") and os.geteuid() != 0:
        return f"This writes to /etc, so it needs root: sudo {command()} autostart --install"
    if not (root / "run/systemd/system").is_dir():
        return "systemd does not run here, so there is nothing to install into; see: kiosk autostart --print"
    if root == Path("/") and shutil.which("cage") is None:
        return "The compositor cage is missing: sudo apt install cage (or your system's way), then run this again."
    if not folder.is_dir():
        return f"There is no folder {folder}; make one with: kiosk init {folder}"
    if any(letter in str(folder) + command() for letter in "\n\"'\\"):
        return f"systemd cannot start from a folder with such letters in its name: {folder}"
    return ""


def _run(step: list[str]) -> int:
    try:
        return subprocess.run(step, check=False, stdout=subprocess.DEVNULL).returncode
    except OSError:
        return 127
