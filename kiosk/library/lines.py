"""Whether the lines of a paragraph were meant: a programme or an address, not prose that an editor wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

NARROWEST = 56  # signs: narrower than any page that prose is wrapped to, its quotation marks in front left away
_SHORT = 45
_BEGINS = re.compile(r"[\"“‘'(\[]*(?!I(?:\b|['’]))(?:[^\W\d_a-z]|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)")
_GOES_ON = re.compile(
    r"(?:[,;&–—-]|(?:^|\s)(?:a|an|the|and|or|but|nor|of|to|in|on|at|for|with|by|from|as|than|that|if|is|are|was|were|be|"
    r"every|each|first|except|toward|about|between|after|before|when|while|who|which|into|over|under|through|"
    r"my|our|your|his|her|its|their|this|these|near|until|not|dr\.|mr\.|mrs\.|ms\.|st\.))$",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!?…][\"”’')\]]*$")


def unwrapped(typed: list[str], narrowest: int = NARROWEST) -> bool:
    """Whether no editor broke these lines, as they stand in the file: each had room for the next one's first word."""
    typed = typed[1:] if len(typed) > 2 and typed[0].rstrip("*_").endswith(":") else typed
    return len(typed) > 1 and all(
        len(line) + 1 + len(next(iter(then.split()), "")) <= narrowest for line, then in pairwise(typed)
    )


def begin_anew(shown: list[str]) -> bool:
    """Whether these lines, as they are displayed, each stand for themselves."""
    if len(shown) > 2 and shown[0].endswith(":"):  # "This week in the hall upstairs:", and the days under it
        shown = shown[1:]
    if len(shown) < 2 or any(len(line) > _SHORT for line in shown):
        return False
    parted = sum(not _GOES_ON.search(line) and bool(_BEGINS.match(then)) for line, then in pairwise(shown))
    if 4 * parted < 3 * (len(shown) - 1) or all(map(_STOPPED.search, shown[:-1])):
        return False  # whole sentences, each on a line, are prose too
    one = len(shown) == 2 and _STOPPED.search(shown[1]) and ":" not in shown[0]
    return not one  # one sentence over two lines
