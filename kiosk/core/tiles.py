"""Home, a shelf and the contents of an article: numbered tiles that answer to words and number."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.phrases import distinctive, title_phrases
from kiosk.core.reads import minutes
from kiosk.core.screen import Shown, Tiles
from kiosk.core.state import SPEEDS_WPM, Library, State
from kiosk.core.strings import Strings
from kiosk.core.text import Article, Entry, Shelf

_FEW = 12  # so many articles may stand on Home; with more, Home shows the shelves
_SAID = 20  # numbers up to this are understood everywhere
_PIECES_OF_MOST = 60  # titles beyond these answer to their words and number only

Tile = tuple[str, m.Message, str, tuple[str, ...]]  # title, message, detail, further phrases


def home(state: State, library: Library, strings: Strings) -> Shown:
    shelves = [shelf for shelf in library.shelves if shelf.entries]
    everything = tuple(entry for shelf in shelves for entry in shelf.entries)
    title = strings("home.title" if state.visiting else "home.title at rest")
    if len(everything) <= _FEW or len(shelves) == 1:
        return entries(title, "", everything, state, strings)
    return _shelves(title, shelves, state, strings)


def _lead(key: str, state: State, strings: Strings) -> str:
    return strings(f"{key}.lead listening" if state.ear == "listening" else f"{key}.lead")


def _numbered(titles: list[Tile], noun: str) -> tuple[Choice, ...]:
    """Numbered tiles from (title, message, detail, further phrases)."""
    names = [title for title, _, _, _ in titles]
    pieces = distinctive(tuple(names[:_PIECES_OF_MOST])) + ((),) * max(0, len(names) - _PIECES_OF_MOST)
    return tuple(
        Choice(
            name=f"{noun or 'title'} {number}",
            label=title,
            message=message,
            phrases=title_phrases(title, pieces[number - 1], number, noun, also),
            detail=detail,
            hint=detail,
            role="tile",
            number=number,
        )
        for number, (title, message, detail, also) in enumerate(titles, start=1)
    )


def _measure(words: int, sections: int, state: State, strings: Strings) -> str:
    heard = minutes(words, SPEEDS_WPM[state.comfort.speed])
    return f"{strings.count('count.sections', sections)} · {strings.count('count.minutes', heard)}"


def entries(title: str, aside: str, entries: tuple[Entry, ...], state: State, strings: Strings) -> Shown:
    lead = _lead("home", state, strings) if entries else strings("home.empty")
    tiles: list[Tile] = [
        (each.title, m.OpenArticle(each.id), _measure(each.words, each.sections, state, strings),
         (*((each.say,) if each.say else ()), *each.also))
        for each in entries
    ]  # fmt: skip
    return title, aside, Tiles(lead), _numbered(tiles, "article")


def _shelves(title: str, shelves: list[Shelf], state: State, strings: Strings) -> Shown:
    tiles: list[Tile] = [
        (each.title, m.OpenShelf(each.id), strings.count("count.articles", len(each.entries)), ()) for each in shelves
    ]
    return title, "", Tiles(_lead("home", state, strings)), _numbered(tiles, "shelf")


def contents(article: Article, state: State, strings: Strings) -> Shown:
    total = _measure(sum(each.words for each in article.sections), len(article.sections), state, strings)
    wpm = SPEEDS_WPM[state.comfort.speed]
    tiles: list[Tile] = [
        (each.title, m.Read(index), strings.count("count.minutes", minutes(each.words, wpm)), ())
        for index, each in enumerate(article.sections)
    ]
    key = "contents.lead silent" if state.sound != "ok" else "contents.lead"
    lead = strings("contents.lead listening") if state.ear == "listening" else strings(key)
    everything = strings.choice("read all", m.ReadAll(), "main")
    parts = tuple(replace(part, phrases=_parts(part.phrases)) for part in _numbered(tiles, "section"))
    return article.title, total, Tiles(lead), (everything, *parts)


def _parts(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """What answers to "section" answers to "part" too, which is how the kiosk itself calls it."""
    return (*phrases, *(one.replace("section", "part", 1) for one in phrases if "section" in one.split()))


def beyond(last: int, noun: str) -> tuple[Choice, ...]:
    """The numbers to twenty that nothing here has, so that they are answered and not taken for another."""
    found = []
    for number in range(last + 1, _SAID + 1):
        phrases = title_phrases("", (), number, noun)
        found.append(
            Choice(
                name=f"no {noun} {number}",
                label=str(number),
                message=m.NoSuchNumber(number, last),
                phrases=_parts(phrases),
                role="spoken",
            )
        )
    return tuple(found)
