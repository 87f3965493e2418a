"""The kiosk's own voice is taken out of the microphone, and a visitor's stays in."""

from __future__ import annotations

import numpy as np

from kiosk.hearing.echo import Echo
from kiosk.hearing.recordings import in_room, room
from tests.hearing.speech import Sound, joined, quiet, say


def power_db(sound: Sound) -> float:
    return 10 * float(np.log10(np.mean(sound.astype(float) ** 2) + 1e-9))


def cleaned(microphone: Sound, reference: Sound) -> Sound:
    echo = Echo()
    pieces = [
        echo.clean(microphone[at : at + 512], reference[at : at + 512])
        for at in range(0, len(microphone), 512)
    ]
    return np.concatenate(pieces)


def test_the_kiosks_own_voice_is_nearly_gone_after_two_seconds() -> None:
    voice = joined(*(say("This page tells how to keep warm at home in the winter.", "en-us", 140),) * 3)
    microphone = in_room(voice, room(1), -6.0).astype(np.int16)
    left = cleaned(microphone, voice)
    tail = slice(32000, len(left))
    assert power_db(microphone[tail]) - power_db(left[tail]) > 10.0


def test_with_nothing_played_the_sound_is_left_as_it_is() -> None:
    sound = joined(quiet(0.5), say("stop"), quiet(0.5))
    left = cleaned(sound, np.zeros_like(sound))
    assert np.array_equal(left, sound[: len(left)])
    assert len(sound) - len(left) < 320


def test_blocks_of_any_length_are_cut_into_frames_without_a_gap() -> None:
    echo = Echo()
    sound = say("stop")
    pieces = [echo.clean(sound[at : at + 77], None) for at in range(0, len(sound), 77)]
    whole = np.concatenate(pieces)
    assert np.array_equal(whole, sound[: len(whole)])


def test_a_way_that_opens_late_is_learnt_too() -> None:
    """An amplifier is switched on, or another loudspeaker plugged in, after a while in which nothing came back."""
    voice = joined(*(say("This page tells how to keep warm at home in the winter.", "en-us", 140),) * 9)
    microphone = in_room(voice, room(1), -6.0).astype(np.int16)
    microphone[: len(voice) // 2] = quiet(len(voice) / 2 / 16000)[: len(voice) // 2]
    left = cleaned(microphone, voice)
    tail = slice(len(left) * 5 // 6, len(left))
    assert power_db(microphone[tail]) - power_db(left[tail]) > 10.0
