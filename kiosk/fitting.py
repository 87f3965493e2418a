"""The voice model made to know the words of the library and of the kiosk's own phrases, in a thread of its own.

Until it is, the ear says that it is getting ready; what fails is tried again for ever. When the library changes, the
old model listens on meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from kiosk import places
from kiosk.config import Config
from kiosk.core.strings import Strings
from kiosk.hearing.ear import Ear
from kiosk.hearing.models import ModelFaultError, ready_model, unfitted
from kiosk.hearing.vocabulary import decoys, may_be_said, vocabulary, whole_phrases
from kiosk.library.shelf import Shelves

_MENDS_EACH_S = 5.0
_AGAIN_S = (20.0, 600.0)  # before a model that could not be fitted is tried again: at first, and at most
NO_MODEL = "There is no built-in voice model here; install one with: kiosk model install NAME"


def words_for(strings: Strings, names: Iterable[str]) -> tuple[str, ...]:
    """Every word that may be said at the kiosk. ``names`` are titles, sections and links of the library."""
    return vocabulary(strings, may_be_said(names))


def decoys_for(strings: Strings, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that are in no phrase."""
    return decoys(strings, may_be_said(names))


def fitted(model: Path, strings: Strings, names: Iterable[str], config: Config, said: Mapping[str, str]) -> Path:
    """A model's folder that knows those words. Slow (a second) when it is new. Raises ModelFaultError."""
    names = tuple(names)
    return ready_model(
        model, words_for(strings, names), config.hearing.strictness, places.cache_folder(), said,
        decoys_for(strings, names), whole_phrases(strings, names),
    )  # fmt: skip


class Fitting:
    """``follow`` a library: the ear gets a model that knows its words as soon as there is one."""

    def __init__(self, ear: Ear, config: Config) -> None:
        self._ear, self._config = ear, config
        self._model = places.voice_model(config.hearing.model)
        self._wanted: tuple[Strings, Shelves] | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._newer = threading.Event()
        self._mended_at = 0.0

    def follow(self, strings: Strings, library: Shelves) -> None:
        """Fit the model to this library; one that is being fitted to an earlier one is done first."""
        if self._model is None:
            self._ear.cannot(NO_MODEL)
            return
        with self._lock:
            self._wanted = strings, library
            self._newer.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._fit, name="fitting the voice model", daemon=True)
                try:
                    self._thread.start()
                except RuntimeError as fault:  # no more threads at this moment; ``mend`` begins it
                    self._thread = None
                    self._ear.cannot(str(fault))

    def mend(self, strings: Strings, library: Shelves) -> None:
        """Fit the model anew if the ear has lost it, or begin if that failed. It is loaded once, and missed only when
        its process dies."""
        now = time.monotonic()
        unbegun = self._wanted is not None and self._thread is None
        if (self._ear.bereft or unbegun) and now - self._mended_at > _MENDS_EACH_S:
            self._mended_at = now
            self.follow(strings, library)

    def _fit(self) -> None:
        pause_s = _AGAIN_S[0]
        while True:
            with self._lock:
                wanted, self._wanted = self._wanted, None
                self._newer.clear()
                if wanted is None:
                    self._thread = None
                    return
            if not self._fitted_to(*wanted) and not self._newer.wait(pause_s):
                pause_s = min(2 * pause_s, _AGAIN_S[1])
                with self._lock:
                    self._wanted = self._wanted or wanted

    def _fitted_to(self, strings: Strings, library: Shelves) -> bool:
        """Give the ear a model; False if a machine with more memory, room or time could have done better."""
        assert self._model is not None
        try:
            ready = fitted(self._model, strings, library.names, self._config, library.pronunciations)
        except (ModelFaultError, MemoryError, RuntimeError, OSError) as fault:
            self._ear.cannot(str(fault) or "There is no memory left.")
            return False
        self._ear.use(ready)
        return not unfitted(ready)
