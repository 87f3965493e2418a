"""Words against words: for an utterance of one word, the right one against all the others that stand alone.

LF-MMI sets the right sounds against any row of sounds; a command is mistaken for another word, not for any row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kiosk.training.lfmmi import right_words
from kiosk.training.ways import Allowed, Floats, Graphs, allowed

_MOST = 800  # words; more cost a tenth of a step's time each further hundred


def usual(alone: Iterable[tuple[str, str]], most: int = _MOST) -> tuple[str, ...]:
    """The words that are said alone most often, of (kind, word); what people said comes first."""
    counts = Counter(alone)
    people = {word for kind, word in counts if kind == "people"}
    others: Counter[str] = Counter()
    for (_, word), count in counts.items():
        others[word] += count
    rest = [word for word, _ in others.most_common() if word not in people]
    return tuple([*sorted(people), *rest][:most])


def any_of(words: Iterable[str], lexicon: Mapping[str, Sequence[Sequence[int]]]) -> Allowed:
    """One of these words, in any pronunciation."""
    ways = {tuple(way) for word in words for way in lexicon[word]}
    return allowed(("any",), {"any": sorted(ways)})


def against(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], said: Sequence[Allowed], rivals: Allowed
) -> tuple[Floats, NDArray[np.float32]]:
    """For each utterance log P(its word) - log P(any of the rivals), and the gradient of their sum: [B], [B, T, 2P].

    ``said`` must be ways that are among the rivals'. Too short an utterance counts for nothing, as in ``objective``.
    """
    right, wanted = used(scores, lengths, said)
    every, likely = used(scores, lengths, [rivals] * len(said))
    fits = (wanted > -1e9) & (likely > -1e9)
    gradient = (right - every) * fits[:, None, None]
    return np.where(fits, wanted - likely, np.nan), gradient.astype(np.float32)


def used(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], said: Sequence[Allowed]
) -> tuple[NDArray[np.float32], Floats]:
    """How much of each output the ways to say each utterance use [B, T, 2P], and how likely they are, as logs [B]."""
    graphs = _laid(said)
    found, logs = np.zeros_like(scores), np.zeros(len(scores))
    right_words(
        scores, lengths, graphs.at, graphs.phones, graphs.edge_at, graphs.before, graphs.weights, graphs.first,
        graphs.begins, graphs.ends, found, logs,
    )  # fmt: skip
    return found, logs


def _laid(some: Sequence[Allowed]) -> Graphs:
    """End to end, every way as likely as any other."""
    return Graphs(
        np.cumsum([0, *(len(one.phones) for one in some)]),
        np.concatenate([one.phones for one in some]),
        np.cumsum([0, *(len(one.before) for one in some)]),
        np.concatenate([one.before for one in some]),
        np.ones(sum(len(one.before) for one in some)),
        np.concatenate([one.first for one in some]),
        np.concatenate([one.begins for one in some]).astype(np.float64),
        np.concatenate([one.ends for one in some]).astype(np.float64),
    )
