"""What staff need of a running kiosk: a sign that lets them in, a PIN, a place of their own, settings that stay, and
in the journal what of the content broke."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.state import BRIGHTEST, Door, Office, State
from kiosk.library.faults import Fault
from kiosk.page import knock
from kiosk.page.geometry import Glass
from kiosk.page.touch import Contact
from kiosk.rooms import Options, Rooms
from kiosk.screen.keys import Command, Intent
from kiosk.staff.held import hold
from kiosk.staff.lock import Lock

_NEWS_S = 2.0  # between two tellings in the office
_LINES = 10  # of the journal
_AWAY = ("folder", "nowhere", "unreadable")  # of faults: a drive, a share or a right, and no article
_QUIET = ("place", "chosen")  # events that would only fill the board


def leave_mark() -> None:
    """Tell the service that staff left: it is not to start the kiosk again by itself (see ``autostart``)."""
    if folder := os.environ.get("RUNTIME_DIRECTORY"):
        with contextlib.suppress(OSError):
            (Path(folder.split(":")[0]) / "left").touch()


class Backroom:
    """Told of contacts and keys, it gives ``messages`` each turn. Times are of ``time.monotonic``."""

    def __init__(self, config: Config, as_written: Config, options: Options, rooms: Rooms) -> None:
        self._config, self._as_written, self._options, self._rooms = config, as_written, options, rooms
        self._lock = Lock(config.staff.pin)
        self._knocking = knock.Knocking()
        self._knocked = False
        self._told_at = 0.0
        self._held = (config.speech.max_volume, config.screen.brightness)
        self._aside: tuple[Fault, ...] = ()  # articles that are journalled as lost

    def contact(self, contact: Contact, glass: Glass) -> None:
        """A finger came, moved or went."""
        self._knocking = knock.touched(self._knocking, contact, glass)

    def key(self, intent: Intent | None, now: float) -> None:
        """A key was pressed."""
        name = intent.name if isinstance(intent, Command) else ""
        self._knocking, made = knock.pressed(self._knocking, name, now)
        self._knocked = self._knocked or made

    def messages(self, state: State, now: float) -> Iterator[m.Message]:
        """What follows from the sign, from the PIN and from being in the office."""
        if self._knocked or knock.held(self._knocking, now):
            self._knocking, self._knocked = knock.Knocking(), False
            yield m.Knock()
        self._lock.follow(state.place)
        for answer in self._lock.answers():
            if isinstance(state.place, Door):
                self._rooms.journal.write("staff", what=answer.status)
                yield answer
        if isinstance(state.place, Office) and now - self._told_at > _NEWS_S:
            self._told_at = now
            yield m.OfficeTold(self._ill(), self._last(), self._care())
        self._keep(state)
        self._name_what_is_aside()

    def _name_what_is_aside(self) -> None:
        """Journal what of the content broke and what was mended, so that staff find it without asking."""
        before, self._aside = self._aside, self._rooms.live.faults
        if self._aside is before:
            return
        for fault in self._aside:
            if fault not in before:
                self._rooms.journal.write("lost", what="content", why=str(fault))
        for name in sorted({fault.file for fault in before} - {fault.file for fault in self._aside}):
            self._rooms.journal.write("recovered", what="content", why=name)

    def _keep(self, state: State) -> None:
        """Keep what was set in the office."""
        light = self._config.screen.brightness
        if state.brightness != round(light * BRIGHTEST / 100):
            light = state.brightness * 100 // BRIGHTEST
        now = (state.loudest + 1, light)
        if now != self._held and self._options.state is not None:
            self._held = now
            wanted = {"speech.max_volume": now[0], "screen.brightness": now[1]}
            hold(self._as_written, wanted, self._options.state)

    def _ill(self) -> tuple[str, ...]:
        """What ails the kiosk itself."""
        rooms, say = self._rooms, self._rooms.strings
        found = []
        if rooms.voice.status != "ok" and self._config.speech.engine != "none":
            found.append(say("office.sound", why=rooms.voice.engine.fault or rooms.voice.status))
        if rooms.ear.detail:
            found.append(say("office.hearing", why=rooms.ear.detail))
        found += [say("office.config", why=fault) for fault in self._options.faults]
        found += [say("office.content", why=fault) for fault in rooms.live.faults if fault.code in _AWAY]
        if rooms.live.empty:
            found.append(say("office.empty", where=self._options.content))
        if rooms.journal.days is not None and rooms.journal.days.fault:
            found.append(say("office.journal", why=rooms.journal.days.fault))
        if rooms.alarm.last:
            found.append(say("office.began again", why=rooms.alarm.last.splitlines()[0]))
        return tuple(found)

    def _care(self) -> tuple[str, ...]:
        """What ails an article, or is none: a sentence for who dropped it there."""
        say = self._rooms.strings
        found = (
            say("office.stray", file=fault.file, what=fault.what, remedy=fault.remedy) if fault.severity == "note"
            else say("office.content", why=fault)
            for fault in self._rooms.live.faults if fault.code not in _AWAY
        )  # fmt: skip
        return tuple(each.encode("utf-8", "replace").decode() for each in found)  # names in another machine's letters

    def _last(self) -> tuple[str, ...]:
        """The last lines of the journal in words, the newest first."""
        days = self._rooms.journal.days
        shown = []
        for line in days.last(200) if days is not None else ():
            try:
                entry = json.loads(line)
                if entry["event"] not in _QUIET:
                    more = (str(value) for key, value in entry.items() if key not in ("at", "t", "event"))
                    shown.append(" ".join((entry["at"], entry["event"], *more)))
            except (ValueError, KeyError, TypeError):
                continue
        return tuple(reversed(shown[-_LINES:]))
