"""A center's own folder, made from what ships: config.toml and content/, to be changed freely."""

from __future__ import annotations

import shutil
from pathlib import Path

from kiosk import places


class FolderInUseError(Exception):
    """There is something in the folder already. The message is one sentence for staff."""


def make_own(folder: Path) -> None:
    """Make the folder. Raises FolderInUseError where it would overwrite, OSError where it cannot write."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(f"{folder} is not empty; nothing was changed. Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(places.shipped() / "content", folder / "content")
    shutil.copyfile(places.shipped() / "config.toml", folder / "config.toml")
