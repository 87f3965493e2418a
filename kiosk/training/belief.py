"""How much each witness of ``core.matching`` is to be believed: fitted on recordings by logistic regression.

Every scene of ``acting`` in which a whole phrase is found is one trial; it was right if the phrase leads where it
should. So is, for ``core.agreement``, every scene in which several views were needed. The voices must not be those that
the model was trained on, or it will trust itself too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiosk.core import agreement
from kiosk.core.matching import whole_phrase, witnesses
from kiosk.hearing.hear import hear_sound, listener_of, recogniser_of
from kiosk.training.acting import Scene

_RIDGE = 1.0  # keeps the weights of rare witnesses small
_ROUNDS = 60

Weights = dict[str, float]


@dataclass(frozen=True)
class Trial:
    """One scene: the phrase found in it ("" for none), whether that was right, and what the witnesses say."""

    phrase: str
    right: bool
    wanted: bool  # something should be done
    witnesses: Weights


class Trials(NamedTuple):
    """Of the first look at each scene, and of the views of those that it was not sure of."""

    first: list[Trial]
    views: list[Trial]


def trials(model: Path, scenes: Iterable[Scene], each: Callable[[], None] = lambda: None) -> Trials:
    """What the witnesses say about each scene at its end. Raises RecogniserFaultError."""
    found, again = [], []
    with recogniser_of(model) as recogniser:
        for scene in scenes:
            listener = listener_of(recogniser)
            hear_sound(listener, scene.hearing, scene.sound, scene.voice)
            found.append(Trial("", False, scene.wanted is not None, {}))
            if listener.evidence is not None:
                phrases = dict(reversed(scene.hearing.phrases))
                phrase, words = whole_phrase(listener.evidence.words, phrases, listener.evidence.speaking)
                if phrase:
                    told = witnesses(listener.evidence, phrase, words)
                    found[-1] = Trial(phrase, phrases[phrase] == scene.wanted, scene.wanted is not None, told)
            if any(one.phrase for one in listener.seen):
                told, best = agreement.witnesses(listener.seen), agreement.favourite(listener.seen)
                again.append(Trial("views", best == scene.wanted, scene.wanted is not None, told))
            each()
    return Trials(found, again)


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
