"""Recordings of people, brought into a store: who may be trained on, and how much each source counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from kiosk.core.phrases import normal
from kiosk.training import cut, manifest, progress, store

# Sentences of foreign children and single takes of one speaker count less than many people's single words.
_COUNTS = {"speechocean762": 0.8, "librispeech": 2.0, "dspspeech20": 3.0, "picovoice": 1.0, "felixchenfy": 2.0}
_ONE_WORD = 5.0
_OTHER = 2.0
_CUT, _CUT_COMMAND, _MOST_OFTEN = 0.7, 3.0, 6.0  # a piece of a sentence; a command's word alone
_COMMON = 250  # recordings of one word


def may_be_used(clip: manifest.Clip, without: Collection[str]) -> bool:
    """``without`` holds parts of folder or speaker names that are kept for measuring."""
    return not any(part in clip.folder or part in clip.speaker for part in without)


def weight_of(folder: str, words: Sequence[str]) -> float:
    """How often a clip is used in a round of training, against once for a synthetic one."""
    for name, count in _COUNTS.items():
        if folder.startswith(name):
            return count
    return _ONE_WORD if len(words) == 1 else _OTHER


def weight_of_cut(words: Sequence[str], alone: int) -> float:
    """The same for a piece that was cut out of a sentence; ``alone`` such sounds there are of a command's word."""
    if len(words) > 1 or words[0] not in cut.COMMANDS:
        return _CUT
    return _CUT_COMMAND * min(_MOST_OFTEN, max(1.0, _COMMON / max(alone, 1)))


def rarity(count: int) -> float:
    """How much more a single word counts that only ``count`` recordings have: up to 2.5 times."""
    return float(min(2.5, max(1.0, (_COMMON / max(count, 1)) ** 0.5)))


def build(path: Path, clips: Sequence[manifest.Clip]) -> None:
    """Write the clips into a store whose ``source`` is the folder; what is there already is kept."""
    if store.done(path):
        return
    spoken = [clip for clip in clips if clip.transcript]
    with progress.counted("Bringing recordings in", len(spoken)) as each:
        store.write(path, (_entered(clip, each) for clip in spoken))


def _entered(clip: manifest.Clip, each: Callable[[], None]) -> store.Sounding:
    sound = manifest.sound(clip)
    each()
    return sound, tuple(normal(clip.transcript).split()), clip.speaker, clip.folder, "people"
