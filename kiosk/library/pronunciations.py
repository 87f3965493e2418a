"""How words are said that the voice would say wrong: lines of ``word = "how to say it"`` that staff keep."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kiosk.core.mistyped import line_of, mistyped
from kiosk.library.faults import Fault


def pronunciations(path: Path, faults: list[Fault]) -> dict[str, str]:
    """Each word with how to say it, from content/pronunciations.toml; empty when there is no such file."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as fault:
        line, what = mistyped(text, str(fault))
        faults.append(Fault("warning", "pronunciations", path.name, line, what,
                            'Write each word as: word = "how to say it".'))  # fmt: skip
        return {}
    except (OSError, ValueError, RecursionError) as fault:
        faults.append(Fault("warning", "pronunciations", path.name, 1, f"It cannot be read: {fault}.",
                            'Write each word as: word = "how to say it".'))  # fmt: skip
        return {}
    good = {word: said for word, said in table.items() if isinstance(said, str) and said.strip()}
    for word in table.keys() - good.keys():
        what = f'"{word}" has no words to say.'
        remedy = f'Write: {word} = "how to say it".'
        faults.append(Fault("warning", "pronunciations", path.name, line_of(text, word), what, remedy))
    return good
