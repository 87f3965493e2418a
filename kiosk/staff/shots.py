"""Pictures of places, painted without a display: for staff to look at and for tests to compare."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk import places
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.phrases import normal
from kiosk.core.state import (
    THEMES,
    Comfort,
    ComfortPlace,
    Contents,
    Door,
    HelpPlace,
    Home,
    Library,
    Number,
    Office,
    OnShelf,
    Place,
    Reading,
    State,
    Stop,
    Voicing,
)
from kiosk.core.text import Cursor, Link, Section
from kiosk.core.update import opening, update
from kiosk.frame import frame_of, section_of
from kiosk.library.shelf import open_library
from kiosk.page.geometry import Glass
from kiosk.screen.painter import shot
from kiosk.screen.type import Letters


class UnknownPlaceError(Exception):
    """There is no such place. The message is one sentence for staff."""


def place_named(name: str, library: Library) -> Place:
    """The place of a stable name. Raises UnknownPlaceError."""
    kind, _, rest = name.partition("/")
    match kind:
        case "home" | "rest":
            return Home()
        case "comfort":
            return ComfortPlace()
        case "door":
            return Door("12")
        case "office":
            return Office()
        case "help":
            return HelpPlace()
        case "number" if rest:
            return Number(_link(rest, library))
        case "shelf" if any(shelf.id == rest for shelf in library.shelves):
            return OnShelf(rest)
        case "contents" if library.article(rest) is not None:
            return Contents(rest)
        case "reading":
            article_id, _, number = rest.rpartition("/")
            article = library.article(article_id)
            if article is not None and number.isdigit() and 0 < int(number) <= len(article.sections):
                return Reading(article_id, int(number) - 1)
    known = ", ".join(entry.id for shelf in library.shelves for entry in shelf.entries[:3])
    raise UnknownPlaceError(
        f'There is no place "{name}"; it may be home, rest, comfort, help, number/TEXT, contents/ID or reading/ID/2, '
        f"with an ID such as {known or 'shelf/article'}."
    )


def _link(number: str, library: Library) -> Link:
    """The first link of the library to a number, with its name; else the number alone."""
    articles = (library.article(entry.id) for shelf in library.shelves for entry in shelf.entries)
    links = (link for article in articles if article for section in article.sections for link in section.links)
    return next((link for link in links if link.number == number), Link("", number=number))


def state_at(place: Place, comfort: Comfort, lit: str, library: Library) -> State:
    """A State that shows the place, the word of that number lit if one is given."""
    state = replace(opening(comfort), place=place, trail=(Stop(Home()),), visiting=True)
    section = section_of(state, library)
    if lit and section is None:
        raise UnknownPlaceError(f'There are no words to light, such as "{lit}", but in reading/ID/2.')
    if section is None or not lit:
        return state
    cursor = _word(section, lit)
    if cursor is None:
        raise UnknownPlaceError(f'There is no word "{lit}" to light in {section.title!r}.')
    return replace(state, cursor=cursor, voicing=Voicing("reading", 1))


def _word(section: Section, lit: str) -> Cursor | None:
    """Where a word stands: by its number, counted from 1 through the section, or by itself."""
    places = [Cursor(n, w) for n, one in enumerate(section.sentences) for w in range(len(one.words))]
    if lit.isdigit() and 0 < int(lit) <= len(places):
        return places[int(lit) - 1]
    words = (section.sentences[place.sentence].words[place.word].shown for place in places)
    return next((place for place, word in zip(places, words, strict=True) if normal(word) == normal(lit)), None)


def paint(
    name: str, out: Path, width: int, height: int, diagonal: float, text_size: int, theme: str,
    lit: str, content: Path, config: Config, listening: bool = False,
) -> None:  # fmt: skip
    """Paint a place into a PNG. Raises UnknownPlaceError, and OSError for the file."""
    if theme not in THEMES:
        raise UnknownPlaceError(f'There is no theme "{theme}"; it may be {", ".join(THEMES)}.')
    library = open_library(content, None)
    place = place_named(name, library)
    comfort = Comfort(text_size, theme, config.comfort.speed - 1, config.comfort.volume - 1)
    state = state_at(place, comfort, lit, library)
    if name == "rest":
        state = opening(comfort)
    if listening:
        state = update(state, m.EarIs("listening"), library)
    letters = Letters(places.assets() / "fonts")
    frame = frame_of(state, library, places.strings(), Glass(width, height, diagonal), letters)
    shot(frame.plan, out, places.assets(), letters)
