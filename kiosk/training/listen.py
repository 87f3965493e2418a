"""Sounds through real Vosk, in the very process that the kiosk uses: what it hears, how late, and at what cost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from kiosk.core.matching import UNKNOWN, Word
from kiosk.hearing.looks import rescued
from kiosk.hearing.recogniser import Recogniser, RecogniserLostError
from kiosk.training.cost import Cost, cpu_s, memory_mb
from kiosk.training.kept import Heard
from kiosk.training.manifest import RATE, Sound

_BLOCK = 512  # samples: what the microphone gives at a time
_PATIENCE_S = 120.0  # a long sentence that is none of the phrases, while a training takes every core

Make = Callable[[int, Recogniser], Sound]
Answer = TypeVar("Answer")


class Ears:
    """Several recognisers with one grammar, each in a process of its own, for as long as ``ears`` lasts."""

    def __init__(self, recognisers: Sequence[Recogniser]) -> None:
        self._all = recognisers
        self._phrases: dict[str, int] = {}
        self._grammar: tuple[str, ...] = (UNKNOWN,)
        self.given_up = 0  # sounds on which the process died or hung twice: nothing was heard in them

    def listen_for(self, phrases: Sequence[str]) -> tuple[str, ...]:
        """Set the grammar to these phrases and [unk].

        Those with a word that the model lacks are left out and named.
        """
        missing = self._all[0].unknown(word for phrase in phrases for word in phrase.split())
        heard = [phrase for phrase in phrases if missing.isdisjoint(phrase.split())]
        for one in self._all:
            one.grammar("ear", [*heard, UNKNOWN])
        self._phrases = {phrase: number for number, phrase in enumerate(heard)}
        self._grammar = (*heard, UNKNOWN)
        return tuple(phrase for phrase in phrases if phrase not in set(heard))

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """The words that the model does not know."""
        return self._all[0].unknown(words)

    @property
    def memory_mb(self) -> float:
        """What the largest of the processes holds at this moment; 0 where the system does not say."""
        return max(memory_mb(one) for one in self._all)

    def look(
        self, count: int, make: Make, each: Callable[[], None] = lambda: None, by: str = "",
        found: MutableMapping[int, Heard] | None = None,
    ) -> tuple[list[tuple[Word, ...]], Cost]:  # fmt: skip
        """The words in each of ``count`` finished sounds, as the kiosk looks at them; ``make`` makes them, in several
        threads at once.

        ``by`` names a grammar that ``make`` has set, and that is looked with instead. What stands in ``found`` already
        is not looked at again; all else is put there.
        """
        nothing: tuple[Word, ...] = ()
        ask = (lambda one, sound: one.look(by, sound.tobytes()).words) if by else self._looked
        return self._each(count, make, ask, nothing, each, found)

    def _looked(self, recogniser: Recogniser, sound: Sound) -> tuple[Word, ...]:
        recogniser.grammar("look", self._grammar)
        look = recogniser.look("look", sound.tobytes())
        return rescued(recogniser, look, sound, self._phrases, self._grammar, speaking=False).words

    def stable(
        self, count: int, make: Make, found: MutableMapping[int, Heard] | None = None
    ) -> tuple[list[float | None], Cost]:
        """When each sound's partial words were, for good, what they are at its end.

        Seconds from the sound's begin, None if nothing was heard. The sound is heard as it comes, and the partial words
        are asked for after every block of 32 ms.
        """
        return self._each(count, make, _stable, None, lambda: None, found)

    def _each(
        self,
        count: int,
        make: Make,
        ask: Callable[[Recogniser, Sound], Answer],
        nothing: Answer,
        each: Callable[[], None],
        found: MutableMapping[int, Heard] | None,
    ) -> tuple[list[Answer], Cost]:
        known: MutableMapping[int, Heard] = {} if found is None else found
        missing = [index for index in range(count) if index not in known]
        for _ in range(count - len(missing)):
            each()

        def one(index: int, recogniser: Recogniser) -> None:
            sound = make(index, recogniser)
            begun = cpu_s(recogniser)
            try:
                answer = _again(lambda: ask(recogniser, sound))
            except RecogniserLostError:
                answer = nothing
                self.given_up += 1
            known[index] = Heard(answer, max(0.0, cpu_s(recogniser) - begun), len(sound) / RATE)
            each()

        self._share(missing, one)
        all_of_them = [known[index] for index in range(count)]
        cost = Cost(sum(one.cpu_s for one in all_of_them), sum(one.sound_s for one in all_of_them))
        return [one.answer for one in all_of_them], cost

    def _share(self, indices: Sequence[int], one: Callable[[int, Recogniser], None]) -> None:
        """Deal the indices out to a thread for each recogniser; the first fault is raised here."""
        left = iter(indices)
        lock = threading.Lock()
        faults: list[BaseException] = []

        def work(recogniser: Recogniser) -> None:
            try:
                while not faults:
                    with lock:
                        index = next(left, None)
                    if index is None:
                        return
                    one(index, recogniser)
            except BaseException as fault:
                faults.append(fault)

        threads = [threading.Thread(target=work, args=(recogniser,), daemon=True) for recogniser in self._all]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]


@contextmanager
def ears(model: Path, workers: int = 2) -> Iterator[Ears]:
    """Recognisers with that model. Raises RecogniserFaultError if it cannot be used."""
    recognisers = [Recogniser(model, _PATIENCE_S) for _ in range(workers)]
    try:
        for one in recognisers:
            one.open()
        yield Ears(recognisers)
    finally:
        for one in recognisers:
            one.close()


def word_ends(recogniser: Recogniser, sound: Sound, phrase: str) -> tuple[float, ...]:
    """When each word of a phrase that is known to be said ends, in seconds; nothing if that cannot be told."""
    if recogniser.unknown(phrase.split()):
        return ()
    recogniser.grammar("words", [phrase])
    words = _again(lambda: recogniser.look("words", sound.tobytes()).words)
    return tuple(word.end for word in words) if [word.text for word in words] == phrase.split() else ()


def _stable(recogniser: Recogniser, sound: Sound) -> float | None:
    recogniser.reset()
    partial, since = "", 0.0
    for at in range(0, len(sound), _BLOCK):
        block = sound[at : at + _BLOCK]
        now = recogniser.hear(block.tobytes())
        if now != partial:
            partial, since = now, (at + len(block)) / RATE
    return since if partial else None


def _again(ask: Callable[[], Answer]) -> Answer:
    """Ask once more if the recogniser had to be started afresh."""
    try:
        return ask()
    except RecogniserLostError:
        return ask()
