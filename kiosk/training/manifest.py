"""Folders of recordings: a manifest.tsv says what is in them, soundfile reads FLAC, Opus, Ogg and WAV.

The first line of a manifest names its columns, in any order, between tabs: path (beside the manifest),
transcript (small letters; empty where nothing is said that counts), speaker, and where known seconds, source and
licence. A column that is not one of these is left unread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]
RATE = 16000
NAME = "manifest.tsv"
_NEEDED = ("path", "transcript", "speaker")


class ManifestError(ValueError):
    """A manifest or a recording that cannot be used; the text is one sentence for people."""


@dataclass(frozen=True)
class Clip:
    """One recording. ``seconds`` is 0 where the manifest does not say; ``folder`` is the path's first part."""

    path: Path
    transcript: str
    speaker: str
    seconds: float = 0.0
    source: str = ""
    licence: str = ""
    folder: str = ""


def read(where: Path) -> tuple[Clip, ...]:
    """The clips of a manifest, or of the folder that holds manifest.tsv, in the order they stand.

    Raises ManifestError for a manifest that is not there, lacks a column or has a line that is not whole.
    Whether the recordings themselves are there shows when they are read.
    """
    path = where / NAME if where.is_dir() else where
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise ManifestError(f"There is no manifest at {path}; name a folder that holds a {NAME}.") from fault
    except OSError as fault:
        raise ManifestError(f"The manifest {path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise ManifestError(f"The manifest {path} is not a text in UTF-8.") from fault
    columns = lines[0].split("\t") if lines else []
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise ManifestError(f"{path}, line 1: the column {missing[0]} is missing; write {' '.join(_NEEDED)} with tabs.")
    found = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ManifestError(f"{path}, line {number}: {len(cells)} cells stand under {len(columns)} columns.")
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        found.append(_clip(row, path, number))
    return tuple(found)


def present(clips: Sequence[Clip]) -> None:
    """Raises ManifestError if recordings are not there: before an hour's work, not in its middle."""
    missing = [clip.path for clip in clips if not clip.path.is_file()]
    if missing:
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise ManifestError(f"The recording {missing[0]} is not there{more}; the manifest beside it names it.")


def spread(clips: Sequence[Clip], count: int) -> tuple[Clip, ...]:
    """So many of them, evenly spread."""
    fits = min(count, len(clips))
    return tuple(clips[place * len(clips) // fits] for place in range(fits))


def _clip(row: dict[str, str], manifest: Path, number: int) -> Clip:
    if not row["path"]:
        raise ManifestError(f"{manifest}, line {number}: the path is empty.")
    try:
        seconds = float(row.get("seconds") or 0.0)
    except ValueError:
        raise ManifestError(f'{manifest}, line {number}: "{row["seconds"]}" is not a number of seconds.') from None
    parts = Path(row["path"]).parts
    return Clip(
        manifest.parent / row["path"],
        " ".join(row["transcript"].lower().split()),
        row["speaker"],
        seconds,
        row.get("source", ""),
        row.get("licence", ""),
        parts[0] if len(parts) > 1 else manifest.parent.name,
    )


def sound(clip: Clip | Path) -> Sound:
    """The recording as 16 kHz 16-bit mono; channels are averaged, another rate is resampled.

    Raises ManifestError for a file that is not there or is not a recording.
    """
    import soundfile  # here, so that a manifest can be read without it

    path = clip if isinstance(clip, Path) else clip.path
    if not path.is_file():
        raise ManifestError(f"The recording {path} is not there; the manifest beside it names it.")
    try:
        samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as fault:
        raise ManifestError(f"{path} is not a recording that can be read; use WAV, FLAC or Opus.") from fault
    if not len(samples):
        raise ManifestError(f"{path} is an empty recording; take its line out of the manifest.")
    return as_int16(resampled(samples.mean(axis=1), int(rate)) * 32768.0)


def resampled(samples: NDArray[np.float32], rate: int, to: int = RATE) -> NDArray[np.float32]:
    """The same sound at another rate (polyphase, its upper band cut off first)."""
    if rate == to or not len(samples):
        return samples
    from scipy.signal import resample_poly

    common = math.gcd(rate, to)
    return np.asarray(resample_poly(samples, to // common, rate // common), np.float32)


def as_int16(samples: NDArray[np.floating]) -> Sound:
    """Samples of -32768 to 32767 as 16-bit, clipped where they are louder."""
    return np.asarray(np.clip(np.rint(samples), -32768, 32767), np.int16)
