"""What follows from what the ear tells: a question answered, a mute, a microphone lost, a phrase not understood."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core import reads
from kiosk.core.state import Notice, Question, State


def at_an_end(state: State) -> bool:
    """The end of a section, where the way on is asked for: who wants it louder first may still say yes."""
    return state.question is not None and state.question.kind in ("go on", "the end")


def waiting(state: State) -> Question | None:
    """The question at the end of a section that waits under another one, or will."""
    return state.question if at_an_end(state) else state.question.over if state.question else None


def answered(state: State, leaves: bool = False) -> State:
    """An open question is over. After "Did you say ...?" what was being read before it is read on; a question under it
    is asked again if the answer ``leaves`` it.
    """
    if state.question is None:
        return state
    asked, over, resume = state.question.kind, state.question.over, state.voicing.resume
    state = replace(state, question=over if leaves else None)
    if state.question is not None:
        return reads.speak(state, "question")
    if asked != "did you say" and not resume:
        return state
    return reads.speak(state, "reading", start=state.cursor.sentence) if resume else reads.hush(state)


def toggle_mute(state: State) -> State:
    """Close the microphone or open it; which of the two is said, for who cannot see the band."""
    if state.ear in ("absent", "none", "off"):
        return state
    muted = not state.muted
    changed = replace(state, muted=muted, ear="muted" if muted else "preparing")
    return reads.say_notice(changed, Notice("notice.muted" if muted else "notice.unmuted"))


def ear_is(state: State, status: m.EarStatus) -> State:
    """What the ear tells of itself. One that vanishes or comes back in the midst of a visit is told of."""
    if status == state.ear or (status in ("muted", "listening") and (status == "muted") != state.muted):
        return state  # an answer from before the visitor's last wish
    changed = replace(state, ear=status)
    promised = state.notice is not None and state.notice.key == "notice.unmuted"
    lost = (state.ear in ("listening", "muted") or promised) and status in ("none", "off")
    if lost and state.visiting:
        return reads.say_notice(changed, Notice("notice.ear lost"))
    if state.ear in ("none", "off") and status == "listening" and state.visiting:
        return replace(changed, notice=Notice("notice.ear back"))
    return changed


def not_caught(state: State) -> State:
    """A miss: a short word; after a second one in a row what can be said; then the way by hand."""
    uncaught = min(state.uncaught + 1, 3)
    key = ("notice.not caught", "notice.not caught twice", "notice.please touch")[uncaught - 1]
    return replace(reads.say_notice(state, Notice(key)), uncaught=uncaught)
