"""A start after config.toml broke, or after the stick or share with it and the articles went: what was good goes on.

At each start without a fault the settings in force are kept in the state folder. At a start with faults, each faulty
setting takes the value it had then, or its default where none is known. Articles have their copy (``live.py``).
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk import whole
from kiosk.config import Config, ConfigFault, check, load
from kiosk.staff.live import place_for
from kiosk.staff.options import config_file, content_folder

_NAME = "last-good-settings.json"


def places_or_last(config: Path | None, content: Path | None, state: Path, cache: Path) -> tuple[Path, Path]:
    """The config.toml and the articles of a run, by its options: those of which a good copy is known may be gone.

    Ends the command where there is neither.
    """
    file = config or (content.absolute().parent / "config.toml" if content else None)
    if file is None or _kept(file, state) is None:
        file = config_file(config, content)
    folder = content or (config.absolute().parent / "content" if config else None)
    if folder is None or not place_for(folder, cache).is_dir():
        folder = content_folder(content, config)
    return file, folder


def load_or_last(path: Path, state: Path) -> tuple[Config, tuple[ConfigFault, ...]]:
    """As ``config.load``, with the last good values in place of defaults. Nothing is raised."""
    known = _kept(path, state)
    if known is not None and _gone(path):
        fault = ConfigFault(str(path), "", "is not there any more. The last good settings go on; put it back.")
        return known, (fault,)
    config, faults = load(path)
    if not faults:
        if config != known:
            table = {"file": str(path.resolve()), "settings": config.model_dump()}
            with contextlib.suppress(OSError):  # a full or read-only disk: there is only nothing to fall back on
                whole.write(state / _NAME, json.dumps(table).encode())
        return config, ()
    if known is None:
        return config, faults
    return _mended(config, faults, known), tuple(replace(each, what=_goes_on(each.what)) for each in faults)


def _gone(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # a share that went away; ``load`` says what is wrong
        return False


def _goes_on(what: str) -> str:
    """What ``config`` says of its defaults, said of the last good values."""
    for default, last in (
        ("the default is used", "the last good value goes on"), ("he defaults are used", "he last good settings go on"),
    ):  # fmt: skip
        what = what.replace(default, last)
    return what


def _kept(path: Path, state: Path) -> Config | None:
    try:
        table = json.loads((state / _NAME).read_text(encoding="utf-8"))
        if table["file"] != str(path.resolve()):
            return None
        return check(table["settings"], _NAME)[0]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mended(config: Config, faults: tuple[ConfigFault, ...], known: Config) -> Config:
    table: dict[str, Any] = config.model_dump()
    last: dict[str, Any] = known.model_dump()
    for fault in faults:
        part, _, key = fault.where.partition(".")
        if not part:
            return known  # nothing of the file could be read
        if part in last and not key:
            table[part] = last[part]
        elif part in last and key in last[part]:
            table[part][key] = last[part][key]
    return check(table, _NAME)[0]
