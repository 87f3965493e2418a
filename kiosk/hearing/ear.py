"""The live ear: a microphone, a recogniser in its own process and a thread from one to the other.

The main loop never waits here: ``follow`` says what may be said now, ``echoes`` tells what was.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.core.hearing import EarState, Echo, Hearing, Unhearable
from kiosk.core.matching import Judgement, Rules
from kiosk.core.messages import EarStatus
from kiosk.hearing.keeper import Keeper
from kiosk.hearing.listener import Sound
from kiosk.hearing.looks import Patience
from kiosk.hearing.microphone import Microphone
from kiosk.hearing.recogniser import RecogniserFaultError, RecogniserLostError
from kiosk.hearing.reference import Reference

_SILENT = "The microphone gives nothing but silence: unmute it, on itself or in the system's sound settings."
_DOZE_S = 0.055  # where nobody speaks, two blocks are heard in one go: each waking costs more than the hearing


@dataclass(frozen=True)
class Level:
    """For staff who set up a microphone: levels in dB of full scale, and what seems to be being said."""

    level_db: float
    floor_db: float
    speech: bool
    partial: str


class Ear:
    """``open``, say which model to ``use``, ``follow`` a Hearing, ask for ``echoes``, ``close``.

    ``device`` is a part of a microphone's name, "" for the usual one, "none" for no listening at all. ``played``
    gives what the kiosk itself played of late, oldest first: when (perf_counter) each piece of 16-bit mono began to
    sound, and its samples, ``played_rate`` of them a second.
    """

    def __init__(
        self, device: str = "", patience: Patience | None = None, rules: Rules | None = None,
        played: Callable[[], Sequence[tuple[float, bytes]]] = tuple, played_rate: int = 22050,
    ) -> None:  # fmt: skip
        self._keeper = Keeper(patience, rules)
        self._deaf = device == "none"
        self._microphone = Microphone(device)
        self._reference = Reference()
        self._played, self._played_rate, self._played_to = played, played_rate, 0.0
        self._wanted: Hearing | None = None
        self._missing = ""
        self._unknown: frozenset[str] = frozenset()
        self._echoes: queue.SimpleQueue[Echo] = queue.SimpleQueue()
        self._status: EarStatus | None = None
        self._detail = ""
        self._running = False
        self._thread: threading.Thread | None = None
        self._look_again = False

    def open(self) -> None:
        """Begin to listen as soon as there is something to listen for. What fails comes as an EarState."""
        self._running = True
        self._thread = threading.Thread(target=self._run, name="ear", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End capture and the recogniser's process."""
        self._running = False
        if self._thread is not None:
            self._thread.join(5.0)
        self._microphone.close()
        self._keeper.drop()

    def use(self, model: Path) -> None:
        """Listen with this model folder, such as one that knows a new article's words; never in mid-word."""
        self._keeper.wanted, self._missing = model, ""

    def cannot(self, why: str) -> None:
        """There is no model, or no new one, to listen with; ``why`` is a sentence for staff."""
        self._missing = why

    def follow(self, hearing: Hearing | None) -> None:
        """Listen for this from now on; None or a muted one closes the microphone for real."""
        before, self._wanted = self._wanted, hearing
        if before is not None and before.muted and hearing is not None and not hearing.muted:
            self._status, self._look_again = None, True  # answered also where its thread never saw the mute

    def echoes(self) -> list[Echo]:
        """What was heard and what happened since the last call."""
        wanted = self._wanted is not None and not self._wanted.muted
        if wanted and self._microphone.hangs and self._status != "none":  # its own thread waits
            self._say("none", "The microphone cannot be opened: the sound system does not answer.")
        found: list[Echo] = []
        while not self._echoes.empty():
            found.append(self._echoes.get_nowait())
        return found

    def devices_changed(self, removed: bool) -> None:
        """A microphone came or went (pygame's AUDIODEVICEADDED and AUDIODEVICEREMOVED): look again."""
        if removed or not self._microphone.capturing:
            self._look_again = True

    @property
    def detail(self) -> str:
        """Why it does not listen, a sentence for staff."""
        return self._detail

    @property
    def bereft(self) -> bool:
        """It cannot listen, for its model's folder is gone: somebody tidied, or others had theirs made in its place."""
        return self._status == "off" and self._keeper.model_gone

    @property
    def level(self) -> Level:
        """How loud it is right now, and what seems to be being said."""
        listener = self._keeper.listener
        if listener is None or not self._microphone.capturing:
            return Level(-96.0, -96.0, False, "")
        gate = listener.gate
        return Level(gate.level_db, gate.floor_db, gate.speech, listener.partial)

    @property
    def attentive(self) -> bool:
        """Somebody is speaking, or did a moment ago and what it was is being decided."""
        listener = self._keeper.listener
        return listener is not None and not listener.idle

    @property
    def rejected(self) -> tuple[Judgement, str] | None:
        """The last stretch of speech, if it was no phrase, and what was made out of it; for staff, as the level is."""
        listener = self._keeper.listener
        judged = listener.judged if listener is not None else None
        return None if listener is None or judged is None or judged.verdict != "reject" else (judged, listener.made_out)

    @property
    def recogniser_pid(self) -> int | None:
        """The process that holds Vosk."""
        return self._keeper.pid

    # --- the ear's own thread
    def _run(self) -> None:
        while self._running:
            try:
                self._step()
            except (RecogniserFaultError, MemoryError, RuntimeError) as fault:  # these: no memory, no more threads
                self._microphone.close()
                self._say("off", str(fault) or "There is no memory left.")
                self._keeper.failed()
            except RecogniserLostError:
                continue  # a fresh one stands already

    def _step(self) -> None:
        hearing = self._wanted
        if hearing is None or hearing.muted or self._deaf:
            self._rest("absent" if self._deaf else "muted" if hearing is not None else "off")
            self._keeper.check()
            return
        if self._keeper.resting:
            time.sleep(0.05)
            return
        listener = self._keeper.ready()
        if listener is None:
            self._say("off" if self._missing else "preparing", self._missing)
            time.sleep(0.05)
            return
        listener.follow(hearing)
        self._keeper.check()
        if listener.unknown != self._unknown:
            self._unknown = listener.unknown
            self._echoes.put(Unhearable(self._unknown))
        if not self._listening():
            time.sleep(0.05)
            return
        unhurried = listener.idle and not hearing.speaking
        block = self._microphone.take(0.1, 2 if unhurried else 1)
        if block is None:
            return
        at, sound = block
        for echo in listener.hear(sound, self._beside(at, len(sound))):
            self._echoes.put(echo)
        if unhurried and listener.idle and self._microphone.drained:
            time.sleep(_DOZE_S)

    def _beside(self, at: float, count: int) -> Sound | None:
        """What the kiosk itself played while this block came in."""
        for when, pcm in self._played():
            if when > self._played_to:
                self._played_to = when
                self._reference.played(when, np.frombuffer(pcm, np.int16), self._played_rate)
        return self._reference.beside(at, count)

    def _listening(self) -> bool:
        """Is there a microphone that gives sound? Opens and heals it."""
        if self._microphone.capturing and not self._microphone.lost and not self._look_again:
            self._say_whether_it_hears()
            return True
        healed = self._microphone.open() if self._look_again else self._microphone.heal()
        self._look_again = False
        if healed:
            self._reference.restart()
            self._forget()
            self._say_whether_it_hears()
        elif not self._microphone.capturing:
            self._forget()
            self._say("none", self._microphone.fault)
        return healed

    def _say_whether_it_hears(self) -> None:
        if self._microphone.dumb:
            self._say("none", _SILENT)
        else:
            self._say("listening", "")

    def _forget(self) -> None:
        if self._keeper.listener is not None:
            self._keeper.listener.forget()

    def _rest(self, status: EarStatus) -> None:
        if self._microphone.capturing:
            self._microphone.close()
        self._forget()
        self._look_again = True  # open at once when wanted again
        if self._wanted is not None or self._status is not None:  # before the first Hearing there is nothing
            self._say(status, "")
        time.sleep(0.03)

    def _say(self, status: EarStatus, detail: str) -> None:
        if (status, detail) != (self._status, self._detail):
            self._status, self._detail = status, detail
            self._echoes.put(EarState(status, detail))
