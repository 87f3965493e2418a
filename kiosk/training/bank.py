"""What training mixes into speech: rooms, noises, and what the kiosk's own canceller leaves of the kiosk's voice."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.signal import butter, fftconvolve, lfilter

from kiosk.hearing.echo import Echo
from kiosk.training import manifest, store, voices

Floats = NDArray[np.float32]
RATE = 16000
ROOMS = 400
_PAUSE = RATE // 3
OWN_VOICE = "en-us"  # espeak-ng's name of the voice that the kiosk reads with


def room(chance: np.random.Generator, far: bool = True) -> Floats:
    """A made-up room response whose direct sound comes first, with energy 1.

    Decays by 60 dB in 0.1 to 0.7 s; the tail stands 18 dB under the direct sound to 3 dB over it, as from
    0.3 to 4 m away in a living room.
    """
    decay = chance.uniform(0.1, 0.7)
    count = int(RATE * decay)
    tail = chance.standard_normal(count) * np.exp(-6.9 * np.arange(count) / count)
    early = int(chance.integers(16, 200))
    tail[:early] *= np.linspace(0.0, 0.4, early)
    top, low = butter(1, chance.uniform(2500.0, 7000.0) / 8000.0)
    tail = lfilter(top, low, tail)
    tail *= 10.0 ** (chance.uniform(-18.0, 3.0 if far else -6.0) / 20.0) / np.sqrt((tail**2).sum())
    tail[0] = 1.0
    return np.asarray(tail / np.sqrt((tail**2).sum()), np.float32)


def recorded_room(sound: NDArray[np.int16]) -> Floats:
    """A recorded response, cut to begin with its direct sound and to last 0.8 s at most, with energy 1."""
    wide = sound.astype(np.float32)
    begin = int(np.argmax(np.abs(wide)))
    cut = wide[max(0, begin - 8) : begin + int(0.8 * RATE)]
    return np.asarray(cut / np.sqrt((cut**2).sum() + 1e-9), np.float32)


def rooms(recorded: Sequence[NDArray[np.int16]], seed: int) -> list[Floats]:
    """All rooms to draw from: made-up ones, and each recorded one several times."""
    chance = np.random.default_rng(seed)
    made = [room(chance) for _ in range(ROOMS)]
    return made + [recorded_room(one) for one in recorded] * max(1, ROOMS // 4 // max(1, len(recorded)))


def own_voice(sentences: Sequence[str], seed: int) -> Iterator[NDArray[np.int16]]:
    """The kiosk's reading voice, sentence by sentence, at speeds about its usual one."""
    chance = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.wav"
        for sentence in sentences:
            speed = str(int(chance.choice((90, 105, 120, 150, 190))))
            command = ["espeak-ng", "-v", OWN_VOICE, "-s", speed, "-w", str(path), sentence]
            subprocess.run(command, capture_output=True, check=True)
            yield voices.read(path)


def residues(
    reading: Sequence[NDArray[np.int16]], speech: Sequence[NDArray[np.int16]], seed: int
) -> Iterator[NDArray[np.int16]]:
    """What the canceller leaves of the kiosk's voice, while somebody speaks into it now and then.

    The canceller only subtracts what it expects of the loudspeaker, so the visitor's words pass unchanged and the
    residue is its output less those words. Pieces of about 20 s, each in a room of its own, learning included.
    """
    chance = np.random.default_rng(seed)
    at = 0
    while at < len(reading):
        far = np.concatenate([np.pad(one, (0, _PAUSE)) for one in reading[at : at + 6]])
        at += 6
        delay = np.zeros(int(chance.uniform(0.005, 0.06) * RATE), np.float32)
        response = np.concatenate((delay, room(chance, far=False)))
        echo = fftconvolve(far.astype(np.float32), response)[: len(far)] * 10 ** (chance.uniform(-14, -2) / 20)
        near = np.zeros(len(far), np.float32)
        here = int(chance.uniform(0.2, 3.0) * RATE)
        while here < len(far):
            one = speech[int(chance.integers(len(speech)))].astype(np.float32)
            one = one * (echo.std() / (one.std() + 1.0) * 10 ** (chance.uniform(-10, 6) / 20))
            fits = min(len(one), len(far) - here)
            near[here : here + fits] += one[:fits]
            here += fits + int(chance.uniform(0.3, 4.0) * RATE)
        hiss = chance.standard_normal(len(far)) * chance.uniform(1.0, 12.0)
        heard = np.clip(np.rint(echo + near + hiss), -32768, 32767).astype(np.int16)
        left = Echo().clean(heard, far)
        yield np.asarray(np.clip(left[: len(near)] - near[: len(left)], -32768, 32767), np.int16)


def recordings(path: Path) -> tuple[list[NDArray[np.int16]], list[NDArray[np.int16]]]:
    """The noises and the room responses that a table names: columns path (beside the table's folder) and kind.

    Kind "rir" is a room response, "noise" a noise. No table, no recordings. Raises ManifestError.
    """
    noises: list[NDArray[np.int16]] = []
    responses: list[NDArray[np.int16]] = []
    if not path.is_file():
        return noises, responses
    rows = path.read_text(encoding="utf-8").splitlines()
    columns = rows[0].split("\t") if rows else []
    for name in ("path", "kind"):
        if name not in columns:
            raise manifest.ManifestError(f"{path}, line 1: the column {name} is missing; write path kind with tabs.")
    for row in rows[1:]:
        if not row.strip():
            continue
        cells = dict.fromkeys(columns, "") | dict(zip(columns, row.split("\t"), strict=False))
        into = responses if cells["kind"] == "rir" else noises
        into.append(manifest.sound(path.parent.parent / cells["path"]))
    return noises, responses


def build(folder: Path, speech: Sequence[NDArray[np.int16]], sentences: Sequence[str], seed: int) -> None:
    """Write the store ``residues`` in a folder; what is there already is kept."""
    path = folder / "residues.i16"
    if store.done(path):
        return
    reading = list(track(own_voice(sentences, seed), "The kiosk's own voice", total=len(sentences)))
    pieces = track(residues(reading, speech, seed), "What the canceller leaves", total=-(-len(reading) // 6))
    store.write(path, ((one, (), "kiosk", "residue", "residue") for one in pieces))
