"""A library of many articles, made of the sentences of those that ship."""

from __future__ import annotations

import random
from pathlib import Path

from kiosk.library.shelf import open_library

CONTENT = Path(__file__).resolve().parents[2] / "content"


def many(folder: Path, count: int, shelves: int = 20) -> None:
    """Write ``count`` articles of about 600 words in five sections into ``folder``, the same ones every time."""
    dice = random.Random(5)
    library = open_library(CONTENT)
    entries = [entry for shelf in library.shelves for entry in shelf.entries]
    articles = [article for entry in entries if (article := library.article(entry.id)) is not None]
    prose = [block for article in articles for section in article.sections for block in section.blocks]
    sentences = [one.text for block in prose if block.kind == "paragraph" for one in block.sentences]
    words = sorted({word.lower() for text in sentences for word in text.split() if word.isalpha() and len(word) > 3})

    def name() -> str:
        return " ".join(dice.sample(words, 3)).capitalize()

    def paragraph(length: int) -> str:
        return " ".join(dice.choice(sentences) for _ in range(length))

    for number in range(count):
        title = name()
        text = f"---\ntitle: {title}\nsource: Somebody\n---\n# {title}\n\n{paragraph(2)}\n"
        for _ in range(5):
            text += f"\n## {name()}\n\n" + "\n\n".join(paragraph(4) for _ in range(3)) + "\n"
        place = folder / f"shelf {number % shelves}" / f"article-{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
