"""The only loop: gathers messages, lets painter, voice and ear follow the Screen.

Nothing is drawn and nothing is thought when nothing happened; the loop then only looks at events and at the
clock, some thirty times a second.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from dataclasses import replace

import pygame

from kiosk import sound
from kiosk.afresh import Afresh, tell
from kiosk.backroom import Backroom, leave_mark
from kiosk.beginning import first_state
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.state import Door, Home, Office, OnShelf, State, place_name
from kiosk.core.update import update
from kiosk.frame import Frame, frame_of
from kiosk.guard import AGAIN, STUCK, give_back
from kiosk.hands import Hands
from kiosk.inputs import Found
from kiosk.reports import Reports
from kiosk.rest import DRIFT_MM, Rest
from kiosk.rooms import Options, Rooms
from kiosk.screen.contacts import contact_of
from kiosk.staff.devices import LARGER, too_low
from kiosk.staff.held import with_held
from kiosk.staff.live import settled
from kiosk.standstill import Standstill
from kiosk.visits import Visits

__all__ = ["House", "Options", "run"]

_TICKS = 60  # a second, while something is said or touched, also by a visitor
_TICKS_AT_REST = 25
_GIVES_BACK_EACH_S = 10.0
_RESTS_EACH_S = 0.1
_DEVICES = (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED)
_AWAY = (pygame.WINDOWMINIMIZED, pygame.WINDOWFOCUSLOST)
_WINDOW = (pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED, pygame.WINDOWEXPOSED)


class House:
    """The State, the Frame it is seen as, and all rooms."""

    def __init__(self, config: Config, options: Options) -> None:
        self.config = with_held(config, options.state) if options.state else config
        self.options = options
        self.rooms = Rooms(self.config, options)
        self.backroom = Backroom(self.config, config, options, self.rooms)
        self.state = first_state(self.config, options, self.rooms)
        self.frame: Frame
        self._hands = Hands(self.rooms, self.backroom, self.config.touch)
        self._seen: tuple[object, ...] = ()
        self._place = ""
        self._closing = False
        self._afresh, self._standstill, self._stuck = Afresh(), Standstill(), False
        self._reports = Reports(self.rooms, self._afresh, self.config.speech.rise_db)
        self._gave_back = self._rested = 0.0
        self._rested_for: State | None = None

    def open(self) -> None:
        """Open every room. Raises NoDisplayError; all else that is missing is done without."""
        self.rooms.open()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._asked_to_end)

    def _asked_to_end(self, *_: object) -> None:
        self._closing = True

    def run(self) -> int:
        """Until the kiosk is asked to end; the exit code."""
        rooms = self.rooms
        self._visits = Visits(self.config.visits, time.monotonic())
        self._rest = Rest(self.config.screen, rooms.glass.px(DRIFT_MM))
        clock = pygame.time.Clock()
        ready = False
        while not self.state.closing and not self._stuck:
            now = time.monotonic()
            self._show(now)
            if not ready:
                ready = True
                rooms.watchdog.ready()
                self._tell_start()
            rooms.watchdog.ping()
            rooms.alarm.turned()
            busy = rooms.voice.speaking or self._hands.down
            awaited = busy or rooms.ear.attentive  # a word heard is acted on 20 ms sooner
            clock.tick(_TICKS if awaited else _TICKS_AT_REST)
            self._renew(busy)
            if not busy and now - self._gave_back > _GIVES_BACK_EACH_S:
                self._gave_back = now
                give_back()
            for message in self._reports.voice(now):
                self._update(message)
            self._hear(now)
            for event in pygame.event.get():
                self._event(event, now)
            if rooms.voice.speaking:
                self._visits.spoke(now)
            for message in self.backroom.messages(self.state, now):
                if isinstance(message, m.Knock):
                    self._hands.let_go()  # the finger that made the sign presses nothing
                self._update(message)
            if self._closing:
                self._update(m.Close())
            self._visit(now)
        if self._stuck:
            return STUCK  # the journal says no end: the next kiosk sees in it whether somebody is there
        rooms.journal.write("closing")
        if isinstance(self.state.place, Office) and not self._closing and not self.state.again:
            leave_mark()
        rooms.watchdog.closing()
        return AGAIN if self.state.again else 0

    def _tell_start(self) -> None:
        """The first picture is on the glass: what staff may want to know of how it came there."""
        journal, again = self.rooms.journal, os.environ.get("KIOSK_AGAIN")
        journal.write("ready")
        if again:
            journal.write("recovered", what="kiosk", why=again)
        for fault in self.options.faults:
            journal.write("fault", what="config", why=fault)
        glass = self.rooms.glass
        if low := too_low(glass.width, glass.height, glass.diagonal):
            journal.write("fault", what="screen", why=f"{low} {LARGER}")

    def _update(self, message: m.Message) -> None:
        before = self.state.visiting
        self.state = update(self.state, message, self.rooms.library)
        if self.state.visiting != before:
            self.rooms.journal.write("visit" if self.state.visiting else "reset")

    # --- what is shown and said
    def _frame(self) -> Frame:
        rooms, pressed, glow = self.rooms, self._hands.pressed, self._hands.glow(time.monotonic())
        made = frame_of(self.state, rooms.library, rooms.strings, rooms.glass, rooms.letters, pressed, glow)
        return replace(made, plan=made.plan.moved(*self._rest.drift))

    def _show(self, now: float) -> None:
        """Let everything follow, if anything changed."""
        if self.state is not self._rested_for or now - self._rested >= _RESTS_EACH_S:
            self._rested, self._rested_for = now, self.state
            here = time.localtime(time.time())
            self._rest.follow(self.state, now, here.tm_hour * 60 + here.tm_min)
            self.rooms.painter.light(self._rest.light)
        hands = self._hands
        look = (self.state, hands.pressed, hands.glow(now), self.rooms.glass, self._rest.light, self._rest.drift)
        if look == self._seen:
            return
        self.frame, self._seen = self._frame(), look
        self.rooms.show(self.frame)
        hands.shown(self.frame, now)
        if place_name(self.state.place) != self._place:
            self._place = place_name(self.state.place)
            self.rooms.journal.write("place", place=self._place)

    def _renew(self, busy: bool) -> None:
        """Take up what staff changed, where nobody is in an article."""
        preview = bool(self.options.article)
        quiet = preview or (not busy and isinstance(self.state.place, Home | OnShelf))
        if quiet and self.rooms.renewed():
            self._seen = ()
            if preview:
                self.state = settled(self.state, self.rooms.library)
            self._update(m.LibraryChanged())  # a shelf that stands on the glass may be gone

    # --- what happened
    def _hear(self, now: float) -> None:
        for found in self._reports.ear(self.frame, now):
            self._visits.heard(found, now)
            self._apply(found, "voice")
        for message in self._reports.levels(self.state.loudest, now):
            self._update(message)

    def _event(self, event: pygame.event.Event, now: float) -> None:
        if event.type == pygame.QUIT:
            self._closing = not self.rooms.window.locked  # Alt+F4, or a window manager's wish
        elif event.type in _AWAY:
            self.rooms.window.come_back()
        elif event.type in _DEVICES:
            removed = event.type == pygame.AUDIODEVICEREMOVED
            if removed:
                sound.removed(event.which)
            if event.iscapture:
                self.rooms.ear.devices_changed(removed=removed)
            else:
                self.rooms.voice.devices_changed()
        elif event.type in _WINDOW:
            self.rooms.window_changed()
            self._seen = ()
        elif event.type == pygame.KEYDOWN:
            self._visits.here(now)
            before = self.state
            self._apply(self._hands.key(event, self.frame), "key")
            if self.state is not before:
                self.frame = self._frame()  # the next key of this turn is meant for what is there now
        elif (contact := contact_of(event, self.rooms.glass)) is not None:
            if contact.kind != "move" or self._hands.down:  # a mouse may tremble all by itself
                self._visits.here(now)
            for found in self._hands.touch(contact, self.frame, now):
                self._apply(found, "touch")

    def _apply(self, found: Found, by: str) -> None:
        if isinstance(found, Choice):
            if not isinstance(self.state.place, Door):  # a PIN is written nowhere
                self.rooms.journal.write("chosen", label=found.label, name=found.name, by=by)
            self._update(found.message)
        else:
            self._update(found)

    def _visit(self, now: float) -> None:
        message = self._visits.due(self.state, now)
        if message is not None:
            self._update(message)
        stuck_s = sound.stuck_s()
        stands = self._standstill.known(stuck_s, now)
        self._stuck = self._afresh.due(self.state.visiting, stuck_s, now, stands)

    def close(self) -> None:
        """Close every room, whatever state it is in; where a library stands still, leave them to the system."""
        if self._stuck:
            self.rooms.journal.close()
        else:
            self.rooms.close()


def run(config: Config, options: Options) -> int:
    """Open the house, run it, close it: the exit code. Raises NoDisplayError."""
    house = House(config, options)
    threading.excepthook = house._afresh.thread_ended
    if os.environ.get("KIOSK_GUARDED"):
        sys.excepthook = tell
    try:
        house.open()
        return house.run()
    finally:
        house.close()
