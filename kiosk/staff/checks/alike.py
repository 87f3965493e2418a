"""What may be said on one screen, where two of it are the same or sound too much alike.

The titles of a list stand together, so do the headings of an article and the links of a section; each of them also
meets the kiosk's own phrases of that screen. Two phrases closer than a quarter of their length are told apart by less
than one sound in four: Medicare and Medicaid, bills and pills.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.core.phrases import normal
from kiosk.library.faults import Fault
from kiosk.staff.checks.distance import Phones, Sounds, distance

TOO_ALIKE = 0.25  # of the longer one's sounds


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
    own, own_bags = sounds.together(tuple(group.own))
    said = tuple(one.phrase for one in mine)
    phones = [*map(sounds.of, said), *own]
    bags = np.concatenate((sounds.bags(said), own_bags))
    lengths = np.array([len(each) for each in phones])
    for at, one in enumerate(mine):
        least = np.abs(bags[at + 1 :] - bags[at]).sum(axis=1)
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
    room = TOO_ALIKE * max(len(first), len(second))
    return distance(first, second, room) < room


def _same(one: Said, other: str, group: Group) -> Fault:
    return Fault(
        "warning", "clash", one.file, one.line, f"“{one.shown}” is said just as {other} {group.where}.",
        _remedy(one), "Who says it gets only one of the two, and it may be the wrong one.",
    )  # fmt: skip


def _near(one: Said, other: str, group: Group) -> Fault:
    return Fault(
        "warning", "sounds alike", one.file, one.line, f"“{one.shown}” sounds nearly like {other} {group.where}.",
        _remedy(one), "The kiosk may hear one for the other, and open what nobody asked for.",
    )  # fmt: skip


def _remedy(one: Said) -> str:
    if one.what == "shelf":
        return "Give its folder another name, also in the links that lead there."
    return "Give one of them other words."
