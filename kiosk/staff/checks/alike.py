"""What may be said on one screen, where two of it are the same or sound too much alike.

The titles of a list stand together, so do the headings of an article and the links of a section; each of them also
meets the kiosk's own phrases of that screen. Distance is counted in sounds: half a sound between vowels or between
nasals, a third between a voiced sound and its unvoiced twin, one for any other or for one more. Two phrases closer
than a quarter of their length are told apart by less than one sound in four: Medicare and Medicaid, bills and pills.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kiosk.core.phrases import normal
from kiosk.hearing.lexicon import pronunciations
from kiosk.hearing.phones import VOWELS
from kiosk.library.faults import Fault

Phones = tuple[str, ...]
TOO_ALIKE = 0.25  # of the longer one's sounds
_TWINS = ("pb", "td", "kg", "fv", "sz", ("sh", "zh"), ("ch", "jh"), ("th", "dh"))
_NASALS = frozenset(("m", "n", "ng"))


@dataclass(frozen=True)
class Said:
    """A phrase that staff wrote: ``what`` is how it came about ("title", "also", "heading", "link").

    Phrases of one ``button`` may be alike: they lead to the same place.
    """

    phrase: str  # as core.phrases.normal leaves it
    shown: str
    what: str
    file: str
    line: int
    button: str


@dataclass(frozen=True)
class Group:
    """What stands on one screen together: the phrases of staff, and the kiosk's own with the label of each."""

    where: str
    said: tuple[Said, ...]
    own: Mapping[str, str]


@cache
def _kind(phone: str) -> int:
    """Sounds that cost less than one to change into each other have one kind."""
    if phone in VOWELS:
        return 0
    if phone in _NASALS:
        return 1
    for number, twins in enumerate(_TWINS, start=2):
        if phone in tuple(twins):
            return number
    return 2 + len(_TWINS) + "lrwy".find(phone) if phone in ("l", "r", "w", "y") else 2 + len(_TWINS) + 4


_KINDS = 2 + len(_TWINS) + 5


@cache
def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if _kind(one) != _kind(other) or _kind(one) == _KINDS - 1:
        return 1.0
    return 0.5 if _kind(one) < 2 else 0.3


def distance(one: Phones, other: Phones) -> float:
    """How many sounds apart two phrases are."""
    row = [float(at) for at in range(len(other) + 1)]
    for phone in one:
        before, row[0] = row[0], row[0] + 1
        for at, second in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + _swap(phone, second))
    return row[-1]


class Sounds:
    """The sounds of phrases; ``said`` is what pronunciations.toml has."""

    def __init__(self, phrases: Sequence[str], said: Mapping[str, str]) -> None:
        words = {word for phrase in phrases for word in phrase.split()}
        plain = {normal(word): normal(how) for word, how in said.items()}
        try:
            ways = pronunciations(words, plain)
        except OSError:  # no espeak-ng here: only what is spelt the same can be named
            ways = {}
        self._ways = {word: found[0] for word, found in ways.items()}
        self._phrases: dict[str, Phones] = {}
        self._bags: dict[str, Any] = {}

    def of(self, phrase: str) -> Phones:
        """Empty when a word of it cannot be said."""
        if phrase not in self._phrases:
            words = [self._ways.get(word) for word in phrase.split()]
            self._phrases[phrase] = () if None in words else tuple(phone for word in words if word for phone in word)
        return self._phrases[phrase]

    def bags(self, phrases: Sequence[str]) -> Any:
        """How often each kind of sound comes in each phrase: an array of phrases by kinds."""
        for phrase in phrases:
            if phrase not in self._bags:
                counts = np.zeros(_KINDS, dtype=np.int16)
                for phone in self.of(phrase):
                    counts[_kind(phone)] += 1
                self._bags[phrase] = counts
        return np.array([self._bags[phrase] for phrase in phrases], dtype=np.int16).reshape(-1, _KINDS)


def alike(groups: Sequence[Group], said: Mapping[str, str]) -> Iterator[Fault]:
    """Phrases of staff that clash with, or sound too much like, another of their screen; each pair once."""
    phrases = [one.phrase for group in groups for one in group.said]
    sounds = Sounds([*phrases, *(phrase for group in groups for phrase in group.own)], said)
    told: set[tuple[str, int, str, str]] = set()
    for group in groups:
        for one, other, phrase in _pairs(group, sounds):
            key = (one.file, one.line, one.phrase, phrase)
            if key not in told:
                told.add(key)
                yield (_same if one.phrase == phrase else _near)(one, other, group)


def _pairs(group: Group, sounds: Sounds) -> Iterator[tuple[Said, str, str]]:
    """(phrase of staff, the other in words, the other's phrase) for each pair that is too close."""
    mine = [one for one in group.said if one.phrase]
    if not mine:
        return
    everything = [one.phrase for one in mine] + list(group.own)
    phones = [sounds.of(phrase) for phrase in everything]
    bags = np.concatenate((sounds.bags([one.phrase for one in mine]), sounds.bags(tuple(group.own))))
    lengths = bags.sum(axis=1)
    for at, one in enumerate(mine):
        # A change within a kind costs little, any other change shows in the bags: half a sound for each count.
        least = np.abs(bags[at + 1 :] - bags[at]).sum(axis=1) * 0.5
        room = TOO_ALIKE * np.maximum(lengths[at + 1 :], lengths[at])
        for step in np.flatnonzero((least < room) | (lengths[at + 1 :] == 0)):
            second = at + 1 + int(step)
            if not _close(everything[at], everything[second], phones[at], phones[second]):
                continue
            if second < len(mine):
                other = mine[second]
                if other.button != one.button:
                    yield other, f"“{one.shown}” ({one.file}:{one.line})", one.phrase
            else:
                phrase = everything[second]
                label = group.own[phrase]
                named = f"the button “{label}”" + (f", which answers to “{phrase}”," if normal(label) != phrase else "")
                yield one, named, phrase


def _close(one: str, other: str, first: Phones, second: Phones) -> bool:
    if one == other:
        return True
    if not first or not second:
        return False
    return distance(first, second) < TOO_ALIKE * max(len(first), len(second))


def _same(one: Said, other: str, group: Group) -> Fault:
    return Fault(
        "warning", "clash", one.file, one.line, f"“{one.shown}” is said just as {other} {group.where}.",
        "Give one of them other words.", "Who says it gets only one of the two, and it may be the wrong one.",
    )  # fmt: skip


def _near(one: Said, other: str, group: Group) -> Fault:
    return Fault(
        "warning", "sounds alike", one.file, one.line, f"“{one.shown}” sounds nearly like {other} {group.where}.",
        "Give one of them other words.", "The kiosk may hear one for the other, and open what nobody asked for.",
    )  # fmt: skip
