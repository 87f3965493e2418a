"""What the voices are made to say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kiosk.training import corpus, store, voices


@pytest.fixture(scope="module")
def texts() -> corpus.Texts:
    read = ["the old man walked slowly down to the river in the evening and sat there until it was quite dark outside"]
    return corpus.texts([*read, "stop"], Path(__file__).parents[2] / "content")


def test_every_standing_phrase_and_number_is_said(texts: corpus.Texts) -> None:
    assert {"stop", "go home", "what can i say", "read section two", "twenty", "ninety nine"} <= set(texts.phrases)
    assert "steady on your feet" in texts.phrases


def test_strange_words_are_in_no_phrase(texts: corpus.Texts) -> None:
    known = {word for phrase in texts.phrases for word in phrase.split()}
    assert len(texts.strange) > 10_000
    assert not known & set(texts.strange)


def test_long_sentences_are_cut_and_single_words_of_people_are_no_sentences(texts: corpus.Texts) -> None:
    assert max(len(one.split()) for one in texts.sentences) == 14
    assert "stop" not in texts.sentences


def test_lines_are_of_every_kind_and_the_same_for_the_same_seed(texts: corpus.Texts) -> None:
    made = corpus.lines(texts, 400, random.Random(1))
    assert len(made) == 400
    assert {line.kind for line in made} == {"phrase", "word", "string", "sentence", "strange"}
    assert any(len(line.parts) > 1 for line in made), "some are said with pauses"
    assert made == corpus.lines(texts, 400, random.Random(1))
    assert made != corpus.lines(texts, 400, random.Random(2))


def test_no_voice_is_both_trained_on_and_measured_on() -> None:
    trained = {voice.name for voice in voices.training_voices()}
    assert not any(name.endswith(f"+{held}") for name in trained for held in voices.HELD_OUT_VARIANTS)
    assert not trained & set(voices.HELD_OUT_FESTIVAL)
    assert "en-us" not in trained, "the kiosk's own voice is what must be ignored"


def test_a_store_gives_back_what_went_in_and_is_whole_or_not_there(tmp_path: Path) -> None:
    from tests.hearing.speech import say

    first, second = say("stop"), say("go home")
    path = tmp_path / "two.i16"
    assert not store.done(path)
    store.write(path, [(first, ("stop",), "a", "x", "word"), (second, ("go", "home"), "b", "y", "phrase")])
    kept = store.Store(path)
    assert (kept.sound(kept.entries[1]) == second).all()
    assert kept.entries[0].words == ("stop",)
    assert store.done(path)

    def broken() -> object:
        yield first, ("stop",), "a", "x", "word"
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        store.write(tmp_path / "half.i16", broken())  # type: ignore[arg-type]
    assert not store.done(tmp_path / "half.i16")
