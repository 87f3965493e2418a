"""What follows from what: ``update(state, message, library)`` gives the next State. There is no other road.

Visitors' messages first clear what belonged to the moment before (a notice, misses, an open question unless they leave
it as it is); the world's messages do not. What reading does is in ``reads.py``, where one goes in ``moves.py``.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import answers, door, focus, hears, moves, reads, tuning
from kiosk.core import messages as m
from kiosk.core.state import (
    BRIGHTEST,
    Comfort,
    Contents,
    Door,
    HelpPlace,
    Home,
    Library,
    Notice,
    Number,
    Question,
    Reading,
    State,
    Voicing,
)

_LIFE = m.Touched | m.Missed | m.FocusOn | m.SomebodyThere | m.StrayKey  # with these a visit begins
_LEAVES_ASKED = (
    m.Resize | m.Speed | m.Volume | m.Colours | m.PutBack | m.WhereAmI | m.HowLong | m.Thanks | m.More | m.ToggleMute
    | m.NoMore | m.NoSuchNumber | m.NoSuchPage | m.OpenComfort | m.AskHelp | m.ShowNumber | m.OpenArticle
)  # fmt: skip
_STAYS_IN_HELP = (
    m.GoHome | m.GoBack | m.AskHelp | m.More | m.Again | m.OpenComfort | m.ToggleMute | m.Done | m.Thanks | m.No
    | m.StayHere | m.WhereAmI | m.HowLong | m.NoSuchPage
)  # fmt: skip


def update(state: State, message: m.Message, library: Library) -> State:
    """The State that follows. Never raises for any message in any state."""
    after = _world(state, message, library) if isinstance(message, m.Echo) else _wished(state, message, library)
    return focus.kept(state, after, message)


def _wished(state: State, message: m.Wish, library: Library) -> State:
    state = replace(state, notice=None, heard="", misses=0, uncaught=0, visiting=True, interrupted=False)
    if state.question is not None and message == m.Again() == state.question.message:
        state = replace(state, question=state.question.over)  # "Did you say again?" is not what is to be said again
    leaves = isinstance(message, _LEAVES_ASKED)
    if not isinstance(message, m.Again) and not (hears.at_an_end(state) and leaves):
        state = hears.answered(state, leaves or isinstance(message, m.No | m.StayHere))
    if isinstance(state.place, HelpPlace) and not isinstance(message, _STAYS_IN_HELP):
        state = moves.back(state, speak=False)
        state = state if leaves else replace(state, question=None)
    return _visitor(state, message, library)


def _visitor(state: State, message: m.Wish, library: Library) -> State:
    match message:
        case m.GoHome():
            return moves.home(state)
        case m.GoBack():
            return moves.back(state)
        case m.OpenShelf() | m.OpenArticle() | m.ShowNumber() | m.OpenComfort() | m.AskHelp():
            return moves.go(state, message, library)
        case m.More():
            return moves.more(state, message)
        case m.NoMore():
            return reads.say_notice(state, Notice("notice.no more"))
        case m.Again():
            return _again(state, library)
        case m.Resize() | m.Speed() | m.Volume() | m.Colours() | m.PutBack():
            return tuning.tuned(state, message)
        case m.WhereAmI():
            return reads.say_notice(state, answers.where(state, library))
        case m.HowLong():
            return reads.say_notice(state, answers.how_long(state, library))
        case m.Thanks():
            return reads.say_notice(state, Notice("notice.welcome"))
        case m.No() | m.StayHere():
            return reads.resumed(state) if reads.is_reading(state) or state.question else reads.hush(state)
        case m.StartOver() if not isinstance(state.place, Contents | Reading):
            return moves.home(state)
        case m.NoSuchNumber(number, last):
            return reads.say_notice(state, Notice("notice.no such number", {"n": number, "of": last}))
        case m.NoSuchPage(step):
            which = "last" if step > 0 else "first" if step < 0 else "only"
            return reads.say_notice(state, Notice(f"notice.{which} page"))
        case m.ToggleMute():
            return hears.toggle_mute(state)
        case m.Done():
            return begin_anew(state)
        case m.Digit() | m.RubOut() | m.TryPin() | m.Ceiling() | m.Brightness() | m.Leave():
            return door.staff(state, message)
        case m.Pause():
            return reads.hush(state)
        case _:
            return reads.read(state, message, library)


def begin_anew(state: State) -> State:
    """The state for the next visitor: nothing of the last one stays."""
    return State(
        comfort=state.first,
        first=state.first,
        sound=state.sound,
        ear="preparing" if state.muted else state.ear,
        interruptible=state.interruptible,
        unknown=state.unknown,
        read_on=state.read_on,
        loudest=state.loudest,
        usual_volume=state.usual_volume,
        brightness=state.brightness,
        voicing=Voicing(turn=state.voicing.turn + 1),
    )


def _again(state: State, library: Library) -> State:
    match state.place:
        case Reading():
            if state.question is None or hears.at_an_end(state):
                state = replace(state, question=None)
                return reads.speak(state, "reading", start=state.cursor.sentence)
            return reads.speak(state, "question", resume=state.voicing.resume)
        case Number() if state.question is None:
            return reads.speak(replace(state, cursor=reads.AT_START), "number")
        case _:
            return reads.speak(state, "question" if state.question else "place")


def _world(state: State, message: m.Echo, library: Library) -> State:
    if isinstance(message, _LIFE):
        state = replace(state, visiting=True)
    if asks_who_is_there(state) and isinstance(message, m.Missed | m.FocusOn | m.SomebodyThere | m.StrayKey):
        return reads.hush(replace(state, question=hears.waiting(state)))
    match message:
        case m.NotCaught() | m.DidYouSay() | m.NobodyThere() if not state.visiting:
            return state  # nothing is said to an empty room
        case m.WordReached(turn, sentence, word):
            if turn != state.voicing.turn or sentence < 0:
                return state
            return replace(state, cursor=reads.at(sentence, word))
        case m.LineEnded(turn):
            return reads.line_ended(state, library) if turn == state.voicing.turn else state
        case m.FocusOn(index, said, on, name):
            state = replace(state, focus=index, focus_on=on, focus_name=name, focus_said=said)
            state = replace(state, by_keys=True, notice=None)
            if isinstance(state.place, Door):
                return reads.hush(replace(state, focus_said=""))  # a PIN is not read out to the room
            return reads.speak(state, "focus", resume=reads.is_reading(state))
        case m.Touched():
            return replace(state, focus=None, by_keys=False)
        case m.Missed():
            return _missed(state)
        case m.NotCaught():
            return hears.not_caught(state)
        case m.Heard(phrase):
            return replace(state, heard=phrase)
        case m.DidYouSay(label, meant):
            return reads.ask(state, Question("did you say", label, meant, hears.waiting(state)))
        case m.NotAnswered():
            return reads.not_answered(state) if reads.awaits_answer(state) else state
        case m.SoundIs(status):
            return tuning.sound_is(state, status)
        case m.HeadphonesAre(on):
            return tuning.headphones_are(state, on)
        case m.EarIs(status):
            return hears.ear_is(state, status)
        case m.UnknownWords(words):
            return replace(state, unknown=words)
        case m.SomebodyThere():
            return state
        case m.StrayKey():
            return _interrupted(state)
        case m.NobodyThere():
            return reads.ask(state, Question("still there", over=hears.waiting(state)))
        case m.VisitOver():
            return begin_anew(state)
        case m.Knock() | m.DoorIs() | m.OfficeTold():
            return door.staff(state, message)
        case m.LibraryChanged():
            return moves.after_library_change(state, library)
        case _:
            return replace(state, closing=True)


def _missed(state: State) -> State:
    misses = state.misses + 1
    if misses == 1 and state.place == Home() and state.voicing.mode == "silent":
        return moves.say_place(replace(state, misses=misses))  # a hand on the glass: here is what it can do
    if misses < 3:
        return _interrupted(replace(state, misses=misses))
    return reads.say_notice(replace(state, misses=0), Notice("notice.try help"))


def _interrupted(state: State) -> State:
    """Somebody who wants it to be quiet need not find a button first."""
    return state if state.voicing.mode == "silent" and not state.voicing.resume else reads.hush(state)


def opening(
    first: Comfort, *, read_on: bool = False, loudest: int | None = None, brightness: int = BRIGHTEST,
    ear: m.EarStatus = "absent", interruptible: bool = True,
) -> State:  # fmt: skip
    """The State in which the kiosk starts, with the settings that every visit begins with."""
    limit = State().loudest if loudest is None else loudest
    usual, first = first.volume, replace(first, volume=min(first.volume, limit))
    return State(comfort=first, first=first, read_on=read_on, loudest=limit, usual_volume=usual,
                 brightness=brightness, ear=ear, interruptible=interruptible)  # fmt: skip


def asks_who_is_there(state: State) -> bool:
    """The glass was left alone, and "Are you still there?" is on it."""
    return state.question is not None and state.question.kind == "still there"


def nothing_to_lose(state: State) -> bool:
    """The visit stands where every visit begins: Home, every setting at first, nothing asked."""
    return (
        state.place == Home()
        and state.comfort == state.first
        and not state.trail
        and state.question is None
        and state.focus is None
    )
