"""Fingers and keys: from an event to what it means on the Frame that is in view, with the sound and glow of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pygame

from kiosk.backroom import Backroom
from kiosk.config import TouchTable
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Pad
from kiosk.frame import Frame
from kiosk.inputs import Found, keyed, touched, typed
from kiosk.page.touch import LIES_S, Contact, Fingers, OpenGlass, SlidOff, Spot, placed, touch
from kiosk.rooms import Rooms
from kiosk.screen.keys import Command, Intent, MoveFocus, intent_of, is_only_held, typed_of

_GLOW_S = 0.6


class Hands:
    """``key`` and ``touch`` give what is meant, Choices or messages; ``pressed`` and ``glow`` are names of targets."""

    def __init__(self, rooms: Rooms, backroom: Backroom, wish: TouchTable) -> None:
        self._rooms, self._backroom = rooms, backroom
        self._roll_mm, self._guard_s = wish.roll_mm, wish.guard_ms / 1000
        self._fingers = Fingers()
        self._meant: m.Message | None = None  # by the target under the finger when it came down
        self._key, self._key_t = 0, -1e9  # the last key that counted
        self._glow, self._glow_until = "", 0.0  # the target that a touch just missed

    @property
    def down(self) -> bool:
        """A finger is on the glass; what lies there for long is nobody."""
        return bool(self._fingers.source) and time.monotonic() - self._fingers.down_t < LIES_S

    @property
    def pressed(self) -> str:
        """The target under a finger, if any."""
        return self._fingers.pressed or ""

    def glow(self, now: float) -> str:
        """The target that a touch just missed, if any. ``now`` in seconds of ``time.monotonic``, as below."""
        if self._glow and now > self._glow_until:
            self._glow = ""
        return self._glow

    def let_go(self) -> None:
        """The finger that is down presses nothing."""
        self._fingers = replace(self._fingers, ignored=True)

    def shown(self, frame: Frame, now: float) -> None:
        """This is on the glass from ``now`` on."""
        self._fingers = placed(self._fingers, _spots(frame), now)

    def key(self, event: pygame.event.Event, frame: Frame) -> Found:
        """What a key that went down means."""
        self._rooms.voice.wake()
        intent, now = intent_of(event), time.monotonic()
        self._backroom.key(intent, now)
        if self._bounces(event, intent, now) and not isinstance(frame.screen.body, Pad):
            return m.SomebodyThere()
        found = typed(frame, typed_of(event)) or keyed(frame, intent)
        if found is None and isinstance(intent, Command):
            self._rooms.voice.earcon("cannot")
        return found or (m.SomebodyThere() if is_only_held(event) else m.StrayKey())

    def touch(self, contact: Contact, frame: Frame, now: float) -> Iterator[Found]:
        """What a finger means. Each is to be acted on before the next is asked for: speech ends before a sound."""
        rooms = self._rooms
        self._backroom.contact(contact, rooms.glass)
        roll = rooms.glass.px(self._roll_mm)
        before = self._fingers
        self._fingers, outcome = touch(before, contact, _spots(frame), roll=roll, guard=self._guard_s)
        if contact.kind == "down":
            rooms.voice.wake()
            yield m.Touched()
            if self._fingers.pressed and self._fingers is not before:
                self._meant = _message(frame, self._fingers.pressed)
                rooms.voice.earcon("press")
        found = touched(frame, outcome)
        if isinstance(found, Choice) and found.message != self._meant:
            found = None  # it became another one under the finger
        if isinstance(found, m.Missed) and isinstance(outcome, OpenGlass):
            self._cannot(outcome.nearest, now)
        elif isinstance(outcome, SlidOff):
            self._cannot(outcome.name, now)
        if found is not None:
            yield found
        elif contact.kind == "up":
            yield m.SomebodyThere()

    def _cannot(self, target: str | None, now: float) -> None:
        if target:
            self._glow, self._glow_until = target, now + _GLOW_S
            self._rooms.voice.earcon("cannot")

    def _bounces(self, event: pygame.event.Event, intent: Intent | None, now: float) -> bool:
        """Is this the last key once more, too soon to be meant? Who goes from one choice to the next is quicker."""
        guard = self._guard_s / 2 if isinstance(intent, MoveFocus) else self._guard_s
        if event.key == self._key and now - self._key_t < guard:
            return True
        self._key, self._key_t = event.key, now
        return False


def _spots(frame: Frame) -> tuple[Spot, ...]:
    return tuple(Spot(target.rect, target.name) for target in frame.plan.targets)


def _message(frame: Frame, name: str) -> m.Message | None:
    return next((target.choice.message for target in frame.plan.targets if target.name == name), None)
