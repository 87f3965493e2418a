"""Counts of what was said and what was heard: right, wrong, rejected, false.

Of an utterance that is one of the phrases: "right" if that phrase was heard, "wrong" if another whole phrase was,
"rejected" if none was. Of any other utterance: "false" if a whole phrase was heard in it. What a whole phrase is, and
how much that is unknown may stand before it, is the kiosk's own rule (``core.matching.whole_phrase``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

Outcome = Literal["right", "wrong", "rejected", "false", "ignored"]


@dataclass(frozen=True)
class Case:
    """One utterance: what was said, by whom, where from, and the whole phrase that was heard, or ""."""

    said: str
    wanted: bool  # what was said is one of the phrases
    heard: str
    speaker: str = ""
    source: str = ""

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        if not self.wanted:
            return "false" if self.heard else "ignored"
        return "right" if self.heard == self.said else "wrong" if self.heard else "rejected"


@dataclass(frozen=True)
class Tally:
    """How many of the wanted were right, wrong, rejected; how many of the unwanted false."""

    right: int = 0
    wrong: int = 0
    rejected: int = 0
    false: int = 0
    ignored: int = 0

    @property
    def wanted(self) -> int:
        """Utterances that are one of the phrases."""
        return self.right + self.wrong + self.rejected

    @property
    def unwanted(self) -> int:
        """Utterances that are none."""
        return self.false + self.ignored

    def as_data(self) -> dict[str, int]:
        """For JSON: the counts by their names."""
        return {
            "wanted": self.wanted, "right": self.right, "wrong": self.wrong, "rejected": self.rejected,
            "unwanted": self.unwanted, "false": self.false,
        }  # fmt: skip


def tally(cases: Iterable[Case]) -> Tally:
    """All of them counted."""
    counted = Counter(case.outcome for case in cases)
    return Tally(*(counted[name] for name in get_args(Outcome)))


def by(cases: Iterable[Case], key: Callable[[Case], str]) -> dict[str, Tally]:
    """Counted by phrase, speaker or source; the worst first."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    return _worst_first({name: tally(some) for name, some in groups.items()})


def by_phrase(cases: Iterable[Case]) -> dict[str, Tally]:
    """Counted by the phrase that was said, and all that is no phrase by the one that it was taken for."""
    some = list(cases)
    found = by((case for case in some if case.wanted or case.heard), lambda c: c.said if c.wanted else c.heard)
    unwanted = sum(not case.wanted for case in some)
    return _worst_first({name: replace(one, ignored=unwanted - one.false) for name, one in found.items()})


def _worst_first(counted: dict[str, Tally]) -> dict[str, Tally]:
    return dict(sorted(counted.items(), key=lambda item: (item[1].right - item[1].wanted - item[1].false, item[0])))


def confusions(cases: Iterable[Case]) -> list[tuple[str, str, int]]:
    """(said, heard, how often) of what was taken for something else, the most frequent first."""
    counted = Counter((case.said, case.heard) for case in cases if case.outcome in ("wrong", "false"))
    return [(said, heard, count) for (said, heard), count in counted.most_common()]


def details(cases: list[Case]) -> dict[str, Any]:
    """For JSON: the counts as a whole, by phrase, by speaker and by source, and the confusions."""
    return {
        **tally(cases).as_data(),
        "by_phrase": {name: one.as_data() for name, one in by_phrase(cases).items()},
        "by_speaker": {name: one.as_data() for name, one in by(cases, lambda c: c.speaker).items()},
        "by_source": {name: one.as_data() for name, one in by(cases, lambda c: c.source).items()},
        "confusions": [list(one) for one in confusions(cases)],
    }
