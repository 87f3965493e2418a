"""Which kind of machine this is, and the steps by which the kiosk starts with it where they are not systemd's alone."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

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


def typed() -> str:
    """The program as a person types it in any folder: "kiosk" where the system finds this one by that name."""
    ours, found = command(), shutil.which("kiosk")
    return "kiosk" if found and Path(found).resolve() == Path(ours).resolve() else ours


def shut_away(places: tuple[Path, ...], user: str) -> Path | None:
    """The first folder on the way to these that another account than its owner may not enter."""
    for place in places:
        for folder in (*reversed(place.parents), place):
            if folder.is_dir() and not folder.stat().st_mode & 0o001 and _owner(folder) != user:
                return folder
    return None


def _owner(folder: Path) -> str:
    try:
        return folder.owner()
    except (KeyError, OSError, NotImplementedError):  # an account without a name; gone; Windows, which tells none
        return ""
