"""Web and mail addresses in words."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:https?://)?[\w.-]+@?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}(?:/[\w./-]*)?")
_DOMAINS = frozenset(("gov", "org", "com", "net", "mil", "info"))


def said_address(core: str) -> str | None:
    """An address, its short names letter by letter: "C D C dot gov"; None for any other word."""
    if len(core) < 6 or not _ADDRESS.fullmatch(core):
        return None
    text = re.sub(r"^https?://", "", core).rstrip("/")
    said = []
    for piece in re.findall(r"[A-Za-z0-9]+|[./@_-]", text):
        if piece in "./@_-":
            said.append({".": "dot", "/": "slash", "@": "at", "_": "underline", "-": "dash"}[piece])
        elif piece.lower() not in _DOMAINS and (len(piece) <= 3 or not re.search("[aeiouyAEIOUY]", piece)):
            said.append(" ".join(piece.upper()))
        else:
            said.append(piece)
    return " ".join(said)
