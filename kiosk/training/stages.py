"""The stages of making a model. Each takes up what the ones before it left in the folder of work.

``work/synthetic`` holds a store for each voice, ``work/people`` the recordings, ``work/cut`` words cut out of them,
``work/residues`` what the canceller leaves of the kiosk's voice, ``work/network`` the training, ``work/after-...``
what goes on from a finished model, ``work/asked.json`` what the folder was begun with.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from pickle import UnpicklingError
from zlib import crc32

import numpy as np
import torch

from kiosk import places, whole
from kiosk.hearing.build import write_default_graph
from kiosk.hearing.vocabulary import decoys, vocabulary
from kiosk.training import bank, batches, corpus, cut, machine, manifest, network, people, rivals, store, takeup
from kiosk.training import export as exporting
from kiosk.training import synthesise as speaking
from kiosk.training import train as training
from kiosk.training.faults import MakingError
from kiosk.training.features import COUNT
from kiosk.training.schedule import Schedule
from kiosk.training.together import Meeting, side_by_side

NOISES = Path("noise_rir", "manifest_noise.tsv")  # in the folder of recordings: rooms and noises
NETWORK = "network"
_RESIDUES_OF = 900  # sentences that the kiosk reads to itself


def clips(recordings: Path, without: str) -> list[manifest.Clip]:
    """The recordings that may be trained on. Raises ManifestError, also if there are none."""
    found = [clip for clip in manifest.read(recordings) if people.may_be_used(clip, _parts(without))]
    if not any(clip.transcript for clip in found):
        raise manifest.ManifestError(f"No recording of speech in {recordings} may be trained on.")
    manifest.present([clip for clip in found if clip.transcript])
    return found


def _parts(without: str) -> list[str]:
    return sorted({part.strip() for part in without.split(",") if part.strip()})


def agree(work: Path, **asked: str | float) -> None:
    """Keep what a folder of work is begun with: what is there is not made again, whatever is asked later.

    Raises MakingError if it was begun with another.
    """
    if "without" in asked:
        asked["without"] = ",".join(_parts(str(asked["without"])))
    path = work / "asked.json"
    begun = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for name, value in asked.items():
        if begun.get(name, value) != value:
            raise MakingError(f'{work} was begun with --{name} "{begun[name]}": ask for the same, or name another.')
    whole.write(path, json.dumps({**begun, **asked}).encode())


def synthesise(work: Path, of: corpus.Texts, seed: int, share: float) -> None:
    """The synthetic voices' stores."""
    speaking.synthesise(of, work / "synthetic", seed, share)


def features(work: Path, some: Sequence[manifest.Clip], content: Path, seed: int) -> None:
    """The people's store and the residues."""
    people.build(work / "people.i16", some)
    kept = store.Store(work / "people.i16")
    _, sentences = corpus.article_texts(content)
    read = [clip.transcript for clip in some if len(clip.transcript.split()) > 6]
    reading = [*sentences, *read[::8]][:_RESIDUES_OF]
    bank.build(work, [np.array(kept.sound(entry)) for entry in kept.entries[::7]], reading, seed)


def source(work: Path, recordings: Path, seed: int, seconds: float) -> batches.Source:
    """All that training draws from, ``seconds`` of sound at a step. Raises MakingError if there is nothing."""
    speech = (work / "people.i16", work / "cut.i16", *speaking.stores(work / "synthetic"))
    spoken = tuple(path for path in speech if store.done(path))
    entries = [entry for path in spoken for entry in store.Store(path).entries]
    lexicon = training.lexicon_for({word for entry in entries for word in entry.words})
    if not any(batches.usable(entry, lexicon) for entry in entries):
        raise MakingError(f"There is nothing in {work} to train on: synthesise and features come first.")
    alone = [(entry.kind, entry.words[0]) for entry in entries if len(entry.words) == 1 and entry.words[0] in lexicon]
    told_apart = frozenset(rivals.usual(alone))
    return batches.Source(
        spoken, work / "residues.i16", recordings / NOISES, lexicon, seconds, seed=seed, rivals=told_apart
    )


def train_network(
    work: Path, recordings: Path, schedule: Schedule, seed: int, at: machine.Machine
) -> Iterator[dict[str, float]]:
    """Train to the end of a schedule; what goes on from a finished model is kept apart.

    Raises MakingError if there is nothing to train on, ManifestError for a noise and TakeUpError for a model that
    cannot be used: now, and not from a process of its own when the training has begun.
    """
    if schedule.start is not None:
        takeup.taken_up(schedule.start, torch.zeros(1, network.BACK + network.AHEAD + 1, COUNT))
    bank.recordings(recordings / NOISES)
    folder = work / (after(schedule.start) if schedule.start else NETWORK)
    drawn = source(work, recordings, seed, at.seconds)
    yield from side_by_side(partial(_begun, folder, drawn, schedule, at), at.parts, at.workers)


def _begun(
    folder: Path, drawn: batches.Source, schedule: Schedule, at: machine.Machine,
    meeting: Meeting | None,
) -> training.Training:  # fmt: skip
    with _kept_in(folder):
        return training.Training(folder, drawn, schedule, at.threads, at.device, meeting)


@contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """Raises MakingError for a kept network that is torn or of another shape, in whatever words torch tells of it."""
    try:
        yield
    except (RuntimeError, ValueError, LookupError, EOFError, UnpicklingError) as fault:
        if not (folder / "last.pt").exists():
            raise
        told = f"The network kept in {folder / 'last.pt'} cannot be taken up: remove it to begin anew."
        raise MakingError(told) from fault


def cut_out(work: Path, content: Path, seed: int) -> None:
    """Words cut out of the people's sentences, found by the network as far as it is trained. Raises MakingError."""
    if not store.done(work / "cut.i16"):
        if not store.done(work / "people.i16"):
            raise MakingError(f"There are no recordings in {work} to cut words out of: features comes first.")
        export(work, work / "first", content)
        cut.write(work / "cut.i16", store.Store(work / "people.i16"), work / "first", seed)


def after(model: Path) -> str:
    """The folder of the training that goes on from a finished model, whatever other model bears its name."""
    return f"after-{model.name}-{crc32((model / 'am' / 'final.mdl').read_bytes()):08x}"


def export(work: Path, model: Path, content: Path, name: str = NETWORK) -> None:
    """Write the model with the graph of the standing commands, the numbers and the shipped articles' words.

    Raises MakingError if nothing was trained.
    """
    kept = work / name
    if not (kept / "last.pt").is_file():
        raise MakingError(f"There is no network in {kept}: train comes first.")
    titles, _ = corpus.article_texts(content)
    phrases = [*titles, *corpus.BASIC]
    words, beside = vocabulary(places.strings(), phrases), decoys(places.strings(), phrases)
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{model.name}.", dir=model.parent) as made:
        with _kept_in(kept):
            mean = exporting.averaged([kept / "last.pt"])
        exporting.export(mean, np.load(kept / "phone_bigram.npy"), Path(made))
        write_default_graph(Path(made), words, decoys=beside)
        exporting.placed(Path(made), model)
