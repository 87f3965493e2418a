"""What is wrong with a file of content: where, what, why it matters, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Fault:
    """An ``error`` keeps the article off the shelf; a ``warning`` leaves a part out, repairs it, or makes it hard on
    a visitor; a ``note`` is worth a look. ``line`` counts from 1; ``why`` says what it does to a visitor.
    """

    severity: Severity
    code: str
    file: str
    line: int
    what: str
    remedy: str
    why: str = ""

    def __str__(self) -> str:
        told = f"{self.file}:{self.line}: {self.severity}: {self.what} {self.remedy}".rstrip()
        return told.encode("utf-8", "replace").decode()  # a file's name may be bytes that are no text
