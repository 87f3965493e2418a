"""What the kiosk does about what is said, measured on its own screens with the built-in model."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.hearing import Hearing
from kiosk.core.matching import WEIGHTS
from kiosk.hearing.recogniser import Recogniser
from kiosk.training.acting import Scene, act, overheard, table
from kiosk.training.acting_scenes import Place, commands, library, places, spoken
from kiosk.training.belief import Trial, cuts, fit, trials
from tests.hearing.speech import joined, quiet, say


@pytest.fixture(scope="module")
def at() -> dict[str, Place]:
    return places(library())


def test_every_standing_command_and_number_is_a_choice_where_it_is_measured(at: dict[str, Place]) -> None:
    for place, phrase in commands():
        assert at[place].choice(phrase) is not None, (place, phrase)
    assert len(commands()) > 50


def test_a_command_that_is_understood_is_right_and_one_taken_for_another_wrong(
    recogniser: Recogniser, at: dict[str, Place]
) -> None:
    (scene,) = spoken([("a voice", "bigger", say("bigger", "en-us+f4", 130))], at)
    done = act(recogniser, scene)
    assert done.outcome == "right" and done.late_s is not None and 0.0 < done.late_s < 1.0
    other = Scene("a voice", "smaller", scene.sound, scene.hearing, at["paused"].choice("smaller"), scene.end_s)
    assert act(recogniser, other).outcome == "wrong"
    lines = table([done, act(recogniser, other)], "two").splitlines()
    assert lines[0].startswith("two: 2: right 1 (50.0%), wrong 1 (50.0%); decided after")
    assert lines[-1] == "  wrong: 'smaller' was taken for 'bigger', 1 times"


def test_talk_of_other_things_is_no_action(model: Path, at: dict[str, Place]) -> None:
    talk = joined(*(joined(say(text, "en-gb+m3", 150), quiet(0.4)) for text in (
        "the weather was lovely in the garden", "my sister came to see me on sunday", "we had soup and bread",
    )))  # fmt: skip
    found = overheard(model, talk, at["home"].hearing)
    assert found.seconds > 5 and not [one for one in found.heard if one.verdict == "accept"]
    assert overheard(model, talk, Hearing(1, ())).heard == ()


def test_a_trial_holds_what_the_kiosk_judged_in_a_scene(model: Path, at: dict[str, Place]) -> None:
    said = [("a voice", "bigger", say("bigger", "en-us+f4", 130)), ("a voice", "smaller", quiet(1.0))]
    (heard, silent), unsure = trials(model, spoken(said, at))
    assert heard.phrase == "bigger" and heard.right and heard.wanted and list(heard.witnesses) == list(WEIGHTS)
    assert silent == Trial("", False, True, {})
    assert unsure == []  # one look was sure


def test_the_fit_trusts_the_witness_that_tells_right_from_wrong() -> None:
    some = [
        Trial("stop", good, good, {"always": 1.0, "margin": margin, "sure": 1.0})
        for good, margin in [(True, 1.5), (True, 1.0), (True, 0.2), (False, -0.5), (False, -1.0), (False, 0.4)] * 10
    ]
    weights = fit(some)
    assert weights["margin"] > 1.0 > abs(weights["sure"])
    half, most = cuts(some, weights, (0.5, 0.9))
    assert half.right >= 20 and half.wanted == 30
    assert most.wrong == 0 and most.right > 0
    with pytest.raises(ValueError, match="heard right and some that were heard wrong"):
        fit([trial for trial in some if trial.right])
