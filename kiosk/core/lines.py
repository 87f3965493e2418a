"""What is to be said at a moment, as a Line. The pauses are those of a calm reader."""

from __future__ import annotations

import re

from kiosk.core.ears import notice_text
from kiosk.core.screen import Digits, Pad, Screen, Tiles
from kiosk.core.speech import Line, Utterance, pause_ms
from kiosk.core.state import SPEEDS_WPM, Contents, Library, Reading, State
from kiosk.core.strings import Strings
from kiosk.core.text import Section

AFTER_SENTENCE_MS = 400
AFTER_HEADING_MS = 800
AFTER_DIGITS_MS = 900
DIGITS_WPM = 60


def groups(number: str) -> tuple[str, ...]:
    """A telephone number cut where it is written with a gap: "1-800-677-1116" is four groups."""
    found = tuple(group for group in re.split(r"[^0-9A-Za-z]+", number) if group)
    return found or (number,)


def line_of(state: State, screen: Screen, strings: Strings, library: Library) -> Line | None:
    """The Line of a state, or None for silence. The same turn always gives the same words."""
    voicing = state.voicing
    if voicing.mode == "silent":
        return None
    utterances = _utterances(state, screen, strings, library)
    if not utterances:
        return None
    wpm = SPEEDS_WPM[state.comfort.speed]
    first = min(voicing.start, len(utterances) - 1) if voicing.mode == "reading" else 0
    return Line(voicing.turn, utterances, wpm, state.comfort.volume, voicing.earcon, first)


def _utterances(state: State, screen: Screen, strings: Strings, library: Library) -> tuple[Utterance, ...]:
    match state.voicing.mode:
        case "reading":
            if not isinstance(state.place, Reading):
                return ()
            article = library.article(state.place.article)
            if article is None or state.place.section >= len(article.sections):
                return ()
            return read_aloud(article.sections[state.place.section], SPEEDS_WPM[state.comfort.speed])
        case "notice":
            sayable = screen.choices if state.question else (*screen.choices, *screen.spoken)
            return _say(notice_text(state, strings, sayable))
        case "focus":
            return _say(state.focus_said)
        case "number":
            return _number(screen)
        case "question" if state.question is not None and state.question.kind in ("go on", "the end"):
            return (*_say(strings(f"reading.{state.question.kind}")), *_answer(state, screen))
    lead = screen.body.lead if isinstance(screen.body, Tiles | Pad) else ""
    return (*_say(_title(state, screen, library), AFTER_HEADING_MS), *_say(lead), *_answer(state, screen))


def _answer(state: State, screen: Screen) -> tuple[Utterance, ...]:
    """What Enter answers to a question, for who uses keys."""
    asked = state.question is not None and state.question.kind != "did you say"
    named = asked and state.voicing.mode == "question" and state.voicing.by_keys
    return _say(screen.choices[0].label) if named and screen.choices else ()


def _title(state: State, screen: Screen, library: Library) -> str:
    """The title, or how its article says that it is to be spoken."""
    article = library.article(state.place.article) if isinstance(state.place, Contents) else None
    return article.say if article and article.say and screen.title == article.title else screen.title


def _say(text: str, pause_ms: int = AFTER_SENTENCE_MS) -> tuple[Utterance, ...]:
    return (Utterance(tuple(text.split()), pause_ms),) if text.strip() else ()


def _number(screen: Screen) -> tuple[Utterance, ...]:
    if not isinstance(screen.body, Digits):
        return ()
    spoken = tuple(
        Utterance(tuple(group), AFTER_DIGITS_MS, index, DIGITS_WPM) for index, group in enumerate(screen.body.groups)
    )
    return (*_say(screen.body.label, AFTER_HEADING_MS), *spoken, *_say(screen.body.then))


def read_aloud(section: Section, wpm: int) -> tuple[Utterance, ...]:
    """The sentences of a section, each with the pause that follows it."""
    sentences, block_of = section.sentences, section.block_of
    found = []
    for index, sentence in enumerate(sentences):
        ends_block = index + 1 == len(sentences) or block_of[index + 1] != block_of[index]
        pause = pause_ms(section.blocks[block_of[index]].kind, ends_block, wpm)
        found.append(Utterance(tuple(word.shown for word in sentence.words), pause, index))
    return tuple(found)
