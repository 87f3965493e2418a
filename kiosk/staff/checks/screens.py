"""Which phrases stand on one screen together, asked of the kiosk's own screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.core.phrases import normal, number_words
from kiosk.core.screen import Setting
from kiosk.core.screens import present
from kiosk.core.state import Comfort, Contents, Home, Library, Place, Question, Reading
from kiosk.core.strings import Strings
from kiosk.core.text import Article, Block, Cursor, Section, Sentence, Shelf, Word
from kiosk.core.tiles import shows_shelves
from kiosk.core.update import opening
from kiosk.staff.checks.alike import Group, Said
from kiosk.staff.checks.sheet import Sheet

_PAGES = Setting(page=1, pages=3, next=Cursor(2), previous=Cursor(0))  # so that both ways to turn are there


def groups(sheets: Sequence[Sheet], library: Library, strings: Strings) -> Iterator[Group]:
    """Home or each shelf with its titles, each article with its headings, each section with its links."""
    yield from _lists({sheet.article.id: sheet for sheet in sheets}, library, strings)
    contents, reading = _own(strings, Contents("")), _own(strings, Reading("", 0))
    for sheet in sheets:
        yield Group(f"in the list of parts of “{sheet.article.title}”", tuple(_headings(sheet)), contents)
        for number, section in enumerate(sheet.article.sections):
            if section.links:
                yield Group(f"while “{section.title}” is read", tuple(_links(sheet, number)), reading)


def _lists(named: dict[str, Sheet], library: Library, strings: Strings) -> Iterator[Group]:
    own = _own(strings, Home())
    lists: list[tuple[str, tuple[Shelf, ...]]] = [("on the first page", library.shelves)]
    if shows_shelves(library):
        yield Group("on the first page", tuple(Said(normal(one.title), one.title, "shelf", one.id, 1, one.id)
                                               for one in library.shelves), own)  # fmt: skip
        lists = [(f"on the shelf “{shelf.title}”", (shelf,)) for shelf in library.shelves]
    for where, shelves in lists:
        sheets = [named[entry.id] for shelf in shelves for entry in shelf.entries if entry.id in named]
        yield Group(where, tuple(said for sheet in sheets for said in _titles(sheet)), own)


def _titles(sheet: Sheet) -> Iterator[Said]:
    article, seen = sheet.article, set()
    line = sheet.line_of_key("title")
    yield Said(normal(article.title), article.title, "title", sheet.file, line, sheet.file)
    seen.add(normal(article.title))
    for key, phrases in (("say", (article.say,) if article.say else ()), ("also", article.also)):
        for phrase in phrases:
            if normal(phrase) not in seen:
                seen.add(normal(phrase))
                yield Said(normal(phrase), phrase, key, sheet.file, sheet.line_of_key(key), sheet.file)


def _headings(sheet: Sheet) -> Iterator[Said]:
    for number, (section, lines) in enumerate(zip(sheet.article.sections, sheet.parsed.lines, strict=True)):
        yield Said(normal(section.title), section.title, "heading", sheet.file, lines[0], f"section {number}")


def _links(sheet: Sheet, number: int) -> Iterator[Said]:
    section, lines = sheet.article.sections[number], sheet.parsed.link_lines[number]
    for link, line in zip(section.links, lines, strict=True):
        if not any(mark.isalpha() for mark in link.label):
            continue  # a bare number is named by the rule for telephones
        target = link.number or f"{link.article} {link.section}"
        yield Said(normal(link.label), link.label, "link", sheet.file, line, target)


class _Plain:
    """A library of one plain article, so that no title takes a phrase away from the kiosk's own choices."""

    shelves: tuple[Shelf, ...] = ()

    def article(self, id: str) -> Article:
        part = Section("", (Block("paragraph", (Sentence((Word("Text"),)),)),))
        return Article(id, "", (part, part, part))


def _own(strings: Strings, place: Place) -> dict[str, str]:
    """What the kiosk itself answers to at a place: each phrase with the label of its button."""
    states = [replace(opening(Comfort()), place=place, ear="listening")]
    if isinstance(place, Reading):
        states = [replace(states[0], place=replace(place, section=1), question=question)
                  for question in (None, Question("go on"), Question("the end"))]  # fmt: skip
    found = {number_words(number): f"number {number}" for number in range(1, 13)}
    for state in states:
        for choice in present(state, _Plain(), strings, _PAGES).everything:
            if choice.role != "tile":
                found |= dict.fromkeys(choice.phrases, choice.label or f"number {choice.number}")
    return found
