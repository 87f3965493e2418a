"""How well a model hears: recordings through real Vosk, counted; also degraded, and over several strictnesses."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.core.matching import Word, whole_phrase
from kiosk.core.phrases import normal
from kiosk.hearing.models import BIGRAM, STRICTNESS, ready_model
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.vocabulary import decoys, vocabulary
from kiosk.places import strings
from kiosk.training.cost import Cost
from kiosk.training.degrade import BEFORE_S, Scene, degraded
from kiosk.training.kept import Kept, Part
from kiosk.training.levels import speech_end
from kiosk.training.listen import Ears, ears, word_ends
from kiosk.training.manifest import RATE, Sound
from kiosk.training.recordings import Recordings
from kiosk.training.tally import Case, details

_DELAYS = 150  # clips on which the delay is measured; each costs ten times a look


@dataclass(frozen=True)
class Delay:
    """How long after the last voiced sample the partial words stayed what they were, in seconds of sound."""

    median_s: float = 0.0
    p95_s: float = 0.0
    count: int = 0
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True)
class Measured:
    """What came of one set of recordings, one way of degrading them and one strictness."""

    kind: str
    strictness: float | None
    cases: tuple[Case, ...]
    cost: Cost
    delay: Delay
    unheard: tuple[str, ...] = ()  # phrases that the model has no words for; recordings of them are left out

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "degrade": self.kind,
            "strictness": self.strictness,
            **details(list(self.cases)),
            "unheard": list(self.unheard),
            "cpu_per_second": round(self.cost.share, 4),
            "sound_s": round(self.cost.sound_s, 1),
            "delay": {
                "median_s": round(self.delay.median_s, 3),
                "p95_s": round(self.delay.p95_s, 3),
                "clips": self.delay.count,
                "cpu_per_second": round(self.delay.cost.share, 4),
            },
        }


def measure(
    listening: Ears,
    recordings: Recordings,
    phrases: Sequence[str],
    kind: str = "clean",
    scene: Scene | None = None,
    strictness: float | None = None,
    each: Callable[[], None] = lambda: None,
    delays: int = _DELAYS,
    choices: Mapping[str, int] | None = None,
    kept: Kept | None = None,
) -> Measured:
    """Let the ears hear all recordings with a grammar of the phrases and [unk], and count.

    Which of several wordings was heard makes no difference where they have one number in ``choices``. What is ``kept``
    already is not heard again.
    """
    unheard = listening.listen_for(phrases)
    grammar = {phrase: 0 for phrase in phrases if phrase not in unheard}
    speaking = kind.startswith("echo")
    said = [normal(clip.transcript) for clip in recordings.clips]
    chosen = [index for index, one in enumerate(said) if one not in unheard]
    around = scene or Scene()

    def make(place: int, recogniser: Recogniser) -> Sound:
        index = chosen[place]
        samples = recordings.sound(index)
        pauses = kind == "paused" and len(said[index].split()) > 1
        ends = word_ends(recogniser, samples, said[index]) if pauses else ()
        return degraded(kind, samples, recordings.seed(index), around, ends)

    name = f"{kind} at {strictness}"
    found, cost = listening.look(len(chosen), make, each, found=kept.part(name) if kept else None)

    def heard_in(words: Sequence[Word], asked: str) -> str:
        heard = whole_phrase(words, grammar, speaking)[0]
        return asked if choices and heard in choices and choices[heard] == choices.get(asked) else heard

    cases = [
        Case(said[index], said[index] in grammar, heard_in(words, said[index]),
             recordings.clips[index].speaker, recordings.clips[index].folder)
        for index, words in zip(chosen, found, strict=True)
    ]  # fmt: skip
    right = [chosen[place] for place, case in enumerate(cases) if case.outcome == "right"]
    sample = right[:: max(1, len(right) // delays)] if delays and kind == "clean" else []
    delay = _delay(listening, recordings, sample, around, kept.part("delay") if kept else None)
    return Measured(kind, strictness, tuple(cases), cost, delay, unheard)


def _delay(
    listening: Ears, recordings: Recordings, indices: Sequence[int], scene: Scene, known: Part | None
) -> Delay:
    """Measured on clean recordings that were heard right."""
    if not indices:
        return Delay()

    def make(place: int, _: Recogniser) -> Sound:
        return degraded("clean", recordings.sound(indices[place]), recordings.seed(indices[place]), scene)

    stable, cost = listening.stable(len(indices), make, known)
    late = sorted(
        since - BEFORE_S - speech_end(recordings.sound(index)) / RATE
        for index, since in zip(indices, stable, strict=True)
        if since is not None
    )
    if not late:
        return Delay(cost=cost)
    return Delay(statistics.median(late), late[int(0.95 * (len(late) - 1))], len(late), cost)


@contextmanager
def knowing(model: Path, phrases: Sequence[str], strictness: float | None = None) -> Iterator[Path]:
    """The model with the kiosk's vocabulary and these phrases built in, in a folder that goes when this ends.

    A model that others made is taken as it is, and has no strictness that could be set: ValueError.
    Raises ModelFaultError if the words cannot be built in.
    """
    if strictness is not None and not (model / BIGRAM).is_file():
        raise ValueError(
            f"The strictness of {model} cannot be set: it has no {BIGRAM}, which the models made here have."
        )
    with tempfile.TemporaryDirectory() as folder:
        words = vocabulary(strings(), phrases)
        weight = STRICTNESS if strictness is None else strictness
        yield ready_model(
            model, words, weight, Path(folder), decoys=decoys(strings(), phrases), phrases=phrases
        )


def evaluate(
    model: Path,
    recordings: Recordings,
    phrases: Sequence[str],
    kinds: Sequence[str] = ("clean",),
    strictnesses: Sequence[float] = (),
    scene: Scene | None = None,
    each: Callable[[], None] = lambda: None,
    workers: int = 2,
    kept: Kept | None = None,
) -> list[Measured]:
    """The recordings degraded in every kind of way, and then as they are at every strictness.

    Raises RecogniserFaultError for a model that cannot be used, ModelFaultError for one that cannot take the words,
    ManifestError for a recording that cannot be read.
    """
    found: list[Measured] = []
    with knowing(model, phrases) as ready, ears(ready, workers) as listening:
        found += [measure(listening, recordings, phrases, kind, scene, None, each, kept=kept) for kind in kinds]
    for strictness in strictnesses:
        with knowing(model, phrases, strictness) as ready, ears(ready, workers) as listening:
            found.append(measure(listening, recordings, phrases, "clean", scene, strictness, each, 0, kept=kept))
    return found
