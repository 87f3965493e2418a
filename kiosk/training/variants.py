"""Voices that nobody has met: espeak-ng's, with throat, timbre and breath drawn by chance.

espeak-ng reads a variant from a few lines of text, so that each made-up voice costs nothing. The ranges are about those
of the variants that it comes with.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

COUNT = 140
_SEED = 7
_DATA = "espeak-ng-data"
_LIKE_ANOTHER = 0.3  # of them are spoken by one of its Klatt synthesisers
_BREATHY, _ROUGH = 0.25, 0.2
_TONE_HZ = (100, 600, 1200, 2000, 3000)


def variant(chance: random.Random) -> str:
    """The text of a made-up variant."""
    lowest = int(chance.choice((chance.uniform(60, 130), chance.uniform(110, 220))))
    size = chance.uniform(0.84, 1.22)  # of the throat, as formants go: a giant's to a child's
    lines = ["language variant", "name made", f"pitch {lowest} {int(lowest * chance.uniform(1.05, 1.9))}"]
    for number in range(9):
        height = int(100 * size * chance.uniform(0.92, 1.08))
        loud = int(chance.uniform(45, 140) if number < 4 else chance.uniform(0, 110))
        wide = int(chance.uniform(70, 180))
        lines.append(f"formant {number} {height} {loud} {wide}")
    if chance.random() < 0.6:
        falls = chance.uniform(0.0, 1.0)
        loudness = [int(255 * max(0.04, (1.0 - falls * chance.uniform(0.6, 1.0)) ** place)) for place in range(5)]
        lines.append("tone " + " ".join(f"{hertz} {loud}" for hertz, loud in zip(_TONE_HZ, loudness, strict=True)))
    if chance.random() < _LIKE_ANOTHER:
        lines.append(f"klatt {chance.choice((1, 2, 3, 4, 5))}")
    if chance.random() < _BREATHY:
        lines.append("breath " + " ".join(str(int(chance.uniform(0, 60))) for _ in range(6)))
        lines.append(f"voicing {int(chance.uniform(35, 100))}")
    if chance.random() < _ROUGH:
        lines.append(f"roughness {chance.randint(1, 4)}")
    lines.append(f"flutter {chance.randint(0, 8)}")
    lines.append(f"consonants {int(chance.uniform(45, 130))} {int(chance.uniform(45, 110))}")
    if chance.random() < 0.5:
        lines.append("stressAmp " + " ".join(str(chance.randint(10, 30)) for _ in range(8)))
    if chance.random() < 0.2:
        lines.append(f"echo {chance.randint(20, 140)} {chance.randint(5, 20)}")
    return "\n".join(lines) + "\n"


@contextmanager
def made(count: int = COUNT, seed: int = _SEED) -> Iterator[Path]:
    """A folder for espeak-ng's ``--path`` in which the variants ``made0`` and on stand beside its own languages."""
    own = _where()
    with TemporaryDirectory() as folder:
        data = Path(folder, _DATA)
        kept = data / "voices" / "!v"
        kept.mkdir(parents=True)
        for one in own.iterdir():
            if one.name != "voices":
                (data / one.name).symlink_to(one)
        for number in range(count):
            (kept / f"made{number}").write_text(variant(random.Random(f"variant {number} {seed}")), encoding="utf-8")
        yield Path(folder)


def _where() -> Path:
    """Where espeak-ng's data lie, as it says itself."""
    told = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True, check=True).stdout
    return Path(told.split("Data at:")[1].strip())
