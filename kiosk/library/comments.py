"""Notes that staff wrote into an article between ``<!--`` and ``-->``; nobody else sees them."""

from __future__ import annotations

import re

# One that holds the beginning of another was never closed: it must not take all that stands between with it.
_CLOSED = re.compile(r"(?<!\\)<!--(?:-?>|(?:(?!<!--).)*?-->)", re.DOTALL)
# Staff who leave out a part with a note in it mean all of it: the outer one's end stands at the end of a line.
_WITH_OTHERS = re.compile(
    r"(?<!\\)<!--(?:(?!<!--|-->).)*(?:<!--(?:(?!<!--|-->).)*-->(?:(?!<!--|-->).)*)+-->(?=[ \t]*$)",
    re.DOTALL | re.MULTILINE,
)
_GONE = "\0"  # in a comment's place; the text that comes here has none
_SPACE_BEFORE = re.compile(rf"(?<![ \t{_GONE}])[ \t]+(?={_GONE}[ \t{_GONE}]*$)", re.MULTILINE)
_OPEN = re.compile(r"(?<!\\)<!--")


def without_comments(text: str) -> tuple[str, list[int]]:
    """The same lines without comments, and on which of them, counted from 1, one begins that does not end.

    Of such a one the text stays.
    """
    if "<!--" not in text:
        return text, []
    for comments in (_WITH_OTHERS, _CLOSED):
        text = comments.sub(lambda comment: _GONE + "\n" * comment[0].count("\n"), text)
    text = _SPACE_BEFORE.sub("", text).replace(_GONE, "")  # two spaces would end the line
    begun = [number for number, line in enumerate(text.split("\n"), start=1) if _OPEN.search(line)]
    return _OPEN.sub("", text), begun
