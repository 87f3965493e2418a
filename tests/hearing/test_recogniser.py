"""The recogniser's process: what kills Vosk must not kill it, and what kills it must not kill the kiosk."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from kiosk.hearing.recogniser import Recogniser, RecogniserFaultError, RecogniserLostError
from tests.hearing.speech import joined, quiet, say

pytestmark = pytest.mark.alone


def test_what_aborts_vosk_does_not_harm_the_process(recogniser: Recogniser) -> None:
    recogniser.grammar("ear", ["stop", "[unk]"])
    recogniser.hear(quiet(0.5).tobytes())
    recogniser.grammar("ear", ["next", "xyzzyq plugh", "", "[unk]"])  # after sound, with unknown words
    recogniser.hear(quiet(0.5).tobytes())
    recogniser.grammar("ear", [])
    recogniser.reset()
    recogniser.hear(b"\0\0" * 3)
    assert recogniser.restarts == 0
    assert recogniser.unknown(["stop", "xyzzyq"]) == {"xyzzyq"}


def test_a_look_gives_words_with_times_within_its_own_sound(recogniser: Recogniser) -> None:
    recogniser.grammar("look", ["stop", "go home", "[unk]"])
    sound = joined(quiet(0.5), say("go home"), quiet(0.5))
    for _ in range(2):  # Vosk's clock runs on; a second look must give the same times
        look = recogniser.look("look", sound.tobytes())
        assert [word.text for word in look.words] == ["go", "home"]
        assert 0.3 < look.words[0].start < look.words[1].end < len(sound) / 16000


def test_a_stream_that_is_ended_has_the_words_of_a_look_at_all_of_it(recogniser: Recogniser) -> None:
    grammar = ["stop", "go home", "[unk]"]
    recogniser.grammar("ear", grammar)
    recogniser.grammar("look", grammar)
    for said in ("go home", "stop", "go home"):  # what was heard before must not be in it, nor shift its times
        sound = joined(quiet(0.4), say(said), quiet(0.2)).tobytes()
        recogniser.reset()
        for at in range(0, len(sound), 1024):
            recogniser.hear(sound[at : at + 1024])
        ended, looked = recogniser.end().words, recogniser.look("look", sound).words
        assert [word.text for word in ended] == said.split()
        assert [word.start for word in ended] == pytest.approx([word.start for word in looked], abs=0.015)
        assert [word.confidence for word in ended] == pytest.approx([word.confidence for word in looked], abs=1e-3)


def test_a_killed_recogniser_is_back_within_two_seconds_and_knows_its_grammar(model: Path) -> None:
    one = Recogniser(model)
    one.open()
    try:
        one.grammar("ear", ["stop", "[unk]"])
        assert one.pid is not None
        os.kill(one.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        begun = time.monotonic()
        with pytest.raises(RecogniserLostError):
            while True:
                one.hear(quiet(0.032).tobytes())
        assert time.monotonic() - begun < 2.0
        for at in range(0, 16000, 512):
            partial = one.hear(joined(quiet(0.3), say("stop"), quiet(0.5)).tobytes()[at * 2 : at * 2 + 1024])
        assert partial == "stop"
    finally:
        one.close()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be frozen on this system")
def test_a_hung_recogniser_is_replaced(model: Path) -> None:
    one = Recogniser(model, patience_s=0.6)
    one.open()
    try:
        one.grammar("ear", ["stop", "[unk]"])
        assert one.pid is not None
        os.kill(one.pid, signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(RecogniserLostError):
            one.hear(quiet(5.0).tobytes())  # more than a pipe holds
        assert time.monotonic() - begun < 2.5
        one.hear(quiet(0.5).tobytes())
    finally:
        one.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process has taken for itself")
def test_a_recogniser_that_serves_many_screens_does_not_grow(recogniser: Recogniser) -> None:
    """Vosk leaks every grammar that SetGrammar replaces, and keeps the features of a stream over Reset."""
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    phrases = [f"section {first} {second} {third}" for first in numbers for second in numbers for third in numbers[:3]]
    sound = joined(*(say(f"go home {one}") for one in numbers[:4])).tobytes()

    def serve(times: int) -> int:
        for turn in range(times):
            for name in ("ear", "look"):
                recogniser.grammar(name, [*phrases[turn % 7 :], "[unk]"])
        for _ in range(times // 6):
            recogniser.reset()
            recogniser.hear(sound)
        return own_kilobytes(recogniser.pid or 0)

    warm = serve(60)
    assert serve(150) < warm + 1000, "kilobytes; it was 2,700"


def own_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon"))


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    one = Recogniser(tmp_path / "no model")
    with pytest.raises(RecogniserFaultError, match="no model"):
        one.open()
    one.close()


def test_the_process_stays_small(recogniser: Recogniser) -> None:
    statm = Path(f"/proc/{recogniser.pid}/statm")
    if not statm.exists():
        pytest.skip("this system does not say how large a process is")
    recogniser.grammar("ear", ["stop", "[unk]"])
    for _ in range(20):
        recogniser.hear(joined(quiet(0.2), say("stop")).tobytes())
        recogniser.reset()
    assert int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") < 80e6
