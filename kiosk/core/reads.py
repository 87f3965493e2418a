"""What the voice does next: reading a section, falling silent, saying a notice, asking a question."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.state import (
    Contents,
    Library,
    Notice,
    Question,
    Reading,
    State,
    Stop,
    VoiceMode,
    Voicing,
)
from kiosk.core.text import Article, Cursor

AT_START = Cursor()


def at(sentence: int, word: int) -> Cursor:
    return Cursor(sentence, word)


def is_reading(state: State) -> bool:
    """A section is being read aloud, or will be again when a short word to the visitor is over."""
    return state.voicing.mode == "reading" or state.voicing.resume


def speak(state: State, mode: VoiceMode, *, start: int = 0, resume: bool = False, earcon: str = "") -> State:
    """A new turn of the voice. Without sound there is nothing to say, and the page is turned by hand."""
    turn = state.voicing.turn + 1
    if state.sound != "ok":
        mode, resume = "silent", False
    if mode == "reading":
        state = replace(state, cursor=Cursor(start, 0), turned=False)
    return replace(state, voicing=Voicing(mode, turn, start, resume, earcon, state.by_keys))


def hush(state: State) -> State:
    """Silence at once. The place and the cursor stay."""
    return replace(state, voicing=Voicing("silent", state.voicing.turn + 1))


def resumed(state: State) -> State:
    """What is being read goes on, over a short word that is gone by now, too."""
    short = state.voicing.mode == "notice" and state.voicing.resume
    return speak(state, "reading", start=state.cursor.sentence) if short else state


def say_notice(state: State, notice: Notice) -> State:
    """Show and say a few words; then reading goes on where it was."""
    resume = is_reading(state)
    return speak(replace(state, notice=notice), "notice", resume=resume)


def ask(state: State, question: Question, earcon: str = "") -> State:
    resume = is_reading(state) and question.kind == "did you say"
    group = 0 if question.kind in ("go on", "the end") else state.group  # the big Yes stands in the first
    asked = replace(state, question=question, notice=None, group=group)
    return speak(asked, "question", resume=resume, earcon=earcon)


def article_of(state: State, library: Library) -> Article | None:
    """The article in view, if there is one."""
    match state.place:
        case Reading(article, _) | Contents(article):
            return library.article(article)
    return None


def enter(state: State, article: str, section: int, start: int = 0) -> State:
    """Read a section of an article aloud from a sentence. Back leads to before the reading began."""
    trail = unasked(state.trail)
    if not isinstance(state.place, Reading):
        trail = (*trail, Stop(state.place, state.cursor, state.group))
    moved = replace(
        state, place=Reading(article, section), trail=trail, cursor=Cursor(start, 0), turned=False, group=0,
        question=None,
    )  # fmt: skip
    return speak(moved, "reading", start=start)


def unasked(trail: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """The way back when something else is read: whoever went on need not be asked whether to go on."""
    return tuple(replace(stop, question=None) for stop in trail)


def read(state: State, message: m.Wish, library: Library) -> State:
    """The messages of reading. Where there is no article, they leave everything as it is."""
    article = article_of(state, library)
    if article is None or not article.sections:
        return speak(state, "place") if isinstance(message, m.Play) else state
    last = len(article.sections) - 1
    section = state.place.section if isinstance(state.place, Reading) else -1
    match message:
        case m.Read(wanted):
            if 0 <= wanted <= last:
                return replace(enter(state, article.id, wanted), reading_all=False)
            return say_notice(state, Notice("notice.no such section", {"n": wanted + 1, "of": last + 1}))
        case m.ReadAll():
            return replace(enter(state, article.id, 0), reading_all=True)
        case m.StartOver():
            return replace(enter(state, article.id, 0), reading_all=state.reading_all)
        case m.GoOn() | m.SkipSection(1):
            if section >= last:
                return _the_end(state)
            return enter(state, article.id, section + 1)
        case m.SkipSection():
            return enter(state, article.id, max(section - 1, 0))
    if section < 0:
        return enter(state, article.id, 0) if isinstance(message, m.Play) else state
    sentences = article.sections[min(section, last)].sentences
    match message:
        case m.Play(begins):
            start = state.cursor.sentence if begins is None else begins
            return speak(state, "reading", start=min(max(start, 0), len(sentences) - 1))
        case m.SkipSentence(step):
            wanted = state.cursor.sentence + step
            if wanted >= len(sentences):
                return _section_ended(state, library)
            return speak(state, "reading", start=max(wanted, 0))
        case m.ReadFrom(sentence):
            return speak(state, "reading", start=min(max(sentence, 0), len(sentences) - 1))
        case m.TurnTo(cursor):
            return replace(hush(state), cursor=cursor, turned=True)
    return state


def line_ended(state: State, library: Library) -> State:
    """What comes after the last word of a line."""
    if state.voicing.mode == "reading":
        return _section_ended(state, library)
    if state.voicing.resume and state.question is None:
        return speak(state, "reading", start=state.cursor.sentence)
    return replace(state, voicing=replace(state.voicing, mode="silent"))


def awaits_answer(state: State) -> bool:
    """A question was asked in the middle of reading, which waits in silence: what is read must be in view."""
    return state.question is not None and state.voicing.mode == "silent" and state.voicing.resume


def not_answered(state: State) -> State:
    """The question goes, and what was being read is read on."""
    return speak(replace(state, question=None), "reading", start=state.cursor.sentence)


def _section_ended(state: State, library: Library) -> State:
    article = article_of(state, library)
    if article is None or not isinstance(state.place, Reading):
        return hush(state)
    if state.place.section >= len(article.sections) - 1:
        return _the_end(state)
    if state.read_on or state.reading_all:
        return enter(state, article.id, state.place.section + 1)
    return ask(_not_resuming(state), Question("go on"), earcon="end")


def _the_end(state: State) -> State:
    return ask(replace(_not_resuming(state), reading_all=False), Question("the end"), earcon="end")


def _not_resuming(state: State) -> State:
    return replace(state, voicing=replace(state.voicing, mode="silent", resume=False))
