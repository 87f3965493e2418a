"""The letters that the shipped fonts have, and what stands in for one that they lack: never an empty box.

Kept as data, so that reading an article needs no font; a test holds it against the fonts themselves.
"""

from __future__ import annotations

import unicodedata

_RANGES = (
    "20-7e a0-ac ae-b4 b6-107 10a-113 116-11b 11e-123 126-127 12a-12b 12e-133 136-137 139-13e 141-148 150-155 158-15b "
    "15e-165 16a-16b 16e-17e 192 218-21b 237 2c6-2c7 2c9 2da 2dc-2dd 300-301 303-304 308 1e80-1e85 1e9e 1ef2-1ef3 2009 "
    "2013-2014 2018-201a 201c-201e 2020 2022 2026 2039-203a 2044 20ac 20b9 2113 2122 2212 2215"
)
_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega"
).split()  # from U+03B1 on, the two sigmas side by side
_WORDS = {
    "→": "–", "⇒": "–", "➔": "–", "➜": "–", "←": "–", "↔": "–", "≤": "at most ", "≥": "at least ", "≈": "about ",
    "≠": "is not ", "№": "No. ", "℞": "prescription ", "▪": "•", "●": "•", "◦": "•", "■": "•", "‣": "•", "∙": "•",
    "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅕": "1/5", "µg": "mcg", "μg": "mcg",
    "µ": "micro", "‖": "", "✓": "", "✔": "", "✗": "", "✘": "", "☐": "", "☑": "",
}  # fmt: skip


def _shown() -> frozenset[str]:
    found: set[str] = set()
    for piece in _RANGES.split():
        first, _, last = piece.partition("-")
        found.update(chr(code) for code in range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


SHOWN = _shown()


def fall_back(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a stand-in for what no glyph is there for, and the letters that none was found for.

    Signs become words ("≥" is "at least"), Greek letters their names, ligatures and small figures plain ones, and
    a letter with a mark that the font lacks goes without the mark.
    """
    if SHOWN.issuperset(text.replace("\n", "")):
        return text, ()
    for sign in ("µg", "μg"):
        text = text.replace(sign, _WORDS[sign])
    made: list[str] = []
    lost: list[str] = []
    for mark in text:
        stand_in = mark if mark == "\n" or mark in SHOWN else _stand_in(mark)
        if stand_in is None:
            lost.append(mark)
        else:
            made.append(stand_in)
    return "".join(made), tuple(lost)


def _stand_in(mark: str) -> str | None:
    if mark in _WORDS:
        return _WORDS[mark]
    code = ord(mark.lower())
    if 0x3B1 <= code <= 0x3C9:
        return _LETTERS[code - 0x3B1]
    if unicodedata.combining(mark):
        return ""
    plain = unicodedata.normalize("NFKD", mark)
    return "".join(c for c in plain if c in SHOWN and c != mark and not unicodedata.combining(c)) or None
