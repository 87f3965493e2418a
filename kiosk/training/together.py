"""Several processes that train one network side by side, each on sounds of its own, and agree on it every 50 steps.

A core each: two threads of one process wait for each other at every product of small matrices. They meet in files,
since a training opens no port.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Empty
from typing import Any, Protocol

import numba
import numpy as np
import torch

from kiosk.training.faults import MakingError

_LOOK_S = 1.0  # how often it is looked whether all parts are alive


@dataclass(frozen=True)
class Meeting:
    """Where the parts of a training meet: this is number ``number`` of ``count``."""

    folder: Path
    number: int
    count: int
    barrier: Barrier

    @torch.no_grad()
    def agree(self, own: Sequence[torch.Tensor]) -> None:
        """Every tensor becomes the mean of what it is in all parts. All parts must come, or this waits for ever.

        Raises BrokenBarrierError in every part when the process that began them is gone.
        """
        parent = multiprocessing.parent_process()
        if parent is not None and not parent.is_alive():
            self.barrier.abort()
        np.save(self._file(self.number), torch.cat([one.reshape(-1) for one in own]).numpy())
        self.barrier.wait()
        mean = sum(np.load(self._file(number)) for number in range(self.count)) / self.count
        ends = np.cumsum([one.numel() for one in own])
        for one, agreed in zip(own, np.split(mean, ends[:-1]), strict=True):
            one.copy_(torch.from_numpy(agreed).view_as(one))
        self.barrier.wait()

    def _file(self, number: int) -> Path:
        return self.folder / f"{number}.npy"


class Trains(Protocol):
    """What is run in each part; it calls ``agree`` of the meeting that it was begun with."""

    def run(self, workers: int) -> Iterator[dict[str, float]]: ...


def side_by_side(begin: Callable[[Meeting | None], Trains], parts: int, workers: int) -> Iterator[dict[str, float]]:
    """Train in ``parts`` processes; the first one's notes. One part is this process itself.

    ``begin`` is called in each process and must be picklable. What a part raises is raised here, and ends the others.
    """
    if parts == 1:
        yield from begin(None).run(workers)
        return
    spawning = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[Any] = spawning.Queue()
    barrier = spawning.Barrier(parts)
    with tempfile.TemporaryDirectory(prefix="kiosk-training-") as folder:
        running = [
            spawning.Process(target=_part, args=(begin, Meeting(Path(folder), number, parts, barrier), workers, told))
            for number in range(parts)
        ]
        try:
            for one in running:
                one.start()
            yield from _heard(told, running)
        finally:
            for one in running:
                if one.pid is not None:
                    one.terminate()
                    one.join()


def _heard(told: multiprocessing.Queue[Any], running: Sequence[Any]) -> Iterator[dict[str, float]]:
    ended = 0
    while ended < len(running):
        try:
            note = told.get(timeout=_LOOK_S)
        except Empty:
            if any(one.exitcode for one in running):
                told_of = "A part of the training was ended from outside, perhaps for want of memory: train again."
                raise MakingError(told_of) from None
            continue
        if isinstance(note, Exception):
            raise note
        if note is None:
            ended += 1
        else:
            yield note


def _part(begin: Callable[[Meeting | None], Trains], meeting: Meeting, workers: int, told: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is asked to stop, and ends the others
    numba.set_num_threads(1)
    try:
        for note in begin(meeting).run(workers):
            if meeting.number == 0:
                told.put(note)
        told.put(None)
    except Exception as fault:  # whatever it is, the first process is to say it
        told.put(_sendable(fault))


def _sendable(fault: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:  # some cannot be taken apart, some not put together again
        return MakingError(f"{type(fault).__name__}: {fault}")
    return fault
