"""Settings that survive a config.toml that was broken while the kiosk ran: the last good values go on.

At each start without a fault the settings in force are kept in the state folder. At a start with faults, each faulty
setting takes the value it had then, or its default where none is known.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk import whole
from kiosk.config import Config, ConfigFault, check, load

_NAME = "last-good-settings.json"


def load_or_last(path: Path, state: Path) -> tuple[Config, tuple[ConfigFault, ...]]:
    """As ``config.load``, with the last good values in place of defaults. Nothing is raised."""
    known = _kept(path, state)
    if known is not None and not path.exists():
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
