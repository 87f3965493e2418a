"""The voices' stores: made in parallel, in stages that can be broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk.training import corpus, synthesise, voices

NOTHING = corpus.Texts((), (), (), ())


def first_fails(voice: voices.Voice, of: corpus.Texts, folder: Path, seed: int, share: float) -> int:
    """In place of a voice that speaks for a minute."""
    if voice.name == "0":
        raise OSError(28, "No space left on device", str(folder))
    time.sleep(0.1)
    (folder / voice.name).touch()
    return 1


def test_what_fails_in_one_voice_ends_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All other voices spoke on to their ends, also after Ctrl+C, before anything was said."""
    some = tuple(voices.Voice("espeak", str(number)) for number in range(60))
    monkeypatch.setattr(voices, "training_voices", lambda: some)
    monkeypatch.setattr(synthesise, "one_voice", first_fails)
    with pytest.raises(OSError, match="No space left"):
        synthesise.synthesise(NOTHING, tmp_path, 1)
    assert len(list(tmp_path.iterdir())) < 20


def lasts(voice: voices.Voice, of: corpus.Texts, folder: Path, seed: int, share: float) -> int:
    (folder / str(os.getpid())).touch()
    time.sleep(20)
    return 1


def speak_for_long(folder: Path) -> None:
    """What the killed process below does."""
    synthesise.one_voice = lasts
    synthesise.synthesise(NOTHING, folder, 1)


@pytest.mark.skipif(find_spec("ttspico") is None, reason="pico's voices are an extra, built from source")
def test_picos_two_voices_speak_one_after_the_other() -> None:
    lines = [corpus.Line("phrase", ("go home",)), corpus.Line("string", ("stop", "bigger"))]
    for name in voices.PICO:
        spoken = list(voices.spoken(voices.Voice("pico", name), lines, 1))
        assert [line.words for line, _ in spoken] == [("go", "home"), ("stop", "bigger")]
        assert all(0.4 * 16000 < len(sound) < 4 * 16000 for _, sound in spoken)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot see that its parent ended")
def test_nothing_speaks_on_when_the_making_was_killed(tmp_path: Path) -> None:
    """It would write into the same files as the one that is started next."""
    script = f"from tests.training import test_synthesise as t; t.speak_for_long(t.Path({str(tmp_path)!r}))"
    home = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", script], cwd=home, stdout=subprocess.DEVNULL) as making:
        until = time.monotonic() + 30
        while len(found := list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        making.send_signal(signal.SIGKILL)
    assert len(found) == 2
    until = time.monotonic() + 10
    while (left := [one.name for one in found if running(int(one.name))]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{process}/stat").exists() or ") Z" not in Path(f"/proc/{process}/stat").read_text()
