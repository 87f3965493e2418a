"""Words against words: the sums are written out, and the gradient is what small steps say."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from kiosk.training import rivals, ways
from kiosk.training.accelerated import AnyWord
from tests.training.test_lfmmi import LEXICON, PHONES, sequences

KNOWN = {**LEXICON, "c": ((3, 1),)}


def _scores(seed: int, frames: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(2, frames, 2 * PHONES)).astype(np.float32)


def _likely(scores: np.ndarray, phones: tuple[int, ...]) -> float:
    """The sum over every path through a row of phones: each begins, and may go on; every move costs a half."""
    now = np.zeros(len(phones))
    now[0] = np.exp(scores[0, 2 * phones[0]])
    for frame in scores[1:]:
        come = np.concatenate(([0.0], now[:-1])) * np.exp([frame[2 * phone] for phone in phones])
        now = 0.5 * (come + now * np.exp([frame[2 * phone + 1] for phone in phones]))
    return float(now[-1])


def test_a_word_is_set_against_every_word_that_stands_alone() -> None:
    scores, lengths = _scores(1, 5), np.array([5, 4])
    said = [ways.allowed((word,), KNOWN) for word in ("a", "c")]
    found, _ = rivals.against(scores, lengths, said, rivals.any_of(KNOWN, KNOWN))
    for row, word in enumerate(("a", "c")):
        heard = scores[row, : lengths[row]]
        likely = {each: sum(_likely(heard, way) for way in sequences((each,), KNOWN) if way not in ((), (0,)))
                  for each in KNOWN}  # fmt: skip
        assert found[row] == pytest.approx(np.log(likely[word] / sum(likely.values())), abs=1e-4)


def test_the_gradient_is_what_small_steps_say() -> None:
    scores, lengths = _scores(2, 6)[:1], np.array([6])
    said, others = [ways.allowed(("b",), KNOWN)], rivals.any_of(KNOWN, KNOWN)
    _, gradient = rivals.against(scores, lengths, said, others)
    for t, output in ((0, 4), (2, 5), (5, 3)):
        step = np.zeros_like(scores)
        step[0, t, output] = 1e-2
        up, _ = rivals.against(scores + step, lengths, said, others)
        down, _ = rivals.against(scores - step, lengths, said, others)
        assert gradient[0, t, output] == pytest.approx((up[0] - down[0]) / 2e-2, abs=1e-3)


def test_what_people_say_alone_comes_first_then_what_is_said_most_often() -> None:
    said = [("synthetic", "often")] * 5 + [("synthetic", "seldom")] + [("people", "yes")]
    assert rivals.usual(said, 2) == ("yes", "often")


def test_an_accelerator_finds_what_a_core_finds() -> None:
    scores, lengths = np.concatenate([_scores(seed, 9) for seed in (3, 4, 5)]), np.array([9, 4, 7, 9, 5, 8])
    others = rivals.any_of(KNOWN, KNOWN)
    used, logs = rivals.used(scores, lengths, [others] * 6)
    found, likely = AnyWord(others, torch.device("cpu")).used(torch.from_numpy(scores), torch.from_numpy(lengths))
    assert found.numpy() == pytest.approx(used, abs=1e-5)
    assert likely.numpy() == pytest.approx(logs, abs=1e-5)
