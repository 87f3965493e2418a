"""From blocks of sound to answers, in sound time alone: the live ear and ``kiosk hear`` run this same code.

Gate, echo, recogniser and end-pointing meet here. The stream's partial words only say *when* to decide; what
was said is then judged by looks at the finished sound: with the grammar, as the phrase alone, as anything else that
may be said here, and with the whole vocabulary.
"""

from __future__ import annotations

import contextlib

import numpy as np
from numpy.typing import NDArray

from kiosk.core.hearing import Echo as Answer
from kiosk.core.hearing import Heard, Hearing, Missed, SpeechBegan
from kiosk.core.matching import UNKNOWN, Evidence, Judgement, Rules, addressed, progress
from kiosk.hearing.asked import Asked, asked_of
from kiosk.hearing.echo import Echo
from kiosk.hearing.endpoint import COMMAND_S, due
from kiosk.hearing.gate import Gate
from kiosk.hearing.looks import Patience, prepare
from kiosk.hearing.opinion import GOES_ON_WITHIN_S, Acted, Opinion, Situation, alone, together
from kiosk.hearing.recogniser import Recogniser, RecogniserLostError
from kiosk.hearing.utterance import Stream, Utterance

Sound = NDArray[np.int16]
RATE = 16000
_REST_S, _BREATH_S = 0.3, 2.0  # of quiet that ends a breath; a room may never be as quiet
_MOST_LOST = 2  # recognisers that one stretch of speech may cost


class Listener:
    """Feed it blocks; it answers with what was said. One thread at a time."""

    def __init__(
        self, recogniser: Recogniser, patience: Patience | None = None, rules: Rules | None = None
    ) -> None:
        self._recogniser = recogniser
        self._patience = patience or Patience()
        self._rules = rules or Rules()
        self._echo = Echo()
        self.gate = Gate()
        self._hearing: Hearing | None = None
        self._listened_for: tuple[tuple[str, int], ...] | None = None
        self._asked = Asked()
        self._stream = Stream(recogniser)
        self._acted: Acted | None = None
        self._spent_to_s = 0.0  # a phrase was acted on; till then the rest of that breath is not listened to
        self.now_s = 0.0
        self.unknown: frozenset[str] = frozenset()  # words of phrases that the model does not know
        self.evidence: Evidence | None = None  # of the last first look, for the training of belief
        self.seen: tuple[Judgement, ...] = ()  # what each view of the same sound says, for the same
        self.judged: Judgement | None = None  # the last judgement, for staff and for ``kiosk hear``
        self.made_out = ""  # the words of the last stretch of speech, for the same

    def open(self) -> None:
        """Make the looks that do not depend on the screen. The recogniser must be open."""
        prepare(self._recogniser)

    @property
    def idle(self) -> bool:
        """Nobody is speaking at this moment."""
        return self._stream.utterance is None

    @property
    def partial(self) -> str:
        """What seems to be being said right now."""
        one = self._stream.utterance
        return one.partial if one else ""

    def follow(self, hearing: Hearing) -> None:
        """Listen for these phrases from now on; speech that is going on is heard anew with them."""
        self._hearing = hearing
        if self._stream.utterance is not None:
            self._stream.utterance.said.update(hearing.said_now)
        if self._listened_for == hearing.phrases:
            return
        try:
            self._listen_for(hearing)
        except RecogniserLostError:
            self._lost()
            self._listen_for(hearing)
        self._listened_for = hearing.phrases

    def _listen_for(self, hearing: Hearing) -> None:
        self._asked = asked_of(self._recogniser, hearing.phrases)
        self.unknown |= self._asked.unknown
        if self._recogniser.grammar("ear", self._asked.grammar):
            self._stream.anew(self.now_s)

    def forget(self) -> None:
        """The microphone was muted or lost: drop speech that is going on; only the noise of the room is kept."""
        self._stream.forget()
        self._acted, self._spent_to_s = None, 0.0
        self.gate = Gate(floor_db=self.gate.floor_db)

    def hear(self, microphone: Sound, reference: Sound | None = None) -> list[Answer]:
        """Take in a block of 16 kHz sound, and what the kiosk itself played meanwhile, if it did."""
        clean = self._echo.clean(microphone, reference)
        self.now_s += len(clean) / RATE
        self.gate.hear(clean, self._echo.own_voice)
        if self._hearing is None:
            return []
        try:
            return self._take(clean)
        except RecogniserLostError:
            self._lost()
            return []

    def _lost(self) -> None:
        """The fresh recogniser hears all of it; what cost that one too is left alone, with the rest of its breath."""
        one = self._stream.utterance
        if one is None:
            return
        one.lost += 1
        with contextlib.suppress(RecogniserLostError):
            if one.lost < _MOST_LOST:
                self._stream.anew(self.now_s)
                return
        self._stream.end(self.now_s)
        self._spent_to_s = self.now_s + _BREATH_S

    # --- one block
    def _take(self, clean: Sound) -> list[Answer]:
        stream, gate = self._stream, self.gate
        if stream.utterance is None:
            if self._acted is not None and self.now_s - self._acted.at_s > GOES_ON_WITHIN_S:
                self._acted = None
            if self.now_s < self._spent_to_s:
                self._spent_to_s = self._spent_to_s if gate.quiet_s < _REST_S else 0.0
                return []
            stream.keep(clean, gate.speech)
            if not gate.speech:
                return []
            gate.begin()
            stream.begin(self.now_s, self._hearing.said_now if self._hearing else ())
        elif len(clean):
            stream.utterance.follow_pauses(gate, self.now_s)
            stream.add(clean, self.now_s)
        one = stream.utterance
        assert one is not None
        one.spoke_over |= self._echo.active
        one.peak_db = max(one.peak_db, gate.peak_db)
        return [*self._notice(one), *self._decide(one)]

    def _notice(self, one: Utterance) -> list[Answer]:
        hearing = self._hearing
        if hearing is None or one.noticed or not hearing.speaking:
            return []
        if all(word == UNKNOWN for word in one.partial.split()):
            return []
        one.noticed = True
        return [SpeechBegan(hearing.turn)]

    # --- when
    def _decide(self, one: Utterance) -> list[Answer]:
        speaking = one.spoke_over or self._hearing is None or self._hearing.speaking
        now = due(one, self.gate, self._asked.phrases, self._patience, self.now_s, speaking)
        if now.step == "wait":
            self._stream.shorten(self.now_s)
            return []
        one.peeked = True
        return self._settle(one, now.step == "end", now.quiet_s)

    # --- what
    def _settle(self, one: Utterance, last: bool, quiet: float) -> list[Answer]:
        """Judge the speech so far. Unless it is the last word on it, an unsure answer waits for more.

        The stream is ended for it: so the words are there 30 ms sooner than by a look from the start. Where more is
        waited for, all of it is heard anew, but then nobody waits.
        """
        hearing = self._hearing
        assert hearing is not None
        sound = np.concatenate(one.sound)
        if not one.partial and last:
            self._stream.end(self.now_s - self.gate.quiet_s)
            return []
        speaking = hearing.speaking or one.spoke_over
        opinion = self._opinion(one, sound, speaking, speaking or (last and one.seconds <= COMMAND_S))
        evidence, judged, self.evidence, self.seen, before_s = opinion
        words = evidence.words
        texts = [word.text for word in words]
        found = progress(texts, self._asked.phrases, one.spoke_over)
        if not last and (judged.verdict != "accept" or found != "whole"):
            one.looked = one.partial
            self._stream.again(self.now_s)
            return []
        if found == "unfinished" and quiet < self._patience.unfinished:
            one.held = True
            self._stream.again(self.now_s)
            return []
        self.judged, self.made_out = judged, " ".join(texts)
        end = one.begun_s - before_s + words[-1].end if words else self.now_s
        miss = not (one.chatter or speaking or before_s) and addressed(
            words, one.quiet_before_s, self._asked.phrases, judged.confidence
        )
        self._stream.end(end)
        if judged.verdict == "accept":
            self._spent_to_s = self.now_s + _BREATH_S
            heard_with = [self._acted.sound[-round(before_s * RATE) :]] if self._acted and before_s else []
            self._acted = Acted(judged.phrase, np.concatenate((*heard_with, sound)), self.now_s)
        if judged.verdict == "reject":
            return [Missed(hearing.turn)] if miss else []
        return [
            Heard(
                hearing.turn, judged.phrase, judged.choice, judged.verdict, round(judged.confidence, 3),
                round(end, 3), round(self.now_s, 3),
            )
        ]  # fmt: skip

    def _opinion(self, one: Utterance, sound: Sound, speaking: bool, rescue: bool) -> Opinion:
        loudness = one.peak_db - self.gate.floor_db
        at = Situation(self._asked.phrases, self._asked.grammar, self._rules, speaking, frozenset(one.said), loudness)
        look, found = self._stream.finished(), None
        if self._acted is not None and progress(one.partial.split(), self._asked.phrases) != "unfinished":
            found = together(self._recogniser, self._acted, sound, at)
        return found or alone(self._recogniser, look, sound, at, rescue)
