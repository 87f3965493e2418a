"""What every command takes: ``--config FILE`` and ``--content DIR``. Either may name a center's folder for both.

A center's folder holds config.toml and content/ side by side, so that naming one of the two finds the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk import places
from kiosk.config import Config, load

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="config.toml to use", metavar="FILE", show_default=False)
]
ContentOption = Annotated[
    Path | None, typer.Option("--content", help="folder of articles to use", metavar="DIR", show_default=False)
]


def fail(sentence: str, code: int = 2) -> NoReturn:
    """End the command with one sentence."""
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


def config_file(config: Path | None, content: Path | None) -> Path:
    """The config.toml in force. Ends the command where the one named is not there."""
    if config is not None and not _is(config, Path.is_file):
        fail(f"There is no file {config}; name a config.toml after --config.")
    return places.config_file(config, content)


def settings(config: Path | None, content: Path | None) -> Config:
    """The settings in force; what is wrong in the file is told."""
    found, faults = load(config_file(config, content))
    for fault in faults:
        print(fault, file=sys.stderr)
    return found


def content_folder(content: Path | None, config: Path | None) -> Path:
    """The folder of articles in force. Ends the command where the one named is not there."""
    if content is not None and not _is(content, Path.is_dir):
        if _is(content, Path.is_file):
            fail(f"{content} is a file; name its folder: {content.resolve().parent}")
        fail(f"There is no folder {content}; name a folder of articles after --content.")
    return places.content_folder(content, config)


def own_content(content: Path | None, config: Path | None) -> Path:
    """As ``content_folder``, for commands that write: never inside an installed program."""
    return _own(content_folder(content, config))


def own_config(config: Path | None, content: Path | None) -> Path:
    """As ``config_file``, for commands that write: never inside an installed program."""
    return _own(config_file(config, content))


def own_folder(config: Path | None, content: Path | None) -> Path:
    """The center's folder: that of the file or the articles named, else the present one."""
    named = config_file(config, content) if config else content_folder(content, None) if content else None
    return named.resolve().parent if named else Path.cwd()


def _is(place: Path, kind: Callable[[Path], bool]) -> bool:
    """Whether it is a file, or a folder. Ends the command where that cannot be known."""
    try:
        return kind(place)
    except OSError as fault:
        fail(f"{place} cannot be looked at ({fault.strerror}).")


def _own(place: Path) -> Path:
    """The next upgrade of an installed program would take away what was written into it."""
    if place.parent.name == "_shipped":
        fail("There is no folder of your own here yet. Make one, and go there: kiosk init my-kiosk")
    return place
