"""The window: the whole glass, or a part of a screen for trying out."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading

import pygame

_LOCKED = {
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_ALLOW_ALT_TAB_WHILE_GRABBED": "0",
    "SDL_GRAB_KEYBOARD": "1",
    "SDL_WINDOWS_NO_CLOSE_ON_ALT_F4": "1",
}


class NoDisplayError(Exception):
    """There is no display to paint on. The message is one sentence for staff."""


class Window:
    """A window of the display. ``surface`` is what the painter paints on."""

    def __init__(self, size: tuple[int, int] | None, pointer: bool) -> None:
        self._size = size
        self.locked = size is None  # over the whole glass: nobody leaves it but by the staff's way
        self._pointer = pointer or size is not None
        self.surface: pygame.Surface

    def open(self) -> None:
        """Open it, over the whole glass when no size was given. Raises NoDisplayError."""
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")  # a full redraw costs 4 % instead of 57
        os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "0")
        os.environ.setdefault("SDL_MOUSE_TOUCH_EVENTS", "0")
        if self.locked:
            os.environ.update(_LOCKED)
        no_driver = "SDL_VIDEODRIVER" not in os.environ and sys.platform.startswith("linux")
        if no_driver and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
            os.environ["SDL_VIDEODRIVER"] = "kmsdrm"  # or SDL takes its "offscreen" one
        try:
            pygame.display.init()
            flags = pygame.RESIZABLE if self._size else pygame.FULLSCREEN | pygame.NOFRAME
            self.surface = pygame.display.set_mode(self._size or (0, 0), flags)
        except pygame.error as fault:
            if no_driver:
                os.environ.pop("SDL_VIDEODRIVER", None)
            raise NoDisplayError(
                f"There is no display here ({fault}); start the kiosk on a machine with a screen, "
                "or paint a place into a picture with: kiosk shot home home.png"
            ) from fault
        pygame.display.set_caption("Kiosk")
        pygame.mouse.set_visible(self._pointer)
        pygame.key.set_repeat()
        if self.locked:
            with contextlib.suppress(pygame.error):
                pygame.Window.from_display_module().grab_keyboard = True  # so its manager's keys mean nothing either
            threading.Thread(target=_never_blank, name="screen saver", daemon=True).start()

    def show(self, changed: list[pygame.Rect]) -> None:
        """Bring what was painted to the glass."""
        if changed:
            pygame.display.update(changed)

    def come_back(self) -> None:
        """Something took the focus or put the window away: take it back, as far as the platform allows."""
        if not self.locked:
            return
        with contextlib.suppress(pygame.error):
            window = pygame.Window.from_display_module()
            window.restore()
            window.focus()

    def resized(self) -> bool:
        """Whether the surface is another one than before; then paint all anew."""
        now = pygame.display.get_surface()
        if now is None or (now is self.surface and now.get_size() == self.surface.get_size()):
            return False
        self.surface = now
        return True

    def close(self) -> None:
        pygame.display.quit()


def _never_blank() -> None:
    """X blanks by itself, whatever SDL asks of screen savers; Wayland's cage does not."""
    if os.environ.get("DISPLAY") and (program := shutil.which("xset")):
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run([program, "s", "off", "-dpms"], capture_output=True, timeout=5, check=False)
