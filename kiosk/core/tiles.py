"""Home, a shelf and the contents of an article: numbered tiles that answer to words and number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.answers import minutes
from kiosk.core.choice import Choice
from kiosk.core.phrases import distinctive, title_phrases
from kiosk.core.screen import Shown, Tiles
from kiosk.core.spoken import as_spoken
from kiosk.core.state import SPEEDS_WPM, Library, State
from kiosk.core.strings import Strings
from kiosk.core.text import Article, Entry, Shelf

_KEPT = 4  # sets of tiles kept, since a frame is made at every touch: 5,000 titles take a third of a second

_FEW = 12  # so many articles may stand on Home; with more, Home shows the shelves
_SAID = 20  # numbers up to this are understood everywhere
_PIECES_OF_MOST = 60  # titles beyond these answer to their words and number only

Tile = tuple[str, m.Wish, str, tuple[str, ...], str]  # title, message, detail, further phrases, picture
_made: dict[tuple[object, ...], tuple[object, tuple[Choice, ...]]] = {}


def _once(source: object, key: tuple[object, ...], make: Callable[[], tuple[Choice, ...]]) -> tuple[Choice, ...]:
    """The tiles of a source (which never changes) made once for a key."""
    whole = (id(source), *key)
    kept = _made.get(whole)
    if kept is None or kept[0] is not source:
        kept = source, make()
        while len(_made) >= _KEPT:
            del _made[next(iter(_made))]
        _made[whole] = kept
    return kept[1]


def home(state: State, library: Library, strings: Strings) -> Shown:
    shelves = [shelf for shelf in library.shelves if shelf.entries]
    title = strings("home.title" if state.visiting else "home.title at rest")
    if shows_shelves(library):
        return _shelves(title, shelves, state, strings)
    if len(shelves) == 1:
        return entries(title, "", shelves[0].entries, state, strings)
    few = tuple(entry for shelf in shelves for entry in shelf.entries)
    return entries(title, "", few, state, strings, library.shelves)


def shows_shelves(library: Library) -> bool:
    """Whether Home shows shelves, since there are too many articles for one page."""
    counts = [len(shelf.entries) for shelf in library.shelves if shelf.entries]
    return sum(counts) > _FEW and len(counts) > 1


def _lead(key: str, state: State, strings: Strings) -> str:
    return strings(f"{key}.lead listening" if state.ear == "listening" else f"{key}.lead")


def _numbered(titles: list[Tile], noun: str) -> tuple[Choice, ...]:
    """Numbered tiles from (title, message, detail, further phrases)."""
    names = [title for title, *_ in titles]
    pieces = distinctive(tuple(names[:_PIECES_OF_MOST])) + ((),) * max(0, len(names) - _PIECES_OF_MOST)
    return tuple(
        Choice(
            name=f"{noun or 'title'} {number}",
            label=title,
            message=message,
            phrases=title_phrases(title, pieces[number - 1], number, noun, (*as_spoken(title), *also)),
            detail=detail,
            hint=detail,
            role="tile",
            number=number,
            picture=picture,
        )
        for number, (title, message, detail, also, picture) in enumerate(titles, start=1)
    )


def _measure(words: int, sections: int, state: State, strings: Strings) -> str:
    if not words:
        return ""  # the article was only glanced at
    heard = minutes(words, SPEEDS_WPM[state.comfort.speed])
    return f"{strings.count('count.sections', sections)} · {strings.count('count.minutes', heard)}"


def entries(
    title: str, aside: str, entries: tuple[Entry, ...], state: State, strings: Strings, source: object = None
) -> Shown:
    """Articles as tiles. ``source`` is what the entries were taken from, where they are not kept themselves."""
    lead = _lead("home", state, strings) if entries else strings("home.empty")

    def make() -> tuple[Choice, ...]:
        tiles: list[Tile] = [
            (each.title, m.OpenArticle(each.id), _measure(each.words, each.sections, state, strings),
             (*((each.say,) if each.say else ()), *each.also), each.picture)
            for each in entries
        ]  # fmt: skip
        return _numbered(tiles, "article")

    return title, aside, Tiles(lead), _once(source or entries, ("articles", state.comfort.speed, id(strings)), make)


def shelf_title(shelf: Shelf, strings: Strings) -> str:
    """A shelf's name; what lies beside the shelves, and a folder whose name no font can show, has none of its own."""
    return shelf.title or strings("shelf.unnamed")


def _shelves(title: str, shelves: list[Shelf], state: State, strings: Strings) -> Shown:
    tiles: list[Tile] = [
        (shelf_title(each, strings), m.OpenShelf(each.id), strings.count("count.articles", len(each.entries)), (), "")
        for each in sorted(shelves, key=lambda shelf: not shelf.title)  # "More to read" comes after what has a name
    ]
    return title, "", Tiles(_lead("home", state, strings)), _numbered(tiles, "shelf")


def contents(article: Article, state: State, strings: Strings) -> Shown:
    total = _measure(sum(each.words for each in article.sections), len(article.sections), state, strings)
    wpm = SPEEDS_WPM[state.comfort.speed]
    tiles: list[Tile] = [
        (each.title, m.Read(index), strings.count("count.minutes", minutes(each.words, wpm)), (), "")
        for index, each in enumerate(article.sections)
    ]
    key = "contents.lead silent" if state.sound != "ok" else "contents.lead"
    lead = strings("contents.lead listening") if state.ear == "listening" else strings(key)
    everything = strings.choice("read all", m.ReadAll(), "main")
    parts = tuple(replace(part, phrases=_parts(part.phrases)) for part in _numbered(tiles, "section"))
    return article.title, total, Tiles(lead), (everything, *parts)


def page_before(strings: Strings) -> Choice:
    """Turns back to the titles before, as "next page" leads on to more."""
    before = strings.choice("page before", m.More(-1), "spoken")
    return replace(before, phrases=(*before.phrases, "previous"))


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
