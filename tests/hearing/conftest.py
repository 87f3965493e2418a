"""A recogniser with the built-in voice model, started once for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.hearing import Echo, Heard, Hearing
from kiosk.hearing.hear import BLOCK
from kiosk.hearing.listener import Listener
from kiosk.hearing.recogniser import Recogniser
from tests.hearing.speech import Sound

COMMANDS = (
    "next back stop pause help home yes no louder quieter bigger smaller faster slower repeat continue"
).split()
PHRASES = (
    *COMMANDS,
    "go back",
    "go home",
    "read section two",
    "read section three",
    "section two",
    "two",
    "twenty",
    "what can i say",
)


@pytest.fixture(scope="module")
def recogniser(model: Path) -> Iterator[Recogniser]:
    one = Recogniser(model, patience_s=10.0)
    one.open()
    yield one
    one.close()


@pytest.fixture
def listener(recogniser: Recogniser) -> Listener:
    one = Listener(recogniser)
    one.open()
    return one


def hearing_of(*phrases: str, turn: int = 1) -> Hearing:
    return Hearing(turn, tuple((phrase, at) for at, phrase in enumerate(phrases)))


def feed(listener: Listener, sound: Sound) -> list[Echo]:
    return [echo for at in range(0, len(sound), BLOCK) for echo in listener.hear(sound[at : at + BLOCK])]


def said(echoes: list[Echo]) -> list[str]:
    return [echo.phrase for echo in echoes if isinstance(echo, Heard) and echo.verdict == "accept"]
