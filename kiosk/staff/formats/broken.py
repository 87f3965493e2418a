"""Words that a page of print breaks: at the end of a line, or after a large first letter."""

from __future__ import annotations

import re

from kiosk.staff.checks.words import in_dictionary


def joined(said: str, text: str) -> str:
    """What was said so far and the next line, in one."""
    if not (re.search(r"\w-$", said) and text[:1].isalnum()):
        return f"{said} {text}"
    return (said[:-1] if _one_word(said, text) else said) + text


def _one_word(said: str, text: str) -> bool:
    """Whether the end of the line broke a word, as in "bath-" "room", rather than a hyphen joining "well-" "known"."""
    head, rest = re.search(r"([a-z’']+)-$", said, re.IGNORECASE), re.match(r"[a-z’']+", text)
    if head is None or rest is None or not said[-2].islower():
        return False
    return in_dictionary(head[1] + rest[0]) or not (in_dictionary(head[1]) and in_dictionary(rest[0]))


def begun(letter: str, text: str) -> str:
    """A text with its large first letter, which may be a word by itself: "A cat", but "Once"."""
    rest = text.split()[0].strip(".,;:!?")
    word = letter[-1] in "AI" and in_dictionary(rest) and not in_dictionary(letter[-1] + rest)
    return f"{letter}{' ' if word else ''}{text}"
