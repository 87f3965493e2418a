"""The model card's figures in one go: every standing measure, the curve over strictness, and what hearing costs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.core.phrases import unique
from kiosk.hearing.models import STRICTNESS, ready_model
from kiosk.hearing.vocabulary import decoys, vocabulary
from kiosk.places import strings
from kiosk.training.cost import Cost, load
from kiosk.training.evaluate import Measured, knowing, measure
from kiosk.training.held_out import absent, held_out
from kiosk.training.listen import ears
from kiosk.training.manifest import read
from kiosk.training.measures import CURVE, Measure, library_titles, recorded, standing_choices, standing_phrases
from kiosk.training.progress import counted
from kiosk.training.scenes import scene_for
from kiosk.training.tally import details


def report(model: Path, folder: Path, strictnesses: Sequence[float] = (), share: float = 1.0) -> dict[str, Any]:
    """``measures`` (counts, by source, confusions) and ``figures`` (load, memory, cost, delay), as in the card.

    At other strictnesses only the measures of ``CURVE``. Raises RecogniserFaultError for a model that cannot be used,
    ModelFaultError for one that cannot take the words, ManifestError for recordings that cannot be read.
    """
    spoken = held_out(standing_phrases(), share)
    wanted = [*recorded(folder, share), *spoken]
    scene = scene_for([one.kind for one in wanted], read(folder))
    phrases = unique(phrase for one in wanted for phrase in one.phrases)
    curve = [one for one in wanted if one.name in CURVE]
    total = sum(len(one.recordings.clips) for one in (*wanted, *(curve * len(strictnesses))))
    rows: list[dict[str, Any]] = []
    titles = library_titles()
    with counted("Listening", total) as each:
        with knowing(model, (*phrases, *titles)) as ready, ears(ready) as listening:
            loaded = load(ready)
            found = [
                measure(listening, one.recordings, one.phrases, one.kind, scene, each=each, choices=_choices(one))
                for one in wanted
            ]
            memory, given_up = listening.memory_mb, listening.given_up
            lacking = listening.unknown(word for title in titles for word in title.split())
        rows += [_row(asked, one) for asked, one in zip(wanted, found, strict=True)]
        for strictness in strictnesses:
            with knowing(model, phrases, strictness) as ready, ears(ready) as listening:
                for one in curve:
                    heard = measure(
                        listening, one.recordings, one.phrases, one.kind, scene, strictness, each, 0, _choices(one)
                    )
                    rows.append(_row(one, heard))
    seconds, words = _building(model, (*phrases, *titles))
    figures = [
        ("model on disk", f"{_size_mb(model):.1f} MB", "12 MB"),
        ("time to load", f"{1000 * loaded.seconds:.0f} ms", "100 ms"),
        ("memory of the process", f"{memory:.0f} MB", "80 MB"),
        ("a look, 20 words", _percent(_cost(wanted, found, False)), "2 %"),
        ("a look, standing grammar", _percent(_cost(wanted, found, True)), "2 %"),
        ("as it comes, 20 words", _percent(found[0].delay.cost), "2 %"),
        ("partial words stand, median", f"{found[0].delay.median_s:.2f} s after the voice", ""),
        ("partial words stand, 95 %", f"{found[0].delay.p95_s:.2f} s after the voice", ""),
        (f"{words} words built in", f"{seconds:.1f} s", "2 s"),
        ("recordings on which the recogniser died or hung", str(given_up), "none"),
        ("voices held out that are not installed", ", ".join(absent(spoken)) or "none", "none"),
        ("words of titles and headings lacking", ", ".join(sorted(lacking)) or "none", "none"),
    ]
    named = [{"name": name, "value": value, "asked": asked} for name, value, asked in figures]
    return {"model": str(model), "strictness": STRICTNESS, "measures": rows, "figures": named}


def _choices(asked: Measure) -> dict[str, int]:
    """The Choices of the phrases where all that stand are listened for; twenty words are twenty Choices."""
    return standing_choices() if asked.phrases == standing_phrases() else {}


def _building(model: Path, phrases: Sequence[str]) -> tuple[float, int]:
    words = vocabulary(strings(), phrases)
    with tempfile.TemporaryDirectory() as cache:
        begun = time.perf_counter()
        ready_model(model, words, STRICTNESS, Path(cache), decoys=decoys(strings(), phrases), phrases=phrases)
        return time.perf_counter() - begun, len(words)


def _row(asked: Measure, found: Measured) -> dict[str, Any]:
    counts = {name: value for name, value in details(list(found.cases)).items() if name != "by_speaker"}
    return {
        "name": asked.name,
        "asked": asked.asked,
        "degrade": asked.kind,
        "strictness": found.strictness,
        "grammar": len(asked.phrases),
        "speakers": len({case.speaker for case in found.cases}),
        "sound_s": round(found.cost.sound_s, 1),
        "cpu_per_second": round(found.cost.share, 4),
        "unheard": list(found.unheard),
        **counts,
    }


def _cost(wanted: Sequence[Measure], found: Sequence[Measured], large: bool) -> Cost:
    """Of all looks with a large grammar, or with the small one."""
    costs = [one.cost for asked, one in zip(wanted, found, strict=True) if (len(asked.phrases) > 100) == large]
    return Cost(sum(one.cpu_s for one in costs), sum(one.sound_s for one in costs))


def _percent(cost: Cost) -> str:
    return f"{100 * cost.share:.2f} % of a core"


def _size_mb(model: Path) -> float:
    return sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) / 1e6
