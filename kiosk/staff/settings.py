"""`kiosk config`: every setting with its value and where it came from; `kiosk config set` keeps comments
and order.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table as TomlTable

from kiosk import whole
from kiosk.config import Config, check, load


@dataclass(frozen=True)
class Setting:
    """One setting: "table.key", its present value, where that came from and what it means."""

    key: str
    value: Any
    source: str  # the file, or "default"
    means: str


def settings(path: Path) -> tuple[Setting, ...]:
    """Every setting in the order of the documentation. A faulty one shows its default."""
    config, faults = load(path)
    wrong = {fault.where for fault in faults}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        written = {}
    found = []
    for table, part in _tables(config).items():
        for key, field in type(part).model_fields.items():
            name = f"{table}.{key}"
            here = isinstance(written.get(table), dict) and key in written[table]
            source = str(path) if here and name not in wrong else "default"
            found.append(Setting(name, getattr(part, key), source, field.description or ""))
    return tuple(found)


def _tables(config: Config) -> dict[str, Any]:
    return {table: getattr(config, table) for table in type(config).model_fields}


def show(path: Path, console: Console) -> int:
    """Print every setting. Exit code 1 when the file has faults, each of them named."""
    _, faults = load(path)
    console.print(f"The file is {escape(str(path))}", soft_wrap=True)
    table = Table(expand=False)
    for name, fixed in (("setting", True), ("value", False), ("from", True), ("what it is", False)):
        table.add_column(name, no_wrap=fixed, overflow="fold")
    for one in settings(path):
        if one.key == "staff.pin" and one.value:
            table.add_row(one.key, "[bold](set)[/]", escape(Path(one.source).name), escape(one.means))
            continue
        value = f"[bold]{escape(_toml(one.value))}[/]" if one.source != "default" else escape(_toml(one.value))
        table.add_row(one.key, value, escape(Path(one.source).name), escape(one.means))
    console.print(table)
    for fault in faults:
        console.print(f"[red]{escape(str(fault))}[/]", soft_wrap=True)
    return 1 if faults else 0


def set_value(path: Path, key: str, value: str, console: Console) -> int:
    """Write one setting ("table.key") and leave the rest of the file as it stands. Exit code 0, 1 or 2."""
    known = {one.key: one for one in settings(path)}
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
        ends = [name for name in known if name.split(".")[1] == key.split(".")[-1]]
        hint = (ends or near or [""])[0]
        more = f'did you mean "{hint}"?' if hint else "kiosk config shows them all."
        console.print(f'There is no setting "{escape(key)}"; {more}')
        return 2
    table, name = key.split(".")
    given = _value(value, known[key].value)
    _, faults = check({table: {name: given}}, key)
    if faults:
        console.print(
            f"{escape(key)}: {escape(faults[0].what.replace('; the default is used', ''))} Nothing was changed.",
            soft_wrap=True,
        )
        return 1
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        if table not in document:
            document[table] = tomlkit.table()
        place = document[table]
        if not isinstance(place, TomlTable):
            raise TOMLKitError(f"{table} is not a table")
        place[name] = given
        whole.write(path, tomlkit.dumps(document).encode())
    except (TOMLKitError, UnicodeDecodeError) as fault:
        console.print(f"{escape(str(path))} is not right TOML ({escape(str(fault))}); mend it first.", soft_wrap=True)
        return 1
    except OSError as fault:
        console.print(f"{escape(str(path))} cannot be written ({fault.strerror}). Nothing was changed.", soft_wrap=True)
        return 1
    console.print(f"{key} = {escape(_toml(given))}", soft_wrap=True)
    return 0


def _value(text: str, now: Any) -> Any:
    """The text as the kind of value that stands there now; pydantic judges the rest."""
    if isinstance(now, bool):
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        return words.get(text.strip().lower(), text)
    if isinstance(now, int | float):
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
    return text


def _toml(value: Any) -> str:
    return str(tomlkit.item(value).as_string())
