"""The whole kiosk over the whole glass: no key leads out of it but the staff's way, and that leads to its end."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff.bench_kiosk import Running
from kiosk.staff.bench_rig import Rig
from kiosk.staff.lock import hashed

CONTENT = Path(__file__).resolve().parent.parent / "content"
WANTED = ("Xvfb", "pulseaudio", "pactl", "xdotool")
MISSING = [name for name in WANTED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.paced,
    pytest.mark.skipif(bool(MISSING), reason=f"the locked kiosk is tried with {', '.join(MISSING)}"),
]
SETTINGS = f'[hearing]\nmicrophone = "none"\n[staff]\npin = "{hashed("4711")}"\n'
WAYS_OUT = (
    "Escape", "alt+F4", "ctrl+c", "ctrl+q", "ctrl+w", "alt+Tab", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "super",
    "alt+space", "F11", "ctrl+Escape", "alt+Escape", "ctrl+z", "XF86Close",
)  # fmt: skip


@pytest.fixture
def kiosk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.delenv("DISPLAY", raising=False)
    with Rig() as rig, Running(rig, CONTENT, SETTINGS) as running:
        assert running.started is not None
        yield running


def window(kiosk: Running) -> str:
    found = kiosk._rig.told("xdotool", "getwindowfocus").split()
    assert found, "the kiosk has no window"
    return found[0]


class CursorImage(ctypes.Structure):
    """XFixesCursorImage of Xfixes.h."""

    _fields_ = (
        ("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort), ("height", ctypes.c_ushort),
        ("xhot", ctypes.c_ushort), ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
        ("pixels", ctypes.POINTER(ctypes.c_ulong)),
    )  # fmt: skip


def pointer(display: str) -> bool:
    """Whether the display shows a pointer at this moment: one pixel of it that can be seen is enough."""
    names = [ctypes.util.find_library(name) for name in ("X11", "Xfixes")]
    if None in names:
        return False  # it cannot be asked here
    x, fixes = (ctypes.CDLL(name) for name in names)
    x.XOpenDisplay.restype = ctypes.c_void_p
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(CursorImage)
    handle = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    image = fixes.XFixesGetCursorImage(handle).contents
    seen = any(image.pixels[n] >> 24 & 255 for n in range(image.width * image.height))
    x.XCloseDisplay(handle)
    return seen


def pressed_again(kiosk: Running) -> bool:
    """The kiosk still answers: Home by key is journalled."""
    before = len(kiosk.events("chosen"))
    kiosk._rig.run("xdotool", "key", "h")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if len(kiosk.events("chosen")) > before:
            return True
        time.sleep(0.05)
    return False


def test_it_fills_the_glass_without_a_pointer_and_no_key_leads_out(kiosk: Running) -> None:
    shape = kiosk._rig.told("xdotool", "getwindowgeometry", window(kiosk))
    assert "1920x1080" in shape and "0,0" in shape, shape
    assert not pointer(kiosk._rig.environment["DISPLAY"])
    for way in WAYS_OUT:
        kiosk._rig.run("xdotool", "key", way)
    assert pressed_again(kiosk)
    assert len(kiosk.events("ready")) == 1 and not kiosk.events("closing")


def test_a_window_managers_wish_to_close_it_is_not_heard(kiosk: Running) -> None:
    # What Alt+F4 becomes where there is a window manager: WM_DELETE_WINDOW, sent to the window.
    kiosk._rig.run("xdotool", "windowquit", window(kiosk))
    time.sleep(1)
    assert pressed_again(kiosk)
    assert len(kiosk.events("ready")) == 1 and not kiosk.events("closing")


def test_the_screen_does_not_blank(kiosk: Running) -> None:
    if shutil.which("xset") is None:
        pytest.skip("needs xset")
    time.sleep(2)
    told = kiosk._rig.told("xset", "q")
    assert "timeout:  0" in told and ("DPMS is Disabled" in told or "Server does not have the DPMS" in told), told


def test_staff_come_in_by_keys_and_go_home_again(kiosk: Running) -> None:
    assert kiosk.keys(*("h", "F1") * 3)
    assert kiosk.wait("place", 10, place="door"), kiosk.events()[-5:]
    assert kiosk.keys("4", "7", "1", "1", "Return")
    assert kiosk.wait("place", 10, place="office"), kiosk.events()[-5:]
    text = kiosk.journal.read_text(encoding="utf-8")
    assert "digit" not in text and "4711" not in text
    kiosk._rig.run("xdotool", "key", "h")  # out of the office, and nothing has ended
    assert kiosk.wait("chosen", 10, name="home")
    assert kiosk.process.poll() is None


def test_staff_come_in_by_two_corners_and_leave_for_good(kiosk: Running) -> None:
    rig = kiosk._rig
    for x in (12, 1908):
        rig.run("xdotool", "mousemove", str(x), "12", "mousedown", "1")
        time.sleep(2.4)
        rig.run("xdotool", "mousemove", str(x), "12", "mouseup", "1")
        time.sleep(0.4)
    assert kiosk.wait("place", 10, place="door"), kiosk.events()[-5:]
    assert kiosk.keys("4", "7", "1", "1", "Return")
    assert kiosk.wait("place", 10, place="office")
    assert kiosk.keys("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return")  # the sixth choice is Leave
    assert kiosk.process.wait(20) == 0
    assert kiosk.events("chosen")[-1]["name"] == "leave"
    assert kiosk.events("closing") and len(kiosk.events("ready")) == 1


def test_a_restart_by_staff_is_up_again_as_it_was_set(kiosk: Running) -> None:
    assert kiosk.keys(*("h", "F1") * 3)
    assert kiosk.wait("place", 10, place="door")
    assert kiosk.keys("4", "7", "1", "1", "Return")
    assert kiosk.wait("place", 10, place="office")
    assert kiosk.keys("Tab", "Tab", "Return", "Return")  # the loudest sound, two steps down
    time.sleep(1)
    assert kiosk.keys("Tab", "Tab", "Tab", "Return")
    assert kiosk.wait("chosen", 10, name="restart"), kiosk.events()[-5:]
    until = time.monotonic() + 30
    while len(kiosk.events("ready")) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(kiosk.events("ready")) == 2
    held = kiosk._rig.folder / "state/kiosk/set-in-the-office.json"
    assert '"speech.max_volume": [7, 5]' in held.read_text(encoding="utf-8")
