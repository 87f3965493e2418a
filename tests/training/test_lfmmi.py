"""The training's objective against sums that are written out, and its gradient against small steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pytest

from kiosk.training import lfmmi, ways

PHONES = 4
LEXICON = {"a": ((1, 2), (3,)), "b": ((2,),)}


@pytest.fixture
def bigram() -> ways.Bigram:
    return ways.bigram([[[1, 2], [2]], [[3]], [[2], [1, 2]], []], PHONES)


def _by_hand(scores: np.ndarray, words: tuple[str, ...] | None, of: ways.Bigram) -> float:
    """The sum over every path of outputs, one by one: of some words, or of all that the bigram allows."""
    right = None if words is None else sequences(words, LEXICON)
    total = 0.0
    for path in product(range(2 * PHONES), repeat=len(scores)):
        if path[0] % 2:
            continue
        phones, fits, chance = [path[0] // 2], True, of.begin[path[0] // 2]
        for now in path[1:]:
            if now % 2:
                fits &= now // 2 == phones[-1]
                chance *= 0.5
            else:
                chance *= 0.5 * of.step[phones[-1], now // 2]
                phones.append(now // 2)
        ways = 1 if right is None else right.count(tuple(phones))
        if fits and ways:
            total += ways * chance * of.end[phones[-1]] * np.exp(sum(scores[t, s] for t, s in enumerate(path)))
    return float(np.log(total))


def sequences(words: tuple[str, ...], lexicon: Mapping[str, Sequence[Sequence[int]]]) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = [(), (0,)]
    for word in words:
        ways = [(*way, *sounds, *gap) for way in ways for sounds in lexicon[word] for gap in ((), (0,))]
    return ways


def test_the_objective_is_the_sum_over_every_way_to_say_it(bigram: ways.Bigram) -> None:
    scores = np.random.default_rng(1).normal(size=(2, 5, 2 * PHONES)).astype(np.float32)
    said = [ways.allowed(("a", "b"), LEXICON), ways.allowed(("b",), LEXICON)]
    found, _ = lfmmi.objective(scores, np.array([5, 4]), ways.laid(said, bigram), bigram)
    assert found[0] == pytest.approx(
        _by_hand(scores[0], ("a", "b"), bigram) - _by_hand(scores[0], None, bigram), abs=1e-4
    )
    assert found[1] == pytest.approx(
        _by_hand(scores[1, :4], ("b",), bigram) - _by_hand(scores[1, :4], None, bigram), abs=1e-4
    )


def test_the_gradient_is_what_small_steps_say(bigram: ways.Bigram) -> None:
    scores = np.random.default_rng(2).normal(size=(1, 6, 2 * PHONES)).astype(np.float32)
    graphs, lengths = ways.laid([ways.allowed(("a", "b"), LEXICON)], bigram), np.array([6])
    _, gradient = lfmmi.objective(scores, lengths, graphs, bigram)
    for t, s in ((0, 0), (1, 3), (3, 4), (5, 5), (2, 6)):
        step = np.zeros_like(scores)
        step[0, t, s] = 0.01
        up, _ = lfmmi.objective(scores + step, lengths, graphs, bigram)
        down, _ = lfmmi.objective(scores - step, lengths, graphs, bigram)
        assert gradient[0, t, s] == pytest.approx((up[0] - down[0]) / 0.02, abs=1e-3)


def test_silence_is_a_way_to_say_nothing(bigram: ways.Bigram) -> None:
    scores = np.zeros((1, 4, 2 * PHONES), np.float32)
    scores[0, :, :2] = 9.0
    found, _ = lfmmi.objective(scores, np.array([4]), ways.laid([ways.allowed((), {})], bigram), bigram)
    assert -3.0 < found[0] <= 0.0


def test_an_utterance_too_short_for_its_words_counts_for_nothing(bigram: ways.Bigram) -> None:
    scores = np.zeros((1, 2, 2 * PHONES), np.float32)
    graphs = ways.laid([ways.allowed(("b", "b", "b"), LEXICON)], bigram)
    found, gradient = lfmmi.objective(scores, np.array([2]), graphs, bigram)
    assert np.isnan(found[0])
    assert not gradient.any()
