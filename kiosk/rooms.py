"""All rooms with a life, opened together and closed together. What is missing is done without."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk import places, sound
from kiosk.config import Config
from kiosk.core.state import Comfort
from kiosk.daybook import DayBook
from kiosk.fitting import Fitting
from kiosk.frame import Frame
from kiosk.hearing.ear import Ear
from kiosk.hearing.looks import Patience
from kiosk.journal import Journal
from kiosk.listening import Listening
from kiosk.page.geometry import Glass
from kiosk.screen.painter import Painter
from kiosk.screen.type import Letters
from kiosk.screen.window import Window
from kiosk.speech.loudspeaker import RATE
from kiosk.speech.voice import Voice
from kiosk.staff.alarm import Alarm
from kiosk.staff.live import Live, place_for
from kiosk.staff.notify import Watchdog


@dataclass(frozen=True)
class Options:
    """How the kiosk was started."""

    content: Path
    window: tuple[int, int] | None = None
    journal: str | None = None
    article: str = ""  # a preview: begin in this article, and take up its changes at once
    state: Path | None = None  # the folder for what is kept between starts; None keeps nothing
    faults: tuple[str, ...] = ()  # what is wrong in config.toml, a sentence each


def first_comfort(config: Config) -> Comfort:
    """How every visit begins, in the steps of the core."""
    wish = config.comfort
    return Comfort(wish.text_size, wish.theme, wish.speed - 1, wish.volume - 1)


class Rooms:
    """``open`` them, ``show`` a Frame, ``close`` them. Each room is used directly by its name."""

    def __init__(self, config: Config, options: Options) -> None:
        self.config, self.options = config, options
        self.journal = Journal(options.journal, DayBook(options.state / "journal") if options.state else None)
        self.window = Window(options.window, config.screen.pointer)
        self.voice = Voice(
            latency_ms=config.speech.latency_ms,
            engine=config.speech.engine,
            voice=config.speech.voice,
            sounds=places.assets() / "earcons" if config.speech.earcons else None,
        )
        hearing = config.hearing
        self.ear = Ear(
            hearing.microphone,
            Patience(open=hearing.after_phrase_ms / 1000, unfinished=hearing.inside_phrase_ms / 1000),
            played=self.voice.played,
            played_rate=RATE,
        )
        self.fitting = Fitting(self.ear, config)
        self.listening = Listening(self.ear, hearing.while_speaking == "listen")
        cache = places.cache_folder()
        self.live = Live(options.content, place_for(options.content, cache), cache, drafts=bool(options.article))
        self.watchdog = Watchdog()
        self.alarm = Alarm(options.state / "stood-still.txt" if options.state else None)

    def open(self) -> None:
        """Open every room. Raises NoDisplayError; all else that is missing is done without."""
        if os.environ.get("KIOSK_GUARDED"):
            self.alarm.open()
        self.voice.open()  # its process starts while the window opens
        self.window.open()
        self.journal.open()
        self.strings = places.strings()
        self.library = self.live.open()
        self.voice.pronunciations = self.library.pronunciations
        self.letters = Letters(places.assets() / "fonts")
        self.painter = Painter(self.window.surface, places.assets(), self.letters)
        self.glass = self._measured()
        self.ear.open()
        self.fitting.follow(self.strings, self.library)

    def _measured(self) -> Glass:
        return Glass(*self.window.surface.get_size(), self.config.screen.diagonal)

    def show(self, frame: Frame) -> None:
        """Paint what changed, say the Screen's line, and listen for what may be said on it."""
        self.window.show(self.painter.follow(frame.plan))
        self.voice.follow(frame.screen.line)
        self.listening.follow(frame, self.voice.speaking)
        self.fitting.mend(self.strings, self.library)

    def renewed(self) -> bool:
        """Take up what staff changed in the content folder; whether there was anything."""
        newer = self.live.fresh()
        if newer is not None:
            self.library, self.voice.pronunciations = newer, newer.pronunciations
            self.fitting.follow(self.strings, newer)
            self.painter.renew_pictures()
        return newer is not None

    def window_changed(self) -> None:
        """The window has another size, or has to be painted anew."""
        if self.window.resized():
            self.painter.on(self.window.surface)
        self.painter.forget()
        self.glass = self._measured()

    def close(self) -> None:
        """Close every room, whatever state it is in."""
        self.alarm.closing()
        self.ear.close()
        self.live.close()
        self.voice.close()
        sound.end()
        self.journal.close()
        self.window.close()
        self.alarm.close()
