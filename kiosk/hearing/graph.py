"""The word graph of a voice model: which sounds make which words, written anew for every vocabulary.

Vosk joins two graphs while it listens. HCLr turns the network's outputs into words; Gr says which words may follow
which, and a grammar set at run time takes its place. Our HCLr has three parts, entered by what Gr allows:

- each word of the vocabulary as a chain of sounds that begins with the word, so that a grammar of a few words
  never looks at the others; words that end alike share their ends;
- ``[unk]``, any sounds at all: a loop over pairs of sounds, likelier the smaller ``strictness`` is; and the decoys,
  common words that are no command: what sounds more like "tree" than like "three" is no "three";
- the whole vocabulary as one tree of shared beginnings, behind a mark that only our Gr knows: heard as chains,
  4,000 words at once took twice the time of the tree (3 % of a core against 1.5 %).

Silence may stand between words. Nothing here is slow: 4,000 words take 0.2 s.
"""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.hearing.fst import EPSILON, Graph
from kiosk.hearing.joined import JoinedChains, joinable, joined
from kiosk.hearing.lexicon import Phones
from kiosk.hearing.phones import (
    PHONES,
    SIL,
    SPEECH,
    TRANSITION_IDS,
    Position,
    forward,
    phone_id,
    placed,
    self_loop,
    word_boundaries,
)

UNKNOWN = "[unk]"
Bigram = NDArray[np.float32]
_EDGE = len(PHONES)  # row: the start of the speech; column: its end
_EITHER = math.log(2)  # the cost of silence, or of none, between words
_LEAST = 1e-6
_LIKELIER = 1.3
_DECOY, _DECOY_SELDOM = 1.0, 0.5  # measured: see the model card
_DECOY_LONGEST = 4  # sounds; longer ones are seldom taken for a command, and the search takes half as long again
Chain = tuple[tuple[int, ...], int, float]  # placed sounds, the word at their end, what they cost


class Places:
    """The states where the parts of the graph meet: between two words, and before the first sound of one."""

    def __init__(self, graph: Graph) -> None:
        self.between = graph.state(0.0)
        self.word = graph.state()
        silence = graph.state(0.0)
        graph.arc(self.between, forward(phone_id(SIL)), EPSILON, _EITHER, silence)
        graph.arc(silence, self_loop(phone_id(SIL)), EPSILON, 0.0, silence)
        graph.arc(silence, EPSILON, EPSILON, 0.0, self.word)
        graph.arc(self.between, EPSILON, EPSILON, _EITHER, self.word)


def numbered(words: Iterable[str], phrases: Iterable[str] = ()) -> dict[str, int]:
    """The number of each word and each whole phrase in the graphs, [unk] last. Nothing is 0."""
    each = sorted({*words, *map(joined, phrases)} - {UNKNOWN})
    return {word: number for number, word in enumerate([*each, UNKNOWN], start=1)}


def hcl(
    ways: Mapping[str, Sequence[Phones]], costs: Mapping[str, float], bigram: Bigram, strictness: float,
    decoys: Iterable[str] = (), phrases: Sequence[str] = (),
) -> Graph:  # fmt: skip
    """From transition ids to words. ``costs`` are -log of how often each word is said, used by the trees alone.

    ``decoys`` are some of the words: said, they are ``[unk]`` too, where they sound unlike all words that are none.
    ``phrases``, as ``joinable`` gives them, are words of their own too: see ``joined``.
    """
    ids = numbered(ways, phrases)
    graph = Graph()
    places = Places(graph)
    _chains(graph, places, ways, ids)
    chains = JoinedChains(graph, places.word, places.between, ways)
    for phrase in phrases:
        chains.add(phrase, ids[joined(phrase)])
    _unknown(graph, places, ids[UNKNOWN], bigram, strictness)
    _tree(graph, places, _mark(ids), [(placed(way), ids[word], costs[word]) for word in ways for way in ways[word]])
    if unwanted := set(decoys):
        _tree(graph, places, ids[UNKNOWN], _decoys(ways, costs, unwanted))
    return graph


def gr(words: Iterable[str], phrases: Sequence[str] = ()) -> Graph:
    """From words to words, when no grammar is set: any word of the tree, any number of times."""
    ids, whole = numbered(words, phrases), set(map(joined, phrases))
    graph = Graph()
    start, inside = graph.state(0.0), graph.state()
    graph.arc(start, _mark(ids), EPSILON, 0.0, inside)
    for word, number in ids.items():
        if word != UNKNOWN and word not in whole:
            graph.arc(inside, number, number, 0.0, start)
    return graph


def write_graph(
    folder: Path, ways: Mapping[str, Sequence[Phones]], costs: Mapping[str, float], bigram: Bigram, strictness: float,
    decoys: Iterable[str] = (), phrases: Iterable[str] = (),
) -> None:  # fmt: skip
    """The whole of a model's ``graph/``, but for the phone bigram, safe on the disk when this returns.

    Raises OSError.
    """
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    whole = joinable(phrases, ways)
    lines = [f"{word} {number}\n" for word, number in {"<eps>": 0, **numbered(ways, whole)}.items()]
    _write(folder / "words.txt", "".join(lines).encode())
    _write(folder / "disambig_tid.int", f"{TRANSITION_IDS + 1}\n".encode())  # Vosk wants one; none is in use
    _write(folder / "phones" / "word_boundary.int", word_boundaries().encode())
    _write(folder / "Gr.fst", gr(ways, whole).encoded("input"))
    _write(folder / "HCLr.fst", hcl(ways, costs, bigram, strictness, decoys, whole).encoded("output"))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # a kiosk is switched off at the wall


def _mark(ids: Mapping[str, int]) -> int:
    """The label that leads into the tree: not a word, so no grammar can say it."""
    return len(ids) + 1


def _chains(graph: Graph, at: Places, ways: Mapping[str, Sequence[Phones]], ids: Mapping[str, int]) -> None:
    tails: dict[tuple[int, ...], int] = {}

    def tail(phones: tuple[int, ...]) -> int:
        """The state in which the first of these phones sounds."""
        if phones not in tails:
            state = tails[phones] = graph.state()
            graph.arc(state, self_loop(phones[0]), EPSILON, 0.0, state)
            if len(phones) > 1:
                graph.arc(state, forward(phones[1]), EPSILON, 0.0, tail(phones[1:]))
            else:
                graph.arc(state, EPSILON, EPSILON, 0.0, at.between)
        return tails[phones]

    for word, each in ways.items():
        for way in each:
            phones = placed(way)
            graph.arc(at.word, forward(phones[0]), ids[word], 0.0, tail(phones))


def _unknown(graph: Graph, at: Places, word: int, bigram: Bigram, strictness: float) -> None:
    """Any two sounds or more, at ``strictness`` times what the bigram of sounds says they cost.

    Only pairs that are likelier than by chance have an arc of their own; the others go by way of one state: the
    same words were heard with two fifths of the search.
    """
    size = len(SPEECH)
    pairs = np.maximum(bigram[1:_EDGE, 1:_EDGE].astype(np.float64), _LEAST)
    chance = pairs.sum(0) / pairs.sum()
    kept = pairs > _LIKELIER * chance
    rest = np.maximum((pairs * ~kept).sum(1), _LEAST) / np.maximum((~kept * chance).sum(1), _LEAST)
    begins = np.maximum(bigram[_EDGE, 1:_EDGE] / (1.0 - bigram[_EDGE, 0]), _LEAST)
    ends = np.maximum(bigram[1:_EDGE, _EDGE] + bigram[1:_EDGE, 0], _LEAST)

    def cost(share: float) -> float:
        return -strictness * math.log(share)

    def layer(position: Position) -> list[int]:
        states = [graph.state() for _ in SPEECH]
        for phone, state in zip(SPEECH, states, strict=True):
            graph.arc(state, self_loop(phone_id(phone, position)), EPSILON, 0.0, state)
        return states

    first, inner, last = layer(Position.BEGIN), layer(Position.INTERNAL), layer(Position.END)
    any_next = graph.state()

    def on(source: int, to: int, share: float) -> None:
        """From a state to a sound within the word, and to the same as its last."""
        for target, position in ((inner[to], Position.INTERNAL), (last[to], Position.END)):
            graph.arc(source, forward(phone_id(SPEECH[to], position)), EPSILON, cost(share), target)

    for at_phone in range(size):
        graph.arc(at.word, forward(phone_id(SPEECH[at_phone])), word, cost(begins[at_phone]), first[at_phone])
        graph.arc(last[at_phone], EPSILON, EPSILON, cost(ends[at_phone]), at.between)
        on(any_next, at_phone, chance[at_phone])
        for source in (first[at_phone], inner[at_phone]):
            graph.arc(source, EPSILON, EPSILON, cost(rest[at_phone]), any_next)
            for to in np.flatnonzero(kept[at_phone]).tolist():
                on(source, to, pairs[at_phone, to])


def _decoys(
    ways: Mapping[str, Sequence[Phones]], costs: Mapping[str, float], unwanted: Collection[str]
) -> list[Chain]:
    """What a decoy costs more than a command: the more, the seldomer it is said."""
    wanted = {placed(way) for word, each in ways.items() if word not in unwanted for way in each}
    least = min(costs.values())
    chains: dict[tuple[int, ...], float] = {}
    for word in unwanted:
        for phones in set(map(placed, ways.get(word, ()))) - wanted:
            cost = _DECOY + _DECOY_SELDOM * (costs[word] - least)
            chains[phones] = min(cost, chains.get(phones, math.inf))
    return [(phones, EPSILON, cost) for phones, cost in sorted(chains.items()) if 1 < len(phones) <= _DECOY_LONGEST]


def _tree(graph: Graph, at: Places, mark: int, chains: Sequence[Chain]) -> None:
    """Behind a mark, each beginning of words once; the cost of the likeliest in reach is paid as early as it can be."""
    if not chains:
        return
    cheapest: dict[tuple[int, ...], float] = {}
    for phones, _, cost in chains:
        for length in range(len(phones) + 1):
            node = phones[:length]
            cheapest[node] = min(cost, cheapest.get(node, math.inf))
    root = graph.state()
    graph.arc(at.word, EPSILON, mark, cheapest.get((), 0.0), root)
    states: dict[tuple[int, ...], int] = {(): root}
    for node in sorted(cheapest, key=len)[1:]:
        state = states[node] = graph.state()
        graph.arc(states[node[:-1]], forward(node[-1]), EPSILON, cheapest[node] - cheapest[node[:-1]], state)
        graph.arc(state, self_loop(node[-1]), EPSILON, 0.0, state)
    for phones, word, cost in chains:
        graph.arc(states[phones], EPSILON, word, cost - cheapest[phones], at.between)
