"""A picture from a file, no larger than its place. Photos from telephones stand upright and are decoded small."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG = b"\xff\xd8\xff"
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
_TURNS: dict[object, str] = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE",
    8: "ROTATE_90",
}  # fmt: skip


def photo(path: str, width: int, height: int) -> pygame.Surface | None:
    """The picture in its own proportions, within ``width`` by ``height`` pixels; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            jpeg = file.read(len(_JPEG)) == _JPEG
        picture = _from_jpeg(path, max(width, height)) if jpeg else pygame.image.load(path)
    except Exception:  # what Pillow and SDL raise is of many kinds, and one picture is not to end the kiosk
        return None
    share = min(width / picture.get_width(), height / picture.get_height())
    size = max(1, round(picture.get_width() * share)), max(1, round(picture.get_height() * share))
    whole = pygame.Surface(picture.get_size(), pygame.SRCALPHA, 32)  # one of 256 colours cannot be made smaller
    whole.blit(picture, (0, 0))
    return pygame.transform.smoothscale(whole, size)


def _from_jpeg(path: str, side: int) -> pygame.Surface:
    """SDL leaves a telephone's photo lying on its side, and decodes all of its twelve million dots."""
    import PIL.Image

    with PIL.Image.open(path) as stored:
        turn = _TURNS.get(_held(stored))
        stored.draft("RGB", (side, side))  # at an eighth, a quarter or a half, if that is still large enough
        plain = stored.convert("RGB")
    upright = plain if turn is None else plain.transpose(PIL.Image.Transpose[turn])
    return pygame.image.frombuffer(upright.tobytes(), upright.size, "RGB")


def _held(stored: Image) -> object:
    """How the telephone was held, as EXIF says it; 1 is upright."""
    try:
        return stored.getexif().get(_ORIENTATION)
    except Exception:  # Pillow raises whatever it stumbles over, and the picture itself may be whole
        return 1
