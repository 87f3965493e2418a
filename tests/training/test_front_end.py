"""What training sees of a sound is what Vosk sees of it."""

from __future__ import annotations

from pathlib import Path

import kaldi_native_fbank
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from kiosk.hearing.phones import PDFS
from kiosk.training import features, kaldi
from kiosk.training.manifest import Sound
from kiosk.training.room import hiss
from tests.hearing.speech import joined, quiet, say
from tests.training.probe import differences

SOUNDS = {
    "a word": lambda: say("stop"),
    "a phrase with silence": lambda: joined(quiet(0.3), say("read section two", "en-gb+f3"), quiet(0.5)),
    "noise": lambda: hiss(1.0),
    "a quiet room": lambda: quiet(0.4),
}
_SPOKEN = PDFS // 2 - 1  # phones but silence: each has an output for its first frame and one for the others


def by_kaldi(sound: Sound, given: dict[str, str] = features.OPTIONS) -> NDArray[np.float32]:
    """Kaldi's own code, set by the lines that go into the model's mfcc.conf."""
    options = kaldi_native_fbank.MfccOptions()
    options.frame_opts.samp_freq = float(given["sample-frequency"])
    options.frame_opts.dither = float(given["dither"])
    options.mel_opts.num_bins = int(given["num-mel-bins"])
    options.mel_opts.low_freq = float(given["low-freq"])
    options.mel_opts.high_freq = float(given["high-freq"])
    options.num_ceps = int(given["num-ceps"])
    options.use_energy = given["use-energy"] == "true"
    one = kaldi_native_fbank.OnlineMfcc(options)
    one.accept_waveform(16000, sound.astype(np.float32).tolist())
    one.input_finished()
    return np.stack([one.get_frame(index) for index in range(one.num_frames_ready)])


def window_on_features() -> NDArray[np.float64]:
    """A layer [outputs, 3 frames of features] that passes each feature on as it is, in one of the frames."""
    weight = np.zeros((PDFS, 3 * features.COUNT))
    for number in range(_SPOKEN):
        for output, feature in ((2 * number + 2, number), (2 * number + 3, number + 1)):
            weight[output, features.COUNT * (feature % 3) + feature] = 1.0
    return weight


@pytest.mark.parametrize("what", SOUNDS)
def test_the_features_are_those_that_vosk_itself_computes(what: str, tmp_path: Path) -> None:
    """Vosk runs a network that hands its features on as scores; each row of them is a sum of 13 to 53."""
    weight, sound = window_on_features(), SOUNDS[what]()
    layer = kaldi.Affine("out", kaldi.spread("input", (-1, 0, 1)), weight, np.zeros(PDFS))
    for room in ("am", "conf"):
        (tmp_path / room).mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(kaldi.acoustic_model([layer], features.COUNT, 1, 1))
    options = "".join(f"--{name}={value}\n" for name, value in features.OPTIONS.items())
    (tmp_path / "conf" / "mfcc.conf").write_text(options)

    ours = features.mfcc(torch.from_numpy(sound.astype(np.float32))[None])[0].numpy().astype(np.float64)
    frames = 3 * np.arange((len(ours) + 2) // 3)[:, None] + np.arange(-1, 2)
    seen = ours[frames.clip(0, len(ours) - 1)].reshape(len(frames), -1) @ weight.T
    apart = np.abs(differences(tmp_path, sound, seen))
    assert apart.max() < 0.01, apart
    assert np.abs(seen).sum(1).min() > 100.0  # so what agrees is not nothing


@pytest.mark.parametrize("what", SOUNDS)
def test_the_features_are_kaldis(what: str) -> None:
    sound = SOUNDS[what]()
    ours = features.mfcc(torch.from_numpy(sound.astype(np.float32))[None])[0].numpy()
    theirs = by_kaldi(sound)
    assert ours.shape == theirs.shape == (features.frames_in(len(sound)), 40)
    assert np.abs(ours - theirs).max() < 0.02


def test_a_sound_in_a_batch_has_the_features_that_it_has_alone() -> None:
    long, short = say("read section two"), say("stop")
    batch = np.zeros((2, len(long)), np.float32)
    batch[0], batch[1, : len(short)] = long, short
    both = features.mfcc(torch.from_numpy(batch)).numpy()
    count = features.frames_in(len(short))
    assert np.abs(both[1, :count] - by_kaldi(short)).max() < 0.02
    assert np.abs(both[0] - by_kaldi(long)).max() < 0.02


def test_a_bent_scale_moves_the_formants_and_no_bend_changes_nothing() -> None:
    vowel = torch.from_numpy(say("are").astype(np.float32))[None]
    plain = features.log_mel(vowel)
    same = features.log_mel(vowel, torch.tensor([features.PLAIN]))
    bent = features.log_mel(vowel, torch.tensor([0]))
    assert torch.equal(plain, same)
    assert (plain - bent).abs().mean() > 0.1
