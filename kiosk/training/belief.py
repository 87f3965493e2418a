"""How much each witness of ``core.matching`` is to be believed: fitted on recordings by logistic regression.

Every recording in which a look with the grammar finds a whole phrase is one trial; it was right if the phrase is
what was said. The recordings must not be those that the model was trained on, or it will trust itself too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.core.matching import CARRIERS, FILLERS, UNKNOWN, whole_phrase, witnesses
from kiosk.core.phrases import normal
from kiosk.hearing.looks import gather, prepare
from kiosk.hearing.recogniser import Recogniser
from kiosk.training.degrade import Scene, degraded
from kiosk.training.evaluate import Recordings

_PATIENCE_S = 60.0
_RIDGE = 1.0  # keeps the weights of rare witnesses small
_ROUNDS = 60

Weights = dict[str, float]


@dataclass(frozen=True)
class Trial:
    """One recording: the phrase found in it ("" for none), what was really said, and what the witnesses say."""

    phrase: str
    said: str
    wanted: bool  # what was said is one of the phrases
    speaker: str
    source: str
    witnesses: Weights

    @property
    def right(self) -> bool:
        """The phrase was said."""
        return bool(self.phrase) and self.phrase == self.said


def trials(
    model: Path,
    recordings: Recordings,
    phrases: Sequence[str],
    kinds: Sequence[str] = ("clean",),
    scene: Scene | None = None,
    each: Callable[[], None] = lambda: None,
) -> list[Trial]:
    """What the witnesses say about each recording, degraded in each of the ways. Raises RecogniserFaultError."""
    recogniser = Recogniser(model, _PATIENCE_S)
    recogniser.open()
    try:
        prepare(recogniser)
        choices = {phrase: number for number, phrase in enumerate(phrases)}
        extra = [word for word in sorted(FILLERS) if not recogniser.unknown([word])]
        grammar = [*choices, *extra, *(" ".join(two) for two in CARRIERS), UNKNOWN]
        found = []
        for index, clip in enumerate(recordings.clips):
            said = normal(clip.transcript)
            for kind in kinds:
                sound = degraded(kind, recordings.sound(index), recordings.seed(index), scene or Scene())
                recogniser.grammar("look", grammar)
                look = recogniser.look("look", sound.tobytes())
                evidence = gather(recogniser, look, sound, choices, False, (), 30.0, grammar)
                phrase, words = whole_phrase(evidence.words, choices)
                told = witnesses(evidence, phrase, words) if phrase else {}
                found.append(Trial(phrase, said, said in choices, clip.speaker, clip.folder, told))
                each()
        return found
    finally:
        recogniser.close()


def fit(some: Iterable[Trial], ridge: float = _RIDGE) -> Weights:
    """The weights under which what happened is likeliest. Raises ValueError without right and wrong trials."""
    chosen = [trial for trial in some if trial.phrase]
    right = np.array([trial.right for trial in chosen], np.float64)
    if not right.any() or right.all():
        raise ValueError("There must be phrases that were heard right and some that were heard wrong.")
    names = list(chosen[0].witnesses)
    table = np.array([[trial.witnesses[name] for name in names] for trial in chosen])
    penalty = np.diag([0.0 if name == "always" else ridge for name in names])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):  # Newton's method; it is convex
        sure = 1.0 / (1.0 + np.exp(-table @ weights))
        slope = table.T @ (right - sure) - penalty @ weights
        curve = (table.T * (sure * (1.0 - sure) + 1e-6)) @ table + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}


def beliefs(some: Sequence[Trial], weights: Weights) -> NDArray[np.float64]:
    """How firmly each trial's phrase is believed under these weights; 0 where there is none."""
    totals = [
        sum(weights[name] * value for name, value in trial.witnesses.items()) if trial.phrase else -np.inf
        for trial in some
    ]
    return np.asarray(1.0 / (1.0 + np.exp(-np.array(totals))), np.float64)


@dataclass(frozen=True)
class Cut:
    """What comes of accepting all that is believed more firmly than ``least``."""

    least: float
    right: int
    wanted: int
    wrong: int
    trials: int

    def __str__(self) -> str:
        return (
            f"{self.least:.2f}: right {self.right} of {self.wanted} ({self.right / max(self.wanted, 1):.1%}), "
            f"wrong {self.wrong} of {self.trials} ({self.wrong / max(self.trials, 1):.2%})"
        )


def cuts(some: Sequence[Trial], weights: Weights, leasts: Iterable[float]) -> list[Cut]:
    """The counts at several thresholds."""
    believed = beliefs(some, weights)
    right = np.array([trial.right for trial in some])
    wanted = sum(trial.wanted for trial in some)
    found = []
    for least in leasts:
        taken = believed >= least
        found.append(Cut(least, int((taken & right).sum()), wanted, int((taken & ~right).sum()), len(some)))
    return found
