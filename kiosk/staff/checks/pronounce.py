"""Words that the voice may say wrong: names, abbreviations said as words, spellings that no word list has.

What espeak-ng would say is asked of espeak-ng itself, so an abbreviation that it spells out anyway is not named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.core import letter_a
from kiosk.core.spoken import spoken_words
from kiosk.hearing.phones import VOWELS
from kiosk.hearing.sounds import spoken
from kiosk.library.faults import Fault
from kiosk.staff.checks.letters import KNOWN, SHORT_FORMS
from kiosk.staff.checks.sheet import Sheet, Spot
from kiosk.staff.checks.words import bare, folded, in_dictionary, is_english

_PLAIN = {
    "aa": "ah", "ae": "a", "ah": "uh", "ao": "aw", "aw": "ow", "ay": "eye", "eh": "e", "er": "ur", "ey": "ay",
    "ih": "i", "iy": "ee", "ow": "oh", "uh": "oo", "uw": "oo", "dh": "th", "hh": "h", "jh": "j",
}  # fmt: skip
_PAIRS = frozenset("bl br ch cl cr dr fl fr gl gr pl pr sh sk sl sm sn sp st sw th tr tw".split())


@dataclass(frozen=True)
class Word:
    """A word in doubt: where it first stands, in how many articles, and how it might be written for the voice."""

    core: str
    sheet: Sheet
    spot: Spot
    articles: int
    instead: str  # "" when nobody but a person can know


def mispronounced(sheets: Sequence[Sheet], said: Mapping[str, str]) -> Iterator[Fault]:
    """Each doubtful word of a library once; ``said`` is what pronunciations.toml has."""
    words = list(_doubtful(sheets, said))
    try:
        now = spoken([word.core for word in words])
        then = spoken([word.instead or word.core for word in words])
    except OSError:  # no voice here to ask: say only what is doubtful
        now = then = [()] * len(words)
    for word, sounds, better in zip(words, now, then, strict=True):
        if word.instead and sounds and _bare(sounds) == _bare(better):
            continue
        yield _fault(word, respelt(_bare(sounds)))


def _fault(word: Word, heard: str) -> Fault:
    about = f": it says about “{heard}”" if heard else ""
    more = f" It stands in {word.articles} articles." if word.articles > 1 else ""
    line = f'"{word.core}" = "{word.instead or heard or word.core}"'
    remedy = f'Listen: kiosk say "{word.core}" hear.wav. If it is wrong, put this line into pronunciations.toml'
    if word.instead:
        remedy += f": {line}"
    else:
        remedy += f', written as it should sound: {line} If it is right: "{word.core}" = "{word.core}"'
    return Fault(
        "note", "pronounce", word.sheet.file, word.sheet.line_of(word.spot, word.core),
        f"The voice may say “{word.core}” wrong{about}.{more}",
        remedy, "A word said wrong makes the listener stumble, and a name said wrong may hurt.",
    )  # fmt: skip


def _doubtful(sheets: Sequence[Sheet], said: Mapping[str, str]) -> Iterator[Word]:
    known = {folded(word) for word in said}
    first: dict[str, tuple[str, Sheet, Spot]] = {}
    places: dict[str, set[str]] = {}
    fine: set[str] = set()
    for sheet in sheets:
        for spot in sheet.spots:
            for word in spot.sentence.words:
                if word.shown in fine:
                    continue
                pieces = [one for one in _pieces(word.shown) if folded(one) not in known and _doubt(one)]
                if not pieces or spoken_words([word.shown], said)[0] != word.shown:
                    fine.add(word.shown)
                for piece in pieces if word.shown not in fine else ():
                    key = piece if piece.isupper() else folded(piece)
                    first.setdefault(key, (piece, sheet, spot))
                    places.setdefault(key, set()).add(sheet.file)
    for key, (core, sheet, spot) in first.items():
        yield Word(core, sheet, spot, len(places[key]), _instead(core))


def _pieces(shown: str) -> list[str]:
    """A displayed word cut at its hyphens, without marks and without words that hold a figure."""
    return [core for part in re.split(r"[-–—/]", shown) if (core := bare(part)) and not re.search(r"[\d_@.]", core)]


def _doubt(core: str) -> bool:
    if len(core) < 2 or core.lower() in SHORT_FORMS or not core.replace("’", "").replace("'", "").isalpha():
        return False
    stem = core[:-1] if core.endswith("s") and core[:-1].isupper() else core
    if stem.isupper():
        return stem not in KNOWN and not in_dictionary(stem)
    if _humps(core):
        return True
    return not is_english(core)


def _humps(core: str) -> list[str]:
    """The words in one such as WellPath; none for McDonald, O'Neill or a plain word."""
    if core.islower():
        return []
    core = "".join(mark for mark in unicodedata.normalize("NFKD", core) if not unicodedata.combining(mark))
    pieces = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+", core)
    return pieces if len(pieces) > 1 and not re.match(r"(?:Ma?c|O['’]|D['’]|De|Di|La|Le|Van)[A-Z]", core) else []


def _instead(core: str) -> str:
    """An abbreviation letter by letter, a name of two words as two; "" for everything else."""
    stem, more = (core[:-1], "’s") if core.endswith("s") and core[:-1].isupper() else (core, "")
    if stem.isupper():
        # A alone is said as in "a cup", unless it comes last
        letters = [letter_a.NAME if letter == "A" and at + 1 < len(stem) else letter for at, letter in enumerate(stem)]
        return " ".join(letters) + more
    return " ".join(_humps(core))


def _bare(sounds: Sequence[str]) -> tuple[str, ...]:
    return tuple(sound.split("+")[0] for sound in sounds)


def respelt(sounds: Sequence[str]) -> str:
    """Sounds in plain letters, one piece for each syllable: ("sh", "ih", "v", "ao", "n") is "shi vawn"."""
    vowels = [at for at, sound in enumerate(sounds) if sound in VOWELS]
    cuts = []
    for one, two in pairwise(vowels):
        cut = two - (1 if two - one > 1 else 0)
        if two - one > 2 and sounds[two - 2] + sounds[two - 1] in _PAIRS:
            cut = two - 2
        cuts.append(cut)
    starts, ends = [0, *cuts], [*cuts, len(sounds)]
    pieces = ["".join(_PLAIN.get(one, one) for one in sounds[a:b]) for a, b in zip(starts, ends, strict=True)]
    return " ".join(piece for piece in pieces if piece)
