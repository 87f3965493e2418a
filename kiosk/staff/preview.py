"""`kiosk preview FILE`: one article as visitors will meet it, in a window, as pictures or as sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from kiosk import places
from kiosk.config import Config
from kiosk.core.lines import read_aloud
from kiosk.core.state import SPEEDS_WPM, Comfort, Contents, Home, Reading, State, Stop
from kiosk.core.text import Article
from kiosk.core.update import opening
from kiosk.frame import frame_of
from kiosk.library.shelf import Shelves, open_library
from kiosk.page.geometry import Glass
from kiosk.page.reading import pages
from kiosk.staff.written import slug


@dataclass(frozen=True)
class Found:
    """The article of a file: the content folder that it stands in, its library, and itself."""

    content: Path
    library: Shelves
    article: Article


def find(file: Path, content: Path) -> Found | str:
    """The article of a file, or one sentence that says why there is none."""
    try:
        if not file.is_file():
            return f"There is no file {file}."
    except OSError as fault:
        return f"{file} cannot be looked at ({fault.strerror})."
    if file.suffix.lower() != ".md":
        return f"{file} is not an article (.md); make one of it with: kiosk import {file}"
    place, root = file.resolve(), content.resolve()
    if root not in place.parents or len(place.relative_to(root).parts) > 2:
        root = place.parent  # anywhere else its own folder stands for the content
    shelf = "" if place.parent == root else f"{place.parent.name}/"
    library = open_library(root)
    article = library.article(shelf + re.sub(r"^\d+[-_. ]+(?=\D)", "", place.stem))
    if article is None:
        name = str(place.relative_to(root)).replace("\\", "/")
        faults = [str(fault) for fault in library.check() if fault.file == name]
        return faults[0] if faults else f"{file} cannot be shown as an article."
    return Found(root, library, article)


def states(found: Found, config: Config, glass: Glass, measure: object) -> Iterator[tuple[str, State]]:
    """The contents and every page of every section, each with a name for its picture."""
    wish = config.comfort
    comfort = Comfort(wish.text_size, wish.theme, wish.speed - 1, wish.volume - 1)
    state = replace(opening(comfort), trail=(Stop(Home()),))
    yield "0-contents", replace(state, place=Contents(found.article.id))
    for number, section in enumerate(found.article.sections):
        made = pages(section, glass, wish.text_size, measure)  # type: ignore[arg-type]  # Letters measures
        for page, one in enumerate(made, start=1):
            name = f"{number + 1}-{slug(section.title)}-page-{page}"
            yield name, replace(state, place=Reading(found.article.id, number), cursor=one.first)


def pictures(found: Found, folder: Path, config: Config, size: tuple[int, int], console: Console) -> int:
    """Paint every page of the article into ``folder``."""
    from kiosk.screen.painter import shot
    from kiosk.screen.type import Letters

    folder.mkdir(parents=True, exist_ok=True)
    letters = Letters(places.assets() / "fonts")
    glass = Glass(*size, config.screen.diagonal)
    count = 0
    for name, state in states(found, config, glass, letters):
        frame = frame_of(state, found.library, places.strings(), glass, letters)
        shot(frame.plan, folder / f"{name}.png", places.assets(), letters)
        count += 1
    console.print(f"{_count(count, 'picture')} in {escape(str(folder))}", soft_wrap=True)
    return 0


def audio(found: Found, folder: Path, config: Config, console: Console) -> int:
    """Write each section's sound into ``folder``."""
    from kiosk.speech.say import NoVoiceError, say_to_file

    folder.mkdir(parents=True, exist_ok=True)
    wpm = SPEEDS_WPM[config.comfort.speed - 1]
    for number, section in enumerate(found.article.sections, start=1):
        file = folder / f"{number}-{slug(section.title)}.wav"
        try:
            spoken = read_aloud(section, wpm)
            say_to_file(spoken, wpm, found.library.pronunciations, file, config.speech.voice, config.speech.engine)
        except NoVoiceError as fault:
            console.print(escape(str(fault)), soft_wrap=True)
            return 1
    console.print(f"{_count(len(found.article.sections), 'sound')} in {escape(str(folder))}", soft_wrap=True)
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
