"""The systemd service: the kiosk in ``cage``, a Wayland compositor that shows one program and nothing else.

What the service may touch is cut down to the screen, touch, sound and its own folders. That it starts, is watched,
started again and left alone after staff left is tried with systemd's own user manager in the tests, and the rest is
judged by its analyser; cage itself, the login on tty1 and the confinement were not tried on a real machine.
"""

from __future__ import annotations

from pathlib import Path

UNIT = Path("etc/systemd/system/kiosk.service")
MARK = "# Written by kiosk autostart; kiosk autostart --remove takes it away."

# The guard starts a kiosk that stands still again within ten seconds; the watchdog is for the guard itself, and leaves
# it that time. The file "left" is made when staff choose Leave: the next start by itself takes it away and does not
# happen, and one by hand does. A network namespace of its own would also cut off udev's notices, by which a touch
# screen that is plugged in is found: so addresses are denied instead. ProtectHome would shut /run/user as well, where
# cage makes its socket and the sound server has its own: so the homes are named. Memory written and
# run is allowed for ctypes.
SERVICE = """{mark}
# The start, the watchdog, the restart and Leave were tried with systemd. Not tried on a real machine by the makers:
# cage, the sign-in on tty1, and what is shut away under "Nothing but the screen".
[Unit]
Description=Reading kiosk
After=systemd-user-sessions.service sound.target getty@tty1.service
Conflicts=getty@tty1.service
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=all
WatchdogSec=20
TimeoutStartSec=60
TimeoutStopSec=10
Restart=always
RestartSec=1
ExecCondition=/bin/sh -c '! rm %t/kiosk/left 2>/dev/null'
ExecStart={cage} -d -- {command}
WorkingDirectory=-{folder}
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
CacheDirectory=kiosk
RuntimeDirectory=kiosk
RuntimeDirectoryPreserve=restart
UMask=0077

# Nothing but the screen, touch, sound and the folders above
ProtectSystem=strict
ReadOnlyPaths=-/home -/root
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
LimitCORE=0

[Install]
WantedBy=graphical.target
"""


def unit(kiosk: str, folder: Path, user: str = "kiosk", cage: str = "/usr/bin/cage") -> str:
    """The systemd service. ``folder`` holds config.toml and content/; it may be gone at a later start."""
    config = folder / "config.toml"
    by_name = f' --config "{config}"' if config.is_file() else ""
    quoted = f"{kiosk} run{by_name}".replace("%", "%%").replace("$", "$$")
    # systemd takes a "%" as a mark of its own and no quotes here
    place = str(folder).replace("%", "%%")
    return SERVICE.format(mark=MARK, cage=cage, command=quoted, folder=place, user=user)
