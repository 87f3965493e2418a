"""A sound as an engine makes it, and samples cut and brought to the driver's rate."""

from __future__ import annotations

import sys
from array import array
from typing import NamedTuple

from kiosk.speech import driver

QUIET = 150  # samples below this are silence: espeak-ng's own floor is 0, its weakest consonants reach 300
CLOSE_ENOUGH = 0.015  # share by which a sound may miss its wanted length


class Made(NamedTuple):
    """16-bit mono samples at ``rate``, and the sample at which each word begins."""

    pcm: bytes
    rate: int
    starts: tuple[int, ...]


def trim(pcm: bytes) -> tuple[bytes, int]:
    """The samples without the silence before and after, and how many were cut off before. 10 ms are left."""
    samples = array("h", pcm)
    margin = driver.RATE // 100
    block = 64
    first, last = 0, len(samples)
    while first < last and max(samples[first : first + block]) < QUIET and min(samples[first : first + block]) > -QUIET:
        first += block
    while last > first:
        piece = samples[max(first, last - block) : last]
        if max(piece) >= QUIET or min(piece) <= -QUIET:
            break
        last -= block
    first, last = max(0, first - margin), min(len(samples), max(last, first) + margin)
    return samples[first:last].tobytes(), first


def resample(data: bytes, rate: int, channels: int) -> bytes:
    """16-bit samples as mono at the driver's rate, by straight lines between samples."""
    samples = array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    mono = samples[::channels]
    if rate == driver.RATE or len(mono) < 2:
        return mono.tobytes()
    step = rate / driver.RATE
    count = int((len(mono) - 1) / step)
    out = array("h", bytes(2 * count))
    for index in range(count):
        place = index * step
        left = int(place)
        out[index] = int(mono[left] + (mono[left + 1] - mono[left]) * (place - left))
    return out.tobytes()
