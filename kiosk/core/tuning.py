"""How the visitor likes it: what follows from a setting, and from sound that is lost, comes back or goes elsewhere."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core import reads
from kiosk.core.state import SIZES, SPEEDS_WPM, THEMES, Notice, Reading, State


def tuned(state: State, message: m.Wish) -> State:
    """A setting changes; the place and the sentence stay. At the end of a scale it says so."""
    now = state.comfort
    match message:
        case m.Resize(step):
            after = replace(now, size=min(max(now.size + step, 1), SIZES))
            said = Notice("notice.size", {"n": after.size, "of": SIZES})
        case m.Speed(step):
            after = replace(now, speed=min(max(now.speed + step, 0), len(SPEEDS_WPM) - 1))
            said = Notice("notice.speed", {"n": after.speed + 1, "of": len(SPEEDS_WPM)})
        case m.Volume(step):
            after = replace(now, volume=min(max(now.volume + step, 0), state.loudest))
            said = Notice("notice.volume", {"n": after.volume + 1, "of": state.loudest + 1})
        case m.Colours(theme):
            names = list(THEMES)
            following = names[(names.index(now.theme) + 1) % len(names)] if now.theme in names else names[0]
            after = replace(now, theme=theme if theme in names else following)
            said = Notice(f"notice.theme.{after.theme}")
        case _:
            after = state.first
            said = Notice("notice.put back")
            if state.muted:
                state = replace(state, muted=False, ear="preparing")
    ended = after == now and not isinstance(message, m.PutBack | m.Colours)
    if ended:
        said = Notice("notice.most" if getattr(message, "step", 1) > 0 else "notice.least")
    changed = replace(state, comfort=after, notice=said)
    if reads.is_reading(state):
        if after.speed != now.speed:
            return reads.speak(changed, "reading", start=state.cursor.sentence)
        return reads.speak(changed, "notice", resume=True, earcon="cannot") if ended else changed
    return reads.speak(changed, "notice", earcon="cannot" if after == now else "")


def sound_is(state: State, status: m.SoundStatus) -> State:
    """The sound is lost, or back: reading that was cut off goes on."""
    if status == state.sound:
        return state
    changed = replace(state, sound=status)
    if status != "ok":
        cut_off = state.interrupted or reads.is_reading(state)
        return replace(reads.hush(changed), interrupted=cut_off)
    if not state.visiting:
        return changed
    back = replace(changed, notice=Notice("notice.sound back"), interrupted=False)
    return reads.speak(back, "notice", resume=state.interrupted)


def headphones_are(state: State, on: bool) -> State:
    """Another loudness at the ear: the volume begins anew, and what was private is not read out to the room."""
    changed = replace(state, comfort=replace(state.comfort, volume=state.first.volume))
    if not state.visiting:
        return changed
    if not on:
        plays = isinstance(state.place, Reading) and state.question is None
        said = Notice("notice.headphones off reading" if plays else "notice.headphones off")
        return replace(reads.hush(changed), notice=said)
    return reads.say_notice(changed, Notice("notice.headphones on"))
