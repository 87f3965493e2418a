"""The standing measures: what recordings of people and noises are measured with, for the model card.

The folder's manifest names the recordings; what is measured with which goes by the first part of a recording's path:
``speech_commands*`` are single words of people, ``free_spoken_digits`` digits recorded at 8 kHz; nothing said by a
speaker "none" is noise; all else is speech that must not be taken for a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.core.phrases import normal, phrases_of, title_phrases, unique
from kiosk.library.shelf import open_library
from kiosk.places import shipped, strings
from kiosk.training.degrade import KINDS
from kiosk.training.manifest import RATE, Clip, Sound, read, sound
from kiosk.training.recordings import Recordings
from kiosk.training.room import hiss

TWENTY = tuple("yes no stop go up down left right on off zero one two three four five six seven eight nine".split())
NOISE_S = 600.0
CURVE = (
    "single words", "orders, sentences, wake words", "10 minutes of noise", "ked_diphone: phrases",
    "espeak variants: phrases",
)  # fmt: skip
_NUMBERED = 12  # titles of one screen that can be called by their number
_PIECE_S = 5.0
_ASKED = {
    "clean": "94 % right, at most 2 % wrong; 15 % false",
    "noise10": "4 points under clean at most",
    "noise5": "8 points under clean at most; 4 % wrong",
    "far": "8 points under clean at most; 4 % wrong",
    "slow": "8 points under clean at most; 4 % wrong",
    "echo0": "85 % right",
}


@dataclass(frozen=True)
class Measure:
    """Recordings, what may be said while they are heard, the way they are degraded, and what is asked of them."""

    name: str
    recordings: Recordings
    phrases: tuple[str, ...]
    kind: str = "clean"
    asked: str = ""


def standing_choices() -> dict[str, int]:
    """Everything that the kiosk understands on some screen whatever the articles are, titles by number among it.

    Wordings of one Choice have the same number.
    """
    said = [phrases_of(face.get("say", ())) for face in strings().choices.values()]
    counted = [title_phrases("", number=number, noun="section") for number in range(1, _NUMBERED + 1)]
    found: dict[str, int] = {}
    for number, wordings in enumerate([*said, *counted]):
        for phrase in wordings:
            found.setdefault(phrase, number)
    return found


def standing_phrases() -> tuple[str, ...]:
    """The phrases of ``standing_choices``."""
    return tuple(standing_choices())


def library_titles() -> tuple[str, ...]:
    """The titles and headings of the articles that ship with the kiosk, as they are said."""
    library = open_library(shipped() / "content", None)
    articles = [library.article(entry.id) for shelf in library.shelves for entry in shelf.entries]
    titles = [title for one in articles if one for title in (one.title, *(section.title for section in one.sections))]
    return unique(normal(title) for title in titles)


def recorded(folder: Path, share: float = 1.0) -> list[Measure]:
    """All that can be measured with a folder of recordings. Raises ManifestError if it holds none."""
    clips = read(folder)
    standing = standing_phrases()
    words = [clip for clip in clips if clip.folder.startswith("speech_commands") and clip.transcript]
    digits = [clip for clip in clips if clip.folder == "free_spoken_digits"]
    noises = [clip for clip in clips if clip.speaker == "none" and not clip.transcript]
    taken = {id(clip) for clip in (*words, *digits, *noises)}
    cut = [clip for clip in clips if "cut_words" in clip.folder]
    speech = [clip for clip in clips if id(clip) not in taken and clip not in cut]
    people = Recordings(_some(words, share))
    found = [Measure("single words", people, TWENTY, asked=_ASKED["clean"])]
    found += [
        Measure(f"single words, {kind}", people, TWENTY, kind, _ASKED.get(kind, ""))
        for kind in KINDS
        if kind not in ("clean", "paused")
    ]
    found += [
        Measure("digits at 8 kHz", Recordings(_some(digits, share)), TWENTY),
        Measure("digits at 8 kHz, bare", Recordings(_some(digits, share)), TWENTY, "bare"),
        Measure("orders, sentences, wake words", Recordings(_some(speech, share)), standing, asked="1 in 200 false"),
        Measure("words cut out of sentences", Recordings(_some(cut, share)), standing),
        Measure("10 minutes of noise", pieces(noises, NOISE_S * share), standing, asked="none false"),
        Measure("10 minutes of noise, 20 words", pieces(noises, NOISE_S * share), TWENTY, asked="none false"),
    ]
    return [one for one in found if one.recordings.clips]


def pieces(noises: Sequence[Clip], seconds: float) -> Recordings:
    """Noise in pieces of 5 s: the recordings, louder and quieter copies of them, and as much made hiss."""
    sounds: dict[Path, Sound] = {}
    clips: list[Clip] = []

    def add(name: str, samples: Sound) -> None:
        for begin in range(0, max(len(samples), 1), int(_PIECE_S * RATE)):
            path = Path(f"{name}/{begin}")
            sounds[path] = samples[begin : begin + int(_PIECE_S * RATE)]
            clips.append(Clip(path, "", name, len(sounds[path]) / RATE, folder="noise"))

    for turn, gain in enumerate((1.0, 0.25, 0.06)):
        for clip in noises:
            add(f"{clip.path.stem} at {gain:g}", (sound(clip) * gain).astype(np.int16))
        for slope in (0.0, 3.0, 6.0):
            add(f"hiss {slope:g} dB an octave at {gain:g}", (hiss(25.0, slope, turn) * gain).astype(np.int16))
    total, kept = 0.0, []
    for clip in clips:
        if total < seconds:
            kept.append(clip)
            total += clip.seconds
    return Recordings(kept, lambda clip: sounds[clip.path])


def _some(clips: Sequence[Clip], share: float) -> list[Clip]:
    """An even share of them."""
    count = max(round(len(clips) * share), 1)
    return [clips[int(place * len(clips) / count)] for place in range(count)] if clips else []
