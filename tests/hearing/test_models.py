"""A model made ready for new words: in the cache, at once the second time, whatever the disk does."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from kiosk import places
from kiosk.core.phrases import normal, phrases_of
from kiosk.hearing.build import write_default_graph
from kiosk.hearing.fst import read
from kiosk.hearing.looks import prepare
from kiosk.hearing.models import BIGRAM, ModelFaultError, _temporary, ready_model
from kiosk.hearing.phones import forward, phone_id
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.vocabulary import common_words, number_vocabulary, vocabulary
from tests.conftest import BUILT_IN
from tests.hearing.speech import joined, quiet, say
from tests.visitor import library

WORDS = ("home", "back", "next")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder like that of a model of ours; its network is of no use."""
    folder = tmp_path / "made"
    for name, content in (("am/final.mdl", b"\0B" * 5000), ("conf/mfcc.conf", b"--dither=0\n")):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(content)
    (folder / BIGRAM).parent.mkdir()
    np.save(folder / BIGRAM, np.full((41, 41), 1 / 41, np.float32))
    return folder


def known(model: Path) -> set[str]:
    lines = (model / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines}


def test_the_words_asked_for_are_in_the_model_and_its_other_files_too(made: Path, tmp_path: Path) -> None:
    ready = ready_model(made, WORDS, 0.6, tmp_path / "cache")
    assert ready != made
    assert known(ready) == {"<eps>", "[unk]", *WORDS}
    assert (ready / "am" / "final.mdl").read_bytes() == (made / "am" / "final.mdl").read_bytes()
    assert (ready / "conf" / "mfcc.conf").read_text(encoding="utf-8") == "--dither=0\n"
    assert not (made / "graph" / "HCLr.fst").exists()


def test_the_same_words_are_ready_at_once_and_others_are_built(made: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = ready_model(made, WORDS, 0.6, cache)
    stamp = (first / "graph" / "HCLr.fst").stat().st_mtime_ns
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        assert ready_model(made, reversed(WORDS), 0.6, cache) == first
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.02
    assert (first / "graph" / "HCLr.fst").stat().st_mtime_ns == stamp
    others = {ready_model(made, (*WORDS, "help"), 0.6, cache), ready_model(made, WORDS, 0.5, cache)}
    (made / "am" / "final.mdl").write_bytes(b"another network")
    others.add(ready_model(made, WORDS, 0.6, cache))
    assert len(others | {first}) == 4


def test_two_who_want_the_same_words_at_once_both_get_them(made: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: ready_model(made, WORDS, 0.6, tmp_path / "cache"), range(3)))
    assert len(set(found)) == 1
    assert tmp_path in found[0].parents
    assert list((tmp_path / "cache" / "hearing").iterdir()) == [found[0]]


def test_old_words_are_tidied_away_but_not_the_last_ones(made: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made_for = []
    for number in range(5):
        made_for.append(ready_model(made, (*WORDS, "help")[: number + 1] if number < 4 else ("stop",), 0.6, cache))
        os.utime(made_for[-1], (number, number))
    assert set((cache / "hearing").iterdir()) == set(made_for[2:])


def test_a_model_of_other_makers_is_taken_as_it_is(made: Path, tmp_path: Path) -> None:
    (made / BIGRAM).unlink()
    assert ready_model(made, WORDS, 0.6, tmp_path / "cache") == made
    assert not (tmp_path / "cache").exists()


def test_what_power_failure_left_behind_is_built_anew(made: Path, tmp_path: Path) -> None:
    ready = ready_model(made, WORDS, 0.6, tmp_path / "cache")
    whole = (ready / "graph" / "HCLr.fst").read_bytes()
    (ready / "graph" / "HCLr.fst").write_bytes(whole[:100])
    assert ready_model(made, WORDS, 0.6, tmp_path / "cache") == ready
    assert (ready / "graph" / "HCLr.fst").read_bytes() == whole
    (ready / "sizes.json").write_text("{", encoding="utf-8")
    (ready / "words.json").write_text("", encoding="utf-8")
    assert ready_model(made, WORDS, 0.6, tmp_path / "cache") == ready
    assert not (ready / "words.json").exists()


def test_a_cache_that_cannot_be_written_is_done_without(made: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    ready = ready_model(made, WORDS, 0.6, blocked)
    assert set(WORDS) <= known(ready)
    assert tmp_path not in ready.parents
    assert ready_model(made, WORDS, 0.6, blocked) == ready
    shutil.rmtree(ready)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells here which processes live")
def test_what_a_kiosk_that_was_killed_left_beside_the_cache_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, alive = tmp_path / "kiosk-hearing-99999999-abc", tmp_path / f"kiosk-hearing-{os.getpid()}-abc"
    for each in (dead, alive):
        (each / "graph").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _temporary.cache_clear()
    made = _temporary()
    _temporary.cache_clear()
    assert set(tmp_path.iterdir()) == {alive, made}


def test_a_full_disk_leaves_the_model_as_it_was_made(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("", encoding="utf-8")
    monkeypatch.setattr("kiosk.hearing.models._temporary", lambda: nowhere / "also here")
    with pytest.raises(ModelFaultError, match="cannot be written"):
        ready_model(made, WORDS, 0.6, nowhere)
    write_default_graph(made, WORDS)
    assert ready_model(made, WORDS, 0.6, nowhere) == made


def test_a_damaged_table_of_sounds_is_a_fault_with_one_sentence(made: Path, tmp_path: Path) -> None:
    for content in (b"", b"nonsense", None):
        if content is None:
            np.save(made / BIGRAM, np.zeros((40, 40), np.float32))
        else:
            (made / BIGRAM).write_bytes(content)
        with pytest.raises(ModelFaultError, match=r"phone_bigram\.npy") as raised:
            ready_model(made, WORDS, 0.6, tmp_path / "cache")
        assert "\n" not in str(raised.value)
        assert list((tmp_path / "cache" / "hearing").iterdir()) == []


def test_a_word_is_heard_as_the_voice_says_it(made: Path, tmp_path: Path) -> None:
    ready = ready_model(made, ("tai",), 0.6, tmp_path / "cache", {"Tai": "Zoo", "Of no use": "x"})
    firsts = {arc[0] for arc in read(ready / "graph" / "HCLr.fst").arcs()[1].tolist() if arc[1] == 1}
    assert firsts >= {forward(phone_id("z")), forward(phone_id("t"))}


def test_all_the_kiosks_words_are_built_in_under_two_seconds_of_work(made: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    words = vocabulary(places.strings(), library().names)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ready = ready_model(made, words, 0.6, tmp_path / "cache")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2.0
    assert {word for name in library().names for word in normal(name).split()} <= known(ready)
    assert sum(path.stat().st_size for path in (ready / "graph").rglob("*") if path.is_file()) < 3_000_000


def test_a_word_of_a_new_title_is_heard_a_moment_later(tmp_path: Path) -> None:
    ready = ready_model(BUILT_IN, vocabulary(places.strings(), ["The Quokka Festival"]), 0.6, tmp_path)
    one = Recogniser(ready, patience_s=10.0)
    one.open()
    try:
        assert one.unknown(["quokka", "festival", "home"]) == frozenset()
        one.grammar("look", ["quokka festival", "go home", "[unk]"])
        sound = joined(quiet(0.4), say("quokka festival"), quiet(0.4))
        assert [word.text for word in one.look("look", sound.tobytes()).words] == ["quokka", "festival"]
    finally:
        one.close()


def test_the_model_as_it_ships_hears_by_itself() -> None:
    one = Recogniser(BUILT_IN, patience_s=10.0)
    one.open()
    try:
        assert one.unknown([*common_words(), *number_vocabulary()]) == frozenset()
        one.grammar("words", None, scored=True)
        sound = joined(quiet(0.4), say("please read this again"), quiet(0.4))
        assert "again" in one.look("words", sound.tobytes()).text.split()
    finally:
        one.close()


@pytest.mark.alone
def test_with_all_its_words_the_model_is_light(model: Path) -> None:
    """12 MB on the disk, 80 MB at work with every recogniser in use, a new grammar in 20 ms."""
    assert sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) < 12_000_000
    phrases = [phrase for face in places.strings().choices.values() for phrase in phrases_of(face.get("say", ()))]
    one = Recogniser(model, patience_s=10.0)
    one.open()
    try:
        prepare(one)
        took = []
        for last in ("home", "back", "next", "again", "help"):
            begun = time.perf_counter()
            one.grammar("look", [*phrases, last, "[unk]"])
            took.append(time.perf_counter() - begun)
        assert min(took) < 0.02
        for text in ("go to the next part please", "what a lovely day it is for a walk in the park"):
            for name in ("look", "others", "words"):
                one.look(name, joined(quiet(0.4), say(text), quiet(0.4)).tobytes())
        statm = Path(f"/proc/{one.pid}/statm")
        if statm.exists():
            assert int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") < 80e6
    finally:
        one.close()
