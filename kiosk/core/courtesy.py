"""What people say around a phrase: hesitation, politeness, a false start. Pure thought, no recogniser."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Words = tuple[str, ...]


def _each(*texts: str) -> tuple[Words, ...]:
    return tuple(tuple(text.split()) for text in texts)


FILLERS = frozenset("um uh er erm ah oh hm hmm mm well so okay please".split())
_ABOUT = ("tell me about", "hear about", "know about", "read about", "the one about", "the article about",
          "something about", "more about", "how about", "what about")  # fmt: skip
CARRIERS = _each(  # before a phrase; heard whole, or in noise "pause" became "article"
    "can you", "could you", "would you", "will you", "can we", "could we", "can i", "could i", "can i hear", "i want",
    "i want to", "i want to hear", "i would like", "i would like to", "i'd like", "i'd like to", "i need", "i need a",
    "what is", "what is a", "what are", "do you have", "let us", "let's read", "let's hear", "let's go", "read me",
    "show me", "give me", "go to", "take me to", "the one on", "the one with", "listen to", "hello", "excuse me",
    *_ABOUT, *(f"{each} the" for each in _ABOUT),
)  # fmt: skip
COURTESIES = _each("please", "thank you", "thanks")  # after one
_OF_A_TITLE = ("the", "one")  # around one: "the phone scam one"
LOOSE = ("can you", "could you", "would you", "will you", "hello")  # disturb little even if heard word by word
AROUND = tuple(" ".join(each) for each in (*CARRIERS, *COURTESIES))


def strip(words: Sequence[str], phrases: Collection[str]) -> Words:
    """The words without what people say around a phrase, unless that is a phrase itself."""
    left = list(words)
    while left and " ".join(left) not in phrases:
        before = _longest(CARRIERS, left, True) or int(left[0] in FILLERS) or _false_start(left)
        if not before:
            break
        del left[:before]
    while left and " ".join(left) not in phrases:
        behind = _longest(COURTESIES, left, False) or int(left[-1] in FILLERS)
        if not behind:
            break
        del left[-behind:]
    if (left[:1], left[-1:]) == ([_OF_A_TITLE[0]], [_OF_A_TITLE[1]]) and " ".join(left[1:-1]) in phrases:
        return tuple(left[1:-1])
    return tuple(left)


def leads_in(words: Sequence[str]) -> bool:
    """Are they the beginning of what stands before a phrase: "the one"?"""
    return any(tuple(words) == each[: len(words)] for each in CARRIERS)


def _longest(some: Sequence[Words], words: Sequence[str], before: bool) -> int:
    """How many words the longest of some has that stands at the beginning, or at the end."""
    found = (len(each) for each in some if tuple(words[: len(each)] if before else words[-len(each) :]) == each)
    return max(found, default=0)


def _false_start(words: Sequence[str]) -> int:
    """How many words are said and then said again: "go back go back"."""
    halves = range(1, len(words) // 2 + 1)
    return next((count for count in halves if words[:count] == words[count : 2 * count]), 0)
