"""Where a link leads: another article, or a telephone number as it is shown."""

from __future__ import annotations

from pathlib import PurePosixPath


def normal_path(path: PurePosixPath) -> str:
    """The article at a path: without ".." and ".md"."""
    parts: list[str] = []
    for piece in path.parts:
        if piece == "..":
            if parts:
                parts.pop()
        elif piece != ".":
            parts.append(piece.removesuffix(".md"))
    return "/".join(parts)


def grouped(digits: str) -> str:
    """A bare number with the gaps that people write: 18006771116 is 1-800-677-1116."""
    plain = digits.lstrip("+")
    if len(plain) == 11 and plain[0] == "1":
        return f"1-{plain[1:4]}-{plain[4:7]}-{plain[7:]}"
    if len(plain) == 10:
        return f"{plain[:3]}-{plain[3:6]}-{plain[6:]}"
    return plain
