"""A center's own folder, made from what ships or from another: config.toml and content/, to be changed freely."""

from __future__ import annotations

import shutil
from pathlib import Path

from kiosk import whole


class FolderInUseError(Exception):
    """There is something in the folder already. The message is one sentence for staff."""


def make_own(folder: Path, content: Path, config: Path) -> None:
    """Copy both into a new folder. Raises FolderInUseError where it would overwrite, OSError where it cannot."""
    half = folder / f".content{whole.BESIDE}"
    if folder.exists() and (not folder.is_dir() or any(each != half for each in folder.iterdir())):
        raise FolderInUseError(f"{folder} is not empty; nothing was changed. Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(half, ignore_errors=True)  # left by a power cut
    shutil.copytree(content, half)
    whole.settle(half)
    half.rename(folder / "content")
    whole.write(folder / "config.toml", config.read_bytes())
