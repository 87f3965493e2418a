"""What voice and ear report in each turn of the loop: messages for the core, lines for the journal."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.afresh import Afresh
from kiosk.core import messages as m
from kiosk.frame import Frame
from kiosk.inputs import Found
from kiosk.rooms import Rooms
from kiosk.speech.headphones import Headphones
from kiosk.speech.room import LEVELS_S, Room


class Reports:
    """``voice`` and ``ear`` give what happened in them; ``levels`` lets the voice follow the room's noise.

    ``now`` is seconds of ``time.monotonic``.
    """

    def __init__(self, rooms: Rooms, afresh: Afresh, rise_db: float) -> None:
        self._rooms, self._afresh = rooms, afresh
        self._room, self._headphones = Room(rise_db), Headphones()
        self._hears = False
        self._levelled = 0.0

    def voice(self, now: float) -> Iterator[m.Message]:
        """How far it has read, and whether there is sound."""
        journal = self._rooms.journal
        for why in self._afresh.ended(now):
            journal.write("fault", what="thread", why=why)
        for message in self._rooms.voice.echoes():
            match message:
                case m.WordReached(_, sentence, word):
                    self._afresh.told("sound", True, now)  # a voice that is well from the start says so in no other way
                    if word == 0:
                        journal.write("line", index=sentence)
                    if sentence >= 0:
                        journal.write("word", index=word, line=sentence)
                case m.SoundIs(status):
                    self._afresh.told("sound", status == "ok", now)
                    journal.write("recovered" if status == "ok" else "lost", what="sound")
            yield message

    def ear(self, frame: Frame, now: float) -> Iterator[Found]:
        """What was said to it. What was heard, but is no Choice, never leaves this loop."""
        listening, journal = self._rooms.listening, self._rooms.journal
        listening.follow(frame, self._rooms.voice.speaking)
        for found in listening.answers(frame, now):
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
            yield found

    def levels(self, loudest: int, now: float) -> Iterator[m.Message]:
        """The voice is quieter under speech and louder in noise, ``loudest`` (a step) at most."""
        voice, listening = self._rooms.voice, self._rooms.listening
        if not voice.speaking and now - self._levelled < LEVELS_S:
            return
        self._levelled = now
        voice.duck(listening.ducking(now))
        self._room.hear(listening.ear.level.level_db, voice.loudspeaker.silent_s, now)
        voice.rise(0.0 if self._headphones.on else self._room.rise_db, loudest)
        if self._headphones.look():
            yield m.HeadphonesAre(self._headphones.on)
