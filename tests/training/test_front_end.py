"""What training sees of a sound is what Vosk sees of it."""

from __future__ import annotations

import kaldi_native_fbank
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from kiosk.training import features
from kiosk.training.manifest import Sound
from kiosk.training.room import hiss
from tests.hearing.speech import joined, quiet, say


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


@pytest.mark.parametrize("what", ["a word", "a phrase with silence", "noise", "a quiet room"])
def test_the_features_are_kaldis(what: str) -> None:
    sound = {
        "a word": lambda: say("stop"),
        "a phrase with silence": lambda: joined(quiet(0.3), say("read section two", "en-gb+f3"), quiet(0.5)),
        "noise": lambda: hiss(1.0),
        "a quiet room": lambda: quiet(0.4),
    }[what]()
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
