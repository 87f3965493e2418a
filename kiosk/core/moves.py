"""Going somewhere and coming back: the places, and the trail that Back follows."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core import reads
from kiosk.core.state import (
    ComfortPlace,
    Contents,
    Door,
    HelpPlace,
    Home,
    Library,
    Notice,
    Number,
    Office,
    OnShelf,
    Place,
    Reading,
    State,
    Stop,
)
from kiosk.core.text import Cursor

_LONGEST_TRAIL = 32


def say_place(state: State, earcon: str = "arrive") -> State:
    """Name the place and what can be done here."""
    if isinstance(state.place, Number):
        return reads.speak(state, "number", earcon=earcon)
    return reads.speak(state, "place", earcon=earcon)


def more(state: State, message: m.More) -> State:
    """The next group of choices, or the one before. What is being read is read on meanwhile."""
    group = state.group + message.step
    group = group % message.of if message.of else group
    first = 0 if state.by_keys and state.sound != "ok" else None  # aloud, the next key names the first one
    shown = replace(state, group=group, focus=first, focus_on=None, focus_name="")
    return reads.resumed(shown) if reads.is_reading(state) else say_place(shown, earcon="")


def home(state: State) -> State:
    """The first page, with the way back forgotten and the settings kept."""
    return say_place(_at(state, Home(), ()))


def _at(state: State, place: Place, trail: tuple[Stop, ...], stop: Stop | None = None) -> State:
    return replace(
        state,
        place=place,
        trail=trail[-_LONGEST_TRAIL:],
        cursor=stop.cursor if stop else Cursor(),
        turned=stop is not None and stop.turned,
        group=stop.group if stop else 0,
        question=stop.question if stop else None,
        reading_all=stop is not None and stop.reading_all,
    )


def _forward(state: State, place: Place) -> State:
    if place == state.place:
        return say_place(state)
    if isinstance(state.place, Door | Office):
        return say_place(_at(state, place, ()))  # no way back leads into the office
    return say_place(_at(state, place, _trail(state)))


def _trail(state: State) -> tuple[Stop, ...]:
    """The way back from what comes after this place."""
    reading = reads.is_reading(state)
    stop = Stop(state.place, state.cursor, state.group, reading, state.reading_all, state.question, state.turned)
    return (*state.trail, stop)


def go(state: State, message: m.Wish, library: Library) -> State:
    """To a place named by a message; to an article that is gone, a kind word instead."""
    match message:
        case m.OpenShelf(shelf):
            return _forward(state, OnShelf(shelf))
        case m.OpenArticle(article, section):
            found = library.article(article)
            if found is None or not found.sections:
                return reads.say_notice(state, Notice("notice.gone"))
            if section is None:
                return _forward(state, Contents(article))
            wanted = min(max(section, 0), len(found.sections) - 1)
            return reads.speak(_at(state, Reading(article, wanted), reads.unasked(_trail(state))), "reading")
        case m.ShowNumber(link):
            return _forward(state, Number(link))
        case m.OpenComfort():
            return _forward(state, ComfortPlace())
        case _:
            return _forward(state, HelpPlace())


def back(state: State, speak: bool = True) -> State:
    """The place before, where reading goes on at its sentence, or its question is asked once more. At Home, Home."""
    if not state.trail:
        return home(state)
    stop = state.trail[-1]
    moved = _at(state, stop.place, state.trail[:-1], stop)
    if stop.reading:
        return reads.speak(moved, "reading", start=stop.cursor.sentence)
    if not speak:
        return reads.hush(moved)
    if isinstance(stop.place, Reading):
        return _asked_once_more(moved)
    return say_place(moved)


def _asked_once_more(state: State) -> State:
    """The question that was left open stands in view; the voice asks it once more, and not at each look elsewhere."""
    if state.question is None or (state.question.again and not state.by_keys):
        return reads.hush(state)
    return reads.speak(replace(state, question=replace(state.question, again=True)), "question")


def after_library_change(state: State, library: Library) -> State:
    """Stay where we are if that is still there; else Home, with a word of why."""
    trail = tuple(stop for stop in state.trail if _stands(stop.place, library))
    state = replace(state, trail=trail)
    if not _stands(state.place, library):
        return reads.say_notice(home(state), Notice("notice.gone"))
    if isinstance(state.place, Reading):
        article = library.article(state.place.article)
        assert article is not None
        sentences = article.sections[state.place.section].sentences
        sentence = min(state.cursor.sentence, len(sentences) - 1)
        word = min(state.cursor.word, len(sentences[sentence].words) - 1)
        state = replace(state, cursor=replace(state.cursor, sentence=sentence, word=word))
    return state


def _stands(place: Place, library: Library) -> bool:
    match place:
        case OnShelf(shelf):
            return any(each.id == shelf for each in library.shelves)
        case Contents(article):
            return library.article(article) is not None
        case Reading(article, section):
            found = library.article(article)
            return found is not None and section < len(found.sections)
    return True
