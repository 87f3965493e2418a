"""Sounds in a row, given out block by block."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.mix import RATE, Clip, Mix


@given(st.lists(st.integers(0, 900), max_size=6), st.integers(1, 400))
def test_no_sample_is_lost_none_comes_twice_and_marks_keep_their_sample(lengths: list[int], size: int) -> None:
    mix, number = Mix(), 0
    expected: list[int] = []
    for length in lengths:
        samples = array("h", range(number % 1000 + 1, number % 1000 + 1 + length))
        mix.play(Clip(samples, tuple((place, number + place) for place in range(0, length + 1, 97))))
        expected.extend(samples)
        number += length
    given_out: list[int] = []
    heard = 0
    while (block := mix.block(size, heard / RATE)) is not None:
        assert len(block) == size
        given_out.extend(block)
        heard += size
    assert given_out[: len(expected)] == expected and not any(given_out[len(expected) :])
    told: list[int] = []
    for sample in range(0, heard + 50, 50):
        found = mix.reached(sample / RATE + 1e-9)
        assert all(sample - 50 <= mark <= sample for mark in found)
        told += found
    assert told == sorted(told) and len(told) == sum(len(range(0, length + 1, 97)) for length in lengths)
    assert mix.silent and mix.queued == 0


def test_what_is_cut_off_fades_and_its_marks_are_forgotten() -> None:
    mix = Mix()
    mix.play(Clip(array("h", [8000] * 5000), ((0, "first"), (4000, "last"))))
    assert mix.block(512, 0.0) == array("h", [8000] * 512)
    mix.cut()
    rest = mix.block(512, 512 / RATE)
    assert rest is not None
    assert list(rest) == sorted(rest, reverse=True) and rest[0] == 8000 and rest[127] < 200 and not any(rest[128:])
    assert mix.block(512, 1.0) is None and mix.reached(9.0) == []


@pytest.mark.parametrize("first", [0, 1, 511, 512, 513])
def test_one_clip_follows_another_without_a_gap(first: int) -> None:
    mix = Mix()
    mix.play(Clip(array("h", [1] * first)))
    mix.play(Clip(array("h", [2] * 600), ((0, "two"),)))
    out = [*(mix.block(512, 0.0) or []), *(mix.block(512, 512 / RATE) or [])]
    assert out[:first] == [1] * first and out[first : first + 512] == [2] * min(512, len(out) - first)
    assert mix.reached(first / RATE + 1e-6) == ["two"]
