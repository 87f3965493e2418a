"""The front matter of an article: lines of ``key: value`` between two lines of three dashes.

Not YAML on purpose: a colon in a title, a number or a "no" would surprise whoever writes it.
"""

from __future__ import annotations

import difflib
import re

from kiosk.library.faults import Fault

KEYS = ("title", "say", "also", "source", "author", "date", "picture", "hidden", "note")
YES, NO = ("true", "yes", "1"), ("false", "no", "0", "")


def split_front(text: str, file: str) -> tuple[dict[str, str], str, int, list[Fault]]:
    """The values, the rest of the text, how many lines the front matter took, and its faults."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, text, 0, []
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    values: dict[str, str] = {}
    faults: list[Fault] = []
    closed = end is not None
    if end is None:  # its keys must not be read aloud: they end where no known key stands
        keys = [line.partition(":")[0].strip().lower() for line in lines]
        known = [key in KEYS or key.startswith("x-") for key in keys]
        end = next((n for n in range(1, len(lines)) if not known[n]), len(lines))
        remedy = "Write --- on a line of its own after the last key."
        faults.append(Fault("warning", "front open", file, 1, "The front matter is not closed.", remedy))
    for number, line in enumerate(lines[1:end], start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if not colon:
            what = f'"{line.strip()}" is not a key and a value.'
            faults.append(Fault("warning", "front", file, number, what, "Write it as key: value."))
        elif key in KEYS:
            values[key] = _unquoted(value.strip())
            if key == "hidden" and values[key].lower() not in YES + NO:
                what = f'"hidden: {values[key]}" is neither yes nor no, so the article is shown.'
                faults.append(Fault("warning", "front", file, number, what, "Write hidden: yes, or delete the line."))
        elif not key.startswith("x-"):
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"The keys are {', '.join(KEYS)}."
            faults.append(Fault("warning", "front", file, number, f'There is no key "{key}".', hint))
    after = end + 1 if closed else end
    return values, "\n".join(lines[after:]), after, faults


def _unquoted(value: str) -> str:
    """Without the quotes around all of it; those of ``"Yes" and "no"`` belong to its words."""
    if value.count('"') == 1 and not re.search(r'\d"$', value):  # 6" is a length
        return value.strip('"')  # its partner was forgotten
    inside = value[1:-1]
    around = len(value) > 1 and value[0] == value[-1] == '"'
    return inside if around and not re.match(r'[^"]*[^\s"]"', inside) else value
