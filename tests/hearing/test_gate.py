"""The gate opens for speech, and for nothing else that stays the same."""

from __future__ import annotations

from kiosk.hearing.gate import FRAME, Gate
from tests.hearing.speech import Sound, hiss, joined, quiet, say


def opened(gate: Gate, sound: Sound) -> float:
    """Seconds for which the gate was open."""
    frames = 0
    for at in range(0, len(sound) - FRAME + 1, FRAME):
        gate.hear(sound[at : at + FRAME])
        frames += gate.speech
    return frames / 100


def test_the_gate_stays_shut_in_a_quiet_room() -> None:
    assert opened(Gate(), quiet(20.0)) == 0.0


def test_the_gate_opens_for_speech() -> None:
    sound = say("read section two")
    assert opened(Gate(), joined(quiet(1.0), sound, quiet(1.0))) > 0.5 * len(sound) / 16000


def test_steady_noise_opens_it_for_a_moment_at_most() -> None:
    gate = Gate()
    opened(gate, quiet(1.0))
    opened(gate, hiss(5.0, 600))
    assert opened(gate, hiss(20.0, 600, 1)) < 1.0


def test_quiet_is_measured_from_the_end_of_speech() -> None:
    gate = Gate()
    opened(gate, joined(quiet(1.0), say("stop"), quiet(0.5)))
    assert 0.35 < gate.quiet_s < 0.8
