"""A finished model that hears in quiet shows which way the scores of another should go."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from kiosk.training.export import export
from kiosk.training.takeup import TakeUpError
from kiosk.training.teacher import Teacher
from tests.training.test_export import network_by_chance
from tests.training.test_takeup import inputs

CPU = torch.device("cpu")


@pytest.fixture
def teacher(tmp_path: Path) -> Teacher:
    export(network_by_chance(), np.zeros((2, 2), np.float32), tmp_path)
    return Teacher(tmp_path, CPU)


def said_of(quiet: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        scores: torch.Tensor = network_by_chance().eval()(quiet)
    return scores


def test_who_says_the_same_is_left_alone_and_who_does_not_is_drawn_nearer(
    teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = said_of(inputs())
    lengths = np.array([told.shape[1]])
    assert np.abs(teacher.towards(inputs(), told, lengths)).max() < 0.02  # half precision
    other = torch.zeros_like(told)
    heard = teacher._network(inputs())
    monkeypatch.setattr(teacher, "_network", lambda _: heard)  # 2,000 times the same took two minutes
    for _ in range(2000):
        other = other + 2.0 * torch.from_numpy(teacher.towards(inputs(), other, lengths))
    assert torch.abs(torch.softmax(other, 2) - torch.softmax(told, 2)).max() < 0.03


def test_beyond_the_end_nothing_is_asked(teacher: Teacher) -> None:
    seen = torch.zeros_like(said_of(inputs()))
    asked = teacher.towards(inputs(), seen, np.array([5]))
    assert asked[:, :5].any(axis=(0, 2)).all()
    assert not asked[:, 5:].any()


def test_what_is_no_model_of_ours_is_refused(tmp_path: Path) -> None:
    export(network_by_chance(), np.zeros((2, 2), np.float32), tmp_path)
    file = tmp_path / "am" / "final.mdl"
    file.write_bytes(file.read_bytes().replace(b"<ComponentName> block3.affine ", b"<ComponentName> brick3.affine "))
    with pytest.raises(TakeUpError):
        Teacher(tmp_path, CPU)
