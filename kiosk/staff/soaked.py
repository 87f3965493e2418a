"""What a soak came to, and the table of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Soaked:
    """What a soak came to; ``wrong`` holds a sentence for each thing that must not be."""

    seconds: float = 0.0
    walked: int = 0
    visits: int = 0
    actions: int = 0
    recoveries: dict[str, list[float]] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # in MB, every five seconds once it is warm
    shared: list[float] = field(default_factory=list)  # the same of what is shared with sound server and screen
    descriptors: list[int] = field(default_factory=list)  # at the start and at the end, as the next
    processes: list[int] = field(default_factory=list)
    untried: str = ""
    wrong: list[str] = field(default_factory=list)

    @property
    def megabytes(self) -> list[float]:
        """The middle of the first third and of the last.

        At any one moment a recogniser may be fresh, the sound gone or an article just being read: 15 MB more or less.
        """
        return _thirds(self.memory)

    @property
    def faults(self) -> int:
        """How many faults were thrown in and recovered from."""
        return sum(map(len, self.recoveries.values()))


def _thirds(values: list[float]) -> list[float]:
    third = len(values) // 3
    return [median(values[:third]), median(values[-third:])] if third else []


def table(found: Soaked) -> str:
    """What ``kiosk soak`` prints at the end."""
    ordered = sorted(found.latencies)

    def pair(values: list[float] | list[int], unit: str = "") -> str:
        return " to ".join(f"{each:g}{unit}" for each in values) or "not measured"

    rows = [
        ("lasted", f"{found.seconds / 60:.1f} minutes"),
        ("actions on the core alone", f"{found.walked:,}"),
        ("visits", f"{found.visits}"),
        ("actions", f"{found.actions}"),
        ("faults recovered from", f"{found.faults}"),
    ]
    for name, took in sorted(found.recoveries.items()):
        middle = sorted(took)[len(took) // 2]
        rows.append((f"  {name}", f"{len(took)} times, median {middle:.1f} s, worst {max(took):.1f} s"))
    if ordered:
        rows.append(("latency of a key to its answer", f"median {1000 * ordered[len(ordered) // 2]:.0f} ms, "
                     f"worst {1000 * ordered[-1]:.0f} ms, of {len(ordered)}"))  # fmt: skip
    rows += [
        ("own memory of all processes, start to end", pair(found.megabytes, " MB")),
        ("  shared with sound and screen", pair(_thirds(found.shared), " MB")),
        ("open descriptors, start to end", pair(found.descriptors)),
        ("processes, start to end", pair(found.processes)),
    ]
    lines = [f"{name:<42} {value}" for name, value in rows]
    lines += [found.untried] if found.untried else []
    lines += [f"WRONG: {each}" for each in found.wrong] or ["Nothing was wrong."]
    return "\n".join(lines)
