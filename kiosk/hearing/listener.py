"""From blocks of sound to answers, in sound time alone: the live ear and ``kiosk hear`` run this same code.

Gate, echo, recogniser and end-pointing meet here. The stream's partial words only say *when* to decide; what
was said is then judged by looks at the finished sound: with the grammar, as the phrase alone, as anything else that
may be said here, and with the whole vocabulary.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kiosk.core.courtesy import AROUND, FILLERS, LOOSE
from kiosk.core.hearing import Echo as Answer
from kiosk.core.hearing import Heard, Hearing, Missed, SpeechBegan
from kiosk.core.matching import UNKNOWN, Evidence, Judgement, Rules, addressed, progress
from kiosk.hearing.echo import Echo
from kiosk.hearing.endpoint import COMMAND_S, due
from kiosk.hearing.gate import Gate
from kiosk.hearing.joined import joined
from kiosk.hearing.looks import Patience, Utterance, prepare
from kiosk.hearing.opinion import GOES_ON_WITHIN_S, Acted, Opinion, Situation, alone, together
from kiosk.hearing.recogniser import Recogniser, RecogniserLostError

Sound = NDArray[np.int16]
RATE = 16000
_BEFORE_S = 0.4  # sound kept from before the gate opened
_MOST_S = 12.0  # speech without a pause longer than this is chatter
_KEPT_S = 2.0  # of chatter
_AT_ONCE = 2 * RATE  # samples: 11 s of babble in one go took 1.3 s, and the watchdog took it for a hang
_REST_S = 0.3  # of quiet that ends a breath
_ALONE = 3  # times likelier is a word alone than a phrase that begins with it


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
        self._grammar: tuple[str, ...] = ()
        self._listened_for: tuple[tuple[str, int], ...] | None = None
        self._phrases: Mapping[str, int] = {}
        self._before: deque[Sound] = deque()
        self._utterance: Utterance | None = None
        self._acted: Acted | None = None
        self._spent = False  # a phrase was acted on; the rest of that breath is not listened to
        self._quiet_since_s = -10.0  # the end of the last speech
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
        return self._utterance is None

    @property
    def partial(self) -> str:
        """What seems to be being said right now."""
        return self._utterance.partial if self._utterance else ""

    def follow(self, hearing: Hearing) -> None:
        """Listen for these phrases from now on; speech that is going on is heard anew with them."""
        self._hearing = hearing
        if self._utterance is not None:
            self._utterance.said.update(hearing.said_now)
        if self._listened_for == hearing.phrases:
            return
        try:
            self._listen_for(hearing)
        except RecogniserLostError:
            self._listen_for(hearing)
            self._feed_again()
        self._listened_for = hearing.phrases

    def _listen_for(self, hearing: Hearing) -> None:
        asked: dict[str, int] = {}
        for phrase, choice in hearing.phrases:
            asked.setdefault(phrase, choice)
        unknown = self._recogniser.unknown(word for phrase in asked for word in phrase.split())
        self._phrases = {
            phrase: choice for phrase, choice in asked.items() if unknown.isdisjoint(phrase.split())
        }
        fillers = [word for word in sorted(FILLERS) if not self._recogniser.unknown([word])]
        self.unknown |= unknown
        words = (*(phrase for phrase in self._phrases if " " not in phrase), *fillers, UNKNOWN)
        longer = (phrase for phrase in self._phrases if " " in phrase)
        whole = self._recogniser.whole(AROUND)
        around = [joined(one) if one in whole else one for one in AROUND if one in whole or one in LOOSE]
        self._grammar = (*words * _ALONE, *longer, *around)
        if self._recogniser.grammar("ear", self._grammar) and self._utterance is not None:
            self._feed_again()

    def forget(self) -> None:
        """Drop speech that is going on: the microphone was muted or lost."""
        self._utterance = self._acted = None
        self._before.clear()

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
            self._feed_again()
            return []

    # --- one block
    def _take(self, clean: Sound) -> list[Answer]:
        if self._utterance is None:
            if self._acted is not None and self.now_s - self._acted.at_s > GOES_ON_WITHIN_S:
                self._acted = None
            if self._spent:
                self._spent = self.gate.quiet_s < _REST_S
                return []
            self._before.append(clean)
            if not self.gate.speech:
                while sum(map(len, self._before)) > _BEFORE_S * RATE + len(clean):
                    self._before.popleft()
                return []
            self._begin()
        elif len(clean):
            self._utterance.sound.append(clean)
            self._utterance.follow_pauses(self.gate, self.now_s)
            self._hear(clean)
        assert self._utterance is not None
        self._utterance.spoke_over |= self._echo.active
        self._utterance.peak_db = max(self._utterance.peak_db, self.gate.peak_db)
        answers = self._notice()
        return answers + self._decide()

    def _begin(self) -> None:
        kept = np.concatenate(list(self._before))
        self._before.clear()
        begun = self.now_s - len(kept) / RATE
        before_s = self.now_s - 0.1 - self._quiet_since_s
        self._utterance = Utterance([kept], begun, before_s, changed_s=self.now_s)
        if self._hearing is not None:
            self._utterance.said.update(self._hearing.said_now)
        self.gate.begin()
        self._recogniser.reset()
        self._hear(kept)

    def _hear(self, sound: Sound) -> None:
        assert self._utterance is not None
        partial = self._utterance.partial
        for at in range(0, len(sound), _AT_ONCE):
            partial = self._recogniser.hear(sound[at : at + _AT_ONCE].tobytes())
        if partial != self._utterance.partial:
            self._utterance.partial, self._utterance.changed_s = partial, self.now_s

    def _feed_again(self) -> None:
        """A fresh recogniser, or a fresh grammar, hears the speech that is going on from its start."""
        if self._utterance is None:
            return
        self._utterance.looked = None
        self._go_on()

    def _go_on(self) -> None:
        assert self._utterance is not None
        self._recogniser.reset()
        self._hear(np.concatenate(self._utterance.sound))

    def _notice(self) -> list[Answer]:
        one, hearing = self._utterance, self._hearing
        if one is None or hearing is None or one.noticed or not hearing.speaking:
            return []
        if all(word == UNKNOWN for word in one.partial.split()):
            return []
        one.noticed = True
        return [SpeechBegan(hearing.turn)]

    # --- when
    def _decide(self) -> list[Answer]:
        one = self._utterance
        assert one is not None
        speaking = one.spoke_over or self._hearing is None or self._hearing.speaking
        now = due(one, self.gate, self._phrases, self._patience, self.now_s, speaking)
        if now.step == "wait":
            return self._chatter()
        one.peeked = True
        return self._settle(now.step == "end", now.quiet_s)

    def _chatter(self) -> list[Answer]:
        one = self._utterance
        assert one is not None
        if one.seconds > _MOST_S:
            kept = np.concatenate(one.sound)[-int(_KEPT_S * RATE) :]
            one.sound, one.chatter = [kept], True
            one.begun_s = self.now_s - len(kept) / RATE
            self._feed_again()
        return []

    # --- what
    def _settle(self, last: bool, quiet: float) -> list[Answer]:
        """Judge the speech so far. Unless it is the last word on it, an unsure answer waits for more.

        The stream is ended for it: so the words are there 30 ms sooner than by a look from the start. Where more is
        waited for, all of it is heard anew, but then nobody waits.
        """
        one, hearing = self._utterance, self._hearing
        assert one is not None and hearing is not None
        sound = np.concatenate(one.sound)
        if not one.partial and last:
            self._end(self.now_s - self.gate.quiet_s)
            return []
        speaking = hearing.speaking or one.spoke_over
        opinion = self._opinion(one, sound, speaking, speaking or (last and one.seconds <= COMMAND_S))
        evidence, judged, self.evidence, self.seen, before_s = opinion
        words = evidence.words
        texts = [word.text for word in words]
        found = progress(texts, self._phrases, one.spoke_over)
        if not last and (judged.verdict != "accept" or found != "whole"):
            one.looked = one.partial
            self._go_on()
            return []
        if found == "unfinished" and quiet < self._patience.unfinished:
            one.held = True
            self._go_on()
            return []
        self.judged, self.made_out = judged, " ".join(texts)
        end = one.begun_s - before_s + words[-1].end if words else self.now_s
        miss = not (one.chatter or speaking or before_s) and addressed(
            words, one.quiet_before_s, self._phrases, judged.confidence
        )
        self._end(end)
        self._spent = judged.verdict == "accept"
        if self._spent:
            self._acted = Acted(judged.phrase, sound, self.now_s)
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
        at = Situation(self._phrases, self._grammar, self._rules, speaking, frozenset(one.said), loudness)
        look, found = self._recogniser.end(), None
        if self._acted is not None and progress(one.partial.split(), self._phrases) != "unfinished":
            found = together(self._recogniser, self._acted, sound, at)
        return found or alone(self._recogniser, look, sound, at, rescue)

    def _end(self, speech_end_s: float) -> None:
        self._utterance = None
        self._quiet_since_s = speech_end_s
        self._before.clear()
