"""A shipped model is taken up again as it was left."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from kiosk.training import features
from kiosk.training.export import export
from kiosk.training.network import Network, padded
from kiosk.training.takeup import TakeUpError, layers_of, taken_up
from tests.training.test_export import network_by_chance, scores, sounds


def inputs() -> torch.Tensor:
    """One sound as the network sees it."""
    return padded(features.mfcc(torch.from_numpy(sounds()["a phrase"].astype(np.float32))[None]))


def test_the_exported_network_and_the_one_taken_up_score_alike(tmp_path: Path) -> None:
    net = network_by_chance()
    export(net, np.zeros((2, 2), np.float32), tmp_path)
    again = taken_up(tmp_path, inputs())
    for sound in sounds().values():
        assert np.abs(scores(again, sound) - scores(net, sound)).max() < 2e-3


def test_the_means_are_those_of_the_sounds_so_that_training_goes_on_where_it_was(tmp_path: Path) -> None:
    export(network_by_chance(), np.zeros((2, 2), np.float32), tmp_path)
    again = taken_up(tmp_path, inputs())
    met: list[torch.Tensor] = []
    again.entry_norm.register_forward_hook(lambda _norm, given, _made: met.append(given[0]))
    with torch.no_grad():
        again(inputs())
    assert again.entry_norm.running_mean is not None
    assert torch.allclose(met[0].mean(0), again.entry_norm.running_mean, atol=1e-3)


def test_another_network_is_refused_in_a_sentence(tmp_path: Path) -> None:
    export(network_by_chance(), np.zeros((2, 2), np.float32), tmp_path)
    file = tmp_path / "am" / "final.mdl"
    file.write_bytes(file.read_bytes().replace(b"<ComponentName> block3.affine ", b"<ComponentName> brick3.affine "))
    assert "brick3.affine" in layers_of(tmp_path)
    with pytest.raises(TakeUpError, match="was not made by this code"):
        taken_up(tmp_path, inputs())


def test_a_network_keeps_its_shape(tmp_path: Path) -> None:
    export(Network().eval(), np.zeros((2, 2), np.float32), tmp_path)
    layers = layers_of(tmp_path)
    assert layers["out"][0].shape == (80, 384)
