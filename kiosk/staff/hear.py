"""`kiosk hear`: recordings, or a live microphone, through the very ears of the kiosk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from kiosk import places
from kiosk.config import Config
from kiosk.core.hearing import Heard, Hearing
from kiosk.core.messages import DidYouSay
from kiosk.core.offer import answer_to, hearing_of
from kiosk.core.phrases import normal
from kiosk.core.screen import Screen, Setting
from kiosk.core.screens import present
from kiosk.core.state import Home, Library, Reading, State, Stop, Voicing
from kiosk.core.update import opening, update
from kiosk.daybook import line_of as json_line
from kiosk.fitting import NO_MODEL, fitted
from kiosk.hearing.hear import BEFORE_S, Result, hear_sound, listener_of, recogniser_of
from kiosk.hearing.looks import Patience
from kiosk.hearing.models import ModelFaultError
from kiosk.hearing.recogniser import RecogniserFaultError
from kiosk.hearing.recordings import read_wav
from kiosk.library.shelf import open_library
from kiosk.rooms import first_comfort
from kiosk.staff.shots import UnknownPlaceError, place_named


@dataclass(frozen=True)
class Wish:
    """What the command was asked for. No files: listen at the microphone."""

    files: tuple[Path, ...]
    at: str = "home"
    phrases: Path | None = None
    speaking: Path | None = None
    follow: bool = False
    seconds: float | None = None


@dataclass(frozen=True)
class Asked:
    """What may be said: the Hearing, and the name of each Choice in it."""

    hearing: Hearing
    names: tuple[str, ...]


def hear(wish: Wish, model: Path | None, config: Config, content: Path) -> int:
    """The command. Exit code 0, 1 for a microphone or model that does not work, 2 for what was named wrongly."""
    said = partial(Console(stderr=True).print, markup=False, highlight=False, soft_wrap=True)
    found = model or places.voice_model(config.hearing.model)
    if found is None:
        said(NO_MODEL)
        return 1
    if model is not None and not model.is_dir():
        said(f"There is no folder {model}; name the folder of a Vosk model.")
        return 2
    faults: list[str] = []
    try:
        library = open_library(content, places.cache_folder())
        state = _standing(wish, config, library)
        if wish.phrases is None:
            asked = of_screen(screen_of(state, library), state, wish.speaking is not None)
        else:
            asked = of_phrases(wish.phrases.read_text(encoding="utf-8-sig").splitlines(), wish.speaking is not None)
        strings = places.strings()
        names = (*library.names, *(wish.phrases.read_text(encoding="utf-8-sig").splitlines() if wish.phrases else ()))
        ready = fitted(found, strings, names, config, library.pronunciations)
        if not wish.files:
            from kiosk.staff.hear_live import listen

            return listen(ready, asked.hearing, asked.names, config, patience_of(config), wish.seconds)
        for line in (
            visit(wish.files, ready, state, library, config, wish.speaking, faults.append)
            if wish.follow
            else lines(wish.files, ready, asked, config, wish.speaking, faults.append)
        ):
            print(json_line(line), end="", flush=True)
    except (RecogniserFaultError, ModelFaultError) as fault:
        said(str(fault))
        return 1
    except UnicodeDecodeError:
        said(f"{wish.phrases} is not UTF-8 text; save it as UTF-8.")
        return 2
    except OSError as fault:
        said(_why(fault))
        return 2
    except (ValueError, UnknownPlaceError) as fault:
        said(str(fault))
        return 2
    for each in faults:
        said(each)
    return 2 if faults else 0


def _why(fault: Exception) -> str:
    """What is wrong with a file, in one sentence."""
    return f"{fault.filename} cannot be read ({fault.strerror})." if isinstance(fault, OSError) else str(fault)


def _standing(wish: Wish, config: Config, library: Library) -> State:
    """The state at the place where it is said."""
    place = place_named(wish.at, library)
    state = opening(first_comfort(config), read_on=config.speech.read_on, ear="listening")
    state = replace(state, place=place, trail=() if isinstance(place, Home) else (Stop(Home()),), visiting=True)
    if wish.speaking is not None and isinstance(place, Reading):
        state = replace(state, voicing=Voicing("reading", 1))
    return state


def patience_of(config: Config) -> Patience:
    """The silences of config.toml."""
    hearing = config.hearing
    return Patience(open=hearing.after_phrase_ms / 1000, unfinished=hearing.inside_phrase_ms / 1000)


def of_phrases(lines: Sequence[str], speaking: bool) -> Asked:
    """Each line is a Choice that answers to its words. Raises ValueError if there is none."""
    names = tuple(line.strip() for line in lines if normal(line))
    if not names:
        raise ValueError("The file of --phrases holds no phrase in Latin letters; write one a line.")
    pairs = tuple((normal(name), index) for index, name in enumerate(names))
    return Asked(Hearing(0, pairs, speaking), names)


def screen_of(state: State, library: Library) -> Screen:
    """The Screen of a state as the ear knows it: all but where its words stand on the glass."""
    return present(state, library, places.strings(), Setting())


def of_screen(screen: Screen, state: State, speaking: bool) -> Asked:
    """What may be said on a Screen; ``speaking``: while the kiosk speaks there."""
    reading = speaking and isinstance(state.place, Reading)
    return Asked(hearing_of(screen, 0, speaking, reading), tuple(choice.name for choice in screen.everything))


def line_of(file: Path, result: Result, names: Sequence[str]) -> dict[str, Any]:
    """One recording as a line of JSON: the first phrase acted on, else the first asked about, else what was rejected.

    ``more`` holds all further phrases, if there are any.
    """
    best = result.best
    if best is None:
        return _told(str(file), result.rejected, None, "reject", result.confidence, None, None)
    line = _told(
        str(file), best.phrase, names[best.choice], best.verdict, best.confidence, best.speech_end_s, best.decided_s
    )
    more = [one for one in result.heard if one is not best]
    if more:
        line["more"] = [
            _told(None, one.phrase, names[one.choice], one.verdict, one.confidence, one.speech_end_s, one.decided_s)
            for one in more
        ]
    return line


def _told(
    file: str | None, heard: str, choice: str | None, verdict: str, confidence: float,
    speech_end_s: float | None, decided_s: float | None,
) -> dict[str, Any]:  # fmt: skip
    named = {} if file is None else {"file": file}
    return {
        **named, "heard": heard, "choice": choice, "verdict": verdict, "confidence": confidence,
        "speech_end_s": speech_end_s, "decided_s": decided_s,
    }  # fmt: skip


def lines(
    files: Sequence[Path], model: Path, asked: Asked, config: Config, speaking: Path | None,
    fault: Callable[[str], None],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Each recording on the same Screen, as if it were the first thing said today.

    A file that cannot be read is told to ``fault``. Raises RecogniserFaultError, and ValueError for ``speaking``.
    """
    voice = read_wav(speaking) if speaking else None
    with recogniser_of(model) as recogniser:
        for file in files:
            try:
                sound = read_wav(file)
            except (ValueError, OSError) as wrong:
                fault(_why(wrong))
                continue
            listener = listener_of(recogniser, patience_of(config))
            yield line_of(file, hear_sound(listener, asked.hearing, sound, voice, before_s=BEFORE_S), asked.names)


def visit(
    files: Sequence[Path], model: Path, state: State, library: Library, config: Config, speaking: Path | None,
    fault: Callable[[str], None],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The recordings one after another as one visit, each on the screen that the last one led to; as ``lines``.

    The screen's stable name stands in each line as ``at``.
    """
    voice = read_wav(speaking) if speaking else None
    with recogniser_of(model) as recogniser:
        listener = listener_of(recogniser, patience_of(config))
        for file in files:
            try:
                sound = read_wav(file)
            except (ValueError, OSError) as wrong:
                fault(_why(wrong))
                continue
            screen = screen_of(state, library)
            asked = of_screen(screen, state, speaking is not None)
            if state.muted:  # the live kiosk has no microphone then
                result = Result((), "microphone off")
            else:
                result = hear_sound(listener, asked.hearing, sound, voice, before_s=BEFORE_S)
            yield {**line_of(file, result, asked.names), "at": screen.place}
            if result.best is not None:
                state = led_to(result.best, state, screen, library)


def led_to(heard: Heard, state: State, screen: Screen, library: Library) -> State:
    """The state after a phrase."""
    answer = answer_to(heard, replace(state, visiting=True), screen)
    if answer.choice is not None:
        state = update(state, answer.choice.message, library)
    for message in answer.messages:
        state = update(replace(state, visiting=True) if isinstance(message, DidYouSay) else state, message, library)
    return state
