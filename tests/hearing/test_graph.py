"""The word graph: its bytes, what it accepts, and what Vosk makes of it."""

from __future__ import annotations

import heapq
import math
import struct
from pathlib import Path

import numpy as np
import pytest

from kiosk.hearing.fst import Graph, Side, read
from kiosk.hearing.graph import UNKNOWN, gr, hcl, numbered, write_graph
from kiosk.hearing.phones import PAUSE, PHONES, TRANSITION_IDS, forward, placed, self_loop

WAYS = {"no": (("n", "ow"),), "note": (("n", "ow", "t"),), "i": (("ay",),), "wrote": (("r", "ow", "t"),)}
COSTS = {"no": 1.0, "note": 2.0, "i": 1.5, "wrote": 3.0}
EVEN = np.full((41, 41), 1 / 41, np.float32)
SILENCE = forward(1)


def tiny() -> Graph:
    """Two states: 7 for 2 at a cost of a quarter, 5 for 3, and back for 1; ending costs a half."""
    graph = Graph()
    start, end = graph.state(), graph.state(0.5)
    graph.arc(start, 2, 7, 0.25, end)
    graph.arc(start, 3, 5, 0.0, start)
    graph.arc(end, 1, 0, 0.0, start)
    return graph


def sounded(phones: tuple[str, ...], *, held: int = 1) -> list[int]:
    """The transition ids of a word whose sounds last ``held`` frames each."""
    return [tid for phone in placed(phones) for tid in (forward(phone), *[self_loop(phone)] * (held - 1))]


def best(graph: Graph, transitions: list[int], allowed: set[int]) -> tuple[float, tuple[int, ...]]:
    """The cheapest way of the transitions through the graph and its output, of outputs that are allowed."""
    sources, arcs = graph.arcs()
    leaving: dict[int, list[tuple[int, int, float, int]]] = {}
    for source, arc in zip(sources.tolist(), arcs.tolist(), strict=True):
        leaving.setdefault(source, []).append(arc)
    waiting: list[tuple[float, int, int, tuple[int, ...]]] = [(0.0, 0, 0, ())]
    seen = set()
    cheapest, words = math.inf, tuple[int, ...]()
    while waiting:
        cost, at, state, said = heapq.heappop(waiting)
        if (at, state, said) in seen:
            continue
        seen.add((at, state, said))
        if at == len(transitions) and cost + graph.finals[state] < cheapest:
            cheapest, words = cost + graph.finals[state], said
        for input, output, more, target in leaving.get(state, ()):
            if output and output not in allowed:
                continue
            now = (*said, output) if output else said
            if input == 0:
                heapq.heappush(waiting, (cost + more, at, target, now))
            elif at < len(transitions) and transitions[at] == input:
                heapq.heappush(waiting, (cost + more, at + 1, target, now))
    return cheapest, words


def test_the_bytes_are_those_of_openfst() -> None:
    header = (
        b"\xd6\xfd\xb2\x7e"  # the magic number 2125659606
        b"\x06\0\0\0vector" b"\x08\0\0\0standard"
        b"\x02\0\0\0" b"\0\0\0\0"  # version 2; no symbols within
    )  # fmt: skip
    start, states, arcs = b"\0" * 8, b"\x02" + b"\0" * 7, b"\0" * 8  # a vector's arcs are counted state by state
    never, half, quarter = b"\0\0\x80\x7f", b"\0\0\0\x3f", b"\0\0\x80\x3e"
    to_end = b"\x02\0\0\0" b"\x07\0\0\0" + quarter + b"\x01\0\0\0"
    to_self = b"\x03\0\0\0" b"\x05\0\0\0" b"\0\0\0\0" b"\0\0\0\0"
    back = b"\x01\0\0\0" b"\0\0\0\0" b"\0\0\0\0" b"\0\0\0\0"
    one, two = b"\x01" + b"\0" * 7, b"\x02" + b"\0" * 7
    by_output = header + b"\x03\0\0\x40\0\0\0\0" + start + states + arcs
    assert tiny().encoded("output") == by_output + never + two + to_self + to_end + half + one + back
    by_input = header + b"\x03\0\0\x10\0\0\0\0" + start + states + arcs
    assert tiny().encoded("input") == by_input + never + two + to_end + to_self + half + one + back


def test_a_graph_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "graph.fst"
    for graph in (hcl(WAYS, COSTS, EVEN, 0.6), gr(WAYS)):
        path.write_bytes(graph.encoded("output"))
        again = read(path)
        assert again.finals == graph.finals
        assert again.encoded("input") == graph.encoded("input")
        assert sorted(again.arcs()[1].tolist()) == sorted(graph.arcs()[1].tolist())


def test_a_file_cut_short_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.fst"
    whole = tiny().encoded("output")
    for wrong in (b"", whole[:40], whole[:-5], b"x" + whole[1:]):
        path.write_bytes(wrong)
        with pytest.raises(ValueError, match=r"graph\.fst"):
            read(path)


def test_arcs_stand_in_the_order_in_which_vosk_joins_them() -> None:
    sides: tuple[tuple[Side, int, Graph], ...] = (
        ("output", 1, hcl(WAYS, COSTS, EVEN, 0.6)),
        ("input", 0, gr(WAYS)),
    )
    for side, label, graph in sides:
        raw = graph.encoded(side)
        at = 66  # the header's bytes
        for _ in graph.finals:
            count = struct.unpack_from("<q", raw, at + 4)[0]
            arcs = list(struct.iter_unpack("<iifi", raw[at + 12 : at + 12 + 16 * count]))
            labels = [arc[label] for arc in arcs]
            assert labels == sorted(labels)
            at += 12 + 16 * count
        assert at == len(raw)


def test_each_word_is_heard_from_its_sounds_with_or_without_silence() -> None:
    graph, ids = hcl(WAYS, COSTS, EVEN, 0.6), numbered(WAYS)
    words = {ids[word] for word in WAYS}
    for word, ways in WAYS.items():
        for held in (1, 3):
            assert best(graph, sounded(ways[0], held=held), words)[1] == (ids[word],)
            around = [SILENCE, self_loop(1), *sounded(ways[0], held=held), SILENCE]
            assert best(graph, around, words)[1] == (ids[word],)
    both = [*sounded(("n", "ow")), SILENCE, *sounded(("ay",))]
    assert best(graph, both, words)[1] == (ids["no"], ids["i"])


def test_any_sounds_are_unknown_and_the_cheaper_the_smaller_the_strictness() -> None:
    ids = numbered(WAYS)
    strange = sounded(("zh", "oy", "zh", "aw"))
    costs = []
    for strictness in (0.3, 0.6, 1.2):
        graph = hcl(WAYS, COSTS, EVEN, strictness)
        cost, words = best(graph, strange, {ids[UNKNOWN]})
        assert words == (ids[UNKNOWN],)
        costs.append(cost - math.log(2))
    assert costs[1] == pytest.approx(2 * costs[0], rel=1e-4)
    assert costs[2] == pytest.approx(2 * costs[1], rel=1e-4)
    begin, end = math.log(40), math.log(41 / 2)  # 1 of 40 that are not silence; the end or silence
    assert costs[1] == pytest.approx(0.6 * (begin + 3 * math.log(41) + end), rel=1e-4)


def test_a_pair_of_sounds_that_is_common_costs_what_the_table_says_and_a_rare_one_about_that() -> None:
    table = EVEN.copy()
    one, other = PHONES.index("s"), PHONES.index("t")
    table[one] = 0.4 / 40
    table[one, other] = 0.6
    unknown = {numbered(WAYS)[UNKNOWN]}
    graph = hcl(WAYS, COSTS, table, 1.0)
    plain = best(graph, sounded(("zh", "s")), unknown)[0] + math.log(0.4 / 20)  # without the cost of ending in s
    common = best(graph, sounded(("zh", "s", "t")), unknown)[0] + math.log(2 / 41)
    rare = best(graph, sounded(("zh", "s", "k")), unknown)[0] + math.log(2 / 41)
    assert common - plain == pytest.approx(-math.log(0.6), abs=0.02)
    assert rare - plain == pytest.approx(-math.log(0.01), abs=0.1)


def test_without_a_grammar_every_word_costs_what_it_is_rare() -> None:
    graph, ids = hcl(WAYS, COSTS, EVEN, 0.6), numbered(WAYS)
    mark = len(ids) + 1
    assert all(arc[0] != mark or arc[1] == 0 for arc in gr(WAYS).arcs()[1].tolist())
    for word, ways in WAYS.items():
        direct, words = best(graph, sounded(ways[0]), {mark, ids[word]})
        assert words == (ids[word],)  # as a chain, which costs nothing
        through = _through_the_tree(graph, sounded(ways[0]), mark, ids[word])
        assert through == pytest.approx(direct + COSTS[word], abs=1e-5)


def test_a_common_word_that_is_no_command_is_unknown_the_cheaper_the_more_it_is_said() -> None:
    ids = numbered(WAYS)
    plain, decoyed = hcl(WAYS, COSTS, EVEN, 0.6), hcl(WAYS, COSTS, EVEN, 0.6, ("note", "wrote"))

    def unknown(graph: Graph, word: str) -> float:
        return best(graph, sounded(WAYS[word][0]), {ids[UNKNOWN]})[0]

    least = min(COSTS.values())
    for word in ("note", "wrote"):
        direct = best(decoyed, sounded(WAYS[word][0]), {ids[word]})[0]  # where a grammar does ask for it
        assert unknown(decoyed, word) - direct == pytest.approx(1.0 + (COSTS[word] - least) / 2, abs=1e-5)
        assert unknown(decoyed, word) < unknown(plain, word)


def test_what_sounds_like_a_command_is_no_decoy() -> None:
    ways = {**WAYS, "know": WAYS["no"]}
    costs = {**COSTS, "know": 1.0}
    assert len(hcl(ways, costs, EVEN, 0.6, ("know",)).finals) == len(hcl(ways, costs, EVEN, 0.6).finals)


def _through_the_tree(graph: Graph, transitions: list[int], mark: int, word: int) -> float:
    """The cost of a word behind the mark: the chains are taken out, so that no other way is left."""
    sources, arcs = graph.arcs()
    tree = Graph(list(graph.finals))
    for source, (input, output, cost, target) in zip(sources.tolist(), arcs.tolist(), strict=True):
        if not (output and input and output != mark):
            tree.arc(source, input, output, cost, target)
    cost, words = best(tree, transitions, {mark, word})
    assert words == (mark, word)
    return cost


def test_words_that_end_alike_share_their_ends() -> None:
    few = hcl({"note": WAYS["note"]}, COSTS, EVEN, 0.6)
    more = hcl({"note": WAYS["note"], "wrote": WAYS["wrote"]}, COSTS, EVEN, 0.6)
    assert len(more.finals) - len(few.finals) == 1 + 3  # the chain's first sound; the tree has all three anew


def test_a_models_graph_folder_has_all_that_vosk_wants(tmp_path: Path) -> None:
    write_graph(tmp_path / "graph", WAYS, COSTS, EVEN, 0.6)
    texts = {
        "words.txt": "<eps> 0\ni 1\nno 2\nnote 3\nwrote 4\n[unk] 5\n",
        "disambig_tid.int": f"{TRANSITION_IDS + 1}\n",
    }
    for name, text in texts.items():
        assert (tmp_path / "graph" / name).read_text(encoding="utf-8") == text
    lines = (tmp_path / "graph" / "phones" / "word_boundary.int").read_text(encoding="utf-8").splitlines()
    assert lines[:6] == ["1 nonword", "2 begin", "3 internal", "4 end", "5 singleton", "6 begin"]
    assert len(lines) == 2 + 4 * (len(PHONES) - 1) and lines[-1] == f"{PAUSE} internal"
    assert read(tmp_path / "graph" / "HCLr.fst").finals == hcl(WAYS, COSTS, EVEN, 0.6).finals
    assert not (tmp_path / "graph" / "HCLG.fst").exists()  # it would make Vosk deaf to grammars
