"""A random visitor on the core alone: every choice, echo and fault as messages, as fast as the machine can think.

Each step takes a choice of the Screen of now, by whatever way, or lets something of the world happen, and looks that
the house still stands: a way home from everywhere, one meaning for each phrase, nothing out of its bounds. Now and
then the whole page is laid out on a random glass, to see that no word is cut off.
"""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from kiosk import places
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.screen import Screen, Setting
from kiosk.core.screens import present
from kiosk.core.state import DARKEST, SIZES, SPEEDS_WPM, THEMES, Comfort, Door, Home, Library, Office, Reading, State
from kiosk.core.strings import Strings
from kiosk.core.text import Cursor
from kiosk.core.update import begin_anew, opening, update
from kiosk.frame import frame_of
from kiosk.page.geometry import Glass
from kiosk.page.plan import Measure, Plan, Run

_GLASSES = (Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1), Glass(1080, 1920, 21.5), Glass(3840, 2160, 27))
_LAID_OUT_EACH = 2000  # steps
_LONGEST_TRAIL = 32


@dataclass
class Walked:
    """What a walk came to. ``faults`` are sentences; an empty list is a good walk."""

    actions: int = 0
    visits: int = 0
    places: Counter[str] = field(default_factory=Counter)
    laid_out: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def walk(library: Library, actions: int, seed: int = 0, measure: Measure | None = None, most_s: float = 1e9) -> Walked:
    """So many random actions, or as many as fit into ``most_s`` seconds. The same seed walks the same way."""
    chance, strings = random.Random(seed), places.strings()
    found = Walked()
    state = opening(Comfort(), loudest=5, ear="listening")
    begun = time.perf_counter()
    for action in range(actions):
        if len(found.faults) >= 10 or (action % 1000 == 0 and time.perf_counter() - begun > most_s):
            break
        try:
            screen = present(state, library, strings, _setting(state, library, chance))
            wrong = _trap(state, screen, library) or _out_of_bounds(state)
            if measure is not None and action % _LAID_OUT_EACH == 0:
                found.laid_out += 1
                glass = chance.choice(_GLASSES)
                wrong = wrong or _cut_off(frame_of(state, library, strings, glass, measure).plan)
            if wrong:
                found.faults.append(f"action {action} at {screen.place}: {wrong}")
            before = state.visiting
            state = _step(state, screen, library, strings, chance)
        except Exception:
            found.faults.append(f"action {action}: {traceback.format_exc(limit=3)}")
            state = begin_anew(state)
            continue
        found.actions += 1
        found.visits += before and not state.visiting
        found.places[screen.place.partition("/")[0]] += 1
    found.seconds = time.perf_counter() - begun
    return found


def _setting(state: State, library: Library, chance: random.Random) -> Setting:
    """Some page of the section in view: where pages begin is the glass's matter."""
    if not isinstance(state.place, Reading):
        return Setting()
    article = library.article(state.place.article)
    if article is None or state.place.section >= len(article.sections):
        return Setting()
    last = len(article.sections[state.place.section].sentences) - 1
    here = state.cursor.sentence
    return Setting(
        0, 2,
        Cursor(min(here + 3, last)) if chance.random() < 0.5 else None,
        Cursor(max(here - 3, 0)) if chance.random() < 0.5 else None,
    )  # fmt: skip


def _step(state: State, screen: Screen, library: Library, strings: Strings, chance: random.Random) -> State:
    dice = chance.random()
    if dice < 0.55:
        choice = chance.choice(screen.everything)
        if isinstance(choice.message, m.Leave):
            return begin_anew(state)
        return update(_by(state, choice, library, chance), choice.message, library)
    if dice < 0.75 and screen.line is not None:
        return _heard(state, screen, library, chance)
    return update(state, _world(state, screen, chance), library)


def _by(state: State, choice: Choice, library: Library, chance: random.Random) -> State:
    """A finger, a key or a phrase, and what each brings with it."""
    way = chance.randrange(3)
    if way == 0:
        return update(state, m.Touched(), library)
    if way == 1:
        return update(state, m.FocusOn(chance.randrange(12), choice.label), library)
    return update(state, m.Heard(choice.phrases[0] if choice.phrases else choice.label), library)


def _heard(state: State, screen: Screen, library: Library, chance: random.Random) -> State:
    """The voice speaks on: some words, or to the end."""
    line = screen.line
    assert line is not None
    if chance.random() < 0.4:
        return update(state, m.LineEnded(line.turn), library)
    utterance = chance.choice(line.utterances)
    word = chance.randrange(max(1, len(utterance.words)))
    return update(state, m.WordReached(line.turn, utterance.index, word), library)


def _world(state: State, screen: Screen, chance: random.Random) -> m.Message:
    """Something that no visitor chose."""
    old = chance.randrange(-2, state.voicing.turn + 2)
    choice = chance.choice([each for each in screen.everything if each.phrases] or screen.standing)
    return chance.choice((
        m.Missed(), m.Touched(), m.SomebodyThere(), m.StrayKey(), m.NotCaught(), m.NobodyThere(), m.VisitOver(),
        m.NotAnswered(), m.LibraryChanged(),
        m.DidYouSay(choice.label, choice.message if not isinstance(choice.message, m.Leave) else m.No()),
        m.SoundIs(chance.choice(("ok", "ok", "no device", "no engine"))),
        m.EarIs(chance.choice(("absent", "preparing", "none", "off", "muted", "listening", "listening"))),
        m.HeadphonesAre(chance.random() < 0.5), m.UnknownWords(frozenset(("therapist", "scam"))), m.Heard(""),
        m.WordReached(old, chance.randrange(-1, 90), chance.randrange(60)), m.LineEnded(old),
        m.FocusOn(chance.randrange(20), "x"), m.Knock(),
        m.DoorIs(chance.choice(("open", "wrong", "wait", "no pin")), 30),
        m.OfficeTold(("something",), ("12:00 lost sound",)), m.OpenArticle("gone"), m.OpenShelf("gone"),
        m.ReadFrom(chance.randrange(-5, 500)), m.Read(chance.randrange(-2, 30)), m.TurnTo(Cursor(0, 0)),
    ))  # fmt: skip


def _trap(state: State, screen: Screen, library: Library) -> str:
    """Whether there is no way out of here, or something said would have two meanings."""
    standing = {choice.name: choice for choice in screen.standing}
    if not {"home", "back", "again", "help"} <= standing.keys():
        return f"the band holds only {sorted(standing)}"
    if update(state, standing["home"].message, library).place != Home():
        return "Home does not lead home"
    if not screen.title:
        return "there is no title"
    meanings: dict[str, m.Message] = {}
    for choice in screen.everything:
        for phrase in choice.phrases:
            if meanings.setdefault(phrase, choice.message) != choice.message:
                return f"{phrase!r} has two meanings"
    staff_only = isinstance(state.place, Door | Office) and state.question is None
    if staff_only and any(choice.phrases for choice in screen.choices):
        return "the staff's choices can be said"
    return ""


def _out_of_bounds(state: State) -> str:
    comfort = state.comfort
    fine = (
        1 <= comfort.size <= SIZES and 0 <= comfort.speed < len(SPEEDS_WPM) and comfort.theme in THEMES
        and 0 <= comfort.volume <= state.loudest and len(state.trail) <= _LONGEST_TRAIL and not state.closing
        and state.brightness >= DARKEST and (state.visiting or state.place == Home())
    )  # fmt: skip
    return "" if fine else f"{comfort}, a trail of {len(state.trail)}, visiting {state.visiting} at {state.place}"


def _cut_off(plan: Plan) -> str:
    """Whether a word does not stand wholly on the glass, or a target lies outside it."""
    width, height = plan.size
    for item in plan.items:
        if isinstance(item, Run) and (item.rect.x < 0 or item.rect.right > width or item.rect.bottom > height + 1):
            return f"{item.text!r} is cut off"
    for target in plan.targets:
        rect = target.rect
        if rect.x < 0 or rect.y < 0 or rect.right > width or rect.bottom > height:
            return f"{target.name} lies outside the glass"
    return ""
