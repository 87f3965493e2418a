"""The voice keeps the loudspeaker in step with a Line, and tells which word is heard at this moment.

The next sentence is made while this one plays. A new turn cuts the old one off within a few milliseconds; where one
line's end brings the next, the pause behind its last word is kept. A volume may change in the middle of a word. Where
there is no engine or no loudspeaker the voice is silent, says so by its status, and tries again from time to time.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.core.messages import LineEnded, Message, SoundIs, SoundStatus, WordReached
from kiosk.core.speech import VOLUMES, Line, Sound, seconds_for
from kiosk.core.spoken import spoken_words
from kiosk.speech import alsa
from kiosk.speech.earcons import RATE, earcons
from kiosk.speech.engine import Engine
from kiosk.speech.loudspeaker import Clip, Loudspeaker, Played

_AHEAD = 2  # sentences made or being made beyond the one that plays
_AFTER_EARCON_MS = 120
_RETRY_S, _LONGEST_RETRY_S = 5.0, 120.0  # between two attempts to have an engine that was given up


class Voice:
    """``open`` it; then ``follow`` the Screen's line and collect ``echoes`` each frame.

    ``sounds`` is the folder with the earcons, None for none.
    """

    def __init__(
        self, *, latency_ms: float = 0.0, engine: str = "kiosk", voice: str = "", sounds: Path | None = None,
        pronunciations: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.loudspeaker = Loudspeaker(latency_ms)
        self.engine = Engine(voice, engine=engine)
        self._wanted = engine != "none"
        self._earcons = earcons(sounds) if sounds else {}
        self.pronunciations: Mapping[str, str] = pronunciations or {}
        self._line: Line | None = None
        self._turn = -1
        self._next = 0  # the utterance to ask for next
        self._seconds: tuple[float, ...] = ()
        self._spoken: tuple[tuple[str, ...], ...] = ()
        self._asked: dict[int, int] = {}  # the engine's number -> the utterance
        self._reached = 0  # the utterance that is being heard
        self._just_ended = False  # at the last look: a line that follows now is the core's answer to it
        self._lost = 0  # losses of the loudspeaker that were seen to
        self._told: SoundStatus = "ok"
        self._rise_db, self._loudest = 0.0, len(VOLUMES) - 2
        self._retry_s, self._retry_at = _RETRY_S, 0.0

    def open(self) -> None:
        """Open engine and loudspeaker. Never raises: see ``status``."""
        alsa.silence()
        if self._wanted:
            self.engine.open()
            self.loudspeaker.open()

    @property
    def status(self) -> SoundStatus:
        """Whether there is sound, and if not, why not."""
        if not self._wanted or self.engine.status == "no engine":
            return "no engine"
        return "ok" if self.loudspeaker.there else "no device"

    @property
    def speaking(self) -> bool:
        """Something is being said or about to be."""
        return self._line is not None

    def devices_changed(self) -> None:
        """A loudspeaker came or went: look whether there is one now."""
        self.loudspeaker.wake()
        self.loudspeaker.look_again()

    def follow(self, line: Line | None) -> None:
        """Say this line. The same turn goes on; another turn, or None, cuts it off at once."""
        turn = -1 if line is None else line.turn
        if turn != self._turn:
            self._begin(line)
        elif line is not None and self._line is not None and line.volume != self._line.volume:
            self._line = line
            self.loudspeaker.gain(self._gain(line.volume))

    def _begin(self, line: Line | None, first: int | None = None) -> None:
        if line is None or line.earcon or not self._just_ended:
            self.loudspeaker.cut()  # else a pause is all that is left
        self._just_ended = False
        self.engine.forget()
        self._asked.clear()
        self._line, self._turn = line, -1 if line is None else line.turn
        if line is None:
            return
        self.loudspeaker.gain(self._gain(line.volume))
        sound = self._earcons.get(line.earcon)
        if sound is not None and first is None:
            self.loudspeaker.play(Clip(sound + _silence(_AFTER_EARCON_MS)))
        self._spoken = tuple(spoken_words(each.words, self.pronunciations) for each in line.utterances)
        self._seconds = seconds_for(line.utterances, self._spoken, line.wpm)
        self._next = self._reached = line.first if first is None else first
        self._ask()

    def _ask(self) -> None:
        """Have the next sentences made."""
        line = self._line
        if line is None:
            return
        while self._next < len(line.utterances) and self.loudspeaker.queued + len(self._asked) < _AHEAD:
            number = self.engine.ask(self._spoken[self._next], self._seconds[self._next])
            self._asked[number] = self._next
            self._next += 1

    def echoes(self) -> list[Message]:
        """What has been heard since the last call: words, the end of a line, sound lost and back."""
        for number, sound in self.engine.poll():
            index = self._asked.pop(number, None)
            if index is not None:
                self._play(index, sound)
        self._ask()
        found: list[Message] = []
        for turn, sentence, word, place in self.loudspeaker.reached():
            if turn == self._turn:
                found.append(LineEnded(turn) if word < 0 else WordReached(turn, sentence, word))
                self._reached = place
        self._just_ended = any(isinstance(each, LineEnded) for each in found)
        if self._just_ended:
            self._line = None
        self._look_after()
        if self.status != self._told:
            self._told = self.status
            found.append(SoundIs(self.status))
        return found

    def _look_after(self) -> None:
        """See to a loudspeaker that went away, and to an engine that was given up."""
        self.loudspeaker.look_after()
        if self.loudspeaker.lost != self._lost:
            self._lost = self.loudspeaker.lost
            if self._line is not None:
                self._begin(self._line, self._reached)  # the sentence that was cut off is said again
        if self._wanted and self.engine.status == "no engine":
            now = time.monotonic()
            if not self._retry_at:
                self._retry_at = now + self._retry_s
            elif now > self._retry_at:
                self._retry_s, self._retry_at = min(2 * self._retry_s, _LONGEST_RETRY_S), 0.0
                self.engine.retry()
        elif self._retry_at or self._retry_s > _RETRY_S:
            self._retry_s, self._retry_at = _RETRY_S, 0.0

    def _play(self, index: int, sound: Sound) -> None:
        line = self._line
        if line is None:
            return
        utterance = line.utterances[index]
        samples = array("h", sound.pcm)
        marks: list[tuple[int, Any]] = [
            (start, (line.turn, utterance.index, word, index)) for word, start in enumerate(sound.starts)
        ]
        last = index + 1 == len(line.utterances)
        end = len(samples)
        samples.extend(_silence(utterance.pause_ms))
        if last:
            marks.append((end, (line.turn, -1, -1, index)))
        self.loudspeaker.play(Clip(samples, tuple(marks)))

    def earcon(self, name: str) -> None:
        """A short sound for a press or a miss; never over speech."""
        sound = self._earcons.get(name)
        if sound is not None and not self.loudspeaker.queued:
            self.loudspeaker.play(Clip(sound))

    def wake(self) -> None:
        """A finger came down or a key was pressed: be ready to sound at once."""
        self.loudspeaker.wake()

    def rise(self, decibels: float, loudest: int) -> None:
        """Be so much louder than the line asks for, but never louder than the step ``loudest``."""
        if (decibels, loudest) != (self._rise_db, self._loudest):
            self._rise_db, self._loudest = decibels, loudest
            if self._line is not None:
                self.loudspeaker.gain(self._gain(self._line.volume))

    def _gain(self, volume: int) -> float:
        loudest = _at(self._loudest)
        return min(_at(volume) * 10 ** (self._rise_db / 20), loudest)

    def duck(self, on: bool) -> None:
        """Speak softly while somebody else begins to speak."""
        self.loudspeaker.duck(on)

    def played(self) -> list[Played]:
        """The last two seconds that went to the loudspeaker, for the echo canceller."""
        return self.loudspeaker.played()

    def close(self) -> None:
        """End the engine's process and let the loudspeaker go."""
        self.loudspeaker.close()
        self.engine.close()


def _at(volume: int) -> float:
    return VOLUMES[min(max(volume + 1, 0), len(VOLUMES) - 1)]


def _silence(ms: int) -> array[int]:
    return array("h", bytes(2 * (ms * RATE // 1000)))
