"""Between the ear and the Screen: what may be said follows the Screen; what was heard is a Choice of it.

The ear answers from a thread of its own, so an answer may be one to a Screen that has just gone. Its phrase then
counts only if it means the same on the Screen of now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.hearing import EarState, Heard, Hearing, Missed, SpeechBegan, Unhearable
from kiosk.core.offer import answer_to, hearing_of, said_now
from kiosk.core.screen import Screen
from kiosk.frame import Frame
from kiosk.hearing.ear import Ear
from kiosk.inputs import Found

_DUCK_S = 1.2  # the voice stays soft for so long after somebody began to speak
_SHOWN_S = 4.0  # "I heard ..." stands on the band
_TWICE_S = 10.0  # heard again within this time, a middling phrase is believed: at rest nobody is asked about it
_PAST = 4  # screens that a late answer may belong to


class Listening:
    """``follow`` a Frame, then ask for ``answers``. Times are seconds of ``time.monotonic``."""

    def __init__(self, ear: Ear, while_speaking: bool = True) -> None:
        self.ear = ear
        self._while_speaking = while_speaking
        self._hearing = Hearing(0, ())
        self._screens: dict[int, Screen] = {}
        self._frame: Frame | None = None
        self._followed: tuple[object, ...] = ()
        self._duck_until = 0.0
        self._shown_until = 0.0
        self._speaking = False
        self._doubted: m.Message | None = None  # what was heard last at rest
        self._doubted_until = 0.0

    def follow(self, frame: Frame, speaking: bool) -> None:
        """Listen for what may be said on this Frame."""
        if frame is self._frame and speaking == self._speaking:
            return
        self._frame, self._speaking = frame, speaking
        state, screen = frame.state, frame.screen
        now = said_now(state, screen) if speaking else ()
        followed = (screen.choices, screen.standing, screen.spoken, screen.group, speaking, state.voicing.mode, now,
                    state.muted)  # fmt: skip
        if followed == self._followed:
            return
        self._followed = followed
        made = self._hearing_of(frame, speaking, now)
        turn = self._hearing.turn + (made.phrases != self._hearing.phrases)
        self._hearing = replace(made, turn=turn)
        self._screens[turn] = screen
        for old in [each for each in self._screens if each <= turn - _PAST]:
            del self._screens[old]
        self.ear.follow(self._hearing)

    def _hearing_of(self, frame: Frame, speaking: bool, now: tuple[str, ...]) -> Hearing:
        state = frame.state
        if speaking and not self._while_speaking:
            return Hearing(0, (), speaking, now, state.muted)
        reading = speaking and state.voicing.mode == "reading"
        in_view = {target.name for target in frame.plan.targets}
        return hearing_of(frame.screen, 0, speaking, reading, now, state.muted, in_view)

    def answers(self, frame: Frame, now: float) -> Iterator[Found]:
        """What was heard and what happened: Choices of the Frame, and messages of the ear."""
        for echo in self.ear.echoes():
            match echo:
                case Heard() | Missed() if frame.state.muted:
                    continue  # it was said before, but whoever closes the microphone wants to be left alone
                case Heard():
                    self._duck_until = 0.0
                    yield from self._heard(echo, frame, now)
                case Missed():
                    self._duck_until = 0.0
                    yield m.NotCaught()
                case SpeechBegan():
                    self._duck_until = now + _DUCK_S
                case EarState(status, _):
                    yield m.EarIs(status)
                case Unhearable(words):
                    yield m.UnknownWords(words)
        if self._shown_until and now > self._shown_until:
            self._shown_until = 0.0
            yield m.Heard("")

    def _heard(self, heard: Heard, frame: Frame, now: float) -> Iterator[Found]:
        then = self._screens.get(heard.turn)
        if then is None:
            return
        choice = _same(then.everything[heard.choice], frame.screen)
        if choice is None:
            return
        # in a visit it is asked about, and may be refused: the same sound is then misheard the same way once more
        doubts = heard.verdict == "ask" and not frame.state.visiting
        again = doubts and choice.message == self._doubted and now < self._doubted_until
        self._doubted = choice.message if doubts else None
        self._doubted_until = now + _TWICE_S
        here = frame.screen.everything.index(choice)
        verdict = "accept" if again else heard.verdict
        answer = answer_to(replace(heard, choice=here, verdict=verdict), frame.state, frame.screen)
        if answer.choice is not None:
            self._shown_until = now + _SHOWN_S
            yield answer.choice
        yield from answer.messages

    def ducking(self, now: float) -> bool:
        """Should the voice be soft now, to hear somebody better?"""
        return now < self._duck_until


def _same(choice: Choice, screen: Screen) -> Choice | None:
    """The Choice of this Screen that does the same, or None."""
    return next((each for each in screen.everything if each.message == choice.message), None)
