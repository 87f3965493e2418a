"""Trains the network: LF-MMI from a flat start; a running mean of the weights is the result.

Resumes where it stopped. Seeded, but sums on two threads differ in their last bits.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from kiosk import whole
from kiosk.hearing.lexicon import pronunciations
from kiosk.hearing.phones import NUMBER, PHONES
from kiosk.training import accelerated, batches, corpus, features, lfmmi, network, rivals, store, ways
from kiosk.training.even import evenly
from kiosk.training.schedule import Schedule, optimisers
from kiosk.training.takeup import taken_up
from kiosk.training.teacher import Teacher
from kiosk.training.together import Meeting

MOST_WAYS = 5  # pronunciations of a word
_SPRING = 2e-4  # pulls the outputs towards 0
_CLIP = 2.0
_NOTED = 50  # steps; those who train side by side meet as often
_KEEP = 0.999  # of the running mean of the weights, a step


def lexicon_for(words: Iterable[str]) -> dict[str, tuple[tuple[int, ...], ...]]:
    """The kiosk's pronunciations and the CMU dictionary's: what is really said decides between them."""
    asked = sorted(set(words))
    ours, theirs = pronunciations(asked), corpus.dictionary()
    found = {}
    for word in asked:
        said = dict.fromkeys((*ours.get(word, ())[:3], *theirs.get(word, ())[:3]))
        if said:
            found[word] = tuple(tuple(NUMBER[sound] for sound in way) for way in list(said)[:MOST_WAYS])
    return found


def bigram_of(stores: Sequence[store.Store], lexicon: Mapping[str, Sequence[Sequence[int]]]) -> ways.Bigram:
    """The phone bigram of everything that is said, in its first pronunciations."""
    spoken = [
        [list(lexicon[word][0]) for word in entry.words]
        for _, entry in store.every(stores)
        if entry.words and all(word in lexicon for word in entry.words)
    ]
    return ways.bigram([*spoken, *([[]] * (len(spoken) // 10))], len(PHONES))


class Training:
    """A network, its optimiser and the running mean of its weights, with a folder to keep them in.

    With a ``meeting`` it is one of several side by side, of which the first keeps what all agree on.
    """

    def __init__(
        self, folder: Path, source: batches.Source, schedule: Schedule, threads: int = 2, device: str = "cpu",
        meeting: Meeting | None = None,
    ) -> None:  # fmt: skip
        torch.set_num_threads(threads)
        self._meeting = meeting
        torch.manual_seed(source.seed)
        self._folder, self._source, self._schedule, self._device = folder, source, schedule, torch.device(device)
        self._chance = np.random.default_rng(source.seed + 1)
        known = sorted(source.rivals)
        ways_of_all = rivals.any_of(known, source.lexicon) if known and schedule.told_apart else None
        self._teacher = Teacher(schedule.start, self._device) if schedule.start and schedule.taught else None
        self._rivals = accelerated.rivals_on(ways_of_all, self._device) if ways_of_all else None
        self.bigram = bigram_of([store.Store(path) for path in source.speech], source.lexicon)
        self.network = network.Network().to(self._device)
        self.mean = network.Network().to(self._device)
        self._optimisers = optimisers(self.network)
        self.step = 0
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "phone_bigram.npy", self.bigram.table)
        if (folder / "last.pt").exists():
            kept = torch.load(folder / "last.pt", map_location=self._device, weights_only=True)
            self.network.load_state_dict(kept["network"])
            self.mean.load_state_dict(kept["mean"])
            for optimiser, state in zip(self._optimisers, kept["optimisers"], strict=True):
                optimiser.load_state_dict(state)
            self.step = kept["step"]

    def run(self, workers: int = 1) -> Iterator[dict[str, float]]:
        """Train to the end of the schedule; every 50 steps what has been reached here, also kept in log.jsonl."""
        part = self._meeting.number if self._meeting else 0
        source = replace(self._source, begun_at=self.step, quiet=self._teacher is not None, part=part)
        feed = batches.loader(source, workers)
        if self.step == 0:
            self._begin([next(feed) for _ in range(8)])
        begun, reached, heard_s = time.monotonic(), [], 0.0
        while self.step < self._schedule.steps:
            batch = next(feed)
            reached.append(self._one(batch))
            heard_s += float(batch.frames.sum()) / 100
            self.step += 1
            ended = self.step == self._schedule.steps
            if self._meeting and (ended or self.step % _NOTED == 0):
                self._meeting.agree([*self._kept()])
            if part == 0 and (ended or self.step % self._schedule.every == 0):
                self._keep()
            if self.step % _NOTED == 0:
                note = {
                    "step": self.step, "objective": round(float(np.nanmean(reached[-_NOTED:])), 4),
                    "seconds": round(time.monotonic() - begun, 1), "hours_heard": round(heard_s / 3600, 2),
                }  # fmt: skip
                if part == 0:
                    with (self._folder / "log.jsonl").open("a", encoding="utf-8") as file:
                        file.write(json.dumps(note) + "\n")
                yield note

    def _kept(self) -> Iterator[torch.Tensor]:
        """All numbers that training changes, but for the counts of steps."""
        for net in (self.network, self.mean):
            yield from (value for value in net.state_dict().values() if value.dtype.is_floating_point)
        for optimiser in self._optimisers:
            for state in optimiser.state.values():
                yield from (value for value in state.values() if torch.is_tensor(value) and value.ndim)

    def _begin(self, some: Sequence[batches.Ready]) -> None:
        if self._schedule.start is not None:
            longest = min(one.inputs.shape[1] for one in some)
            known = taken_up(self._schedule.start, torch.cat([one.inputs[:, :longest] for one in some]))
            for net in (self.network, self.mean):
                net.load_state_dict(known.state_dict())
            return
        rows = torch.cat([one.inputs.reshape(-1, features.COUNT) for one in some])
        for net in (self.network, self.mean):
            net.mean.copy_(rows.mean(0))
            net.scale.copy_(1.0 / (rows.std(0) + 1e-3))

    def _one(self, batch: batches.Ready) -> float:
        """One step; the objective per output frame before it."""
        inputs, lengths = batch.inputs.to(self._device), (batch.frames + 2) // 3
        self.network.train()
        scores = self.network(inputs)[:, : int(lengths.max())]
        seen = scores.detach().cpu()
        if self.step < self._schedule.even and self._schedule.start is None:
            found, gradient = evenly(seen, lengths, batch)
        else:
            graphs = ways.laid(batch.said, self.bigram)
            found, gradient = lfmmi.objective(seen.numpy(), lengths, graphs, self.bigram)
            if self._rivals is not None and batch.alone.any():
                rows = np.flatnonzero(batch.alone)
                _, more = self._rivals(scores.detach(), seen.numpy(), lengths, batch.said, rows)
                gradient[rows] += self._schedule.told_apart * more
        if self._teacher is not None and batch.quiet is not None:
            gradient += self._schedule.taught * self._teacher.towards(batch.quiet, seen, lengths)
        total = float(lengths.sum())
        inside = torch.arange(scores.shape[1])[None, :, None] < torch.from_numpy(lengths)[:, None, None]
        pull = ((2.0 * _SPRING * seen * inside - torch.from_numpy(gradient)) / total).to(self._device)
        if not torch.isfinite(pull).all():
            return float("nan")
        for optimiser in self._optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * self._schedule.share_at(self.step)
            optimiser.zero_grad()
        scores.backward(pull)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        for optimiser in self._optimisers:
            optimiser.step()
        self._follow()
        return float(np.nansum(found) / total)

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(_KEEP, (self.step + 1) / (self.step + 20))
        now = self.network.state_dict()
        for name, value in self.mean.state_dict().items():
            if value.dtype.is_floating_point:
                value.mul_(keep).add_(now[name], alpha=1 - keep)

    def _keep(self) -> None:
        held = io.BytesIO()  # torch tells of a full disk in words of its own
        optimisers = [one.state_dict() for one in self._optimisers]
        nets = {"network": self.network.state_dict(), "mean": self.mean.state_dict()}
        torch.save({**nets, "optimisers": optimisers, "step": self.step}, held)
        whole.write(self._folder / "last.pt", held.getvalue())
