"""Words cut out of sentences: they hold what they say they hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kiosk import places
from kiosk.core.matching import Word
from kiosk.training import cut, store
from kiosk.training.evaluate import evaluate
from kiosk.training.manifest import Clip
from kiosk.training.recordings import Recordings
from kiosk.training.tally import tally
from tests.hearing.speech import say

MODEL = places.shipped() / "assets" / "models" / "kiosk-en"
SENTENCES = ("please stop and go home now", "read section two and then go on", "she said yes and turned to the left")
VOICES = ("en-us+m1", "en-gb+f2")


@pytest.fixture(scope="module")
def cuts(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    folder = tmp_path_factory.mktemp("cut")
    spoken = [(say(text, voice, 130), text, voice) for text in SENTENCES for voice in VOICES]
    wrong = (spoken[0][0], "they all went to sleep early", "liar")
    store.write(
        folder / "people.i16",
        ((sound, tuple(text.split()), voice, "read", "people") for sound, text, voice in (*spoken, wrong)),
    )
    cut.write(folder / "cut.i16", store.Store(folder / "people.i16"), MODEL, seed=1)
    return store.Store(folder / "cut.i16")


def test_a_command_in_a_sentence_is_cut_out_alone(cuts: store.Store) -> None:
    alone = {entry.words[0] for entry in cuts.entries if len(entry.words) == 1}
    assert {"stop", "go", "two", "yes", "left"} <= alone


def test_a_cut_word_is_heard_as_what_it_is(cuts: store.Store) -> None:
    wanted = [entry for entry in cuts.entries if entry.words in (("stop",), ("two",), ("yes",), ("left",))]
    sounds = {str(number): np.pad(cuts.sound(entry), 4800) for number, entry in enumerate(wanted)}
    clips = [Clip(Path(str(number)), entry.words[0], entry.speaker) for number, entry in enumerate(wanted)]
    recordings = Recordings(clips, lambda clip: sounds[clip.path.name])
    found = tally(evaluate(MODEL, recordings, ("stop", "two", "yes", "left"), workers=1)[0].cases)
    assert found.wanted >= 6
    assert found.right >= 0.7 * found.wanted


def test_a_sentence_that_is_not_what_it_says_is_left_out(cuts: store.Store) -> None:
    assert "liar" not in {entry.speaker for entry in cuts.entries}
    assert {entry.kind for entry in cuts.entries} == {cut.KIND}


@pytest.mark.parametrize("seed", range(5))
def test_pieces_hold_each_word_once_besides_commands_alone(seed: int) -> None:
    words = [Word(text, at * 0.3, at * 0.3 + 0.28) for at, text in enumerate(("i", "want", "to", "stop", "it", "here"))]
    sound = np.full(16000 * 2, 1000, np.int16)
    made = list(cut.pieces(sound, tuple(words), np.random.default_rng(seed)))
    assert [word for _, said in made for word in said if word != "stop"] == ["i", "want", "to", "it", "here"]
    assert ("stop",) in [said for _, said in made]
    for piece, said in made:
        assert abs(len(piece) / 16000 - (0.3 * len(said) + 0.05)) < 0.04
        assert piece[0] == piece[-1] == 0


def test_the_rarer_a_command_the_more_its_cuts_count() -> None:
    from kiosk.training.people import weight_of_cut

    assert weight_of_cut(("off",), 18) > weight_of_cut(("on",), 121) > weight_of_cut(("yes",), 556)
    assert weight_of_cut(("yes",), 556) > weight_of_cut(("and",), 145) == weight_of_cut(("turn", "off"), 1)
