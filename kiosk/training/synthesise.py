"""Makes the synthetic speech: each voice says lines of its own. A voice that is done is not made again."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from rich.progress import track

from kiosk.training import corpus, store, voices
from kiosk.training.faults import MakingError

_LINES = {"espeak": 110, "made": 1600, "flite": 1800, "festival": 1500, "pico": 3000}


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
    with ProcessPoolExecutor(processes, initializer=_end_with, initargs=(os.getpid(),)) as pool:
        jobs = [pool.submit(one_voice, voice, of, folder, seed, share) for voice in wanted]
        try:
            for job in track(as_completed(jobs), "Speaking", total=len(jobs)):
                job.result()
        except BrokenProcessPool:
            raise MakingError("A voice's process was ended from outside; start again, what is done is kept.") from None
        except BaseException:  # Ctrl+C too: without this all the other voices would speak to their ends first
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return list(stores(folder))


def _end_with(parent: int) -> None:
    """Let this process end at Ctrl+C, and when its parent was killed: it would write beside the one started next."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def stores(folder: Path) -> Iterator[Path]:
    """Every whole store in a folder, in order of name."""
    return (path for path in sorted(folder.glob("*.i16")) if store.done(path))
