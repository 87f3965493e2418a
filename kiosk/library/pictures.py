"""Files of pictures, as articles name them."""

from __future__ import annotations

import urllib.parse
from pathlib import Path


def picture_path(folder: Path, source: str) -> Path:
    """Where the picture lies that is written so in an article of the folder, be it there or not."""
    return folder / urllib.parse.unquote(source)


def picture_at(folder: Path, source: str) -> str:
    """The file of a picture as it is written in an article of the folder; empty while it is not there."""
    path = picture_path(folder, source)
    return str(path) if "://" not in source and is_file(path) and is_picture(path) else ""


def is_file(path: Path) -> bool:
    """As ``Path.is_file``, which raises for a name that is too long."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_picture(path: Path) -> bool:
    """Whether the file begins as a PNG, JPEG, GIF, BMP, WebP or SVG does."""
    try:
        with path.open("rb") as file:
            top = file.read(512)
    except OSError:
        return False
    known = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM")
    return top.startswith(known) or top[8:12] == b"WEBP" or b"<svg" in top
