"""Reads single numbers out of Vosk: what its front end makes of a sound, and what a network makes of that.

Each word of the probe is one row of transition ids, one a frame, with no other way through it: the score with which
Vosk hears it is the sum of the outputs that the row names, and nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.hearing.fst import EPSILON, Graph
from kiosk.hearing.phones import SPEECH, TRANSITION_IDS, Position, forward, pdfs, phone_id, self_loop, word_boundaries
from kiosk.hearing.recogniser import Recogniser
from kiosk.training.export import MODEL_CONF
from kiosk.training.manifest import Sound

Row = Sequence[tuple[str, bool]]  # a frame each: the phone, and whether it begins there


def outputs(row: Row) -> list[int]:
    """The network's outputs that a row sums up, one a frame."""
    return [pdfs(phone)[0 if begins else 1] for phone, begins in row]


def write_probe(folder: Path, rows: Mapping[str, Row]) -> None:
    """Put the graph of the rows, each under a word, into a model that has its am/ and conf/."""
    (folder / "conf" / "model.conf").write_text(MODEL_CONF)
    (folder / "graph" / "phones").mkdir(parents=True, exist_ok=True)
    ids = {word: number for number, word in enumerate(rows, 1)}
    heard, said = Graph(), Graph()
    begin, end, before = heard.state(), heard.state(0.0), said.state()
    after = said.state(0.0)
    for word, row in rows.items():
        state = begin
        label = ids[word]
        for place, (phone, begins) in enumerate(row):
            last = place + 1 == len(row)
            number = phone_id(phone, _position(row, place))
            following = end if last else heard.state()
            heard.arc(state, forward(number) if begins else self_loop(number), label, 0.0, following)
            state, label = following, EPSILON
        said.arc(before, ids[word], ids[word], 0.0, after)
    words = {"<eps>": 0, **ids, "[unk]": len(ids) + 1}
    (folder / "graph" / "words.txt").write_text("".join(f"{word} {number}\n" for word, number in words.items()))
    (folder / "graph" / "disambig_tid.int").write_text(f"{TRANSITION_IDS + 1}\n")
    (folder / "graph" / "phones" / "word_boundary.int").write_text(word_boundaries())
    (folder / "graph" / "Gr.fst").write_bytes(said.encoded("input"))
    (folder / "graph" / "HCLr.fst").write_bytes(heard.encoded("output"))


def _position(row: Row, place: int) -> Position:
    """Where in its word the phone of a frame stands."""
    first = not any(begins for _, begins in row[1 : place + 1])
    last = not any(begins for _, begins in row[place + 1 :])
    return (Position.SINGLETON if last else Position.BEGIN) if first else Position.END if last else Position.INTERNAL


def rows_by_chance(frames: int, count: int) -> dict[str, Row]:
    """Rows over so many frames, under names; the same ones every time."""
    chance = random.Random(frames)
    made: dict[str, Row] = {}
    for number in range(count):
        row: list[tuple[str, bool]] = []
        for _ in range(frames):
            begins = not row or chance.random() < 0.5
            row.append((chance.choice(SPEECH) if begins else row[-1][0], begins))
        made[f"row{number}"] = row
    return made


def differences(folder: Path, sound: Sound, scores: NDArray[np.float64], count: int = 40) -> NDArray[np.float64]:
    """How far what Vosk makes of a sound is from ``scores`` [frames, outputs], for rows by chance.

    Less what is the same in all: the grammar's own cost of its one word. ``folder`` is a model with its am/ and conf/.
    """
    rows = rows_by_chance(len(scores), count)
    write_probe(folder, rows)
    recogniser = Recogniser(folder, patience_s=60.0)
    recogniser.open()
    try:
        heard = [_score(recogniser, word, sound) for word in rows]
    finally:
        recogniser.close()
    wanted = [sum(scores[frame, output] for frame, output in enumerate(outputs(row))) for row in rows.values()]
    apart = np.array(heard) - np.array(wanted)
    return np.asarray(apart - np.median(apart))


def _score(recogniser: Recogniser, word: str, sound: Sound) -> float:
    recogniser.grammar("probe", [word], scored=True)
    look = recogniser.look("probe", sound.tobytes())
    assert look.text == word
    return look.score
