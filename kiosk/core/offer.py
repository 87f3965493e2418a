"""What may be said on a Screen, and which Choice of it a heard phrase is.

While the kiosk reads aloud, only what interrupts may be said in one word: every further word is one more that the
kiosk's own voice could be mistaken for. What takes two words or more is heard all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.hearing import Heard, Hearing
from kiosk.core.meaning import is_title
from kiosk.core.phrases import normal, number_words
from kiosk.core.screen import Screen
from kiosk.core.state import State

INTERRUPTING = (
    m.Pause | m.Again | m.SkipSentence | m.SkipSection | m.Volume | m.Speed | m.Resize
    | m.GoHome | m.GoBack | m.AskHelp | m.Done
)  # fmt: skip
_ANSWERS = ("yes", "no")  # to "Did you say ...?"
_MOST = 2000  # phrases; a grammar of these is taken up in 10 ms
_BEFORE, _AFTER = 3, 6  # words around the one being spoken that are in the air now, or will be in a moment


def hearing_of(
    screen: Screen, turn: int, speaking: bool = False, reading: bool = False,
    said_now: tuple[str, ...] = (), muted: bool = False, in_view: Collection[str] = (),
) -> Hearing:  # fmt: skip
    """The phrases of the screen's Choices, each with its index in ``screen.everything``.

    ``reading``: what is spoken is an article. ``said_now`` are displayed words that are in the air at this moment.
    Of very many titles those ``in_view`` (names of Choices) come first, and at last what is left out is their pieces.
    """
    offered = (
        (phrase, index)
        for phrase, index, choice in _in_order(screen, in_view)
        if not reading or isinstance(choice.message, INTERRUPTING) or " " in phrase
    )
    phrases = tuple(islice(offered, _MOST))
    now = tuple(word for shown in said_now for word in normal(shown).split())
    return Hearing(turn, phrases, speaking, now, muted)


def _in_order(screen: Screen, in_view: Collection[str]) -> Iterator[tuple[str, int, Choice]]:
    """The phrases, their indices and Choices, as they stand; where not all fit, the commands and what is in view, then
    the other titles' names and numbers, then their pieces."""
    numbered = list(enumerate(screen.everything))
    if sum(len(choice.phrases) for _, choice in numbered) <= _MOST:
        yield from ((phrase, index, choice) for index, choice in numbered for phrase in choice.phrases)
        return
    first = [each for each in numbered if not is_title(each[1]) or each[1].name in in_view]
    yield from ((phrase, index, choice) for index, choice in first for phrase in choice.phrases)
    titles = [each for each in numbered if is_title(each[1]) and each[1].name not in in_view]
    for plain in (True, False):
        for index, choice in titles:
            yield from ((one, index, choice) for one in choice.phrases if _names(choice, one) is plain)


def _names(choice: Choice, phrase: str) -> bool:
    """Is it the whole title, or its number?"""
    number = number_words(choice.number) if choice.number is not None and choice.number <= 99 else ""
    return phrase == normal(choice.label) or (bool(number) and f" {phrase}".endswith(f" {number}"))


def said_now(state: State, screen: Screen) -> tuple[str, ...]:
    """The displayed words that are being spoken: of an article those around the cursor, else the whole line."""
    line = screen.line
    if line is None:
        return ()
    if state.voicing.mode != "reading":
        return tuple(word for utterance in line.utterances for word in utterance.words)
    at, word = state.cursor.sentence, state.cursor.word
    words = line.utterances[at].words if at < len(line.utterances) else ()
    around = words[max(0, word - _BEFORE) : word + _AFTER]
    if word + _AFTER > len(words) and at + 1 < len(line.utterances):
        around += line.utterances[at + 1].words[: word + _AFTER - len(words)]
    if word < _BEFORE and 0 < at <= len(line.utterances):
        around += line.utterances[at - 1].words[word - _BEFORE :]
    return around


@dataclass(frozen=True)
class Answer:
    """What follows from a heard phrase: a Choice that is chosen, or only messages of the ear."""

    choice: Choice | None
    messages: tuple[m.Message, ...]


def answer_to(heard: Heard, state: State, screen: Screen) -> Answer:
    """What a phrase does on the Screen that it was heard on.

    A middling one is asked about, unless it answers that very question: then it was heard twice. Nor is a no, which
    changes nothing: "Did you say no?" has no good answer.
    """
    choice = screen.everything[heard.choice]
    asked = state.question if state.question is not None and state.question.kind == "did you say" else None
    twice = asked is not None and (choice.name in _ANSWERS or choice.message == asked.message)
    if heard.verdict == "accept" or twice or isinstance(choice.message, m.No):
        return Answer(choice, (m.Heard(heard.phrase),))
    return Answer(None, (m.DidYouSay(heard.phrase, choice.message),))
