"""The commands that measure, as typer sees them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

MODEL = Annotated[Path, typer.Argument(help="folder of the voice model")]
JSON = Annotated[bool, typer.Option("--json", help="print JSON")]


def add(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command("evaluate")(evaluate_command)


@contextmanager
def _faults() -> Iterator[None]:
    """One sentence for people, and exit code 2, for what they can put right."""
    from kiosk.hearing.recogniser import RecogniserFaultError

    try:
        yield
    except (RecogniserFaultError, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(2) from fault


def _gently() -> None:
    """Measuring may take every core, but nothing else should be slower for it."""
    if hasattr(os, "nice"):
        os.nice(max(0, 5 - os.nice(0)))


def evaluate_command(
    model: MODEL,
    manifest: Annotated[Path, typer.Argument(help="manifest.tsv of the recordings, or its folder")],
    phrases: Annotated[Path, typer.Option("--phrases", help="what may be said: one phrase or template a line")],
    degrade: Annotated[str, typer.Option(help="also degraded, such as noise10,far; all means every way")] = "",
    noises: Annotated[Path | None, typer.Option(help="folder of noises, with a manifest.tsv")] = None,
    limit: Annotated[int, typer.Option(min=0, help="only so many recordings, spread evenly")] = 0,
    as_json: JSON = False,
) -> None:
    """Measure how well a model hears recordings: right, wrong, rejected, false, and what it costs."""
    from kiosk.training import degrade as degrading
    from kiosk.training.evaluate import Recordings, evaluate, phrases_from
    from kiosk.training.manifest import read
    from kiosk.training.progress import counted
    from kiosk.training.scenes import scene_for
    from kiosk.training.tables import tables

    _gently()
    with _faults():
        asked = [name for name in degrade.replace(",", " ").split() if name]
        kinds = list(degrading.KINDS) if asked == ["all"] else ["clean", *(name for name in asked if name != "clean")]
        unknown = [name for name in kinds if name not in degrading.KINDS]
        if unknown:
            raise ValueError(f'There is no degrading "{unknown[0]}"; there are {", ".join(degrading.KINDS)}.')
        clips = read(manifest)
        clips = clips[:: max(1, len(clips) // limit)][:limit] if limit else clips
        recordings = Recordings(clips)
        scene = scene_for(kinds, clips, read(noises) if noises else ())
        with counted("Listening", len(clips) * len(kinds)) as each:
            found = evaluate(model, recordings, phrases_from(phrases), kinds, scene, each)
    if as_json:
        data = {"model": str(model), "manifest": str(manifest), "measured": [one.as_data() for one in found]}
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        print(tables(found))
