"""What recordings are degraded with when nothing else is named: noises of their own folder, and made ones."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.places import shipped
from kiosk.training.degrade import Scene
from kiosk.training.manifest import Clip, Sound, sound
from kiosk.training.room import babble, hiss
from kiosk.training.talkover import Talkover, own_voice

_SECONDS = 30.0
_TALKERS = 24  # recordings that babble is made of: the longest


def scene_for(kinds: Sequence[str], clips: Sequence[Clip], noises: Sequence[Clip] = ()) -> Scene:
    """All that these kinds of degrading need. ``noises`` take the place of the recordings' own.

    Without any, the noises are white, pink and low hiss and the babble of the recordings themselves. Raises
    ManifestError for a noise that cannot be read, ValueError if the kiosk's own voice cannot be made.
    """
    found: tuple[Sound, ...] = ()
    if any(kind.startswith("noise") for kind in kinds):
        recorded = list(noises) or [clip for clip in clips if clip.folder == "noise"]
        made = [hiss(_SECONDS, slope, seed) for seed, slope in enumerate((0.0, 3.0, 6.0))] if not recorded else []
        talkers = sorted((clip for clip in clips if clip.transcript), key=lambda clip: -clip.seconds)[:_TALKERS]
        talking = [babble([sound(clip) for clip in talkers], _SECONDS)] if talkers else []
        found = (*(sound(clip) for clip in recorded), *made, *talking)
    talks = any(kind.startswith("echo") for kind in kinds)
    return Scene(found, Talkover(own_voice(shipped() / "content")) if talks else None)
