"""What the doctor finds of each part of the machine, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from rich.console import Console
from rich.markup import escape

State = Literal["fine", "note", "wrong"]
_LOOKS = {"fine": "[green]fine [/]", "note": "[yellow]note [/]", "wrong": "[red]wrong[/]"}


@dataclass(frozen=True)
class Finding:
    """A part of the machine: fine, worth a note or wrong; what was found, and what to do."""

    part: str
    state: State
    what: str
    remedy: str = ""


def report(
    findings: Sequence[Finding], console: Console, as_json: bool = False, out: Callable[[str], object] = print
) -> int:
    """Print the findings, one line each or as JSON. Exit code 1 when something is wrong."""
    if as_json:
        out(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            remedy = f" -> {escape(one.remedy)}" if one.remedy else ""
            console.print(f"{_LOOKS[one.state]} {one.part:<12} {escape(one.what)}{remedy}", soft_wrap=True)
    return 1 if any(one.state == "wrong" for one in findings) else 0
