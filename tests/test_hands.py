"""Fingers and keys on what is really shown: what they mean, and what is heard of it at once."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pygame
import pytest

from kiosk.config import TouchTable
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.hands import Hands
from kiosk.inputs import Found
from kiosk.page.touch import Contact
from tests.visitor import Visitor

NUMBERS = "here-for-you/who-can-help-me"


class Told:
    """Stands where the voice stands, and keeps the short sounds."""

    def __init__(self) -> None:
        self.sounds: list[str] = []

    def wake(self) -> None:
        """Nothing sleeps here."""

    def earcon(self, name: str) -> None:
        self.sounds.append(name)


class AtTheGlass:
    """A visitor whose fingers and keys go through the real Hands."""

    def __init__(self) -> None:
        self.visitor, self.voice = Visitor(), Told()
        rooms: Any = SimpleNamespace(voice=self.voice, glass=self.visitor.glass)
        backroom: Any = SimpleNamespace(key=lambda *_: None, contact=lambda *_: None)
        self.hands = Hands(rooms, backroom, TouchTable())
        self.t = 100.0

    def finger(self, kind: str, at: tuple[float, float], number: int = 1, after: float = 1.0) -> list[Found]:
        self.t += after
        found = []
        contact = Contact(kind, *at, self.t, finger=number)  # type: ignore[arg-type]  # the three kinds
        for one in self.hands.touch(contact, self.visitor.frame, self.t):
            found.append(one)
            self.visitor.happens(one.message if isinstance(one, Choice) else one)
        return found

    def middle(self, label: str) -> tuple[float, float]:
        rect = self.visitor.target(label).rect
        return rect.x + rect.w / 2, rect.y + rect.h / 2


@pytest.fixture
def reads() -> AtTheGlass:
    """In an article that is read aloud, five words into it."""
    at = AtTheGlass()
    at.visitor.happens(m.OpenArticle(NUMBERS))
    at.visitor.happens(m.ReadAll())
    at.visitor.listens(5)
    return at


def test_a_finger_that_slides_off_is_told_that_nothing_happened(reads: AtTheGlass) -> None:
    x, y = reads.middle("Pause")
    reads.finger("down", (x, y))
    assert reads.voice.sounds == ["press"]
    reads.finger("move", (x, y - 400), after=0.1)
    assert reads.finger("up", (x, y - 400), after=0.1) == [m.SomebodyThere()]
    assert reads.voice.sounds == ["press", "cannot"]
    assert reads.hands.glow(reads.t) == "pause"
    assert reads.visitor.state.voicing.mode == "reading"


def test_a_second_finger_beside_a_press_makes_no_sound_of_a_press(reads: AtTheGlass) -> None:
    reads.finger("down", reads.middle("Home"), number=1)
    reads.finger("down", reads.middle("Pause"), number=2)
    assert reads.voice.sounds == ["press"]


def test_a_target_that_became_another_one_under_the_finger_does_nothing() -> None:
    """Read it all goes on to the next part while a finger lies on a number of this one."""
    at = AtTheGlass()
    visitor = at.visitor
    visitor.happens(m.OpenArticle(NUMBERS))
    visitor.happens(m.ReadAll())
    for _ in range(3):
        if any(target.name == "link 1" for target in visitor.targets()):
            break
        visitor.listens()
    link = next(target for target in visitor.targets() if target.name == "link 1")
    spot = link.rect.x + link.rect.w / 2, link.rect.y + link.rect.h / 2
    at.finger("down", spot)
    visitor.listens()
    there = next((target for target in visitor.targets() if target.name == "link 1"), None)
    assert there is not None and there.choice.message != link.choice.message
    assert at.finger("up", spot, after=0.1) == [m.SomebodyThere()]


def test_a_question_that_comes_up_under_the_finger_is_not_answered_by_it(reads: AtTheGlass) -> None:
    reads.hands.shown(reads.visitor.frame, reads.t)
    spot = reads.middle("Pause")
    reads.visitor.happens(m.Pause())
    reads.visitor.happens(m.NobodyThere())
    reads.hands.shown(reads.visitor.frame, reads.t + 0.9)
    before = reads.visitor.state.question
    assert before is not None and before.kind == "still there"
    reads.finger("down", spot, after=1.0)
    assert not any(isinstance(one, Choice) for one in reads.finger("up", spot, after=0.1))


def key(code: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=0)


@pytest.mark.parametrize(
    ("code", "after", "counts"),
    [(pygame.K_SPACE, 0.1, False), (pygame.K_SPACE, 0.5, True), (pygame.K_TAB, 0.1, False), (pygame.K_TAB, 0.25, True)],
)
def test_a_key_that_bounces_counts_once(
    reads: AtTheGlass, monkeypatch: pytest.MonkeyPatch, code: int, after: float, counts: bool
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: reads.t)
    frame = reads.visitor.frame
    assert reads.hands.key(key(code), frame) != m.SomebodyThere()
    reads.t += after
    assert (reads.hands.key(key(code), frame) != m.SomebodyThere()) is counts
    assert reads.hands.key(key(pygame.K_h), frame) != m.SomebodyThere()


def test_a_pin_may_hold_the_same_digit_twice() -> None:
    at = AtTheGlass()
    at.visitor.happens(m.Knock())
    frame = at.visitor.frame
    for _ in range(2):
        found = at.hands.key(key(pygame.K_KP1), frame)
        assert isinstance(found, Choice) and found.name == "digit 1"
