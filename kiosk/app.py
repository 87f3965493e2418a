"""The only loop: gathers messages, lets painter, voice and ear follow the Screen.

Nothing is drawn and nothing is thought when nothing happened; the loop then only looks at events and at the
clock, some thirty times a second.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from dataclasses import replace

import pygame

from kiosk import sound
from kiosk.afresh import Afresh
from kiosk.backroom import Backroom, leave_mark
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.reads import say_notice
from kiosk.core.state import BRIGHTEST, Contents, Door, Home, Notice, Office, OnShelf, State, Stop, place_name
from kiosk.core.update import opening, update
from kiosk.frame import Frame, frame_of
from kiosk.guard import AGAIN, AGAIN_AS_ASKED, STUCK, give_back
from kiosk.inputs import Found, keyed, touched, typed
from kiosk.journal import in_a_visit
from kiosk.page.touch import Contact, Fingers, OpenGlass, Spot, touch
from kiosk.rest import DRIFT_MM, Rest
from kiosk.rooms import Options, Rooms, first_comfort
from kiosk.screen.contacts import contact_of
from kiosk.screen.keys import Command, intent_of, is_only_held, typed_of
from kiosk.speech.headphones import Headphones
from kiosk.speech.room import Room
from kiosk.staff.held import with_held
from kiosk.staff.live import settled
from kiosk.visits import Visits

__all__ = ["House", "Options", "run"]

_TICKS = 60  # a second, while something is said or touched, also by a visitor
_TICKS_AT_REST = 25
_GLOW_S = 0.6
_GIVES_BACK_EACH_S = 10.0
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
        self.state = self._opening()
        self.frame: Frame
        self._fingers = Fingers()
        self._glow, self._glow_until = "", 0.0  # the target that a touch just missed
        self._seen: tuple[object, ...] = ()
        self._place = ""
        self._closing = False
        self._room = Room(self.config.speech.rise_db)
        self._headphones = Headphones()
        self._hears = False
        self._afresh, self._stuck = Afresh(), False
        self._gave_back = 0.0

    def _opening(self) -> State:
        speech = self.config.speech
        deaf = self.config.hearing.microphone == "none"
        state = opening(
            first_comfort(self.config), read_on=speech.read_on, loudest=speech.max_volume - 1,
            brightness=round(self.config.screen.brightness * BRIGHTEST / 100),
            ear="absent" if deaf else "preparing",
        )  # fmt: skip
        if self.options.article:
            state = replace(state, place=Contents(self.options.article), trail=(Stop(Home()),))
        if os.environ.get("KIOSK_AGAIN", "") not in ("", AGAIN_AS_ASKED):  # empty: the first start under the guard
            days, told = self.rooms.journal.days, Notice("notice.began again")
            somebody = in_a_visit(days.last(200)) if days is not None else None
            if somebody:
                state = say_notice(replace(state, visiting=True), told)
            elif somebody is None:  # shown, but not said: the room may be empty
                state = replace(state, visiting=True, notice=told)
        return state

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
            busy = rooms.voice.speaking or bool(self._fingers.source)
            awaited = busy or rooms.listening.ear.level.speech  # a word heard is acted on 20 ms sooner
            clock.tick(_TICKS if awaited else _TICKS_AT_REST)
            self._renew(busy)
            if not busy and now - self._gave_back > _GIVES_BACK_EACH_S:
                self._gave_back = now
                give_back()
            for message in self._echoes():
                self._update(message)
            self._hear(now)
            for event in pygame.event.get():
                self._event(event, now)
            if rooms.voice.speaking:
                self._visits.spoke(now)
            for message in self.backroom.messages(self.state, now):
                if isinstance(message, m.Knock):
                    self._fingers = Fingers()  # the finger that made the sign presses nothing
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

    def _update(self, message: m.Message) -> None:
        before = self.state.visiting
        self.state = update(self.state, message, self.rooms.library)
        if self.state.visiting != before:
            self.rooms.journal.write("visit" if self.state.visiting else "reset")

    # --- what is shown and said
    def _frame(self) -> Frame:
        rooms, pressed = self.rooms, self._fingers.pressed or ""
        made = frame_of(self.state, rooms.library, rooms.strings, rooms.glass, rooms.letters, pressed, self._glow)
        return replace(made, plan=made.plan.moved(*self._rest.drift))

    def _show(self, now: float) -> None:
        """Let everything follow, if anything changed."""
        if self._glow and now > self._glow_until:
            self._glow = ""
        here = time.localtime(time.time())
        self._rest.follow(self.state, now, here.tm_hour * 60 + here.tm_min)
        self.rooms.painter.light(self._rest.light)
        look = (self.state, self._fingers.pressed, self._glow, self.rooms.glass, self._rest.light, self._rest.drift)
        if look == self._seen:
            return
        self.frame, self._seen = self._frame(), look
        self.rooms.show(self.frame)
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

    # --- what happened
    def _echoes(self) -> Iterable[m.Message]:
        journal = self.rooms.journal
        for message in self.rooms.voice.echoes():
            match message:
                case m.WordReached(_, sentence, word):
                    if word == 0:
                        journal.write("line", index=sentence)
                    if sentence >= 0:
                        journal.write("word", index=word, line=sentence)
                case m.SoundIs(status):
                    self._afresh.told("sound", status == "ok", time.monotonic())
                    journal.write("recovered" if status == "ok" else "lost", what="sound")
            yield message

    def _hear(self, now: float) -> None:
        """Take in what was said. What was heard, but is no Choice, never leaves this loop."""
        listening, journal = self.rooms.listening, self.rooms.journal
        listening.follow(self.frame, self.rooms.voice.speaking)
        for found in listening.answers(self.frame, now):
            match found:
                case m.EarIs(status) if status in ("none", "off"):
                    self._hears = False
                    self._afresh.told("hearing", False, now)
                    journal.write("lost", what="hearing", why=listening.ear.detail)
                case m.EarIs("listening") if not self._hears:
                    self._hears = True
                    self._afresh.told("hearing", True, now)
                    journal.write("recovered", what="hearing")
                case m.UnknownWords(words) if words:
                    journal.write("fault", what="words that the voice model does not know", words=sorted(words))
                case Choice():  # a television speaks too: what is not understood is nobody
                    self._visits.here(now)
            self._apply(found, "voice")
        voice = self.rooms.voice
        voice.duck(listening.ducking(now))
        self._room.hear(listening.ear.level.level_db, voice.loudspeaker.silent_s, now)
        voice.rise(0.0 if self._headphones.on else self._room.rise_db, self.state.loudest)
        if self._headphones.look():
            self._update(m.HeadphonesAre(self._headphones.on))

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
            self._key(event)
        elif (contact := contact_of(event, self.rooms.glass)) is not None:
            if contact.kind != "move" or self._fingers.source:  # a mouse may tremble all by itself
                self._visits.here(now)
            self._touch(contact, now)

    def _key(self, event: pygame.event.Event) -> None:
        self.rooms.voice.wake()
        intent = intent_of(event)
        self.backroom.key(intent, time.monotonic())
        found = typed(self.frame, typed_of(event)) or keyed(self.frame, intent)
        if found is None and isinstance(intent, Command):
            self.rooms.voice.earcon("cannot")
        before = self.state
        self._apply(found or (m.SomebodyThere() if is_only_held(event) else m.StrayKey()), "key")
        if self.state is not before:
            self.frame = self._frame()  # the next key of this turn is meant for what is there now

    def _touch(self, contact: Contact, now: float) -> None:
        self.backroom.contact(contact, self.rooms.glass)
        roll = self.rooms.glass.px(self.config.touch.roll_mm)
        guard = self.config.touch.guard_ms / 1000
        spots = [Spot(target.rect, target.name) for target in self.frame.plan.targets]
        self._fingers, outcome = touch(self._fingers, contact, spots, roll=roll, guard=guard)
        if contact.kind == "down":
            self.rooms.voice.wake()
            self._update(m.Touched())
            if self._fingers.pressed:
                self.rooms.voice.earcon("press")
        found = touched(self.frame, outcome)
        if isinstance(found, m.Missed) and isinstance(outcome, OpenGlass) and outcome.nearest:
            self._glow, self._glow_until = outcome.nearest, now + _GLOW_S
            self.rooms.voice.earcon("cannot")
        if found is None and contact.kind == "up":
            found = m.SomebodyThere()
        self._apply(found, "touch")

    def _apply(self, found: Found | None, by: str) -> None:
        if isinstance(found, Choice):
            if not isinstance(self.state.place, Door):  # a PIN is written nowhere
                self.rooms.journal.write("chosen", label=found.label, name=found.name, by=by)
            self._update(found.message)
        elif found is not None:
            self._update(found)

    def _visit(self, now: float) -> None:
        message = self._visits.due(self.state, now)
        if message is not None:
            self._update(message)
        self._stuck = self._afresh.due(self.state.visiting, sound.stuck_s(), now)

    def close(self) -> None:
        """Close every room, whatever state it is in; where a library stands still, leave them to the system."""
        if self._stuck:
            self.rooms.journal.close()
        else:
            self.rooms.close()


def run(config: Config, options: Options) -> int:
    """Open the house, run it, close it: the exit code. Raises NoDisplayError."""
    house = House(config, options)
    try:
        house.open()
        return house.run()
    finally:
        house.close()
