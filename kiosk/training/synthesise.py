"""Makes the synthetic speech: each voice says lines of its own. A voice that is done is not made again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.progress import track

from kiosk.training import corpus, store, voices

_LINES = {"espeak": 110, "flite": 1800, "festival": 1500}


def one_voice(voice: voices.Voice, of: corpus.Texts, folder: Path, seed: int, share: float) -> int:
    """Let one voice speak into a store of its own; how many utterances it has."""
    path = folder / f"{voice.engine}-{voice.name}.i16"
    if store.done(path):
        return 0
    wanted = corpus.lines(of, max(4, int(_LINES[voice.engine] * share)), random.Random(f"{voice} {seed}"))
    made = voices.spoken(voice, wanted, seed)
    return store.write(path, ((sound, line.words, str(voice), voice.engine, line.kind) for line, sound in made))


def synthesise(of: corpus.Texts, folder: Path, seed: int, share: float = 1.0, processes: int = 2) -> list[Path]:
    """All training voices, in parallel; the paths of their stores. ``share`` scales how much each says."""
    wanted = voices.training_voices()
    with ProcessPoolExecutor(processes) as pool:
        jobs = [pool.submit(one_voice, voice, of, folder, seed, share) for voice in wanted]
        for job in track(as_completed(jobs), "Speaking", total=len(jobs)):
            job.result()
    return list(stores(folder))


def stores(folder: Path) -> Iterator[Path]:
    """Every whole store in a folder, in order of name."""
    return (path for path in sorted(folder.glob("*.i16")) if store.done(path))
