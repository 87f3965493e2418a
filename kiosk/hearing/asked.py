"""What may be said here, as the recogniser listens for it: the phrases whose words it knows, and the grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.core.courtesy import AROUND, FILLERS, LOOSE
from kiosk.core.matching import UNKNOWN, Phrases
from kiosk.hearing.joined import joined
from kiosk.hearing.recogniser import Recogniser

_ALONE = 3  # times likelier is a word alone than a phrase that begins with it


@dataclass(frozen=True)
class Asked:
    """``phrases`` and their Choices, the ``grammar`` for them, and the words of others that are ``unknown``."""

    phrases: Mapping[str, int] = field(default_factory=dict)
    grammar: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()


def asked_of(recogniser: Recogniser, wanted: Sequence[tuple[str, int]]) -> Asked:
    """For phrases and their Choices; of two that claim one phrase the first has it."""
    first: dict[str, int] = {}
    for phrase, choice in wanted:
        first.setdefault(phrase, choice)
    unknown = recogniser.unknown(word for phrase in first for word in phrase.split())
    phrases = Phrases(one for one in first.items() if unknown.isdisjoint(one[0].split()))
    fillers = [word for word in sorted(FILLERS) if not recogniser.unknown([word])]
    words = (*(phrase for phrase in phrases if " " not in phrase), *fillers, UNKNOWN)
    longer = (phrase for phrase in phrases if " " in phrase)
    whole = recogniser.whole(AROUND)
    around = [joined(one) if one in whole else one for one in AROUND if one in whole or one in LOOSE]
    return Asked(phrases, (*words * _ALONE, *longer, *around), frozenset(unknown))
