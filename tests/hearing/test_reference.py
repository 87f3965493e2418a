"""What was played is laid beside what was taken in, steadily, whatever the clocks' jitter."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.hearing.reference import Reference


def test_a_click_that_was_played_stands_where_it_sounded() -> None:
    reference = Reference()
    chance = np.random.default_rng(3)
    rate, step = 22050, 512 / 16000
    made = []
    played_until = 0.0
    for block in range(1, 100):
        now = 100.0 + block * step
        at = now + float(chance.uniform(0.0, 0.008))  # the system is late by up to 8 ms
        while block > 1 and played_until < now + 0.05 - 100.0:
            piece = np.zeros(512, np.int16)
            if played_until <= 1.5 < played_until + 512 / rate:
                piece[int((1.5 - played_until) * rate)] = 30000
            reference.played(100.0 + played_until + float(chance.uniform(0, 0.005)), piece, rate)
            played_until += 512 / rate
        found = reference.beside(at, 512)
        made.append(np.zeros(512, np.int16) if found is None else found)
    whole = np.concatenate(made)
    assert abs(int(np.argmax(whole)) / 16000 - 1.47) < 0.025


def test_nothing_played_costs_nothing() -> None:
    reference = Reference()
    assert reference.beside(5.0, 512) is None


def laid(lasts_s: float, slow: float, lost_at_s: float = 1e9, lost_s: float = 0.0) -> tuple[float, float]:
    """When a click sounded two seconds before the end, and when it was laid, by the microphone's own samples.

    Without a pause, silence is played before it. The microphone's clock is ``slow``, and samples of it are lost.
    """
    reference = Reference()
    chance = np.random.default_rng(3)
    rate, click_s = 22050, lasts_s - 2.0
    now = taken = played_until = 0.0
    made = np.zeros(0, np.int16)
    while now < lasts_s:
        count = 512 if lasts_s - now < 10.0 else 8000
        while played_until < now + count / 16000 + 0.05:
            piece = np.zeros(count, np.int16)
            if played_until <= click_s < played_until + count / rate:
                piece[int((click_s - played_until) * rate)] = 30000
            reference.played(100.0 + played_until + float(chance.uniform(0.0, 0.005)), piece, rate)
            played_until += count / rate
        taken += count / 16000
        now = taken * (1 + slow) + (lost_s if taken > lost_at_s else 0.0)
        found = reference.beside(100.0 + now + float(chance.uniform(0.0, 0.008)), count)
        made = np.concatenate((made, np.zeros(count, np.int16) if found is None else found))[-160000:]
    at_s = taken - (len(made) - int(np.argmax(made))) / 16000
    return (click_s - 0.03 - (lost_s if click_s > lost_at_s else 0.0)) / (1 + slow), at_s


@pytest.mark.parametrize("slow", [5e-5, -5e-5])
def test_a_microphone_whose_clock_is_another_one_is_followed_for_an_hour(slow: float) -> None:
    sounded_s, laid_s = laid(3600.0, slow)
    assert abs(laid_s - sounded_s) < 0.025


def test_samples_that_were_lost_are_made_up_for_within_seconds() -> None:
    """Forgotten by 10 microseconds a second, 0.1 s would have taken three hours."""
    sounded_s, laid_s = laid(30.0, 0.0, lost_at_s=10.0, lost_s=0.1)
    assert abs(laid_s - sounded_s) < 0.025


def test_blocks_that_come_late_for_a_moment_shift_nothing() -> None:
    reference = Reference()
    reference.beside(100.032, 512)
    for block in range(2, 60):
        late = 0.2 if 30 < block < 50 else 0.0
        reference.beside(100.0 + block * 0.032 + late, 512)
    click = np.zeros(512, np.int16)
    click[0] = 30000
    reference.played(100.0 + 60 * 0.032, click, 16000)
    found = reference.beside(100.0 + 60 * 0.032, 512)
    assert found is not None and abs(int(np.argmax(found)) - 32) <= 1  # 30 ms early
