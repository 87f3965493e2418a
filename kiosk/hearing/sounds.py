"""How espeak-ng says a word, in the model's own sounds, with marks where people differ.

A sound may carry a mark after "+": "t+tap" is a t that many say as d. Without its mark it is how a dictionary of
American English writes it; ``lexicon`` turns marks into the ways in which people say it.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable
from functools import lru_cache

import espeakng_loader

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_UTF8, _SPACED = 1, ord(" ") << 8  # espeak's own names for sounds, with spaces between
_one_at_a_time = threading.Lock()  # espeak-ng dies with two threads

# espeak-ng's names for the sounds of its voice en-us -> ours
_PLAIN = {
    "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "g": "g", "f": "f", "v": "v", "T": "th", "D": "dh",
    "s": "s", "z": "z", "S": "sh", "Z": "zh", "h": "hh", "m": "m", "n": "n", "N": "ng", "l": "l", "r": "r",
    "w": "w", "j": "y", "tS": "ch", "dZ": "jh", "x": "k", "t2": "t", "l#": "l", "r-": "r",
    "t#": "t+tap", "?": "t", "n-": "ah n",
    "i": "iy", "i:": "iy", "i::": "iy", "I": "ih", "I2": "ih", "E": "eh", "a": "ae", "aa": "ae+bath",
    "V": "ah", "@": "ah", "@2": "ah", "@-": "ah", "a#": "ah", "@L": "ah l", "3": "er+weak", "3:": "er",
    "0": "aa+lot", "A:": "aa", "A@": "aa r", "O": "ao", "O:": "ao+all", "O2": "ao+all", "O@": "ao r", "o@": "ao r",
    "o": "ow", "oU": "ow", "U": "uh", "u:": "uw", "U@": "uh r", "e@": "eh r", "i@": "iy ah", "i@3": "ih r",
    "eI": "ey", "aI": "ay", "aI3": "ay er+weak", "aI@": "ay ah", "aU": "aw", "OI": "oy", "A~": "aa n", "O~": "ao n",
}  # fmt: skip
_WEAK_BEFORE = frozenset("n t d s p f k m t# t2 l".split())


@lru_cache(maxsize=1)
def _engine() -> ctypes.CDLL:
    engine = ctypes.CDLL(espeakng_loader.get_library_path())
    engine.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = espeakng_loader.get_data_path().encode()
    if engine.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT) <= 0:
        raise OSError(f"espeak-ng cannot read its data in {espeakng_loader.get_data_path()}.")
    return engine


def spoken(words: Iterable[str]) -> list[tuple[str, ...]]:
    """The sounds of each word, marked; empty for a word that espeak-ng cannot say.

    Raises OSError if espeak-ng cannot be loaded.
    """
    with _one_at_a_time:
        engine = _engine()
        if engine.espeak_SetVoiceByName(b"en-us") != 0:
            raise OSError("espeak-ng has no voice en-us.")
        names = []
        for word in words:
            text = ctypes.c_char_p(word.encode())
            found = engine.espeak_TextToPhonemes(ctypes.byref(text), _UTF8, _SPACED)
            names.append((found or b"").decode("utf-8", "replace").split())
    return [_sounds(each) for each in names]


def _sounds(names: list[str]) -> tuple[str, ...]:
    """Ours for espeak's."""
    bare = [name.lstrip("',%=") for name in names]
    stressed = [name.startswith(("'", ",")) for name in names]
    kept = [at for at, name in enumerate(bare) if name not in ("", ";", "_", "_|")]
    if any(bare[at] not in {*_PLAIN, "I#"} for at in kept):
        return ()
    found: list[str] = []
    voiced: list[bool] = []  # said with stress
    for place, at in enumerate(kept):
        before = bare[kept[place - 1]] if place else "#"
        after = bare[kept[place + 1]] if place + 1 < len(kept) else "#"
        for sound in _sound(bare[at], stressed[at], place, before, after).split():
            doubled = found and sound[0] == "r" and found[-1].split("+")[0] in ("r", "er")
            if not doubled:
                found.append(sound)
                voiced.append(stressed[at])
    for at, sound in enumerate(found[:-1]):
        if sound == "ng" and found[at + 1] in ("k", "g") and not voiced[at - 1]:  # include, as two pieces
            found[at] = "n+run"
    if len(found) > 3 and found[-2:] == ["ih", "ng"]:
        found[-1] = "ng+ing"
    return tuple(found)


def _sound(name: str, stressed: bool, place: int, before: str, after: str) -> str:
    """One sound of ours, by its neighbours: the weak vowels as a dictionary has them."""
    match name:
        case "I#":  # return, wanted, roses; but capacity
            return "ih+clear" if place < 2 else "ih" if after in ("d", "z") else "ah"
        case "I" if not stressed and place == 2 and before == "r":  # prepare
            return "ih+clear"
        case "I2" if place > 1 and after in ("@", "eI", "oU", "a", "3", "@L", "A:", "0", "z"):  # video, movies
            return "iy"
        case "I" if not stressed and place > 1 and after in ("n", "t", "d", "s", "p", "l"):
            return "ah"
        case "I2" if not stressed and place > 1 and after in _WEAK_BEFORE:
            return "ah"
        case "E" if not stressed and place == 0 and after in ("k", "g", "n", "m", "s"):
            return "ih"
        case "U" if not stressed and before in ("j", "tS", "dZ", "S"):  # popular, fortune
            return "ah"
        case "a" if after == "r":  # marry as merry
            return "eh"
        case "i@" if after == "r":
            return "ih"
        case "i@" if stressed and after == "l":
            return "iy"
        case "i@" if before in ("l", "n") and after in ("n", "#"):  # million, California
            return "y+clear ah"
        case "@L" if before in ("i:", "oU"):  # real
            return "l"
        case "u:" if before in ("t", "d", "n", "s", "t2"):
            return "uw+yod"
    return _PLAIN[name]
