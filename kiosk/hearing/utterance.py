"""One stretch of speech, and the stream of it that the recogniser hears as it comes.

Times are in seconds of sound since the ear was opened.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kiosk.hearing.gate import Gate
from kiosk.hearing.recogniser import Look, Recogniser

Sound = NDArray[np.int16]
RATE = 16000
_PAUSE_S, _PAUSE_DB = 0.15, 20.0  # closed lips within a word are shorter; noise is no pause
_BEFORE_S = 0.4  # sound kept from before the gate opened
_MOST_S = 12.0  # speech without a pause longer than this is chatter
_KEPT_S = 2.0  # of chatter
_AT_ONCE = 2 * RATE  # samples: 11 s of babble in one go took 1.3 s, and the watchdog took it for a hang


@dataclass
class Utterance:
    """The stretch of speech that is going on."""

    sound: list[Sound] = field(default_factory=list)
    begun_s: float = 0.0  # when its first kept sample sounded
    quiet_before_s: float = 0.0
    partial: str = ""
    changed_s: float = 0.0  # when the partial words last changed
    paused: bool = False  # nobody has spoken for a moment
    resumed_s: float = 0.0  # when somebody last spoke again after that
    looked: str | None = None  # the partial words that a look did not confirm
    peeked: bool = False  # there was a look in this pause
    peak_db: float = -96.0  # how loud it was
    held: bool = False  # a look found half a phrase: wait longer
    chatter: bool = False
    lost: int = 0  # recognisers that died or hung over it
    noticed: bool = False
    spoke_over: bool = False  # the kiosk was speaking at some moment of it
    said: set[str] = field(default_factory=set)  # the words that it was speaking

    def follow_pauses(self, gate: Gate, now_s: float) -> None:
        """Note when somebody speaks again after a pause: the word that has just begun is not heard yet."""
        if gate.quiet_s >= _PAUSE_S and gate.lull_db < self.peak_db - _PAUSE_DB:
            self.paused = True
        elif self.paused and gate.speech:
            self.paused, self.resumed_s = False, now_s

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return sum(map(len, self.sound)) / RATE


class Stream:
    """Keeps a little of the quiet; from ``begin`` to ``end`` or ``forget``, what is heard is one utterance."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._before: deque[Sound] = deque()
        self._spoke_last_s = -math.inf  # the end of the last speech
        self.utterance: Utterance | None = None

    def keep(self, quiet: Sound, speech: bool) -> None:
        """Sound in which nobody speaks yet; unless ``speech`` has begun, no more is kept than a word's onset."""
        self._before.append(quiet)
        while not speech and sum(map(len, self._before)) > _BEFORE_S * RATE + len(quiet):
            self._before.popleft()

    def begin(self, now_s: float, said: Collection[str]) -> None:
        """Somebody speaks, with what was kept; ``said`` are the words that the kiosk speaks meanwhile."""
        kept = np.concatenate(list(self._before))
        self._before.clear()
        begun_s, quiet_s = now_s - len(kept) / RATE, now_s - 0.1 - self._spoke_last_s
        self.utterance = Utterance([kept], begun_s, quiet_s, changed_s=now_s, said=set(said))
        self._recogniser.reset()
        self._hear(self.utterance, kept, now_s)

    def add(self, sound: Sound, now_s: float) -> None:
        """More of it."""
        assert self.utterance is not None
        self.utterance.sound.append(sound)
        self._hear(self.utterance, sound, now_s)

    def finished(self) -> Look:
        """What the recogniser makes of all of it; to go on after that, hear it ``again``."""
        return self._recogniser.end()

    def again(self, now_s: float) -> None:
        """It is heard from its start: by a fresh recogniser, with a fresh grammar, or since more is waited for."""
        if self.utterance is not None:
            self._recogniser.reset()
            self._hear(self.utterance, np.concatenate(self.utterance.sound), now_s)

    def anew(self, now_s: float) -> None:
        """The same, and what was made of it so far counts for nothing."""
        if self.utterance is not None:
            self.utterance.looked = None
            self.again(now_s)

    def shorten(self, now_s: float) -> None:
        """Of speech that has no pause only the last is kept."""
        one = self.utterance
        if one is not None and one.seconds > _MOST_S:
            kept = np.concatenate(one.sound)[-int(_KEPT_S * RATE) :]
            one.sound, one.chatter = [kept], True
            one.begun_s = now_s - len(kept) / RATE
            self.anew(now_s)

    def end(self, speech_end_s: float) -> None:
        """It is over; the next one begins with nothing of it."""
        self.forget()
        self._spoke_last_s = speech_end_s

    def forget(self) -> None:
        """Drop it, and that somebody spoke: the microphone was muted or lost."""
        self.utterance = None
        self._before.clear()
        self._spoke_last_s = -math.inf

    def _hear(self, one: Utterance, sound: Sound, now_s: float) -> None:
        partial = one.partial
        for at in range(0, len(sound), _AT_ONCE):
            partial = self._recogniser.hear(sound[at : at + _AT_ONCE].tobytes())
        if partial != one.partial:
            one.partial, one.changed_s = partial, now_s
