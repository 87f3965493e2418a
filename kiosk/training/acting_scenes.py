"""The scenes of ``acting``: people's single words, every standing command on its own screen, talk, barging in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.core import messages as m
from kiosk.core.hearing import Hearing
from kiosk.core.offer import hearing_of
from kiosk.core.phrases import normal, number_words
from kiosk.core.screen import Screen, Setting
from kiosk.core.screens import present
from kiosk.core.state import Contents, Home, Reading, State, Voicing
from kiosk.core.update import update
from kiosk.hearing.models import STRICTNESS, ready_model
from kiosk.hearing.recordings import read_wav
from kiosk.hearing.vocabulary import decoys, may_be_said, vocabulary, whole_phrases
from kiosk.library.shelf import Shelves, open_library
from kiosk.places import shipped, strings
from kiosk.training.acting import Scene
from kiosk.training.degrade import BEFORE_S, around, noisy
from kiosk.training.levels import active_rms, speech_end
from kiosk.training.manifest import RATE, Clip, Sound, sound
from kiosk.training.measures import TWENTY

_WPM = 125
_LEAD_S = 5.0  # of the kiosk's voice before somebody interrupts it
_OF_THE_READING = (
    "next, back, again, repeat, stop, pause, play, continue, go on, read section two, read section three, read it all, "
    "home, go home, help, what can i say, bigger, smaller, louder, quieter, faster, slower, light, dark, where am i, "
    "how long is it, start over, thank you, settings"
).split(", ")
Said = tuple[str, str, Sound]  # by whom, which phrase, how it sounds
INTERRUPTIONS = ("stop", "help", "repeat")


class Place:
    """A screen, and what may be said there."""

    def __init__(self, state: State, library: Shelves, reading: bool = False) -> None:
        self.screen: Screen = present(state, library, strings(), Setting())
        self.hearing = hearing_of(self.screen, 1, reading, reading)
        self._choices = dict(reversed(self.hearing.phrases))

    def choice(self, phrase: str) -> int | None:
        """The Choice that the phrase belongs to here."""
        return self._choices.get(phrase)


def library() -> Shelves:
    """The articles that ship with the kiosk."""
    return open_library(shipped() / "content", None)


@contextmanager
def fitted(model: Path, books: Shelves) -> Iterator[Path]:
    """The model as the kiosk fits it to those articles, in a folder that goes when this ends."""
    said = may_be_said(books.names)
    words, beside, whole = vocabulary(strings(), said), decoys(strings(), said), whole_phrases(strings(), books.names)
    with tempfile.TemporaryDirectory() as folder:
        yield ready_model(model, words, STRICTNESS, Path(folder), books.pronunciations, beside, whole)


def places(books: Shelves) -> dict[str, Place]:
    """Home, the contents of an article, its second part in silence and while it is read aloud, and a question."""
    article = books.shelves[0].entries[0].id
    state = State(ear="listening", visiting=True)
    paused = replace(state, place=Reading(article, 1))
    aloud = replace(paused, voicing=Voicing("reading", 1))
    asked = update(aloud, m.LineEnded(1), books)
    return {
        "home": Place(replace(state, place=Home()), books),
        "contents": Place(replace(state, place=Contents(article)), books),
        "paused": Place(paused, books),
        "aloud": Place(aloud, books, reading=True),
        "asked": Place(replace(asked, voicing=Voicing("silent", 2)), books),
    }


def commands() -> list[tuple[str, str]]:
    """Every standing command and number with the place where it is said."""
    found = [("paused", phrase) for phrase in _OF_THE_READING]
    found += [("asked", phrase) for phrase in ("yes", "no", "yes please", "no thanks")]
    found += [("home", phrase) for phrase in ("more", "number two", "what a therapist does")]
    return found + [("contents", number_words(number)) for number in range(1, 21)]


def people(clips: Sequence[Clip], noises: Sequence[Sound] = ()) -> Iterator[Scene]:
    """One word a clip, with twenty words as the Choices; with noises 10 dB under the speech."""
    hearing = Hearing(1, tuple((phrase, at) for at, phrase in enumerate(TWENTY)))
    for number, clip in enumerate(clips):
        said = normal(clip.transcript)
        wanted = TWENTY.index(said) if said in TWENTY else None
        chance = np.random.default_rng(number)
        whole = around(sound(clip), chance)
        if noises:
            whole = noisy(whole, noises[number % len(noises)], 10.0, chance)
        yield Scene(clip.folder, said, whole, hearing, wanted, BEFORE_S + _end(sound(clip)))


def spoken(said: Sequence[Said], at: dict[str, Place], noises: Sequence[Sound] = ()) -> Iterator[Scene]:
    """What is said of ``commands``, on their own screens; with noises 10 dB under the speech."""
    where = {phrase: place for place, phrase in commands()}
    for number, (voice, phrase, samples) in enumerate(said):
        place = at[where[phrase]]
        chance = np.random.default_rng(number)
        whole = around(samples, chance)
        if noises:
            whole = noisy(whole, noises[number % len(noises)], 10.0, chance)
        yield Scene(voice, phrase, whole, place.hearing, place.choice(phrase), BEFORE_S + _end(samples))


def barging_in(said: Sequence[Said], place: Place, voice: Sound, above_db: float) -> Iterator[Scene]:
    """What is said over the kiosk's own voice, ``above_db`` louder than its echo, which is itself 6 dB under it."""
    level = active_rms(voice[: 20 * RATE]) / 2
    for number, (source, phrase, samples) in enumerate(said):
        gain = level * 10 ** (above_db / 20) / max(active_rms(samples), 1.0)
        lead = np.zeros(int(_LEAD_S * RATE), np.int16)
        whole = np.concatenate((lead, np.clip(samples * gain, -32768, 32767).astype(np.int16)))
        own = np.roll(voice, -number * 3 * RATE)
        yield Scene(source, phrase, whole, place.hearing, place.choice(phrase), _LEAD_S + _end(samples), own)


def read_to_nobody(books: Shelves, seconds: float) -> tuple[Sound, list[tuple[int, Hearing]]]:
    """The library read aloud, at 16 kHz, and what may be said at each moment, with the words in the air."""
    pieces: list[Sound] = []
    hearings: list[tuple[int, Hearing]] = []
    total = 0
    while total < seconds * RATE:
        before = total
        for entry in (entry for shelf in books.shelves for entry in shelf.entries):
            article = books.article(entry.id)
            for section in range(len(article.sections) if article else 0):
                state = State(place=Reading(entry.id, section), voicing=Voicing("reading", 1), ear="listening")
                place = Place(state, books, reading=True)
                made, timed = read_aloud(f"{entry.id}/{section + 1}")
                words = [str(each["word"]) for each in timed]
                for index, each in enumerate(timed):
                    air = tuple(w for shown in words[max(0, index - 3) : index + 6] for w in normal(shown).split())
                    start = total + int(each["start_ms"]) * RATE // 1000
                    hearings.append((start, replace(place.hearing, said_now=air)))
                pieces.append(made)
                total += len(made)
        if total == before:
            raise ValueError("There is no article to read aloud.")
    return np.concatenate(pieces)[: int(seconds * RATE)], hearings


def read_aloud(section: str) -> tuple[Sound, list[dict[str, Any]]]:
    """A section as ``kiosk say`` reads it, at 16 kHz, and when each word begins. Raises ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        made, marks = Path(folder) / "voice.wav", Path(folder) / "marks.json"
        command = [sys.executable, "-m", "kiosk", "say", "--section", section, "--wpm", str(_WPM)]
        command += ["--marks", str(marks), str(made)]
        ended = subprocess.run(command, env={**os.environ, "KIOSK_NO_SETUP": "1"}, capture_output=True)
        if ended.returncode:
            raise ValueError(f"The kiosk's own voice cannot be made: {ended.stderr.decode().strip()}")
        return read_wav(made), json.loads(marks.read_text(encoding="utf-8"))


def talk(clips: Sequence[Clip], gap_s: float = 0.5) -> Sound:
    """Recordings one after the other, as in a room where people speak of other things."""
    pieces = [np.concatenate((sound(clip), np.zeros(int(gap_s * RATE), np.int16))) for clip in clips]
    return around(np.concatenate(pieces), np.random.default_rng(2))


def _end(samples: Sound) -> float:
    return speech_end(samples) / RATE

