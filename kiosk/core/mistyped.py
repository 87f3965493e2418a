"""What is wrong in a file of settings that is no TOML, in words that help whoever typed it."""

from __future__ import annotations

import re

_CURLY = "“”„‟‘’"


def mistyped(text: str, told: str) -> tuple[int, str]:
    """The line of the mistake, counted from 1, and what it is. ``told`` is what the parser says of it."""
    lines = text.split("\n")
    found = re.search(r"line (\d+)", told)
    number = int(found[1]) if found else max(1, len(text.rstrip().split("\n")))
    line = lines[number - 1].split(" #")[0].strip() if number <= len(lines) else ""
    return number, f"“{line}” is not right: {_why(line, told)}"


def line_of(text: str, where: str) -> int:
    """The line of a setting such as comfort.speed, or of a key outside of all tables; 1 where it cannot be found."""
    table, _, key = where.partition(".")
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("["):
            inside = line.strip().strip("[] ")
        name = line.partition("=")[0].strip().strip("\"'")
        if (inside == table and (not key or name == key)) or (not inside and not key and name == table):
            return number
    return 1


def _why(line: str, told: str) -> str:
    key, equals, value = (part.strip() for part in line.partition("="))
    if any(mark in line for mark in _CURLY):
        return 'type straight quotation marks ("), not curly ones.'
    if "overwrite" in told or "twice" in told:
        return "it stands there twice; keep one of the two."
    if line.startswith("["):
        return "a table is one word between [ and ] on a line of its own."
    if not equals or not key:
        return "write it as key = value."
    if not value:
        return "write a value after the = sign, or delete the line."
    if re.match(r"[\"']", value):
        return "the words need a quotation mark at their beginning and one at their end."
    if re.match(r"-?\d+,\d", value):
        return "a number has a point, not a comma."
    if re.match(r"(true|false|yes|no|on|off)\b", value, re.I):
        return "write true or false, in small letters."
    if re.match(r"[A-Za-z]", value):
        return f'words stand between quotation marks: {key} = "{value}".'
    return f"{told[:1].lower()}{told[1:].partition(' (at ')[0]}."
