"""What training sees: utterances drawn by their weight, each copied anew, in batches of about one length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from kiosk.training import augment, bank, cut, features, noises, store
from kiosk.training.inputs import Batch, prepared
from kiosk.training.people import rarity, weight_of, weight_of_cut
from kiosk.training.ways import Allowed, allowed

RATE = 16000
_LONGEST_S = 16.0
_SYNTHETIC_COMMAND = 1.5  # how often a command by a synthetic voice comes, against a sentence
_JOINED = 0.2  # of people's single words are joined with another one of theirs, after a pause


class Ready(NamedTuple):
    """What one step of training needs: inputs [B, frames and context, 40], the frames that count, the ways to say it.

    ``spoken`` [B, 2] says where speech begins and ends, about, as shares of the frames; ``alone`` [B] marks those of
    one word that has rivals.
    """

    inputs: torch.Tensor
    frames: NDArray[np.int64]
    said: list[Allowed]
    spoken: NDArray[np.float64]
    alone: NDArray[np.bool_]
    quiet: torch.Tensor | None = None  # the inputs of the same voices in a quiet place


class _One(NamedTuple):
    sound: noises.Floats
    said: Allowed
    spoken: tuple[float, float]
    plain: noises.Floats
    alone: bool = False


@dataclass(frozen=True)
class Source:
    """Everything to draw from. ``lexicon`` maps words to pronunciations in numbers of phones."""

    speech: tuple[Path, ...]  # stores
    residues: Path
    noise_table: Path
    lexicon: Mapping[str, Sequence[Sequence[int]]]
    seconds: float = 48.0  # of sound in a batch
    silent: float = 0.06  # of all utterances hold no words
    seed: int = 1
    begun_at: int = 0  # the step; training that is taken up again draws other batches than it began with
    rivals: frozenset[str] = frozenset()  # words that are told apart from each other
    quiet: bool = False  # with each batch the same voices in a quiet place
    part: int = 0  # of those who train side by side


class Utterances(IterableDataset[Ready]):
    """An endless row of batches; each worker draws its own."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __iter__(self) -> Iterator[Ready]:
        worker = get_worker_info()
        number = worker.id if worker else 0
        torch.set_num_threads(1)
        chance = np.random.default_rng((self._source.seed, number, self._source.begun_at, self._source.part))
        return _Drawing(self._source, chance).batches()


class _Drawing:
    def __init__(self, source: Source, chance: np.random.Generator) -> None:
        self._source, self._chance = source, chance
        stores = [store.Store(path) for path in source.speech]
        self._all = [(of, entry) for of, entry in store.every(stores) if usable(entry, source.lexicon)]
        self._people = np.array([entry.kind == "people" for _, entry in self._all])
        alone = Counter((entry.kind, entry.words) for _, entry in self._all)
        self._weights = np.array([_weight(entry, alone) for _, entry in self._all])
        self._mates: dict[str, list[int]] = {}
        for index in np.flatnonzero(self._people):
            if len(self._all[index][1].words) == 1:
                self._mates.setdefault(self._all[index][1].speaker, []).append(int(index))
        heard, responses = bank.recordings(source.noise_table)
        left = store.Store(source.residues) if store.done(source.residues) else None
        talk = [of.sound(entry) for of, entry in self._all if entry.kind == "people" and entry.length > RATE]
        self._mixture = noises.Mixture(
            bank.rooms(responses, source.seed),
            heard,
            [left.sound(entry) for entry in left.entries] if left else [],
            talk or [of.sound(entry) for of, entry in self._all],
        )
        self._silence = allowed((), {})

    def batches(self) -> Iterator[Ready]:
        """Rounds without end: in each, every utterance comes as often as its weight says."""
        while True:
            whole = np.floor(self._weights + self._chance.random(len(self._weights))).astype(int)
            order = np.repeat(np.arange(len(self._all)), whole)
            silent = np.full(int(len(order) * self._source.silent / (1 - self._source.silent)), -1)
            order = np.concatenate((order, silent))
            self._chance.shuffle(order)
            together = int(40 * self._source.seconds)
            for begin in range(0, len(order), together):
                yield from self._of_one_length(order[begin : begin + together])

    def _of_one_length(self, some: NDArray[np.int64]) -> Iterator[Ready]:
        """Batches of a few thousand utterances, sorted so that little is padded."""
        made = [self._one(int(index)) for index in some] if len(some) < 200 else None
        lengths = np.array([self._all[index][1].length if index >= 0 else 1.5 * RATE for index in some])
        order = np.argsort(lengths + self._chance.uniform(0, 0.15 * RATE, len(some)))
        groups: list[list[int]] = [[]]
        held = 0.0
        for place in order:
            held += lengths[place] / RATE + 0.6
            groups[-1].append(int(place))
            if held > self._source.seconds:
                groups.append([])
                held = 0.0
        self._chance.shuffle(groups)
        for group in groups:
            if group:
                drawn = [made[place] if made else self._one(int(some[place])) for place in group]
                batch = _joined(drawn, self._source.quiet)
                inputs, frames, quiet = prepared(batch, self._chance)
                alone = np.array([one.alone for one in drawn])
                yield Ready(inputs, frames, batch.said, batch.spoken, alone, quiet)

    def _one(self, index: int) -> _One:
        chance = self._chance
        if index < 0:
            silent = augment.nothing_said(float(chance.uniform(0.6, 3.0)), self._mixture, chance)
            return _One(silent, self._silence, (0.0, 0.0), augment.finished(np.zeros_like(silent), chance))
        of, entry = self._all[index]
        sound, words = of.sound(entry).astype(np.float32), entry.words
        if self._people[index] and len(words) == 1 and chance.random() < _JOINED:
            mates = self._mates[entry.speaker]
            other_store, other = self._all[mates[int(chance.integers(len(mates)))]]
            gap = np.zeros(int(chance.uniform(0.0, 0.5) * RATE), np.float32)
            sound = np.concatenate((sound, gap, other_store.sound(other).astype(np.float32)))
            words = (*words, *other.words)
        made, spoken, plain = augment.copy_of(sound, entry.kind not in ("people", cut.KIND), self._mixture, chance)
        said = allowed(words, self._source.lexicon)
        if features.frames_in(len(made)) // 3 < said.shortest + 3:
            made, spoken = augment.finished(np.pad(sound, RATE // 4), chance), (0.2, 0.8)
            plain = made
        return _One(made, said, spoken, plain, len(words) == 1 and words[0] in self._source.rivals)


def usable(entry: store.Entry, lexicon: Mapping[str, Sequence[Sequence[int]]]) -> bool:
    """Is the sound neither too short nor too long, and is it known how each of its words is said?"""
    return RATE // 5 < entry.length < _LONGEST_S * RATE and all(word in lexicon for word in entry.words)


def _weight(entry: store.Entry, alone: Mapping[tuple[str, tuple[str, ...]], int]) -> float:
    """How often an utterance comes in a round; ``alone`` counts the sounds of one kind that hold the same words."""
    recorded = alone.get(("people", entry.words), 0)
    if entry.kind == cut.KIND:
        return weight_of_cut(entry.words, recorded + alone[cut.KIND, entry.words])
    if entry.kind != "people":
        return _SYNTHETIC_COMMAND if entry.kind in ("word", "phrase") else 1.0
    return weight_of(entry.source, entry.words) * (rarity(recorded) if len(entry.words) == 1 else 1.0)


def _joined(some: Sequence[_One], quiet: bool) -> Batch:
    lengths = np.array([len(one.sound) for one in some])
    spoken = np.array([one.spoken for one in some])
    plain = _as_one([one.plain for one in some]) if quiet else None
    return Batch(_as_one([one.sound for one in some]), lengths, [one.said for one in some], spoken, plain)


def _as_one(sounds: Sequence[noises.Floats]) -> torch.Tensor:
    made = np.zeros((len(sounds), max(map(len, sounds))), np.float32)
    for row, sound in zip(made, sounds, strict=True):
        row[: len(sound)] = sound
    return torch.from_numpy(made)


def loader(source: Source, workers: int = 1) -> Iterator[Ready]:
    """Batches made beside the training, in processes of their own."""
    loading: DataLoader[Ready] = DataLoader(
        Utterances(source), batch_size=None, num_workers=workers, prefetch_factor=6 if workers else None,
        collate_fn=_as_it_is,  # type: ignore[arg-type]  # with no batch size it gets one item, not a list
    )  # fmt: skip
    return iter(loading)


def _as_it_is(batch: Ready) -> Ready:
    return batch
