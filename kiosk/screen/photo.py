"""A picture from a file, no larger than its place. Photos from telephones stand upright and are decoded small."""

from __future__ import annotations

from pathlib import Path

import pygame

_JPEG = b"\xff\xd8\xff"


def photo(path: str, width: int, height: int) -> pygame.Surface | None:
    """The picture in its own proportions, within ``width`` by ``height`` pixels; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            jpeg = file.read(len(_JPEG)) == _JPEG
        picture = _from_jpeg(path, max(width, height)) if jpeg else pygame.image.load(path)
    except (pygame.error, OSError, SyntaxError, ValueError):  # Pillow calls some broken files wrong syntax
        return None
    share = min(width / picture.get_width(), height / picture.get_height())
    size = max(1, round(picture.get_width() * share)), max(1, round(picture.get_height() * share))
    whole = pygame.Surface(picture.get_size(), pygame.SRCALPHA, 32)  # one of 256 colours cannot be made smaller
    whole.blit(picture, (0, 0))
    return pygame.transform.smoothscale(whole, size)


def _from_jpeg(path: str, side: int) -> pygame.Surface:
    """SDL leaves a telephone's photo lying on its side, and decodes all of its twelve million dots."""
    from PIL import Image, ImageOps

    with Image.open(path) as stored:
        stored.draft("RGB", (side, side))  # at an eighth, a quarter or a half, if that is still large enough
        upright = ImageOps.exif_transpose(stored).convert("RGB")
    return pygame.image.frombuffer(upright.tobytes(), upright.size, "RGB")
