"""The sounds that the voice model knows, and the numbers it knows them by.

Silence and the 39 sounds of English in ARPAbet, without stress. In the model's files every sound but silence has
four phone ids, for where it stands in a word; the four share their two pdfs, so that they cost nothing and word
times come out exact. A pdf is one output of the network: a sound's first frame (forward), its others (self loop).
"""

from __future__ import annotations

from enum import IntEnum

SIL = "SIL"
SPEECH = (
    "aa ae ah ao aw ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh"
).split()
PHONES = (SIL, *SPEECH)
NUMBER = {phone: number for number, phone in enumerate(PHONES)}  # base phone k has the pdfs 2k and 2k + 1
VOWELS = frozenset("aa ae ah ao aw ay eh er ey ih iy ow oy uh uw".split())
PDFS = 2 * len(PHONES)
PAUSE = 2 + 4 * len(SPEECH)  # the id of silence inside a word: between the words of a phrase that is heard whole
PHONE_IDS = PAUSE  # they count from 1
TRANSITION_IDS = 2 * PHONE_IDS  # they count from 1


class Position(IntEnum):
    """Where a sound stands in its word."""

    BEGIN = 0
    INTERNAL = 1
    END = 2
    SINGLETON = 3


def phone_id(phone: str, position: Position = Position.BEGIN) -> int:
    """The id of a sound in a place of a word; silence between words has the id 1."""
    return 1 if phone == SIL else 2 + 4 * (NUMBER[phone] - 1) + position


def placed(phones: tuple[str, ...]) -> tuple[int, ...]:
    """The phone ids of one word."""
    if len(phones) == 1:
        return (phone_id(phones[0], Position.SINGLETON),)
    inner = (phone_id(phone, Position.INTERNAL) for phone in phones[1:-1])
    return (phone_id(phones[0], Position.BEGIN), *inner, phone_id(phones[-1], Position.END))


def forward(phone: int) -> int:
    """The transition id with which a phone id is entered (and left: the model is "reordered")."""
    return 2 * phone


def self_loop(phone: int) -> int:
    """The transition id with which a phone id stays."""
    return 2 * phone - 1


def pdfs(phone: str) -> tuple[int, int]:
    """The network's outputs for a sound: its first frame, its other frames."""
    return 2 * NUMBER[phone], 2 * NUMBER[phone] + 1


def word_boundaries() -> str:
    """The text of graph/phones/word_boundary.int."""
    lines = ["1 nonword"]
    lines += [f"{phone_id(phone, place)} {place.name.lower()}" for phone in SPEECH for place in Position]
    return "\n".join([*lines, f"{PAUSE} internal"]) + "\n"
