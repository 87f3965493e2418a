"""``python -m tests.staff.visited CONTENT JOURNAL STOP``: the whole kiosk with a visitor who touches and listens.

The display and the loudspeaker are SDL's dummies, the voice is the real one. The visitor wanders until the file STOP
is there. Whatever the glass shows and the voice is given is looked at for junk; the first junk ends the process with
exit code 3. The last line printed is the ids of the articles that the kiosk then has, as JSON.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from pathlib import Path

import pygame

from kiosk.app import House, Options
from kiosk.config import Config
from kiosk.core.state import Home, OnShelf, Reading
from kiosk.page.plan import Run

JUNK = re.compile("[\ufffd\x00-\x1f<>|`{}\\\\]|---|##|\\*\\*|junk", re.IGNORECASE)
SETTINGS = {"comfort": {"speed": 8}, "hearing": {"microphone": "none"}, "speech": {"read_on": True}}


class Visited(House):
    """A house that somebody visits."""

    def __init__(self, content: Path, journal: str, stop: Path) -> None:
        super().__init__(Config.model_validate(SETTINGS), Options(content, (1280, 720), journal))
        self._stop = stop
        self._dice = random.Random(7)
        self._next = 0.0
        self._looked: object = None
        self._done = 0.0

    def _show(self, now: float) -> None:
        super()._show(now)
        if self.frame is not self._looked:
            self._looked = self.frame
            self._look_for_junk()
        if now >= self._next:
            self._next = now + self._touch_something()
        if self._stop.exists():
            # At rest on the first page the last changes are taken up, then it ends.
            self._next = now + 60
            self._done = self._done or now + 8
            if not isinstance(self.state.place, Home):
                self._tap("home")
            self._closing = now > self._done

    def _look_for_junk(self) -> None:
        shown = [one.text for one in self.frame.plan.items if isinstance(one, Run)]
        line = self.frame.screen.line
        said = [word for each in line.utterances for word in each.words] if line else []
        for text in (*shown, *said):
            if JUNK.search(text):
                print(f"junk at {self.frame.screen.place}: {text!r}", file=sys.stderr)
                sys.exit(3)

    def _touch_something(self) -> float:
        """Press a button; how many seconds to wait before the next."""
        match self.state.place:
            case Home() | OnShelf():
                return 1.5 if self._tap("") else 0.5
            case Reading():
                if self._dice.random() < 0.5:
                    self._tap("next section") or self._tap("home")
                    return 4.0
                self._tap("home")
                return 2.5  # a quiet moment
        self._tap("read all") or self._tap("home")
        return 6.0

    def _tap(self, name: str) -> bool:
        """Touch the target of that name, or any tile for ""."""
        targets = [one for one in self.frame.plan.targets if one.name == name or (not name and one.choice.number)]
        if not targets:
            return False
        rect = self._dice.choice(targets).rect
        spot = (rect.x + rect.w // 2, rect.y + rect.h // 2)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=spot, button=1))
        return True


def main(content: str, journal: str, stop: str) -> None:
    house = Visited(Path(content), journal, Path(stop))
    try:
        house.open()
        house.run()
        print(json.dumps(sorted(one.id for shelf in house.rooms.library.shelves for one in shelf.entries)), flush=True)
    finally:
        house.close()
    time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:4])
