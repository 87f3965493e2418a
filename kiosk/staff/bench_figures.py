"""A figure of the bench: what was measured, what is wanted, and why it is missing."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row of the table. ``value`` is None when it could not be measured; ``note`` then says why."""

    name: str
    value: float | None
    unit: str
    wanted: str = ""
    note: str = ""


def part95(values: Sequence[float]) -> float | None:
    """The 95th percentile, or None of fewer than two values."""
    return round(statistics.quantiles(values, n=20)[18], 1) if len(values) > 1 else None
