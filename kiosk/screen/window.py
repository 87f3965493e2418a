"""The window: the whole glass, or a part of a screen for trying out."""

from __future__ import annotations

import os
import sys

import pygame


class NoDisplayError(Exception):
    """There is no display to paint on. The message is one sentence for staff."""


class Window:
    """A window of the display. ``surface`` is what the painter paints on."""

    def __init__(self, size: tuple[int, int] | None, pointer: bool) -> None:
        self._size = size
        self._pointer = pointer or size is not None
        self.surface: pygame.Surface

    def open(self) -> None:
        """Open it, over the whole glass when no size was given. Raises NoDisplayError."""
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")  # a full redraw costs 4 % instead of 57
        os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "0")
        os.environ.setdefault("SDL_MOUSE_TOUCH_EVENTS", "0")
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

    def show(self, changed: list[pygame.Rect]) -> None:
        """Bring what was painted to the glass."""
        if changed:
            pygame.display.update(changed)

    def resized(self) -> bool:
        """Whether the surface is another one than before; then paint all anew."""
        now = pygame.display.get_surface()
        if now is None or (now is self.surface and now.get_size() == self.surface.get_size()):
            return False
        self.surface = now
        return True

    def close(self) -> None:
        pygame.display.quit()
