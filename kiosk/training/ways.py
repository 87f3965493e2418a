"""Which phones may follow each other: all ways to say some words, and a phone bigram of all that can be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SILENCE = 0


@dataclass(frozen=True)
class Allowed:
    """All ways to say an utterance, as a graph of phones.

    ``phones`` [nodes]; node j may follow ``before[first[j]:first[j + 1]]``; ``begins`` and ``ends`` mark where a way
    may begin and end.
    """

    phones: NDArray[np.int64]
    before: NDArray[np.int64]
    first: NDArray[np.int64]
    begins: NDArray[np.bool_]
    ends: NDArray[np.bool_]
    shortest: int  # phones of the shortest way
    plain: NDArray[np.int64]  # the phones of one way, without silence


def allowed(words: Sequence[str], lexicon: Mapping[str, Sequence[Sequence[int]]]) -> Allowed:
    """The graph of some words: every pronunciation, and silence before, between and after if need be."""
    phones: list[int] = [SILENCE]
    before: list[list[int]] = [[]]
    begins = [True]
    tails, shortest, fresh = [0], 0, True
    plain = [phone for word in words for phone in lexicon[word][0]]
    for word in words:
        ends_here = []
        for sounds in lexicon[word]:
            for index, phone in enumerate(sounds):
                before.append(list(tails) if index == 0 else [len(phones) - 1])
                begins.append(fresh and index == 0)
                phones.append(phone)
            ends_here.append(len(phones) - 1)
        before.append(list(ends_here))
        begins.append(False)
        phones.append(SILENCE)
        tails = [*ends_here, len(phones) - 1]
        shortest += min(len(sounds) for sounds in lexicon[word])
        fresh = False
    ends = np.zeros(len(phones), np.bool_)
    ends[tails] = True
    first = np.cumsum([0, *(len(some) for some in before)])
    return Allowed(
        np.array(phones), np.array([one for some in before for one in some], np.int64), first.astype(np.int64),
        np.array(begins), ends, max(shortest, 1), np.array(plain, np.int64),
    )  # fmt: skip


@dataclass(frozen=True)
class Bigram:
    """Phone bigram: ``step`` [P, P], ``begin`` [P], ``end`` [P]; rows of step and end sum to 1."""

    step: Floats
    begin: Floats
    end: Floats

    @property
    def table(self) -> NDArray[np.float32]:
        """[P + 1, P + 1] as it ships with the model: the last row begins, the last column ends."""
        whole = np.zeros((len(self.begin) + 1, len(self.begin) + 1), np.float32)
        whole[:-1, :-1], whole[-1, :-1], whole[:-1, -1] = self.step, self.begin, self.end
        return whole


def bigram(spoken: Sequence[Sequence[Sequence[int]]], phones: int, smooth: float = 20.0) -> Bigram:
    """Estimated from utterances, each a list of words, each a list of phones.

    Half of the utterances begin and end in silence, and one gap between words in five has some.
    """
    counts = np.zeros((phones + 1, phones + 1))
    for words in spoken:
        for edge in (False, True):
            last = phones
            if edge:
                counts[last, SILENCE] += 0.5
                last = SILENCE
            for index, word in enumerate(words):
                for at, phone in enumerate(word):
                    if at == 0 and index:
                        counts[last, phone] += 0.4
                        counts[last, SILENCE] += 0.1
                        counts[SILENCE, phone] += 0.1
                    else:
                        counts[last, phone] += 0.5
                    last = phone
            if edge:
                counts[last, SILENCE] += 0.5
                last = SILENCE
            counts[last, phones] += 0.5
    usual = counts.sum(axis=0) / counts.sum()
    table = (counts + smooth * usual) / (counts.sum(axis=1, keepdims=True) + smooth)
    table[phones, phones] = 0.0
    table /= table.sum(axis=1, keepdims=True)
    return Bigram(table[:-1, :-1].copy(), table[-1, :-1].copy(), table[:-1, -1].copy())


@dataclass(frozen=True)
class Graphs:
    """A batch of Allowed, laid end to end with the bigram's weights."""

    at: NDArray[np.int64]
    phones: NDArray[np.int64]
    edge_at: NDArray[np.int64]
    before: NDArray[np.int64]
    weights: Floats
    first: NDArray[np.int64]
    begins: Floats
    ends: Floats


def laid(some: Sequence[Allowed], of: Bigram) -> Graphs:
    """The batch's graphs, end to end."""
    phones = np.concatenate([one.phones for one in some])
    weights = []
    for one in some:
        after = np.repeat(one.phones, np.diff(one.first))
        weights.append(of.step[one.phones[one.before], after])
    return Graphs(
        np.cumsum([0, *(len(one.phones) for one in some)]),
        phones,
        np.cumsum([0, *(len(one.before) for one in some)]),
        np.concatenate([one.before for one in some]),
        np.concatenate(weights),
        np.concatenate([one.first for one in some]),
        np.concatenate([np.where(one.begins, of.begin[one.phones], 0.0) for one in some]),
        np.concatenate([np.where(one.ends, of.end[one.phones], 0.0) for one in some]),
    )
