"""Parts of a training that go on side by side: they agree, and none waits for one that is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from kiosk.training.faults import MakingError
from kiosk.training.together import Meeting, side_by_side

LAST = 3


class StrangeError(Exception):
    """One that cannot be put together again in another process."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} is not {other}.")


@dataclass
class Sums:
    """Counts up by one more than its number at each step, and meets the others each time."""

    meeting: Meeting | None
    breaks: str = ""

    def run(self, workers: int) -> Iterator[dict[str, float]]:
        number = self.meeting.number if self.meeting else 0
        sums = [torch.zeros(2, 2), torch.zeros(3)]
        for step in range(LAST):
            if number == 1 and self.breaks == "fault":
                raise ValueError("The disk is full.")
            if number == 1 and self.breaks == "strange":
                raise StrangeError(1, 2)
            if number == 1 and self.breaks == "end":
                os._exit(9)
            for one in sums:
                one += number + 1
            if self.meeting:
                self.meeting.agree(sums)
            yield {"step": step, "first": float(sums[0][1, 1]), "second": float(sums[1][2]), "workers": workers}


def begun(breaks: str, meeting: Meeting | None) -> Sums:
    return Sums(meeting, breaks)


def test_parts_agree_on_the_mean_each_time_they_meet() -> None:
    notes = list(side_by_side(partial(begun, ""), parts=2, workers=1))
    assert [note["step"] for note in notes] == [0, 1, 2]
    assert [note["first"] for note in notes] == [note["second"] for note in notes] == [1.5, 3.0, 4.5]


def test_one_part_is_this_process_and_meets_nobody() -> None:
    assert [note["first"] for note in side_by_side(partial(begun, "end"), parts=1, workers=0)] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(("breaks", "said"), [("fault", "The disk is full"), ("strange", "StrangeError: 1 is not 2")])
def test_what_a_part_raises_is_raised_here(breaks: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(side_by_side(partial(begun, breaks), parts=2, workers=1))


def test_nobody_waits_for_a_part_that_is_gone() -> None:
    with pytest.raises(MakingError, match="ended from outside"):
        list(side_by_side(partial(begun, "end"), parts=2, workers=1))


def test_the_command_trains_side_by_side(tmp_path: Path) -> None:
    import soundfile  # here, not above: every part reads this file anew, and has no use for them

    from kiosk.training import store
    from tests.training.test_making import HEAD, run

    noise = np.random.default_rng(1).standard_normal((4, 12000)) * 0.1
    (tmp_path / "manifest.tsv").write_text(HEAD + "yes.wav\tyes\tann\n")
    soundfile.write(str(tmp_path / "yes.wav"), noise[0], 16000)
    work = tmp_path / "work"
    spoken = [((one * 32767).astype(np.int16), ("yes",), "ann", "home", "people") for one in noise]
    store.write(work / "people.i16", spoken)
    done = run("train", work, "--recordings", tmp_path, "--steps", "1", "--parts", "2")
    assert done.exit_code == 0, (done.output, done.exception)
    kept = torch.load(work / "network" / "last.pt", weights_only=True)
    assert kept["step"] == 1
    assert all(torch.isfinite(value).all() for value in kept["mean"].values())
