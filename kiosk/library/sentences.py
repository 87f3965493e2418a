"""A paragraph cut into sentences, as a reader would breathe.

Our own rules: the libraries tried (pysbd 0.3.4 among them) are no longer kept up or cut "9:30 a.m. The" and
initials wrongly. A stop ends a sentence when what follows can begin one and what stands before is no
abbreviation that always goes on.
"""

from __future__ import annotations

import re

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
_ENDS = re.compile(r"^[(\[\"“‘']*(?P<core>.*?)(?P<stops>[.!?…]+)(?P<after>[\"”’')\]]*)$", re.S)
_OPENERS = "\"“‘'([—–"
_STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my your there here if when while "
    "but and so or then now what who how why where in on at for to as after before do not no yes please call ask "
    "take tell many some most each one two".split()
)


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order. Every word of the text is in exactly one of them."""
    words = text.split()
    sentences: list[str] = []
    start = 0
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None and _ends(word, following, words[max(start, index - 2) : index]):
            sentences.append(" ".join(words[start : index + 1]))
            start = index + 1
    if start < len(words):
        sentences.append(" ".join(words[start:]))
    return sentences


def _ends(word: str, following: str, before: list[str]) -> bool:
    """Whether a sentence ends with this word; ``before`` are up to two words of it that stand before."""
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
    if plain in ("st", "dr") and len(before) == 2 and before[0].isdigit() and before[1][:1].isupper():
        return first in _STARTERS  # an address: "40 Oak St. The door is green."
    if plain in ("art", "ed"):
        return first in _STARTERS  # "We make art. It is fun." but "Art. IV"
    if plain in _GOES_ON:
        return plain == "no" and not opening[0].isdigit()
    if re.fullmatch(r"[A-Za-z]", core):
        if core == "I":
            return opening.lower().rstrip(".,;:!?’'") in _STARTERS
        return not core.isupper()  # an initial: "J. Smith"
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", core) or plain in _MAY_END:
        if plain in ("a.m", "p.m"):
            return not opening[0].isdigit()
        return first in _STARTERS or following[0] in _OPENERS
    return not (core.isdigit() and not before)  # "2. Drink water": a list's number
