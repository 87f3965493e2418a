"""All figures of what the kiosk does, part by part, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from kiosk.library.shelf import Shelves
from kiosk.places import shipped
from kiosk.training import acting_scenes as scenes
from kiosk.training import voices
from kiosk.training.acting import acts, overheard, reads_to_itself, table
from kiosk.training.corpus import Line
from kiosk.training.manifest import Clip, read, sound
from kiosk.training.talkover import own_voice

_SEED = 7
_ECHO_DB = -6.0
Item = TypeVar("Item")


def report(model: Path, manifest: Path | None, share: float, reading_s: float, only: set[str]) -> Iterator[str]:
    """The lines, as they are found; parts that need recordings are left out where there are none.

    ``only`` names parts (people, voices, talk, reading, barging); empty is all of them.
    """
    books = scenes.library()
    at = scenes.places(books)
    with scenes.fitted(model, books) as ready:
        yield from _report(ready, books, at, manifest, share, reading_s, only)


def _report(
    model: Path, books: Shelves, at: dict[str, scenes.Place], manifest: Path | None, share: float, reading_s: float,
    only: set[str],
) -> Iterator[str]:  # fmt: skip
    clips = list(read(manifest)) if manifest is not None else []
    noises = [sound(clip) for clip in clips if clip.folder == "noise"]
    words = [clip for clip in clips if clip.folder.startswith(("speech_commands", "free_spoken"))]

    def wanted(part: str) -> bool:
        return not only or part in only

    if words and wanted("people"):
        done = acts(model, scenes.people(some(words, share)))
        for title, known in (("people, a word of the twenty", True), ("people, another word", False)):
            yield table([one for one in done if (one.scene.wanted is not None) == known], title)
    if wanted("voices"):
        said = held_out(scenes.commands(), share)
        yield table(acts(model, scenes.spoken(said, at)), "voices held out, clean")
        if noises:
            yield table(acts(model, scenes.spoken(said, at, noises)), "voices held out, noise 10 dB under the speech")
    if clips and wanted("talk"):
        others = [clip for clip in clips if clip not in words and not clip.folder.endswith("cut_words")]
        yield f"at Home, others talk: {overheard(model, scenes.talk(some(others, share)), at['home'].hearing)}"
    if wanted("reading"):
        voice, hearings = scenes.read_to_nobody(books, reading_s)
        yield f"reads to nobody: {reads_to_itself(model, voice, hearings, _ECHO_DB)}"
    if wanted("barging"):
        yield from _barging(model, words, at["aloud"], share)


def _barging(model: Path, words: list[Clip], aloud: scenes.Place, share: float) -> Iterator[str]:
    voice = own_voice(shipped() / "content", 90.0)
    chosen = some([clip for clip in words if clip.transcript in scenes.INTERRUPTIONS], share)
    said: list[scenes.Said] = [("people", clip.transcript, sound(clip)) for clip in chosen]
    said += held_out([("aloud", phrase) for phrase in scenes.INTERRUPTIONS], share)
    for above in (0.0, -6.0):
        title = f"barging in, {above:+g} dB against the echo"
        yield table(acts(model, scenes.barging_in(said, aloud, voice, above)), title)


def held_out(commands: list[tuple[str, str]], share: float) -> list[scenes.Said]:
    """The commands said by synthetic voices that nothing was trained on."""
    who = [voices.Voice("espeak", f"en-us+{name}") for name in voices.HELD_OUT_VARIANTS]
    who += [voices.Voice("festival", name) for name in voices.HELD_OUT_FESTIVAL]
    said: list[scenes.Said] = []
    for voice in who:
        lines = [Line("phrase", (phrase,)) for _, phrase in some(commands, share)]
        try:
            for line, samples in voices.spoken(voice, lines, _SEED):
                said.append((f"{voice.engine} {voice.name}", " ".join(line.words), samples))
        except (OSError, ValueError):
            continue  # this voice is not installed
    return said


def some(items: list[Item], share: float) -> list[Item]:
    """An even share of them."""
    count = max(1, round(len(items) * share)) if items else 0
    return [items[int(place * len(items) / count)] for place in range(count)]
