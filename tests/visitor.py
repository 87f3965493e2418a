"""A Visitor at the real kiosk without any device: touches, presses keys, says phrases, sees and hears.

Stands on the same frame as the app, so what it walks is what people walk; the voice is played by stepping
through the Line's own words.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from kiosk import places
from kiosk.config import VisitsTable
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.hearing import Heard, Verdict
from kiosk.core.matching import UNKNOWN, Evidence, Rules, Word, addressed, judge
from kiosk.core.offer import answer_to, hearing_of
from kiosk.core.phrases import normal
from kiosk.core.state import Comfort, Library, Place, State
from kiosk.core.update import opening, update
from kiosk.frame import Frame, focused, frame_of, move_focus, named
from kiosk.inputs import touched
from kiosk.library.shelf import Shelves, open_library
from kiosk.page.geometry import Glass
from kiosk.page.plan import Run, Target
from kiosk.page.touch import Contact, Fingers, Spot, touch
from kiosk.screen.type import Letters
from kiosk.visits import Visits

CONTENT = Path(__file__).resolve().parent.parent / "content"
GLASS = Glass(1920, 1080, 21.5)


@cache
def letters() -> Letters:
    return Letters(places.assets() / "fonts")


@cache
def library() -> Shelves:
    return open_library(CONTENT)


STRINGS = places.strings()


def _words(text: str) -> list[str]:
    """The words as a recogniser gives them; "..." is something it could not make out."""
    return [word for part in text.split() for word in ([UNKNOWN] if part == "..." else normal(part).split())]


class Visitor:
    """One visit. ``state`` may be looked at; everything else goes through touch, keys and voice."""

    def __init__(
        self, books: Library | None = None, glass: Glass = GLASS, comfort: Comfort | None = None,
        listening: bool = True, sound: bool = True,
    ) -> None:  # fmt: skip
        self.library = books or library()
        self.glass = glass
        self.state: State = opening(comfort or Comfort())
        self.time = 0.0
        self.visits = Visits(VisitsTable(), 0.0)
        self.fingers = Fingers()
        self.chosen: list[Choice] = []
        if listening:
            self.happens(m.EarIs("listening"))
        if not sound:
            self.happens(m.SoundIs("no device"))

    @property
    def frame(self) -> Frame:
        return frame_of(self.state, self.library, STRINGS, self.glass, letters())

    def at(self) -> Place:
        """Where the visitor is."""
        return self.state.place

    def happens(self, message: m.Message) -> None:
        self.state = update(self.state, message, self.library)

    def targets(self) -> tuple[Target, ...]:
        return self.frame.plan.targets

    def target(self, label: str) -> Target:
        found = [each for each in self.targets() if label in (each.choice.label, each.choice.name)]
        assert found, f"{label!r} is not on the glass; there are {[each.choice.label for each in self.targets()]}"
        return found[0]

    def touch(self, label: str, at: tuple[float, float] = (0.5, 0.5), slide: tuple[float, float] = (0, 0)) -> None:
        """Touch a target: ``at`` is where in it, ``slide`` millimetres to where the finger leaves."""
        rect = self.target(label).rect
        x, y = rect.x + at[0] * rect.w, rect.y + at[1] * rect.h
        self.touch_at(x, y, slide)

    def touch_at(self, x: float, y: float, slide: tuple[float, float] = (0, 0)) -> None:
        """Finger down at a pixel and up again, a second after whatever was before."""
        self.time += 1.0
        self.visits.here(self.time)
        self.happens(m.Touched())
        mm = self.glass.density
        for kind, dx, dy in (("down", 0.0, 0.0), ("move", *slide), ("up", *slide)):
            frame = self.frame
            spots = [Spot(target.rect, target.name) for target in frame.plan.targets]
            contact = Contact(kind, x + dx * mm, y + dy * mm, self.time)  # type: ignore[arg-type]  # the three kinds
            self.fingers, outcome = touch(self.fingers, contact, spots, roll=8 * mm, guard=0.4)
            found = touched(frame, outcome)
            if found is None and kind == "up":
                found = m.SomebodyThere()
            if found is not None:
                self.happens(found.message if isinstance(found, Choice) else found)

    def choose(self, choice: Choice) -> None:
        self.chosen.append(choice)
        self.happens(choice.message)

    def press(self, key: str) -> None:
        """``next``, ``previous``, an arrow, ``choose``, or a command such as ``home``; "" is a key without meaning."""
        self.visits.here(self.time)
        frame = self.frame
        if not key:
            self.happens(m.StrayKey())
            return
        if key in ("next", "previous", "up", "down", "left", "right"):
            moved = move_focus(frame, key)
            if moved is not None:
                self.happens(moved)
        elif key == "choose":
            target = focused(frame)
            assert target is not None, "nothing is in focus"
            self.choose(target.choice)
        else:
            choice = named(frame, key)
            assert choice is not None, f"no key stands for {key!r} here"
            self.choose(choice)

    def say(self, words: str) -> None:
        """Say something that is understood at once. Fails when it is not."""
        assert self.utter(words) == "accept", f"{words!r} is not understood at {self.frame.screen.place}"

    def utter(self, words: str, sure: float = 1.0, second: str | None = None) -> Verdict:
        """Say something as a recogniser hears it; it is matched and judged as at the real kiosk.

        "..." is a sound without meaning, ``sure`` the recogniser's confidence in each word, ``second`` what a second
        look made of it.
        """
        screen = self.frame.screen
        phrases = dict(reversed(hearing_of(screen, 0).phrases))
        heard = tuple(Word(word, 0.5 + 0.4 * at, 0.88 + 0.4 * at, sure) for at, word in enumerate(_words(words)))
        told = normal(words) if second is None else second
        evidence = Evidence(heard, 10.0, 10.0 - 60.0 * (sure - 0.75), UNKNOWN, told)
        judged = judge(evidence, phrases, Rules())
        if judged.verdict == "reject":
            if addressed(heard, 3.0, phrases, judged.confidence):
                self.visits.heard(m.NotCaught(), self.time)
                self.happens(m.NotCaught())
            return "reject"
        answer = answer_to(Heard(0, judged.phrase, judged.choice, judged.verdict, 0.0), self.state, screen)
        if answer.choice is not None:
            self.visits.heard(answer.choice, self.time)
            self.choose(answer.choice)
        for message in answer.messages:
            self.visits.heard(message, self.time)
            self.happens(message)
        return judged.verdict

    def waits(self, seconds: float, while_it_reads: bool = False) -> None:
        """Let time pass without doing anything. """
        until = self.time + seconds
        while self.time < until:
            self.time += min(1.0, until - self.time)
            if while_it_reads:
                self.visits.spoke(self.time)
            message = self.visits.due(self.state, self.time)
            if message is not None:
                self.happens(message)

    def sees(self, text: str) -> bool:
        """The words stand on the glass, wrapped or not."""
        shown = " ".join(item.text for item in self.frame.plan.items if isinstance(item, Run))
        return " ".join(text.split()) in " ".join(shown.split())

    def hears(self) -> str:
        """What the kiosk would say now, from where its line begins."""
        line = self.frame.screen.line
        if line is None:
            return ""
        return " ".join(word for utterance in line.utterances[line.first :] for word in utterance.words)

    def listens(self, words: int | None = None) -> None:
        """Let the voice speak: so many words of it, or the whole line to its end."""
        line = self.frame.screen.line
        if line is None:
            return
        left = words if words is not None else 10**9
        for utterance in line.utterances[line.first :]:
            for index in range(len(utterance.words)):
                if left <= 0:
                    return
                left -= 1
                self.happens(m.WordReached(line.turn, utterance.index, index))
        self.happens(m.LineEnded(line.turn))
