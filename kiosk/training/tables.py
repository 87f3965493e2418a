"""What was measured, as plain tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.training.evaluate import Measured
from kiosk.training.tally import Tally, by, by_phrase, confusions, tally

_MOST = 12  # speakers and confusions shown; all of them are in the JSON


def tables(measured: Sequence[Measured]) -> str:
    """The counts of every kind and strictness, the first of them by phrase, source and speaker, and all confusions."""
    parts = [_table(("", *_HEAD), [(_name(one), *_cells(tally(one.cases))) for one in measured])]
    first = measured[0]
    counts = {
        "phrase": by_phrase(first.cases),
        "source": by(first.cases, lambda case: case.source),
        "speaker": by(first.cases, lambda case: case.speaker),
    }
    for title, counted in counts.items():
        shown = list(counted.items())[: _MOST if title == "speaker" else None]
        parts.append(_table((f"by {title}", *_HEAD), [(name or "-", *_cells(one)) for name, one in shown]))
    for one in measured:
        pairs = [(said or "(nothing)", heard, str(count)) for said, heard, count in confusions(one.cases)[: 2 * _MOST]]
        if pairs:
            parts.append(_table((f"said ({_name(one)})", "heard", "times"), pairs))
    parts.append(_costs(first))
    return "\n\n".join(parts)


def report_table(rows: dict[str, Any]) -> str:
    """The figures of the model card: one line a measure, with what is asked of it."""
    lines = [
        (
            row["name"] if row["strictness"] is None else f"{row['name']}, strictness {row['strictness']:g}",
            str(row["wanted"] or ""),
            *(_share(row[name], row["wanted"]) for name in ("right", "wrong", "rejected")),
            str(row["unwanted"] or ""),
            _share(row["false"], row["unwanted"]),
            row.get("asked", ""),
        )
        for row in rows["measures"]
    ]
    table = _table(("measure", *_HEAD, "asked"), lines)
    others = _table(
        ("figure", "value", "asked"), [(one["name"], one["value"], one["asked"]) for one in rows["figures"]]
    )
    return f"{table}\n\n{others}"


_HEAD = ("wanted", "right", "wrong", "rejected", "unwanted", "false")


def _name(one: Measured) -> str:
    return one.kind if one.strictness is None else f"strictness {one.strictness:g}"


def _cells(one: Tally) -> tuple[str, ...]:
    shares = (_share(getattr(one, name), one.wanted) for name in ("right", "wrong", "rejected"))
    return (str(one.wanted or ""), *shares, str(one.unwanted or ""), _share(one.false, one.unwanted))


def _share(count: int, of: int) -> str:
    return f"{count} ({100 * count / of:.1f} %)" if of else ""


def _costs(one: Measured) -> str:
    delay = one.delay
    lines = [f"A look costs {100 * one.cost.share:.2f} % of a core for each second of sound."]
    if delay.count:
        lines.append(
            f"The partial words stand {delay.median_s:.2f} s after the last voice (95 %: {delay.p95_s:.2f} s; "
            f"{delay.count} recordings), at {100 * delay.cost.share:.2f} % of a core."
        )
    if one.unheard:
        lines.append(f"The model has no words for, and recordings were left out of: {', '.join(one.unheard)}.")
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns under their heads, two spaces apart; the first stands left, the others right."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
