"""Where things are on this machine: the center's own folder, or what ships with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.core.strings import Strings

_ROOM = Path(__file__).resolve().parent


def shipped() -> Path:
    """The folder with assets/, content/ and config.toml that came with the program."""
    packed = _ROOM / "_shipped"
    return packed if packed.is_dir() else _ROOM.parent


def assets() -> Path:
    """Fonts, icons, earcons and the voice model."""
    return shipped() / "assets"


def config_file(given: Path | None, content: Path | None = None) -> Path:
    """The config.toml in force: the one named, else that beside the articles named, else that of the present
    folder, else the shipped one.
    """
    if given is not None:
        return given
    beside = content.resolve().parent / "config.toml" if content is not None else None
    if beside is not None and beside.is_file():
        return beside
    here = Path.cwd() / "config.toml"
    return here if here.is_file() else shipped() / "config.toml"


def content_folder(given: Path | None, config: Path | None = None) -> Path:
    """The articles in force: those named, else those beside the config.toml named, and so on as above."""
    if given is not None:
        return given
    beside = config.resolve().parent / "content" if config is not None else None
    if beside is not None and beside.is_dir():
        return beside
    here = Path.cwd() / "content"
    return here if here.is_dir() and (Path.cwd() / "config.toml").is_file() else shipped() / "content"


def voice_model(named: str) -> Path | None:
    """The voice model's folder: the one named in config.toml, else the built-in one; None if there is none."""
    if named:
        return Path(named)
    built_in = assets() / "models" / "kiosk-en"
    return built_in if (built_in / "am" / "final.mdl").is_file() else None


def cache_folder() -> Path:
    """A folder for what can always be made again. It need not exist or be writable."""
    return _own_folder("CACHE_DIRECTORY", "XDG_CACHE_HOME", ".cache", "cache")


def state_folder() -> Path:
    """A folder for what is kept between starts: the journal, what staff set, the last good settings."""
    return _own_folder("STATE_DIRECTORY", "XDG_STATE_HOME", ".local/state", "state")


def _own_folder(service: str, base: str, usual: str, windows: str) -> Path:
    """The folder that the service manager made for us, or the system's usual place."""
    if given := os.environ.get(service):
        return Path(given.split(":")[0])
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / "kiosk" / windows
    return Path(os.environ.get(base) or Path.home() / usual) / "kiosk"


def strings(language: str = "en") -> Strings:
    """The kiosk's own words."""
    import tomllib  # here, since the guard is to stay small

    from kiosk.core.strings import strings_from

    table = tomllib.loads((_ROOM / "strings" / f"{language}.toml").read_text(encoding="utf-8"))
    return strings_from(table)
