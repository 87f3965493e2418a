"""The letter A by its name: an engine says a lone "A" as the article in "a cup", wherever it stands in a text.

Which of the two is meant is told by the words beside it. In doubt it is left to the engine, as the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.core.shortforms import LETTERED, STARTERS

NAME = "eigh"  # espeak-ng says "ay" as in "eye"
_JOINED = re.compile(  # "A-1", "Q and A", "V A dot gov"; not "A.A.", which is said well, nor "cold—A nurse"
    r"(?<![^\s“‘(\[\"'/&+–-])(?<!--)A(?=$|[\s/&+–,;:!?…)\]”\"-](?!-)|\.(?!\w)|[’']s\b)"
)
_SMALL_AMONG_LETTERS = re.compile(r"(?<=\b[a-z] )a(?=$|[\s,;:!?…]|[’']s\b)|(?<![\w’'.])a(?= [a-z]\b(?![.’']))")
_WHOLLY_ENCLOSED = re.compile(r"[(\[“‘\"']A[)\]”’\"'][.,;:!?…]*|A\)")
_BARE = re.compile(r"A[)\]”’\"'.,;:!?…]*")
_WOVEN = re.compile(r"\W*[A-Za-z]{2,}-A-[A-Za-z]{2,}.*")  # "Dial-A-Ride"
_NO_ARTICLE_BEHIND = frozenset("the a an each every no our my your".split())
_TO_ANOTHER = frozenset("and or to through thru & + – - vs vs. versus".split())
_BEGINS_ANEW = ":.!?…)]–—-•*|"


def named(words: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
    """What is said for displayed words, each A that is a letter as its name."""
    spelt = len(words) > 1 and all(len(word) == 1 and word.isalnum() for word in words)  # a telephone number's CARE
    return tuple(
        _named(words, index, text, spelt) if "A" in text or (text != words[index] and "a" in text) else text
        for index, text in enumerate(said)
    )


def _named(words: Sequence[str], index: int, text: str, spelt: bool) -> str:
    word = words[index]
    if text == word and word.lstrip("([“‘\"'")[:1] == "A" and _alone(word):
        letter = spelt or _is_letter(words, index)
        return text.replace("A", NAME, 1) if letter else text
    if _WOVEN.fullmatch(text):
        return text
    text = _JOINED.sub(NAME, text)
    return text if text == word else _SMALL_AMONG_LETTERS.sub(NAME, text)


def _alone(word: str) -> bool:
    return bool(_BARE.fullmatch(word.lstrip("([“‘\"'")))


def _is_letter(words: Sequence[str], index: int) -> bool:
    """Whether the lone A at this place of a sentence is a letter: "Part A is free", but "Take A Walk"."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    second = words[index + 2] if index + 2 < len(words) else ""
    if _WHOLLY_ENCLOSED.fullmatch(word):
        return True
    if following.lower() in _TO_ANOTHER and re.fullmatch(r"[B-Z]\b\W*", second):
        return True  # "From A to Z"
    begins = index == 0 or (words[index - 1].rstrip("”’\"'") or "–")[-1] in _BEGINS_ANEW
    if re.fullmatch(r"[B-HJ-Z]\b\W*", following):  # "A I wrote" is none
        listed = not second or re.fullmatch(r"[A-Z]", second) or word[-1] == ","
        return bool(listed) if begins and word[-1] != "." else True  # "A T cell fights", but "A B C"
    if index == 0 or word[0] != "A":
        return False
    before = words[index - 1].rstrip("”’\"'")
    label = before.lower().lstrip("(“\"'‘[")
    told_to = index == 1 or _bare_before(words, index - 1) in ("to", "let’s", "let's", "please", "we", "you")
    if label in ("building", "plan") and told_to and following[:1].isupper():
        return following.lower() in STARTERS  # "Building A Is Closed", but "Building A Ramp", "Plan A Trip"
    if label in LETTERED or label in ("apt.", "bldg."):
        return True
    if not before or re.search(r"[.!?]\d+$", before) or not (before[-1].isalpha() or before[-1] in "0123456789,"):
        return False
    return label in _NO_ARTICLE_BEHIND or not (following[:1].isupper() or following[:1].isdigit())


def _bare_before(words: Sequence[str], index: int) -> str:
    return words[index - 1].lower() if index > 0 else ""
