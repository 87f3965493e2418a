"""Keeps a recogniser going, and a Listener on it: taken up with the model that is wanted, checked, tried again."""

from __future__ import annotations

import time
from pathlib import Path

from kiosk.core.matching import Rules
from kiosk.hearing.listener import Listener
from kiosk.hearing.looks import Patience
from kiosk.hearing.recogniser import Recogniser

_AGAIN_S = (1.0, 10.0)  # before a recogniser that could not be started is tried again: at first, and at most
_CHECK_EACH_S = 0.3  # with the recogniser's own patience, one that hangs in a silence is replaced within 2 s


class Keeper:
    """``wanted`` is the folder of the model to listen with, None as long as there is none. For the ear's thread."""

    def __init__(self, patience: Patience | None, rules: Rules | None) -> None:
        self._patience, self._rules = patience, rules
        self._recogniser: Recogniser | None = None
        self._model: Path | None = None
        self._retry_at, self._retry_s = 0.0, _AGAIN_S[0]
        self._checked_at = 0.0
        self.wanted: Path | None = None
        self.listener: Listener | None = None

    @property
    def model_gone(self) -> bool:
        """The folder of the model in use is not there any more."""
        return self._model is not None and not self._model.is_dir()

    @property
    def pid(self) -> int | None:
        """The process that holds Vosk."""
        return self._recogniser.pid if self._recogniser else None

    @property
    def resting(self) -> bool:
        """It failed a moment ago, and is not tried again yet."""
        return time.monotonic() < self._retry_at

    def ready(self) -> Listener | None:
        """One that listens with the model that is wanted, taken up if need be but never in mid-word.

        None without a model. Raises what ``Recogniser.open`` raises, and RecogniserLostError: it is taken up anew.
        """
        if self.wanted is None:
            return None
        if self.listener is None or (self.wanted != self._model and self.listener.idle):
            self._take_up(self.wanted)
        return self.listener

    def check(self) -> None:
        """A recogniser that died or hangs while nobody speaks is replaced before somebody does."""
        now = time.monotonic()
        idle = self.listener is not None and self.listener.idle
        if self._recogniser is not None and idle and now - self._checked_at > _CHECK_EACH_S:
            self._checked_at = now
            self._recogniser.check()
            self._retry_s = _AGAIN_S[0]

    def failed(self) -> None:
        """Give it up and rest, each time for twice as long."""
        self.drop()
        self._retry_at = time.monotonic() + self._retry_s
        self._retry_s = min(2 * self._retry_s, _AGAIN_S[1])

    def drop(self) -> None:
        """End the recogniser's process."""
        if self._recogniser is not None:
            self._recogniser.close()
        self._recogniser = self.listener = None

    def _take_up(self, model: Path) -> None:
        self.drop()
        self._model = model
        self._recogniser = Recogniser(model)
        self._recogniser.open()
        listener = Listener(self._recogniser, self._patience, self._rules)
        listener.open()  # lost meanwhile, it is taken up anew
        self.listener = listener
