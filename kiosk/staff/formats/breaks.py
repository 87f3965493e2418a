"""Lines that end within a block: meant by those who wrote an address, or only where a page of paper was full."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from kiosk.staff.formats.parts import Part, Run
from kiosk.staff.furniture import reads_on, short

_NARROWEST = 30  # signs: nobody's page is so narrow


def without_wraps(runs: list[Run]) -> list[Run]:
    """The same runs; where prose was wrapped, its lines do not end."""
    lines = [""]
    for run in runs:
        lines[-1] += run.text
        if run.ends:
            lines.append("")
    lines = [" ".join(line.split()) for line in lines if line.strip()]
    goes_on = sum(line[0].islower() for line in lines[1:])
    if max(map(len, lines), default=0) < _NARROWEST or 3 * goes_on < len(lines) - 1:
        return runs
    return [replace(run, ends=False) for run in runs]


def heads(line: Part, below: Part) -> bool:
    """Whether a line looks like the heading of what stands below it in the same block."""
    first = replace(below, runs=tuple(takewhile(lambda run: not run.ends, below.runs)))
    return short(line.text) and not first.text[:1].islower() and reads_on(first)
