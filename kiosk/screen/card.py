"""A frame of a bank card's size, to hold a card against: ``python -m kiosk.screen.card DIAGONAL FONTS``.

In a process of its own, since a driver of the display may hang or die. Prints one sentence where there is no display.
"""

from __future__ import annotations

import math
import os
import sys
import time
from pathlib import Path

import pygame

from kiosk.screen.type import Letters
from kiosk.screen.window import NoDisplayError, Window

CARD_MM = (85.60, 53.98)  # ISO/IEC 7810, ID-1
_EM_MM = 7.0
ABOVE = "Hold a bank card to this frame."
BELOW = ("If they differ, measure the glass from corner to corner", "and set screen.diagonal. Touch to close.")


def paint(surface: pygame.Surface, diagonal: float, letters: Letters) -> pygame.Rect:
    """Paint the frame into the middle of a glass of so many inches, with what to do; returns the frame, in pixels."""
    wide, high = surface.get_size()
    scale = math.hypot(wide, high) / (diagonal * 25.4)
    frame = pygame.Rect(0, 0, round(CARD_MM[0] * scale), round(CARD_MM[1] * scale))
    frame.center = (wide // 2, high // 2)
    surface.fill("white")
    pygame.draw.rect(surface, "black", frame, max(2, round(scale / 2)))
    em = round(_EM_MM * scale)
    while em > 12 and max(letters(line, em) for line in (ABOVE, *BELOW)) > wide * 0.95:
        em -= 1
    rows = [(ABOVE, frame.top - 2 * em)] + [(line, frame.bottom + em + n * em * 3 // 2) for n, line in enumerate(BELOW)]
    for line, top in rows:
        text = letters.font(em, "medium").render(line, True, "black")
        surface.blit(text, text.get_rect(centerx=wide // 2, top=top))
    return frame


def show(diagonal: float, fonts: Path, seconds: float = 60.0) -> None:
    """Show the frame until a touch, a key or the time ends. Raises NoDisplayError."""
    window = Window(None, pointer=True)
    window.open()
    paint(window.surface, diagonal, Letters(fonts))
    pygame.display.flip()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kinds = {event.type for event in pygame.event.get()}
        if kinds & {pygame.KEYUP, pygame.MOUSEBUTTONUP, pygame.FINGERUP, pygame.QUIT}:
            break
        time.sleep(0.05)
    window.close()


def main(diagonal: str, fonts: str) -> int:
    """The process. Exit code 1 where there is no display."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        show(float(diagonal), Path(fonts))
    except NoDisplayError as fault:
        print(fault)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
