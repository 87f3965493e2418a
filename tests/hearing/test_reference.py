"""What was played is laid beside what was taken in, steadily, whatever the clocks' jitter."""

from __future__ import annotations

import numpy as np

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
