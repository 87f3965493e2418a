"""From a displayed word to what the engine is to say for it: thin for now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def spoken_words(words: Sequence[str], pronunciations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """For each displayed word the text that the engine is given."""
    known = pronunciations or {}
    return tuple(known.get(word, word) for word in words)
