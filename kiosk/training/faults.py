"""What people can put right is said to them in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import CalledProcessError

import typer


class MakingError(ValueError):
    """A stage lacks what an earlier one makes; the text is one sentence for people."""


@contextmanager
def faults() -> Iterator[None]:
    """One sentence on the error stream, and exit code 2. Also a decorator."""
    from kiosk.hearing.models import ModelFaultError
    from kiosk.hearing.recogniser import RecogniserFaultError

    try:
        yield
    except ModuleNotFoundError as fault:
        _end(f"The package {fault.name} is missing: install the kiosk with its extra, train.", fault)
    except CalledProcessError as fault:
        _end(f"{fault.cmd[0]} broke off: {' '.join(fault.cmd[1:])}.", fault)
    except OSError as fault:
        _end(f"{fault.strerror}: {fault.filename}" if fault.filename and fault.strerror else str(fault), fault)
    except (RecogniserFaultError, ModelFaultError, ValueError) as fault:
        _end(str(fault), fault)


def _end(sentence: str, fault: Exception) -> None:
    print(sentence, file=sys.stderr)
    raise typer.Exit(2) from fault
