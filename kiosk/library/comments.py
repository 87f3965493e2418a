"""Notes that staff wrote into an article between ``<!--`` and ``-->``; nobody else sees them."""

from __future__ import annotations

import re

# One that holds the beginning of another was never closed: it must not take all that stands between with it.
_CLOSED = re.compile(r"(?<!\\)<!--(?:-?>|(?:(?!<!--).)*?-->)", re.DOTALL)
_OPEN = re.compile(r"(?<!\\)<!--")


def without_comments(text: str) -> tuple[str, list[int]]:
    """The same lines without comments, and on which of them, counted from 1, one begins that does not end.

    Of such a one the text stays.
    """
    if "<!--" not in text:
        return text, []
    text = _CLOSED.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    begun = [number for number, line in enumerate(text.split("\n"), start=1) if _OPEN.search(line)]
    return _OPEN.sub("", text), begun
