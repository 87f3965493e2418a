"""Phrases that are heard whole or not at all: through real Vosk, and what becomes of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.matching import Word
from kiosk.hearing.build import build
from kiosk.hearing.joined import joinable, joined, parted
from kiosk.hearing.lexicon import Phones
from kiosk.hearing.phones import PAUSE
from kiosk.hearing.recogniser import Recogniser
from kiosk.training import kaldi
from tests.hearing import speech
from tests.hearing.speech import quiet, say

PHRASES = ["how long is it", "what a therapist does", "read section two", "stop", "[unk]"]
VOICE = "en-gb+f3"


def heard(recogniser: Recogniser, *sounds: speech.Sound, whole: bool = True) -> list[str]:
    recogniser.grammar("look", PHRASES, whole=whole)
    sound = speech.joined(quiet(0.4), *sounds, quiet(0.5))
    return [word.text for word in recogniser.look("look", sound.tobytes()).words]


def test_the_words_of_a_phrase_share_its_time_by_their_letters() -> None:
    assert joined("go home") == "go_home" and joined("stop") == "stop"
    assert parted(Word("go_home", 1.0, 2.5, 0.7)) == (Word("go", 1.0, 1.5, 0.7), Word("home", 1.5, 2.5, 0.7))
    assert parted(Word("stop", 1.0, 1.5)) == (Word("stop", 1.0, 1.5),)


def test_a_phrase_with_a_word_that_nobody_can_say_is_not_joined() -> None:
    ways: dict[str, list[Phones]] = {"go": [("g", "ow")], "home": [("hh", "ow", "m")]}
    assert joinable(["go home", "go", "go 日本", "go home"], ways) == ("go home",)


def test_a_paragraph_for_a_name_is_heard_by_its_loose_words_and_keeps_no_other_from_being_built(
    model_as_made: Path, tmp_path: Path
) -> None:
    """Its 1,000 sounds, each a call within a call, ended the building, and with it the ear."""
    paragraph = " ".join(["when somebody forgets things"] * 50)
    build(model_as_made, tmp_path, [*paragraph.split()[:4], "go", "home"], 0.6, {}, (), [paragraph, "go home"])
    words = (tmp_path / "graph" / "words.txt").read_text()
    assert "go_home" in words and "when_" not in words


def test_a_single_word_is_no_whole_phrase_whatever_blanks_stand_around_it(recogniser: Recogniser) -> None:
    """Taken for one, it is kept from the whole vocabulary: "read section two" was heard there as "reads section to"."""
    assert joinable(["go "], {"go": [("g", "ow")]}) == ()
    recogniser.grammar("free", None)
    for text in ("read", "about"):
        sound = speech.joined(quiet(0.4), say(text, VOICE), quiet(0.5))
        assert [word.text for word in recogniser.look("free", sound.tobytes()).words] == [text]


def test_a_whole_phrase_is_heard_as_its_words(recogniser: Recogniser) -> None:
    assert recogniser.whole(PHRASES) == {"how long is it", "what a therapist does", "read section two", "stop", "[unk]"}
    assert heard(recogniser, say("how long is it", VOICE)) == "how long is it".split()
    assert heard(recogniser, say("stop", VOICE)) == ["stop"]


@pytest.mark.parametrize("pause_s", [0.15, 0.4])
def test_it_may_be_said_with_pauses(recogniser: Recogniser, pause_s: float) -> None:
    spoken = [part for word in "read section two".split() for part in (say(word, VOICE), quiet(pause_s))]
    assert heard(recogniser, *spoken) == "read section two".split()


def test_what_is_mixed_of_two_phrases_is_neither(recogniser: Recogniser) -> None:
    mixed = say("how long does", VOICE)
    assert heard(recogniser, mixed, whole=False) == "how long does".split()
    assert heard(recogniser, mixed) != "how long does".split()
    assert heard(recogniser, say("section", VOICE)) == ["[unk]"]


def test_a_phrase_that_was_not_built_in_is_heard_as_words(recogniser: Recogniser) -> None:
    assert recogniser.whole(["help stop"]) == frozenset()
    recogniser.grammar("look", ["help stop", "[unk]"], whole=True)
    sound = speech.joined(quiet(0.4), say("help stop", VOICE), quiet(0.5))
    assert [word.text for word in recogniser.look("look", sound.tobytes()).words] == ["help", "stop"]


def test_a_model_that_does_not_know_the_pause_gets_no_phrases(
    model_as_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its network would be asked for a sound that it has no number for, and that kills Vosk."""
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    build(model_as_made, tmp_path / "new", ["go", "home"], 0.6, {}, (), ["go home"])
    assert "go_home" in (tmp_path / "new" / "graph" / "words.txt").read_text()
    monkeypatch.setattr(kaldi, "PHONE_IDS", PAUSE - 1)
    made = tmp_path / "old model"
    for part in ("am", "graph"):
        (made / part).mkdir(parents=True)
    (made / "am" / "final.mdl").write_bytes(b"\0B" + kaldi.transition_model())
    (made / "graph" / "phone_bigram.npy").write_bytes((model_as_made / "graph" / "phone_bigram.npy").read_bytes())
    build(made, tmp_path / "old", ["go", "home"], 0.6, {}, (), ["go home"])
    assert "go_home" not in (tmp_path / "old" / "graph" / "words.txt").read_text()
