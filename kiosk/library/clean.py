"""Text made fit to be shown and spoken: what has no glyph or no sound is replaced or taken out."""

from __future__ import annotations

import re
import unicodedata

from kiosk.library.glyphs import SHOWN, fall_back

_REPLACED = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2212": "-", "\u00ad": "", "\u200b": "",
    "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u200e": "", "\u200f": "", "\u2028": "\n",
    "\u2029": "\n", "\u0000": "", "\ufffd": "", "\u201a": "‘", "\u201e": "“", "\u2032": "’", "\u2033": "”",
    "\u02bc": "’", "\ufb01": "fi", "\ufb02": "fl", "\ufe0f": "",
}  # fmt: skip
_TABLE = str.maketrans(_REPLACED)
_ODD = re.compile(f"[{re.escape(''.join(_REPLACED))}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WIDE = re.compile(r"[^\S\n ]")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what cannot be shown or said, and the letters and symbols that were dropped from it."""
    text = _SURROGATES.sub("", text)
    if _ODD.search(text):  # to look is quicker than to translate what needs it not
        text = text.translate(_TABLE)
    text = _WIDE.sub(" ", unicodedata.normalize("NFC", text))
    if not _SUSPECT.search(text):
        return text, ()
    text, lost = fall_back(text)
    dropped = tuple(mark for mark in _SUSPECT.findall(text) if _unsayable(mark))
    if dropped:
        text = "".join(mark for mark in text if not _unsayable(mark))
    return text, (*lost, *dropped)


def unaccented(text: str) -> str:
    """In small letters without accents: "Café Groß" is "cafe gross"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def _unsayable(mark: str) -> bool:
    if mark == "\n" or mark < "\x7f":
        return mark < " " and mark != "\n"
    kind = unicodedata.category(mark)
    return kind in ("So", "Cc", "Cf", "Co", "Cn", "Sk") and mark not in "°©®™"


_SUSPECT = re.compile(f"[^\n{re.escape(''.join(sorted(mark for mark in SHOWN if not _unsayable(mark))))}]")
