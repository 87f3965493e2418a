"""What follows from what the ear tells: a question answered, a mute, a microphone lost, a phrase not understood."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core import reads
from kiosk.core.state import Notice, State


def answered(state: State) -> State:
    """An open question is over. After "Did you say ...?" what was being read before it is read on."""
    if state.question is None:
        return state
    asked, resume = state.question.kind, state.voicing.resume
    state = replace(state, question=None)
    if asked != "did you say":
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
