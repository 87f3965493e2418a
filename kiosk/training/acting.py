"""What the kiosk does about what is said: recordings through its whole ear, with all its rules, on its own screens.

``evaluate`` asks what a model hears; this asks what a visitor gets: the right thing, a question, nothing, or something
wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from kiosk.core.hearing import Heard, Hearing, SpeechBegan
from kiosk.hearing.hear import BLOCK, hear_sound, listener_of, recogniser_of
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.recordings import in_room, room
from kiosk.training.manifest import RATE, Sound

Outcome = Literal["right", "asked", "nothing", "asked wrongly", "wrong"]


@dataclass(frozen=True)
class Scene:
    """A recording at a place. ``wanted`` is the Choice's index that it should lead to, None for none."""

    group: str
    said: str
    sound: Sound
    hearing: Hearing
    wanted: int | None
    end_s: float = 0.0  # when the last word ends
    voice: Sound | None = None  # what the kiosk itself says meanwhile


@dataclass(frozen=True)
class Act:
    """What came of a scene, and how many seconds of sound after the last word."""

    scene: Scene
    outcome: Outcome
    phrase: str = ""
    late_s: float | None = None


def act(recogniser: Recogniser, scene: Scene) -> Act:
    """Play a scene to a fresh listener."""
    result = hear_sound(listener_of(recogniser), scene.hearing, scene.sound, scene.voice)
    accepted = [one for one in result.heard if one.verdict == "accept"]
    wrong = [one for one in accepted if one.choice != scene.wanted]
    if wrong:
        return Act(scene, "wrong", wrong[0].phrase)
    if accepted:
        return Act(scene, "right", accepted[0].phrase, accepted[0].decided_s - scene.end_s)
    if result.best is not None:
        outcome: Outcome = "asked" if result.best.choice == scene.wanted else "asked wrongly"
        return Act(scene, outcome, result.best.phrase)
    return Act(scene, "nothing")


def acts(model: Path, scenes: Iterable[Scene], each: Callable[[], None] = lambda: None) -> list[Act]:
    """All scenes, one after the other. Raises RecogniserFaultError."""
    found = []
    with recogniser_of(model) as recogniser:
        for scene in scenes:
            found.append(act(recogniser, scene))
            each()
    return found


def table(some: Sequence[Act], title: str) -> str:
    """A line for all, for each group, and for what went wrong: counts and shares of each outcome, and the delay."""
    groups: dict[str, list[Act]] = {}
    for one in some:
        groups.setdefault(one.scene.group, []).append(one)
    lines = [f"{title}: {_counted(some)}", *(f"  {name}: {_counted(group)}" for name, group in groups.items())]
    wrong = Counter((one.scene.said, one.phrase) for one in some if one.outcome == "wrong")
    lines += [f"  wrong: {said!r} was taken for {phrase!r}, {count} times" for (said, phrase), count in wrong.items()]
    return "\n".join(lines)


def _counted(group: Sequence[Act]) -> str:
    counts = Counter(one.outcome for one in group)
    shares = [f"{name} {counts[name]} ({counts[name] / len(group):.1%})" for name in get_args(Outcome) if counts[name]]
    late = sorted(one.late_s for one in group if one.late_s is not None)
    told = f"{len(group)}: " + ", ".join(shares)
    if late:
        told += f"; decided after {np.median(late):.2f} s, 95 % by {late[int(0.95 * (len(late) - 1))]:.2f} s"
    return told


@dataclass(frozen=True)
class Stretch:
    """A long time in which nobody speaks to the kiosk: what it did, and how often it made its voice soft."""

    seconds: float
    heard: tuple[Heard, ...]
    ducked: int

    def __str__(self) -> str:
        done = Counter((one.verdict, one.phrase) for one in self.heard)
        acted = sum(count for (verdict, _), count in done.items() if verdict == "accept")
        asked = len(self.heard) - acted
        return f"{self.seconds / 60:.1f} min: acted {acted}, asked {asked}, ducked {self.ducked}: {dict(done)}"


def overheard(model: Path, sound: Sound, hearing: Hearing) -> Stretch:
    """The kiosk at one place while the room sounds like that."""
    return _stretch(model, sound, [(0, hearing)], None)


def reads_to_itself(model: Path, voice: Sound, hearings: Sequence[tuple[int, Hearing]], level_db: float) -> Stretch:
    """The kiosk reads aloud into its own microphone; ``hearings`` begin at samples of the voice."""
    near = in_room(voice, room(), level_db) + np.random.default_rng(1).standard_normal(len(voice)) * 5.2
    return _stretch(model, np.clip(near, -32768, 32767).astype(np.int16), hearings, voice)


def _stretch(
    model: Path, near: Sound, hearings: Sequence[tuple[int, Hearing]], far: Sound | None
) -> Stretch:
    heard: list[Heard] = []
    ducked, following = 0, 0
    with recogniser_of(model) as recogniser:
        listener = listener_of(recogniser)
        for at in range(0, len(near), BLOCK):
            while following < len(hearings) and hearings[following][0] <= at:
                listener.follow(hearings[following][1])
                following += 1
            beside = None if far is None else far[at : at + BLOCK]
            for answer in listener.hear(near[at : at + BLOCK], beside):
                heard += [answer] if isinstance(answer, Heard) else []
                ducked += isinstance(answer, SpeechBegan)
    return Stretch(len(near) / RATE, tuple(heard), ducked)
