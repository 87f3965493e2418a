"""A paragraph cut into sentences, as a reader would breathe.

Our own rules: the libraries tried (pysbd 0.3.4 among them) are no longer kept up or cut "9:30 a.m. The" and
initials wrongly. A stop ends a sentence when what follows can begin one and what stands before is no
abbreviation that always goes on.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kiosk.core.shortforms import LETTERED, STARTERS, turned_to

# These go on whatever follows: a name or a number does.
_GOES_ON = frozenset(
    "mr mrs ms dr prof rev hon sr. st mt ft gen col sgt lt capt cpl pvt adm gov sen rep pres supt det messrs mme mlle "
    "fr vs e.g i.e cf viz approx ca fig figs vol vols pp ed eds trans no nos art sec ch para dept".split()
)
# These may end a sentence; they do when the next word begins like one.
_MAY_END = frozenset(
    "a.m p.m u.s u.k d.c etc inc ltd co corp jr sr ph.d m.d d.d.s r.n b.a m.a al est ave blvd rd apt jan feb mar apr "
    "jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun in lb oz min max".split()
)
# Everyday words too: short forms only with a capital, behind a number or before one.
_WORDS = frozenset("in sun sat mar dec mon wed jan jun min max fig figs rep sec art".split())
_LABELS = frozenset("fig figs rep sec".split())
_NUMERAL = re.compile(r"\d|(?:[IVXL]{2,}|[VXL])\b")
_MEASURES = frozenset("ft sec".split())
_TIMES = re.compile(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|wed|thu|thur|thurs|fri|sat|sun|january|february|march|april|"
    "may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    "eastern|central|mountain|pacific|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t"
)
_AFTER_TIMES = frozenset(
    "in at to through thru and or on until till for from by with time standard daylight "
    "noon sharp only if when unless after before near outside".split()
)
_OF_A_DAY = re.compile("(?:morning|afternoon|evening|night)s?")
_AT_ODDS = {("p.m", "morning"), ("a.m", "afternoon"), ("a.m", "evening")}
_ANEW = frozenset("we you they it he she there the our please come join bring".split())  # "5 p.m. Friday night we"
_ENDS = re.compile(r"^[(\[\"“‘']*(?P<core>.*?)(?P<stops>[.!?…]+)(?P<after>[\"”’')\]]*)$", re.S)
_LAST = ".!?…\"”’')]"  # what a word that ends a sentence ends with: most words are told by it at once
_OPENERS = "\"“‘'([—–"


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order. Every word of the text is in exactly one of them."""
    words = text.split()
    return [" ".join(words[start:end]) for start, end in pairwise([0, *ends_of(words)])]


def ends_of(words: list[str]) -> list[int]:
    """Behind which of the words of a paragraph its sentences end; the last is their count."""
    ends: list[int] = []
    start = 0
    for index, word in enumerate(words[:-1]):
        if word[-1] not in _LAST:
            continue
        before = words[max(start, index - 2) : index]
        if _ends(word, words[index + 1], before, words[index + 2 : index + 4]):
            start = index + 1
            ends.append(start)
    return [*ends, len(words)] if words else []


def _ends(word: str, following: str, before: list[str], then: list[str]) -> bool:
    """Whether a sentence ends with this word; ``before`` are up to two words of it that stand before, ``then`` up to
    two behind ``following``.
    """
    match = _ENDS.match(word)
    if match is None:
        return False
    core, stops, after = match["core"], match["stops"], match["after"]
    opening = following.lstrip(_OPENERS)
    begins = bool(opening) and (opening[0].isupper() or opening[0].isdigit() or following[0] in _OPENERS)
    if "!" in stops or "?" in stops:
        # "Stop!" he said: a quoted cry goes on with a small letter
        return begins or not (after and opening[:1].islower())
    if stops in ("...", "…", "....") and not begins:
        return False
    if not begins:
        return False
    plain = core.lower().strip("(“\"'‘")
    first = opening.lower().rstrip(".,;:!?’'\"”")
    numbered = bool(before) and before[-1][-1:].isdigit()
    if plain in _WORDS and core.islower() and not numbered:
        if plain in _LABELS:
            return first in STARTERS and len(first) > 1  # "see fig. A", "by rep. Jane Doe"
        return not _NUMERAL.match(opening)  # "Please come in. Coffee is served.", but "art. IV"
    if core == "MS":  # people with MS; "MS. SMITH SPEAKS", "MS. Jones speaks"
        named = turned_to(before[-1]) and first not in STARTERS if before else True
        return not named and (len(first) < 2 or not following.isupper())
    if plain in ("st", "dr") and len(before) == 2 and before[0].isdigit() and before[1][:1].isupper():
        return first in STARTERS  # an address: "40 Oak St. The door is green."
    if (plain == "st" and before and before[-1][:1].isupper()) or (plain in _MEASURES and numbered):
        return first in STARTERS  # "on Main St. Bring a hat."
    if plain in ("art", "ed"):
        return first in STARTERS  # "Art is Art. It is fun." but "Art. IV"
    if plain in _GOES_ON:
        return plain == "no" and not opening[0].isdigit()
    if re.fullmatch(r"[A-Za-z]", core):
        return _ends_with_letter(core, opening, before)
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", core) or plain in _MAY_END:
        if plain in ("a.m", "p.m"):
            return not opening[0].isdigit() and not _is_of_a_time(plain, opening, first, then)
        return first in STARTERS or following[0] in _OPENERS
    return not (core.isdigit() and not before)  # "2. Drink water": a list's number


def _is_of_a_time(hour: str, opening: str, first: str, then: list[str]) -> bool:
    """Whether what follows an hour belongs to it: "5 p.m. Saturday in the hall", but "5 p.m. Saturday breakfast"."""
    if not _TIMES.fullmatch(first):
        return False
    if not opening[-1].isalnum() or not then:
        return True
    behind = _bare(then[0])
    if not _OF_A_DAY.fullmatch(behind):
        return _goes_on(then[0])
    if len(then) < 2 or then[0][-1] in ".!?":
        return True
    if (hour, behind.rstrip("s")) in _AT_ODDS:
        return False  # "at 1 p.m. Saturday morning we open"
    if behind.endswith("s"):  # "10 a.m. Sunday mornings are quiet"
        return not then[0][-1].isalnum() or _goes_on(then[1])
    return not then[0][-1].isalnum() or _bare(then[1]) not in _ANEW


def _goes_on(word: str) -> bool:
    """Whether a word behind a day belongs to it: "Saturday in", "Saturday (rain or shine)", "Saturday May"."""
    behind = _bare(word)
    return word[0] in "(–—-&" or behind[:1].isdigit() or behind in _AFTER_TIMES or bool(_TIMES.fullmatch(behind))


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?’'\"”()")


def _ends_with_letter(core: str, opening: str, before: list[str]) -> bool:
    """Whether a sentence ends with a letter: "vitamin D. It helps", but "J. Smith" and "A. Drink water"."""
    first = opening.lower().rstrip(".,;:!?’'\"”")
    if core == "I":
        return first in STARTERS
    if not core.isupper():
        return not (core == "p" and opening[0].isdigit())
    if not before or re.match(r"[A-Z]\.", opening):
        return False  # a list's letter; one initial of several
    return before[-1].lower().strip("(“") in LETTERED or first in STARTERS
