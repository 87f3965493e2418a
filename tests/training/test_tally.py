"""Right, wrong, rejected, false: every utterance is exactly one of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.training.tally import Case, by, by_phrase, confusions, details, tally

PHRASES = ("yes", "no", "go home", "go")
SAID = st.sampled_from((*PHRASES, "marvin", ""))


def case(said: str, heard: str, speaker: str = "ann", source: str = "home") -> Case:
    return Case(said, said in PHRASES, heard, speaker, source)


def test_each_outcome_is_what_its_name_says() -> None:
    assert case("yes", "yes").outcome == "right"
    assert case("yes", "no").outcome == "wrong"
    assert case("yes", "").outcome == "rejected"
    assert case("marvin", "no").outcome == "false"
    assert case("marvin", "").outcome == "ignored"


@settings(deadline=None)
@given(st.lists(st.builds(case, SAID, st.sampled_from((*PHRASES, "")), st.sampled_from("abc"), st.sampled_from("xy"))))
def test_counts_add_up_as_a_whole_and_by_every_key(cases: list[Case]) -> None:
    whole = tally(cases)
    assert whole.wanted + whole.unwanted == len(cases)
    assert whole.wanted == sum(one.said in PHRASES for one in cases)
    for key in (lambda one: one.said, lambda one: one.speaker, lambda one: one.source):
        parts = by(cases, key).values()
        for name in ("right", "wrong", "rejected", "false", "ignored"):
            assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
    assert sum(count for _, _, count in confusions(cases)) == whole.wrong + whole.false
    data = details(cases)
    assert data["wanted"] == data["right"] + data["wrong"] + data["rejected"]
    assert sum(one["wanted"] for one in data["by_phrase"].values()) == data["wanted"]
    assert sum(one["false"] for one in data["by_phrase"].values()) == data["false"]
    assert sum(one["unwanted"] for one in data["by_source"].values()) == data["unwanted"]


def test_the_worst_stand_first() -> None:
    cases = [case("yes", "yes", "ann"), case("yes", "no", "bob"), case("no", "yes", "bob"), case("no", "", "cid")]
    assert list(by(cases, lambda one: one.speaker)) == ["bob", "cid", "ann"]
    assert confusions([*cases, case("yes", "no")])[0] == ("yes", "no", 2)


def test_what_is_no_phrase_counts_for_the_phrase_that_it_was_taken_for() -> None:
    """By hand: of three others one was taken for "no"."""
    pairs = (("yes", "yes"), ("yes", "no"), ("yes", ""), ("marvin", "no"), ("", ""), ("tree", ""))
    cases = [case(said, heard) for said, heard in pairs]
    found = {name: one.as_data() for name, one in by_phrase(cases).items()}
    assert list(found) == ["yes", "no"]
    assert found["yes"] == {"wanted": 3, "right": 1, "wrong": 1, "rejected": 1, "unwanted": 3, "false": 0}
    assert found["no"] == {"wanted": 0, "right": 0, "wrong": 0, "rejected": 0, "unwanted": 3, "false": 1}
