"""Fingers and keys: from an event to what it means on the Frame that is in view, with the sound and glow of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pygame

from kiosk.backroom import Backroom
from kiosk.config import TouchTable
from kiosk.core import messages as m
from kiosk.frame import Frame
from kiosk.inputs import Found, keyed, touched, typed
from kiosk.page.touch import LIES_S, Contact, Fingers, OpenGlass, Spot, touch
from kiosk.rooms import Rooms
from kiosk.screen.keys import Command, intent_of, is_only_held, typed_of

_GLOW_S = 0.6


class Hands:
    """``key`` and ``touch`` give what is meant, Choices or messages; ``pressed`` and ``glow`` are names of targets."""

    def __init__(self, rooms: Rooms, backroom: Backroom, wish: TouchTable) -> None:
        self._rooms, self._backroom = rooms, backroom
        self._roll_mm, self._guard_s = wish.roll_mm, wish.guard_ms / 1000
        self._fingers = Fingers()
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
        self._fingers = Fingers()

    def key(self, event: pygame.event.Event, frame: Frame) -> Found:
        """What a key that went down means."""
        self._rooms.voice.wake()
        intent = intent_of(event)
        self._backroom.key(intent, time.monotonic())
        found = typed(frame, typed_of(event)) or keyed(frame, intent)
        if found is None and isinstance(intent, Command):
            self._rooms.voice.earcon("cannot")
        return found or (m.SomebodyThere() if is_only_held(event) else m.StrayKey())

    def touch(self, contact: Contact, frame: Frame, now: float) -> Iterator[Found]:
        """What a finger means. Each is to be acted on before the next is asked for: speech ends before a sound."""
        rooms = self._rooms
        self._backroom.contact(contact, rooms.glass)
        spots = [Spot(target.rect, target.name) for target in frame.plan.targets]
        roll = rooms.glass.px(self._roll_mm)
        self._fingers, outcome = touch(self._fingers, contact, spots, roll=roll, guard=self._guard_s)
        if contact.kind == "down":
            rooms.voice.wake()
            yield m.Touched()
            if self._fingers.pressed:
                rooms.voice.earcon("press")
        found = touched(frame, outcome)
        if isinstance(found, m.Missed) and isinstance(outcome, OpenGlass) and outcome.nearest:
            self._glow, self._glow_until = outcome.nearest, now + _GLOW_S
            rooms.voice.earcon("cannot")
        if found is not None:
            yield found
        elif contact.kind == "up":
            yield m.SomebodyThere()
