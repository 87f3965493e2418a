"""Every fault of a content folder and of its config.toml, for staff: where, what, and what to do."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.config import ConfigFault, load
from kiosk.library.faults import Fault
from kiosk.library.shelf import open_library


def check(content: Path, config: Path) -> tuple[Fault, ...]:
    """All faults, those that keep an article off the shelf first."""
    found = [*open_library(content, None).check(), *(_of_config(fault) for fault in load(config)[1])]
    return tuple(sorted(found, key=lambda fault: (fault.severity, fault.file, fault.line)))


def _of_config(fault: ConfigFault) -> Fault:
    return Fault("warning", "config", Path(fault.file).name, 1, f"{fault.where}: {fault.what}".lstrip(": "), "")


def as_data(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    """The faults for ``--json``."""
    return [asdict(fault) for fault in faults]
