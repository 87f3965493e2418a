"""The clock of the stream: word times stay true although SDL's calls come late now and then."""

from __future__ import annotations

import random

import pytest

from kiosk.speech.loudspeaker import BLOCK, RATE, reckon

LENGTH = BLOCK / RATE


def follow(arrivals: list[float]) -> list[float]:
    """The reckoned times of blocks that were asked for at ``arrivals``."""
    clock, found = 0.0, []
    for arrived in arrivals:
        heard = reckon(clock, arrived)
        found.append(heard)
        clock = heard + LENGTH
    return found


def test_small_delays_do_not_add_up() -> None:
    chance = random.Random(1)
    even = [100 + block * LENGTH for block in range(3000)]
    found = follow([moment + abs(chance.gauss(0, 0.004)) for moment in even])
    assert max(abs(heard - moment) for heard, moment in zip(found, even, strict=True)) < 0.010


def test_one_late_call_does_not_leave_the_clock_behind() -> None:
    even = [100 + block * LENGTH for block in range(200)]
    late = [moment + (0.06 if block == 50 else 0.0) for block, moment in enumerate(even)]
    found = follow(late)
    assert abs(found[50] - even[50]) < 0.005
    assert abs(found[60] - even[60]) < 0.001


@pytest.mark.parametrize("pace", [0.9995, 1.0005])
def test_a_sound_card_with_a_clock_of_its_own_is_followed(pace: float) -> None:
    arrivals = [100 + block * LENGTH * pace for block in range(26_000)]  # ten minutes
    assert follow(arrivals)[-1] == pytest.approx(arrivals[-1], abs=0.005)


def test_after_a_real_halt_the_clock_begins_anew() -> None:
    arrivals = [100 + block * LENGTH + (0.4 if block >= 20 else 0.0) for block in range(40)]
    assert follow(arrivals)[20] == arrivals[20]
