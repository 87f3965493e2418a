"""What training draws: the same for the same seed, and something new when it is taken up again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.training import batches, store


@pytest.fixture
def source(tmp_path: Path) -> batches.Source:
    chance = np.random.default_rng(1)
    sounds = (chance.integers(-3000, 3000, 8000 + 400 * number).astype(np.int16) for number in range(6))
    store.write(tmp_path / "said.i16", ((one, ("yes",), "ann", "home", "people") for one in sounds))
    return batches.Source((tmp_path / "said.i16",), tmp_path / "none", tmp_path / "none", {"yes": ((4, 5),)}, seconds=3)


def first(source: batches.Source) -> np.ndarray:
    return next(iter(batches.Utterances(source))).inputs.numpy()


def test_training_that_is_taken_up_goes_on_with_other_batches(source: batches.Source) -> None:
    """After each break it began with the same ones again, so the first were seen far more often than the last."""
    begun = first(source)
    assert np.array_equal(begun, first(source))
    later = first(replace(source, begun_at=500))
    assert later.shape != begun.shape or not np.array_equal(later, begun)


def test_the_same_voices_in_quiet_come_with_a_batch_where_they_are_wanted(source: batches.Source) -> None:
    usual = next(iter(batches.Utterances(source)))
    with_quiet = next(iter(batches.Utterances(replace(source, quiet=True))))
    assert usual.quiet is None and with_quiet.quiet is not None
    assert with_quiet.quiet.shape == with_quiet.inputs.shape
    assert np.array_equal(usual.inputs.numpy(), with_quiet.inputs.numpy())
    assert not np.array_equal(with_quiet.quiet.numpy(), with_quiet.inputs.numpy())
