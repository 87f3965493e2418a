"""What ``belief`` prints: weights fitted on all scenes, and what comes of weights fitted on one half in the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kiosk.core.matching import WEIGHTS
from kiosk.training import acting_scenes as scenes
from kiosk.training import bank
from kiosk.training.acting_report import held_out, some
from kiosk.training.belief import Trial, cuts, fit, trials
from kiosk.training.manifest import RATE, read
from kiosk.training.progress import counted

_LEASTS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.84, 0.86, 0.88, 0.9, 0.93, 0.95, 0.97)
_SHORTEST_S = 1.5  # of a noise


def report(model: Path, recordings: Path, noises: Path, share: float) -> Iterator[str]:
    """The lines, as they are found: people's single words and standing commands, clean and in noise.

    ``noises`` is a table of them, as training has it.
    Raises RecogniserFaultError, ManifestError, and ValueError if nothing was heard wrong.
    """
    books = scenes.library()
    at = scenes.places(books)
    words = [one for one in read(recordings) if one.folder.startswith(("speech_commands", "free_spoken"))]
    words = some(words, share)
    loud = [one for one in bank.recordings(noises)[0] if len(one) > _SHORTEST_S * RATE]
    said = held_out(scenes.commands(), share)
    halves: tuple[list[Trial], list[Trial]] = [], []
    views: list[Trial] = []
    with scenes.fitted(model, books) as ready, counted("Listening", 2 * (len(words) + len(said))) as each:
        for some_of in (
            scenes.people(words), scenes.people(words, loud), scenes.spoken(said, at), scenes.spoken(said, at, loud),
        ):  # fmt: skip
            found = trials(ready, some_of, each)
            views += found.views
            for number, trial in enumerate(found.first):
                halves[number // 2 % 2].append(trial)
    yield f"matching.WEIGHTS = {json.dumps(fit([*halves[0], *halves[1]]))}"
    yield f"agreement.WEIGHTS = {json.dumps(fit(views))}, of {len(views)} that one look was not sure of"
    for one, other, name in ((0, 1, "second"), (1, 0, "first")):
        fitted = fit(halves[one])
        yield f"fitted on one half, measured on the {name}: {json.dumps(fitted)}"
        yield from (f"  {cut}" for cut in cuts(halves[other], fitted, _LEASTS))
        yield f"the present weights, on the {name}:"
        yield from (f"  {cut}" for cut in cuts(halves[other], WEIGHTS, _LEASTS))
