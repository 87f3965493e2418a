"""Build a set of words into a voice model: the work that ``models`` has done in a process of its own.

    python -m kiosk.hearing.build MODEL FOLDER < asked.json
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from kiosk.hearing.graph import Bigram, write_graph
from kiosk.hearing.lexicon import pronunciations
from kiosk.hearing.models import BIGRAM, FAULTY, FROM_MODEL, SIZES, STRICTNESS, UNWRITTEN, ModelFaultError, sizes
from kiosk.hearing.phones import PAUSE, PHONES
from kiosk.hearing.vocabulary import costs

_BEGINS = b"\0B<TransitionModel> <Topology> \x04"  # of am/final.mdl; then the count of phone ids, 4 bytes


def write_default_graph(
    model: Path, words: Iterable[str], strictness: float = STRICTNESS, decoys: Iterable[str] = ()
) -> None:
    """Give a model the graph that ships with it, so that it loads alone. It must hold its phone bigram.

    Raises ModelFaultError, and OSError if espeak-ng cannot be loaded or the graph cannot be written.
    """
    ways = pronunciations(words)
    write_graph(model / "graph", ways, costs(ways), bigram(model), strictness, decoys)


def build(
    model: Path, folder: Path, words: Iterable[str], strictness: float, said: Mapping[str, str],
    decoys: Iterable[str] = (), phrases: Iterable[str] = (),
) -> None:
    """Fill an empty folder with the model and a graph of the words. Raises OSError and ModelFaultError."""
    pairs = bigram(model)
    if not _knows_pauses(model):
        phrases = ()
    try:
        ways = pronunciations(words, said)
    except OSError as fault:
        raise ModelFaultError(f"How the words sound cannot be found out: {fault}") from fault
    for part in FROM_MODEL:
        for path in (model / part).rglob("*"):
            if path.is_file():
                target = folder / path.relative_to(model)
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(path, target)
    write_graph(folder / "graph", ways, costs(ways), pairs, strictness, decoys, phrases)
    (folder / SIZES).write_text(json.dumps(sizes(folder)), encoding="utf-8")


def bigram(model: Path) -> Bigram:
    """The model's table of what sound follows what: float32 [41, 41], each row's sum 1.

    Rows and columns are the base phones, silence first; row 40 is the start of speech, column 40 its end.
    Raises ModelFaultError.
    """
    path, size = model / BIGRAM, len(PHONES) + 1
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as fault:
        raise ModelFaultError(f"The voice model's file {path} cannot be read: {fault}") from fault
    if found.shape != (size, size) or not np.isfinite(found).all():
        raise ModelFaultError(f"The voice model's file {path} is not a table of {size} by {size} numbers.")
    return np.asarray(found, np.float32)


def _knows_pauses(model: Path) -> bool:
    """Was the model made with the phone for silence inside a phrase? Before phrases were heard whole none was."""
    with (model / "am" / "final.mdl").open("rb") as file:
        begins = file.read(len(_BEGINS) + 4)
    return begins.startswith(_BEGINS) and int.from_bytes(begins[len(_BEGINS) :], "little") >= PAUSE


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or another's file
        shutil.copyfile(source, target)


def main() -> int:
    """What is asked comes as JSON on standard input; a fault is said on standard output."""
    model, folder = map(Path, sys.argv[1:])
    asked = json.load(sys.stdin)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the screen and the voice go first
    try:
        build(model, folder, asked["words"], asked["strictness"], asked["said"], asked["decoys"], asked["phrases"])
    except ModelFaultError as fault:
        print(fault)
        return FAULTY
    except OSError as fault:
        print(fault.strerror or fault)
        return UNWRITTEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
