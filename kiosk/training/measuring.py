"""The commands that measure, as typer sees them."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Annotated

import typer

from kiosk.training.faults import faults

MODEL = Annotated[Path, typer.Argument(help="folder of the voice model")]
JSON = Annotated[bool, typer.Option("--json", help="print JSON")]


def add(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command("evaluate")(faults()(evaluate_command))
    app.command("report")(faults()(report_command))
    app.command("belief")(faults()(belief_command))
    app.command("act")(faults()(act_command))


def _begin(model: Path) -> None:
    """Measuring may take every core, but nothing else should be slower for it. Raises ValueError without a model."""
    if not model.is_dir():
        raise ValueError(f"There is no voice model at {model}; name the folder that holds am, conf and graph.")
    if hasattr(os, "nice"):
        os.nice(max(0, 5 - os.nice(0)))


def evaluate_command(
    model: MODEL,
    manifest: Annotated[Path, typer.Argument(help="manifest.tsv of the recordings, or its folder")],
    phrases: Annotated[Path, typer.Option("--phrases", help="what may be said: one phrase or template a line")],
    degrade: Annotated[str, typer.Option(help="also degraded, such as noise10,far; all means every way")] = "",
    strictness: Annotated[str, typer.Option(help="also at these strictnesses, such as 0.4,0.6,0.8")] = "",
    noises: Annotated[Path | None, typer.Option(help="folder of noises, with a manifest.tsv")] = None,
    limit: Annotated[int, typer.Option(min=0, help="only so many recordings, spread evenly")] = 0,
    kept: Annotated[
        Path | None, typer.Option(help="file to keep what was heard; broken off, the same command goes on from it")
    ] = None,
    as_json: JSON = False,
) -> None:
    """Measure how well a model hears recordings: right, wrong, rejected, false, and what it costs."""
    from kiosk.training import degrade as degrading
    from kiosk.training.evaluate import evaluate
    from kiosk.training.kept import Kept, asked_of
    from kiosk.training.manifest import present, read, spread
    from kiosk.training.progress import counted
    from kiosk.training.recordings import Recordings, phrases_from
    from kiosk.training.scenes import scene_for
    from kiosk.training.tables import tables

    _begin(model)
    asked = [name for name in degrade.replace(",", " ").split() if name]
    kinds = list(degrading.KINDS) if asked == ["all"] else ["clean", *(name for name in asked if name != "clean")]
    unknown = [name for name in kinds if name not in degrading.KINDS]
    if unknown:
        raise ValueError(f'There is no degrading "{unknown[0]}"; there are {", ".join(degrading.KINDS)}.')
    weights = _numbers(strictness)
    clips = read(manifest)
    if not clips:
        raise ValueError(f"The manifest of {manifest} names no recording.")
    clips = spread(clips, limit) if limit else clips
    said, others = phrases_from(phrases), read(noises) if noises else ()
    present([*clips, *others])
    going_on = Kept(kept, asked_of(model, [*clips, *others], said)) if kept else None
    recordings, scene = Recordings(clips), scene_for(kinds, clips, others)
    with counted("Listening", len(clips) * (len(kinds) + len(weights))) as each:
        found = evaluate(model, recordings, said, kinds, weights, scene, each, kept=going_on)
    if as_json:
        data = {"model": str(model), "manifest": str(manifest), "measured": [one.as_data() for one in found]}
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        print(tables(found))


def report_command(
    model: MODEL,
    recordings: Annotated[Path, typer.Argument(help="folder of recordings that the model was not trained on")],
    strictness: Annotated[str, typer.Option(help="the curve over these, such as 0.4,0.6,0.8")] = "",
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="of the recordings; less is quicker")] = 1.0,
    as_json: JSON = False,
) -> None:
    """All figures of the model card: people, noise, distance, double talk, held-out voices, cost."""
    from kiosk.training.report import report
    from kiosk.training.tables import report_table

    _begin(model)
    rows = report(model, recordings, _numbers(strictness), share)
    print(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else report_table(rows))


def _numbers(text: str) -> list[float]:
    """Numbers over 0 between commas. Raises ValueError for what is none."""
    try:
        found = [float(one) for one in text.replace(",", " ").split()]
    except ValueError:
        found = [math.nan]
    if all(0.0 < one < math.inf for one in found):
        return found
    raise ValueError(f'--strictness takes numbers such as 0.4,0.6,0.8, not "{text}".')


def belief_command(
    model: MODEL,
    recordings: Annotated[Path, typer.Argument(help="people that the model was not trained on: manifest or folder")],
    noises: Annotated[Path, typer.Option(help="table of other noises than those that are measured with")],
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="of everything; less is quicker")] = 1.0,
) -> None:
    """Fit how far each witness of core/matching.py and core/agreement.py is believed, and count what comes of it."""
    from kiosk.training.belief_report import report

    _begin(model)
    for line in report(model, recordings, noises, share):
        print(line, flush=True)


def act_command(
    model: MODEL,
    manifest: Annotated[Path | None, typer.Argument(help="recordings of people: manifest.tsv or its folder")] = None,
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="how much of everything")] = 1.0,
    reading: Annotated[float, typer.Option(min=0.0, help="minutes that the kiosk reads to nobody")] = 60.0,
    only: Annotated[str, typer.Option(help="people, voices, talk, reading or barging, between commas")] = "",
) -> None:
    """Measure what the kiosk does: right, asked, nothing, wrong; on its own screens, by its own rules."""
    from kiosk.training.acting_report import report

    _begin(model)
    for line in report(model, manifest, share, reading * 60, set(only.replace(",", " ").split())):
        print(line, flush=True)
