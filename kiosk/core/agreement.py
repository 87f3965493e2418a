"""Several views of one stretch of speech, and what they agree on. Pure thought, like ``matching``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.core.hearing import Verdict
from kiosk.core.homophones import often_meant
from kiosk.core.matching import Judgement, Rules

_FOUND = 2.5  # what it counts that a view found the phrase at all, beside how firmly it believes in it
_FEWEST, _BACKS = 2, 0.5  # views that must have found it, and how firmly, to act on it
_SURE = 4.6  # no view counts for more than 99 to 1
WEIGHTS = {"always": -0.29, "believed": 0.27, "another": -0.11}  # fitted as those of ``matching``


def agreed(seen: Sequence[Judgement], rules: Rules, phrases: Mapping[str, int]) -> Judgement:
    """The phrase that most speaks for, and whether all together make it certain enough."""
    if not any(one.phrase for one in seen):
        return seen[0]
    told = witnesses(seen)
    best = favourite(seen)
    total = sum(WEIGHTS[name] * value for name, value in told.items())
    confidence = 1.0 / (1.0 + math.exp(-total))
    firmest = max((one for one in seen if one.choice == best), key=lambda one: one.confidence)
    needed = rules.accept_rarer if often_meant(firmest.phrase, phrases) else rules.accept_agreed
    backed = [one.choice for one in seen if one.phrase and one.confidence >= _BACKS]
    clear = max(_FEWEST, 1 + max((backed.count(other) for other in backed if other != best), default=0))
    verdict: Verdict = "reject" if confidence < rules.ask else "ask"
    if confidence >= needed and backed.count(best) >= clear:
        verdict = "accept"
    return replace(firmest, verdict=verdict, confidence=confidence)


def favourite(seen: Sequence[Judgement]) -> int:
    """The Choice that most speaks for; some view must have found one."""
    found = sorted({one.choice for one in seen if one.phrase})
    return max(found, key=lambda choice: sum(_odds(one) + _FOUND for one in seen if one.choice == choice))


def witnesses(seen: Sequence[Judgement]) -> dict[str, float]:
    """What speaks for the favourite and against it, in numbers of about one."""
    best = favourite(seen)
    return {
        "always": 1.0,
        "believed": sum(_odds(one) for one in seen if one.choice == best),
        "another": max([0.0, *(_odds(one) + _FOUND for one in seen if one.phrase and one.choice != best)]),
    }


def _odds(one: Judgement) -> float:
    """How firmly a view believes in its phrase, as the logarithm of its chances."""
    sure = min(max(one.confidence, 0.01), 0.99)
    return max(-_SURE, min(_SURE, math.log(sure / (1.0 - sure))))
