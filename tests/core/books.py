"""A small library made by hand: what core needs of the shelves, without any file."""

from __future__ import annotations

from kiosk.core.text import Article, Block, Entry, Link, Section, Sentence, Shelf, Word


def sentence(text: str) -> Sentence:
    return Sentence(tuple(Word(word) for word in text.split()))


def section(title: str, *paragraphs: str, links: tuple[Link, ...] = ()) -> Section:
    head = Block("heading", (sentence(title),))
    rest = tuple(Block("paragraph", tuple(sentence(one + ".") for one in text.rstrip(".").split(". ")))
                 for text in paragraphs)  # fmt: skip
    return Section(title, (head, *rest), links)


class Books:
    """A library of articles given as they are."""

    def __init__(self, *articles: Article) -> None:
        self._articles = {article.id: article for article in articles}
        entries = tuple(
            Entry(each.id, each.title, each.shelf, len(each.sections), sum(part.words for part in each.sections))
            for each in articles
        )
        names = dict.fromkeys(entry.shelf for entry in entries)
        self.shelves = tuple(
            Shelf(name, name.capitalize(), tuple(entry for entry in entries if entry.shelf == name)) for name in names
        )

    def article(self, id: str) -> Article | None:
        return self._articles.get(id)


GARDEN = Article(
    "home/garden", "A window garden",
    (
        section("Light", "Herbs like the sun. Turn the pots once a week", "Mint will do with less"),
        section("Water", "Feel the soil. Water it when it is dry",
                links=(Link("Garden line", number="1-800-555-0100"), Link("Better sleep", article="home/sleep"))),
    ),
    shelf="home",
)  # fmt: skip
SLEEP = Article("home/sleep", "Better sleep", (section("Better sleep", "Go to bed at one time"),), shelf="home")
BOOKS = Books(GARDEN, SLEEP)
