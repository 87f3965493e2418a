"""The only loop: opens the rooms, gathers messages, lets painter and voice follow, closes them again.

Nothing is drawn and nothing is thought when nothing happened; the loop then only looks at events and at the
clock, some thirty times a second.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pygame

from kiosk import places
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.state import Comfort, Contents, Home, OnShelf, State, Stop, place_name
from kiosk.core.update import begin_anew, opening, resting, update
from kiosk.frame import Frame, focused, frame_of, move_focus, named, word_at
from kiosk.journal import Journal
from kiosk.page.geometry import Glass
from kiosk.page.touch import Contact, Fingers, OpenGlass, Pressed, Spot, touch
from kiosk.screen.keys import Choose, Command, MoveFocus, intent_of
from kiosk.screen.painter import Painter
from kiosk.screen.type import Letters
from kiosk.screen.window import Window
from kiosk.speech.voice import Voice
from kiosk.staff.live import Live, place_for, settled
from kiosk.staff.notify import Watchdog

_TICKS = 60  # a second, while something is said or touched
_TICKS_AT_REST = 25
_GLOW_S = 0.6
_DEVICES = (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED)


@dataclass(frozen=True)
class Options:
    """How the kiosk was started."""

    content: Path
    window: tuple[int, int] | None = None
    journal: str | None = None
    article: str = ""  # a preview: begin in this article, and take up its changes at once


def first_comfort(config: Config) -> Comfort:
    """How every visit begins, in the steps of the core."""
    wish = config.comfort
    return Comfort(wish.text_size, wish.theme, wish.speed - 1, wish.volume - 1)


class House:
    """All rooms with a life, opened together and closed together."""

    def __init__(self, config: Config, options: Options) -> None:
        self.config, self.options = config, options
        self.journal = Journal(options.journal)
        self.window = Window(options.window, config.screen.pointer)
        self.voice = Voice(
            latency_ms=config.speech.latency_ms,
            engine=config.speech.engine,
            voice=config.speech.voice,
            earcons=config.speech.earcons,
        )
        self.live = Live(options.content, place_for(options.content, places.cache_folder()), places.cache_folder())
        self.watchdog = Watchdog()
        self._closing = False

    def open(self) -> None:
        """Open every room. Raises NoDisplayError; all else that is missing is done without."""
        self.voice.open()  # its process starts while the window opens
        self.window.open()
        self.journal.open()
        self.strings = places.strings()
        self.library = self.live.open()
        self.voice.pronunciations = self.library.pronunciations
        self.letters = Letters(places.assets() / "fonts")
        self.painter = Painter(self.window.surface, places.assets(), self.letters)
        self.glass = self._glass()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._asked_to_end)

    def _glass(self) -> Glass:
        return Glass(*self.window.surface.get_size(), self.config.screen.diagonal)

    def _asked_to_end(self, *_: object) -> None:
        self._closing = True

    def run(self) -> None:
        """Until the kiosk is asked to end."""
        speech = self.config.speech
        state = opening(first_comfort(self.config), read_on=speech.read_on, loudest=speech.max_volume - 1)
        if self.options.article:
            state = replace(state, place=Contents(self.options.article), trail=(Stop(Home()),))
        fingers, glow, glow_until, visited = Fingers(), "", 0.0, time.monotonic()
        clock = pygame.time.Clock()
        seen: tuple[object, ...] = ()
        frame = self._frame(state, fingers, glow)
        place = ""
        ready = False
        while not state.closing:
            now = time.monotonic()
            if glow and now > glow_until:
                glow = ""
            look = (state, fingers.pressed, glow, self.glass)
            if look != seen:
                frame = self._frame(state, fingers, glow)
                seen = look
                self.window.show(self.painter.follow(frame.plan))
                self.voice.follow(frame.screen.line)
                if place_name(state.place) != place:
                    place = place_name(state.place)
                    self.journal.write("place", place=place)
            if not ready:
                ready = True
                self.journal.write("ready")
                self.watchdog.ready()
            self.watchdog.ping()
            busy = self.voice.speaking or bool(fingers.source)
            clock.tick(_TICKS if busy else _TICKS_AT_REST)
            if (self.options.article or not busy) and self._renewed(state):
                seen = ()
                if self.options.article:
                    state = settled(state, self.library)
            before = state
            for message in self._echoes():
                state = update(state, message, self.library)
            for event in pygame.event.get():
                if event.type == pygame.QUIT:
                    self._closing = True
                elif event.type in _DEVICES:
                    if not getattr(event, "iscapture", 0):
                        self.voice.reopen()
                elif event.type in (pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED, pygame.WINDOWEXPOSED):
                    self._window_changed()
                    seen = ()
                elif event.type == pygame.KEYDOWN:
                    visited = now
                    self.voice.wake()
                    state = self._apply(state, self._keyed(frame, event), "key", frame)
                    frame = self._frame(state, fingers, glow) if state is not before else frame
                else:
                    contact = _contact(event, self.glass)
                    if contact is not None:
                        visited = now
                        roll = self.glass.px(self.config.touch.roll_mm)
                        spots = [Spot(target.rect, target.name) for target in frame.plan.targets]
                        guard = self.config.touch.guard_ms / 1000
                        fingers, outcome = touch(fingers, contact, spots, roll=roll, guard=guard)
                        if contact.kind == "down":
                            self.voice.wake()
                            state = update(state, m.Touched(), self.library)
                            if fingers.pressed:
                                self.voice.earcon("press")
                        messages, missed = self._touched(frame, outcome)
                        if missed:
                            glow, glow_until = missed, now + _GLOW_S
                            self.voice.earcon("cannot")
                        state = self._apply(state, messages, "touch", frame)
            if self.voice.speaking:
                visited = now
            if self._closing:
                state = update(state, m.Close(), self.library)
            state, visited = self._visit(state, visited, now)
        self.journal.write("closing")
        self.watchdog.closing()

    def _renewed(self, state: State) -> bool:
        """Take up what staff changed, where nobody is in an article; whether there was anything."""
        quiet = bool(self.options.article) or isinstance(state.place, Home | OnShelf)
        newer = self.live.fresh() if quiet else None
        if newer is not None:
            self.library, self.voice.pronunciations = newer, newer.pronunciations
        return newer is not None

    def _frame(self, state: State, fingers: Fingers, glow: str) -> Frame:
        pressed = fingers.pressed or ""
        return frame_of(state, self.library, self.strings, self.glass, self.letters, pressed, glow)

    def _echoes(self) -> Iterable[m.Message]:
        for message in self.voice.echoes():
            match message:
                case m.WordReached(_, sentence, word) if sentence >= 0:
                    self.journal.write("word", sentence=sentence, word=word)
                case m.LineEnded():
                    self.journal.write("line", ended=True)
                case m.SoundIs(status):
                    self.journal.write("recovered" if status == "ok" else "lost", what="sound")
            yield message

    def _window_changed(self) -> None:
        if self.window.resized():
            self.painter.on(self.window.surface)
        self.painter.forget()
        self.glass = self._glass()

    def _keyed(self, frame: Frame, event: pygame.event.Event) -> list[m.Message | Choice]:
        match intent_of(event):
            case MoveFocus(way):
                moved = move_focus(frame, way)
                return [moved] if moved else []
            case Choose():
                target = focused(frame)
                if target is None:
                    moved = move_focus(frame, "next")
                    return [moved] if moved else []
                return [target.choice]
            case Command(name):
                choice = named(frame, name)
                if choice is None:
                    self.voice.earcon("cannot")
                return [choice] if choice else []
        return []

    def _touched(self, frame: Frame, outcome: Pressed | OpenGlass | None) -> tuple[list[m.Message | Choice], str]:
        match outcome:
            case Pressed(name):
                found: list[m.Message | Choice] = [
                    target.choice for target in frame.plan.targets if target.name == name
                ]
                return found[:1], ""
            case OpenGlass(x, y, nearest):
                word = word_at(frame, x, y)
                return ([word], "") if word else ([m.Missed()], nearest or "")
        return [], ""

    def _apply(self, state: State, found: list[m.Message | Choice], by: str, frame: Frame) -> State:
        for each in found:
            if isinstance(each, Choice):
                self.journal.write("chosen", label=each.label, name=each.name, by=by)
                state = update(state, each.message, self.library)
            else:
                state = update(state, each, self.library)
        return state

    def _visit(self, state: State, visited: float, now: float) -> tuple[State, float]:
        """Ask a glass that was left alone whether somebody is there, and begin anew if nobody is."""
        visits = self.config.visits
        asked = state.question is not None and state.question.kind == "still there"
        if asked and now - visited > visits.answer_s:
            self.journal.write("reset")
            return begin_anew(state), now
        if not asked and not resting(state) and now - visited > visits.idle_s:
            return update(state, m.NobodyThere(), self.library), now
        return state, visited

    def close(self) -> None:
        """Close every room, whatever state it is in."""
        self.live.close()
        self.voice.close()
        self.journal.close()
        self.window.close()


def _contact(event: pygame.event.Event, glass: Glass) -> Contact | None:
    """A finger's or a mouse's event as a Contact in pixels; None for anything else."""
    now = time.monotonic()
    kinds = {
        pygame.FINGERDOWN: ("down", "finger"),
        pygame.FINGERMOTION: ("move", "finger"),
        pygame.FINGERUP: ("up", "finger"),
        pygame.MOUSEBUTTONDOWN: ("down", "mouse"),
        pygame.MOUSEMOTION: ("move", "mouse"),
        pygame.MOUSEBUTTONUP: ("up", "mouse"),
    }
    found = kinds.get(event.type)
    if found is None:
        return None
    kind, source = found
    if source == "finger":
        x, y, finger = event.x * glass.width, event.y * glass.height, event.finger_id
    else:
        if getattr(event, "button", 1) != 1 or getattr(event, "touch", False):
            return None
        (x, y), finger = event.pos, 0
    return Contact(kind, x, y, now, source, finger)  # type: ignore[arg-type]  # the table's words are the literals


def run(config: Config, options: Options) -> None:
    """Open the house, run it, close it. Raises NoDisplayError."""
    house = House(config, options)
    try:
        house.open()
        house.run()
    finally:
        house.close()
