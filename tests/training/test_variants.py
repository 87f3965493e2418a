"""Made-up voices of espeak-ng: each another one, and each of them speaks."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from kiosk.training import corpus, variants, voices

# the voice that the kiosk brings along is a library without a command, and making speech to train on needs the command
spoken = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="the Debian package espeak-ng is not here")


def test_a_variant_is_the_same_for_the_same_chance_and_another_for_another() -> None:
    texts = [variants.variant(random.Random(seed)) for seed in range(40)]
    assert len(set(texts)) == 40
    assert variants.variant(random.Random(3)) == texts[3]
    assert all(text.startswith("language variant\n") and text.count("formant") == 9 for text in texts)


@spoken
def test_they_stand_beside_espeaks_own_and_go_when_they_are_not_needed() -> None:
    with variants.made(3) as path:
        data = Path(path, "espeak-ng-data")
        assert sorted(one.name for one in (data / "voices" / "!v").iterdir()) == ["made0", "made1", "made2"]
        assert (data / "phontab").exists()
    assert not path.exists()


@spoken
def test_they_speak_by_turns() -> None:
    lines = [corpus.Line("phrase", ("go home",)) for _ in range(26)]
    sounds = [sound for _, sound in voices.spoken(voices.Voice("made", "en-us+made"), lines, 1)]
    assert len(sounds) == 26
    assert all(0.3 * 16000 < len(sound) < 4 * 16000 for sound in sounds)

    def slope(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound.astype(float))) ** 2
        tenth = len(power) // 10
        return float(np.log(power[tenth : 4 * tenth].sum() / power[:tenth].sum()))

    timbres = [np.mean([slope(one) for one in sounds[at : at + 12]]) for at in (0, 12)]
    assert abs(timbres[0] - timbres[1]) > 0.2
