"""What staff set in the office, kept in the state folder: config.toml may be read-only, or come from elsewhere.

Each setting is kept with the value that config.toml had then, and holds until config.toml says something else.
"""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kiosk import whole
from kiosk.config import Config, check

_NAME = "set-in-the-office.json"
_writer = ThreadPoolExecutor(1, "what staff set")  # one after the other, and the last one also when staff leave at once
SETTINGS = (("speech", "max_volume"), ("screen", "brightness"))


def with_held(config: Config, state: Path) -> Config:
    """The settings in force. Nothing is raised."""
    table = config.model_dump()
    for key, (was, now) in _read(state).items():
        part, _, name = key.partition(".")
        if table.get(part, {}).get(name) == was:
            table[part][name] = now
    return check(table, _NAME)[0]


def hold(config: Config, wanted: dict[str, int], state: Path) -> None:
    """Keep settings, by "table.key"; ``config`` is that of the file. A thread writes; a full disk is done without."""
    table = config.model_dump()
    kept = {}
    for part, name in SETTINGS:
        was = table[part][name]
        now = wanted[f"{part}.{name}"]
        if now != was:
            kept[f"{part}.{name}"] = [was, now]

    def write() -> None:
        with contextlib.suppress(OSError):
            whole.write(state / _NAME, json.dumps(kept).encode())

    _writer.submit(write)


def _read(state: Path) -> dict[str, tuple[Any, Any]]:
    try:
        table = json.loads((state / _NAME).read_text(encoding="utf-8"))
        return {str(key): (was, now) for key, (was, now) in table.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
