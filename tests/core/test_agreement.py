"""What several views of one stretch of speech agree on."""

from __future__ import annotations

import pytest

from kiosk.core.agreement import agreed, witnesses
from kiosk.core.matching import Judgement, Rules

RULES = Rules()
PHRASES = {"back": 1, "next": 2, "louder": 3, "larger": 4}
NOTHING = Judgement("reject", "", -1, 0.0)


def saw(phrase: str, choice: int, confidence: float) -> Judgement:
    return Judgement("ask", phrase, choice, confidence)


def test_what_all_views_half_believe_is_accepted_when_together_they_are_sure() -> None:
    seen = [saw("back", 1, confidence) for confidence in (0.82, 0.9, 0.98, 0.98)]
    judged = agreed(seen, RULES, PHRASES)
    assert (judged.verdict, judged.phrase, judged.choice) == ("accept", "back", 1)
    assert judged.confidence >= RULES.accept_agreed


def test_one_firm_view_alone_is_not_enough() -> None:
    assert agreed([NOTHING, NOTHING, saw("back", 1, 0.98), NOTHING], RULES, PHRASES).verdict != "accept"


def test_views_that_contradict_each_other_are_not_acted_on() -> None:
    seen = [saw("five", 1, 0.8), saw("nine", 2, 0.8), saw("five", 1, 0.7), saw("nine", 2, 0.75)]
    assert agreed(seen, RULES, PHRASES).verdict != "accept"


def test_two_against_two_are_asked_about_however_firm() -> None:
    seen = [saw("back", 1, 0.98), saw("next", 2, 0.97), saw("back", 1, 0.98), saw("next", 2, 0.97)]
    judged = agreed(seen, RULES, PHRASES)
    assert judged.confidence > RULES.accept_agreed and judged.verdict == "ask"


def test_a_view_that_hardly_believes_backs_nothing() -> None:
    judged = agreed([saw("back", 1, 0.99), NOTHING, saw("back", 1, 0.35), NOTHING], RULES, PHRASES)
    assert judged.confidence > RULES.accept_agreed and judged.verdict == "ask"


@pytest.mark.parametrize(("confidence", "verdict"), [(0.73, "accept"), (0.71, "ask")])
def test_where_acting_begins(confidence: float, verdict: str) -> None:
    assert agreed([saw("back", 1, confidence)] * 4, RULES, PHRASES).verdict == verdict


def test_another_phrase_never_speaks_for_the_favourite() -> None:
    """One that was hardly believed counted for it, more than a view that found nothing."""
    firm = [saw("back", 1, 0.9)] * 3
    assert witnesses([*firm, saw("next", 2, 0.02)]) == witnesses([*firm, NOTHING])
    assert witnesses([*firm, saw("next", 2, 0.8)])["another"] > 0


def test_another_wording_of_the_same_choice_agrees() -> None:
    seen = [saw("go home", 1, 0.95), saw("home", 1, 0.9), saw("go home", 1, 0.97), saw("home", 1, 0.9)]
    judged = agreed(seen, RULES, PHRASES)
    assert (judged.verdict, judged.phrase) == ("accept", "go home")


def test_a_rare_command_that_a_usual_one_is_taken_for_is_asked_about_unless_all_is_certain() -> None:
    """A voice's "louder" was acted on as "larger": by four views at 0.83 to 0.94."""
    doubtful, certain = [saw("larger", 4, 0.9)] * 4, [saw("larger", 4, 0.98)] * 4
    assert agreed(doubtful, RULES, PHRASES).verdict == "ask"
    assert agreed([saw("louder", 3, 0.9)] * 4, RULES, PHRASES).verdict == "accept"
    assert agreed(certain, RULES, PHRASES).verdict == "accept"
    assert agreed(doubtful, RULES, {"larger": 4}).verdict == "accept"  # louder cannot be said here


def test_where_no_view_found_a_phrase_none_was_said() -> None:
    assert agreed([NOTHING] * 4, RULES, PHRASES) == NOTHING


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_certainty_without_a_doubt_counts_too(confidence: float) -> None:
    judged = agreed([saw("stop", 1, confidence)] * 4, RULES, PHRASES)
    assert judged.verdict == ("accept" if confidence else "reject")
