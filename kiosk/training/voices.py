"""The synthetic voices: espeak-ng in many accents and variants, flite, pico, and a festival diphone voice.

What is held out to measure on is named here too, so that nobody trains on it by accident.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import gcd
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from kiosk.training import variants
from kiosk.training.corpus import Line

Sound = NDArray[np.int16]
RATE = 16000
ACCENTS = tuple("en-us en-gb en-gb-scotland en-us-nyc en-029 en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd".split())
VARIANTS = tuple(
    "m1 m2 m3 m4 m7 m8 f1 f2 f3 f5 klatt klatt2 klatt4 klatt6 Alex Alicia Andrea Andy Annie Gene Mario Mike adam "
    "anika antonio aunty benjamin boris caleb david edward grandma grandpa john max quincy rob shelby steph2 victor "
    "travis zac".split()
)
HELD_OUT_VARIANTS = tuple("m5 m6 f4 klatt3 linda Michael belinda steph robert paul".split())
FLITE = ("awb", "rms", "slt", "kal16")
FESTIVAL = ("kal_diphone",)
PICO = ("en-US", "en-GB")
HELD_OUT_FESTIVAL = ("ked_diphone", "cmu_us_slt_arctic_hts")
REMEDY = "On Debian: apt install espeak-ng flite festival festvox-kallpc16k gcc; then pip install -e '.[train,pico]'"
_LOUD = 12000
_IN_A_ROW = 12  # texts that a made-up voice says before the next one speaks


@dataclass(frozen=True)
class Voice:
    """``engine`` is espeak, made, flite, pico or festival; ``name`` is what that engine calls it.

    Of "made" it is "en-us+made": an accent, in which all made-up variants of espeak-ng speak by turns.
    """

    engine: str
    name: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


def training_voices() -> tuple[Voice, ...]:
    """All voices to train on. The kiosk's own, espeak's plain en-us, is none of them: it is what must be ignored."""
    spoken = [Voice("espeak", f"{ACCENTS[i % len(ACCENTS)]}+{name}") for i, name in enumerate(VARIANTS)]
    spoken += [Voice("espeak", f"{ACCENTS[(i * 3 + 1) % len(ACCENTS)]}+{name}") for i, name in enumerate(VARIANTS)]
    return (
        *dict.fromkeys(spoken),
        *(Voice("made", f"{accent}+made") for accent in ACCENTS),
        *(Voice("flite", name) for name in FLITE),
        *(Voice("festival", name) for name in FESTIVAL),
        *(Voice("pico", name) for name in PICO),
    )


def missing() -> str:
    """The programs and voices that are not there; empty when all are."""
    lacking = [name for name in ("espeak-ng", "flite", "festival") if shutil.which(name) is None]
    if "festival" not in lacking:
        lacking += [f"festival's {name}" for name in FESTIVAL if not _knows(name)]
    if find_spec("ttspico") is None:
        lacking.append("ttspico")
    return ", ".join(lacking)


def _knows(name: str) -> bool:
    """Has festival this voice? Without it festival says nothing, and no fault either."""
    asked = f"(if (member '{name} (voice.list)) (exit 0) (exit 3))"
    return subprocess.run(["festival", "-b", asked], capture_output=True, check=False).returncode == 0


def spoken(voice: Voice, lines: Sequence[Line], seed: int) -> Iterator[tuple[Line, Sound]]:
    """Every line in that voice, each at a speed and height of its own; 16 kHz mono, trimmed.

    A line of several parts has pauses of 0.1 to 0.7 s between them, as old age speaks.
    """
    chance = random.Random(f"{voice} {seed}")
    parts = [part for line in lines for part in line.parts]
    with tempfile.TemporaryDirectory() as folder:
        sounds = iter(_parts(voice, parts, Path(folder), chance))
        for line in lines:
            pieces: list[Sound] = []
            for index in range(len(line.parts)):
                if index:
                    pieces.append(np.zeros(int(chance.uniform(0.1, 0.7) * RATE), np.int16))
                pieces.append(next(sounds))
            if all(len(piece) for piece in pieces):
                yield line, np.concatenate(pieces)


def _parts(voice: Voice, parts: Sequence[str], folder: Path, chance: random.Random) -> Iterable[Sound]:
    if voice.engine == "festival":
        return _festival(voice.name, parts, folder)
    if voice.engine == "pico":
        return _pico(voice.name, parts, chance)
    if voice.engine == "made":
        return _made(voice.name, parts, folder, chance)
    make = _flite if voice.engine == "flite" else _espeak
    return (make(voice.name, part, folder / "one.wav", chance) for part in parts)


def _flite(name: str, text: str, path: Path, chance: random.Random) -> Sound:
    stretch = chance.choice((0.75, 0.85, 0.95, 1.0, 1.0, 1.1, 1.2, 1.35, 1.6))
    command = ["flite", "-voice", name, "--setf", f"duration_stretch={stretch}", "-t", text, "-o", str(path)]
    subprocess.run(command, capture_output=True, check=True)
    return read(path)


def _made(of_accent: str, parts: Sequence[str], folder: Path, chance: random.Random) -> Iterator[Sound]:
    with variants.made() as data:
        for index, text in enumerate(parts):
            name = f"{of_accent}{index // _IN_A_ROW % variants.COUNT}"
            yield _espeak(name, text, folder / "one.wav", chance, f"--path={data}")


def _espeak(name: str, text: str, path: Path, chance: random.Random, *more: str) -> Sound:
    speed = chance.choice((85, 100, 115, 130, 145, 160, 180, 200))
    pitch, gap = chance.randint(10, 85), chance.choice((0, 0, 0, 1, 4))
    how = ["-s", str(speed), "-p", str(pitch), "-g", str(gap)]
    subprocess.run(["espeak-ng", *more, "-v", name, *how, "-w", str(path), text], capture_output=True, check=True)
    return read(path)


def _pico(name: str, parts: Sequence[str], chance: random.Random) -> Iterator[Sound]:
    """16 kHz as it comes. A process can hold only one such engine at a time, so this one ends with its last part."""
    import ttspico

    engine = ttspico.TtsEngine(name)
    for part in parts:
        engine.rate = chance.choice((60, 70, 80, 90, 100, 100, 115, 130, 150))  # percent, as the pitch
        engine.pitch = chance.choice((75, 85, 100, 100, 115, 130))
        yield trimmed(np.frombuffer(engine.speak(part), "<i2").astype(np.float32))


def _festival(name: str, parts: Sequence[str], folder: Path) -> Iterator[Sound]:
    """In runs of 100: one start of festival costs as much as twenty sentences."""
    for begin in range(0, len(parts), 100):
        some = parts[begin : begin + 100]
        script = [f"(voice_{name})"]
        for index, text in enumerate(some):
            script.append(f'(utt.save.wave (utt.synth (Utterance Text "{text}")) "{folder}/{index}.wav" \'riff)')
        (folder / "say.scm").write_text("\n".join(script), encoding="utf-8")
        subprocess.run(["festival", "-b", str(folder / "say.scm")], capture_output=True, check=False)
        for index in range(len(some)):
            path = folder / f"{index}.wav"
            yield read(path) if path.exists() else np.zeros(0, np.int16)
            path.unlink(missing_ok=True)


def read(path: Path) -> Sound:
    """A WAV that one of the engines wrote, at 16 kHz, its silent ends cut off, at one loudness."""
    try:
        with wave.open(str(path), "rb") as file:
            rate = file.getframerate()
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32)
    except (EOFError, wave.Error):
        return np.zeros(0, np.int16)
    if rate != RATE:
        step = gcd(rate, RATE)
        sound = resample_poly(sound, RATE // step, rate // step).astype(np.float32)
    return trimmed(sound)


def trimmed(sound: NDArray[np.float32]) -> Sound:
    """Cut to what sounds, and scaled to a peak of 12,000; empty when nothing does."""
    frame = RATE // 100
    count = len(sound) // frame
    if count < 3:
        return np.zeros(0, np.int16)
    loud = np.abs(sound[: count * frame]).reshape(count, frame).max(axis=1)
    heard = np.flatnonzero(loud > max(loud.max() * 0.015, 20.0))
    if not len(heard):
        return np.zeros(0, np.int16)
    cut = sound[max(0, heard[0] - 2) * frame : (heard[-1] + 3) * frame]
    return np.asarray(cut * (_LOUD / np.abs(cut).max()), np.int16)
