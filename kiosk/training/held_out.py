"""What voices that nothing was trained on are measured with: standing phrases, made on the spot."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from kiosk.training import voices
from kiosk.training.corpus import Line
from kiosk.training.manifest import RATE, Clip, Sound
from kiosk.training.measures import Measure
from kiosk.training.recordings import Recordings

_SEED = 75
_VARIANTS = "espeak variants"
_PHRASES, _WORDS = 150, 80  # said by a voice of a family that is held out; by each espeak variant a tenth


def held_out(standing: Sequence[str], share: float = 1.0) -> list[Measure]:
    """Standing phrases said by synthetic voices that nothing was trained on; the families that are installed."""
    phrases = [one for one in standing if " " in one]
    words = [one for one in standing if " " not in one]
    variants = [voices.Voice("espeak", f"en-us+{name}") for name in voices.HELD_OUT_VARIANTS]
    festival = [voices.Voice("festival", name) for name in voices.HELD_OUT_FESTIVAL]
    found = []
    families = [(_VARIANTS, variants, 0.1), *((voice.name, [voice], 1.0) for voice in festival)]
    for name, some, part in families:
        spoken = said_by(some, phrases, max(round(_PHRASES * share * part), 1))
        single = said_by(some, words, max(round(_WORDS * share * part), 1))
        asked = "97 % right, 1 % wrong"
        found += [
            Measure(f"{name}: phrases", spoken, tuple(standing), asked=asked),
            Measure(f"{name}: single words", single, tuple(standing), asked="92 % right"),
        ]
        found += [
            Measure(f"{name}: phrases, {kind}", spoken, tuple(standing), kind) for kind in ("paused", "slow", "far")
        ]
    return [one for one in found if one.recordings.clips]


def absent(measured: Sequence[Measure]) -> list[str]:
    """The families of ``held_out`` that are not installed, so that nothing by them was measured."""
    heard = {one.name.partition(":")[0] for one in measured}
    return [name for name in (_VARIANTS, *voices.HELD_OUT_FESTIVAL) if name not in heard]


def said_by(who: Sequence[voices.Voice], texts: Sequence[str], each: int) -> Recordings:
    """``each`` of the texts by every voice that is there, chosen and spoken the same way every time."""
    sounds: dict[Path, Sound] = {}
    clips: list[Clip] = []
    for voice in who:
        chance = random.Random(f"{voice} {_SEED}")
        lines = [Line("phrase", (text,)) for text in chance.sample(list(texts), min(each, len(texts)))]
        try:
            made = list(voices.spoken(voice, lines, _SEED))
        except (OSError, ValueError):
            continue
        for line, samples in made:
            path = Path(f"{voice.name}/{'-'.join(line.words)}")
            sounds[path] = samples
            clips.append(Clip(path, " ".join(line.words), str(voice), len(samples) / RATE, folder=voice.engine))
    return Recordings(clips, lambda clip: sounds[clip.path])
