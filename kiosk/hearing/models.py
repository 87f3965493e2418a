"""The voice model made ready to hear a given set of words.

A model that we made carries ``graph/phone_bigram.npy``. From it, and from how the words sound, a new graph is written
beside links to the model's other files, in a folder of the cache whose name is a hash of all that went in: the same
words are ready at once. The work is done in a short-lived process of its own, since espeak-ng bears one thread only.
Any other Vosk model is taken as it is.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kiosk import whole
from kiosk.core.phrases import normal

BIGRAM = Path("graph", "phone_bigram.npy")  # in a model's folder: it marks one whose graph we can write
STRICTNESS = 0.55  # as in config.toml
SIZES = "sizes.json"
FROM_MODEL = ("am", "conf")
UNWRITTEN, FAULTY = 3, 4  # what the child ends with
_PATIENCE_S = 60.0  # an old machine under load needs 5
_KEPT = 3  # folders in the cache, the one in use among them
_ROOM = Path(__file__).parent
_RECIPE = (
    "build.py graph.py joined.py fst.py phones.py lexicon.py sounds.py vocabulary.py pronunciations.txt common.txt"
).split()


class ModelFaultError(Exception):
    """The words cannot be built into the model; the text is one sentence for staff."""


def ready_model(
    model: Path, words: Iterable[str], strictness: float, cache: Path, said: Mapping[str, str] | None = None,
    decoys: Iterable[str] = (), phrases: Iterable[str] = (),
) -> Path:  # fmt: skip
    """The folder of a model that knows all the words (as ``normal`` leaves them) that can be heard.

    ``said`` are spellings that sound right, as in content/pronunciations.toml; ``decoys`` are those of the words that
    no phrase has; ``phrases`` are heard whole. Takes under 2 s for 4,000 new words
    and some milliseconds for the same again, so it belongs into a thread. A cache that cannot be written is replaced
    by a temporary folder, and if there is no room even there, by the model as it was made.
    Raises ModelFaultError.
    """
    asked = {
        "words": sorted(set(words)),
        "strictness": strictness,
        "decoys": sorted(set(decoys)),
        "phrases": sorted(set(phrases)),
        "said": {normal(word): normal(sound) for word, sound in sorted((said or {}).items()) if normal(sound)},
    }
    text = json.dumps(asked)
    try:
        if not (model / BIGRAM).is_file():
            return model
        name = _name(model, text)
    except OSError as fault:
        raise ModelFaultError(f"The voice model {model} cannot be read ({fault.strerror}).") from fault
    for place in (cache / "hearing", None):
        try:
            folder = place or _temporary()
            ready = folder / name
            if not _whole(ready):
                folder.mkdir(parents=True, exist_ok=True)
                _build_elsewhere(model, folder, ready, text)
            with contextlib.suppress(OSError):
                os.utime(ready)  # the folders used last are kept
            _tidy(folder, ready)
            return ready
        except OSError as fault:
            missing = fault
    if (model / "graph" / "HCLr.fst").is_file():
        return model
    raise ModelFaultError(f"The words of the voice model cannot be written to {cache} ({missing.strerror}).")


def unfitted(ready: Path) -> bool:
    """Is this such a model as it was made, though words could be built into it if there were room?"""
    return (ready / BIGRAM).is_file() and not (ready / SIZES).is_file()


def _name(model: Path, asked: str) -> str:
    """A hash of the words, of the model's files and of this program."""
    digest = hashlib.sha256(_recipe())
    for path in sorted(path for part in (*FROM_MODEL, "graph") for path in (model / part).rglob("*")):
        about = path.stat()
        digest.update(f"{path.relative_to(model)} {about.st_size} {about.st_mtime_ns}\n".encode())
    digest.update(asked.encode())
    return digest.hexdigest()[:24]


@lru_cache(maxsize=1)
def _recipe() -> bytes:
    return b"".join((_ROOM / name).read_bytes() for name in _RECIPE)


def sizes(folder: Path) -> dict[str, int]:
    """The files of a model's folder by name, in bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != SIZES)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _whole(folder: Path) -> bool:
    """Is the folder as it was written? Power may have failed, or somebody tidied."""
    try:
        return bool(json.loads((folder / SIZES).read_text(encoding="utf-8")) == sizes(folder))
    except (OSError, ValueError):
        return False


def _tidy(folder: Path, ready: Path) -> None:
    """Leave only the folders used last: one may still be in use."""
    with contextlib.suppress(OSError):
        others = sorted((path for path in folder.iterdir() if path != ready), key=lambda path: -path.stat().st_mtime)
        for path in others[_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


@lru_cache(maxsize=1)
def _temporary() -> Path:
    for left in Path(tempfile.gettempdir()).glob("kiosk-hearing-*-*"):
        pid = left.name.split("-")[2]
        if sys.platform == "linux" and pid.isdigit() and not Path("/proc", pid).exists():
            shutil.rmtree(left, ignore_errors=True)  # of a kiosk that was killed, or ended without Python's own end
    folder = tempfile.mkdtemp(prefix=f"kiosk-hearing-{os.getpid()}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


# --- the work, in a process of its own
def _build_elsewhere(model: Path, folder: Path, ready: Path, asked: str) -> None:
    """Raises OSError if it cannot be written, ModelFaultError for all else."""
    beside = Path(tempfile.mkdtemp(prefix=".", dir=folder))
    try:
        room = str(_ROOM.parents[1])
        path = os.pathsep.join(filter(None, (room, os.environ.get("PYTHONPATH", ""))))
        try:
            done = subprocess.run(
                [sys.executable, "-m", "kiosk.hearing.build", str(model), str(beside)],
                input=asked.encode(),
                capture_output=True,
                timeout=_PATIENCE_S,
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ModelFaultError("Building the words into the voice model took more than a minute.") from None
        answer = done.stdout.decode("utf-8", "replace").strip()
        if done.returncode == UNWRITTEN:
            raise OSError(0, answer)
        if done.returncode != 0:
            raise ModelFaultError(answer or f"Building the words into the voice model {model} broke off.")
        whole.settle(beside)
        if not _whole(ready):
            shutil.rmtree(ready, ignore_errors=True)
        try:
            beside.rename(ready)
        except OSError:  # another process was first
            if not _whole(ready):
                raise
            shutil.rmtree(beside, ignore_errors=True)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
