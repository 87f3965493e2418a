"""What is answered to "Where am I?" and "How long is it?"."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.reads import article_of
from kiosk.core.state import (
    SPEEDS_WPM,
    ComfortPlace,
    HelpPlace,
    Home,
    Library,
    Notice,
    Number,
    OnShelf,
    Reading,
    State,
    Stop,
)
from kiosk.core.text import Article, Cursor


def minutes(words: int, wpm: int) -> int:
    """Whole minutes to hear so many words, never less than one."""
    return max(1, round(words / wpm))


def words_left(article: Article, section: int, cursor: Cursor) -> int:
    """Displayed words from the cursor's sentence to the end of the article."""
    here = article.sections[min(section, len(article.sections) - 1)].sentences[cursor.sentence :]
    return sum(len(one.words) for one in here) + sum(one.words for one in article.sections[section + 1 :])


def where(state: State, library: Library) -> Notice:
    """Title, section n of m and minutes left; elsewhere the name of the place."""
    match state.place:
        case OnShelf(shelf):
            title = next((each.title for each in library.shelves if each.id == shelf), "")
            return Notice("notice.where shelf", {"title": title} if title else {})
        case Number(link):
            return Notice("notice.where number", {"title": link.label})
        case ComfortPlace():
            return Notice("notice.where comfort")
        case HelpPlace():
            there = where(_under(state), library)
            reading = there.key == "notice.where reading"
            return Notice("notice.where help reading", there.values) if reading else Notice("notice.where help")
    article = article_of(state, library)
    if article is None:
        return Notice("notice.where")
    if not isinstance(state.place, Reading):
        return Notice("notice.where contents", {"title": article.title})
    section = state.place.section
    left = words_left(article, section, state.cursor)
    return Notice(
        "notice.where reading",
        {
            "title": article.title,
            "n": section + 1,
            "of": len(article.sections),
            "minutes": minutes(left, SPEEDS_WPM[state.comfort.speed]),
        },
    )


def _under(state: State) -> State:
    """Where Help leads back to."""
    under = state.trail[-1] if state.trail else Stop(Home())
    return replace(state, place=under.place, cursor=under.cursor, trail=())


def how_long(state: State, library: Library) -> Notice:
    """Minutes of the article in view; in Help, of the one under it."""
    article = article_of(_under(state) if isinstance(state.place, HelpPlace) else state, library)
    if article is None:
        return Notice("notice.how long")
    words = sum(section.words for section in article.sections)
    return Notice("notice.how long article", {"minutes": minutes(words, SPEEDS_WPM[state.comfort.speed])})
