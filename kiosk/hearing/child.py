"""The process that holds Vosk: ``python -m kiosk.hearing.child MODEL``. It may die; the kiosk starts another.

Frames on the pipes: one letter, a length (4 bytes, little endian), the payload; every frame is answered by
one of letter "=" with JSON. Vosk aborts on misuse where others raise, so all that kills it is guarded here:
a grammar is a JSON list of strings, and holds only words the model knows.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
import time
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.guard import give_back

HEADER = struct.Struct("<cI")
RATE = 16000
_MOST_MEMORY = 1 << 30  # of address space: a runaway ends in a crash, and so in a fresh start
_GIVES_BACK_EACH_S = 10.0


def send(pipe: BinaryIO, letter: bytes, payload: bytes) -> None:
    """Write one frame."""
    pipe.write(HEADER.pack(letter, len(payload)) + payload)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[bytes, bytes]:
    """Read one frame. Raises EOFError when the other side is gone."""
    head = pipe.read(HEADER.size)
    if len(head) < HEADER.size:
        raise EOFError
    letter, length = HEADER.unpack(head)
    payload = pipe.read(length)
    if len(payload) < length:
        raise EOFError
    return letter, payload


def _vosk() -> Any:
    """Vosk without what it needs only for downloading: 9 MB and 0.2 s less, and no way to the network."""
    for name in ("requests", "tqdm", "srt"):
        stub = types.ModuleType(name)
        stub.tqdm = None  # type: ignore[attr-defined]
        sys.modules.setdefault(name, stub)
    import vosk

    vosk.SetLogLevel(-1)
    return vosk


def memory_mb() -> float:
    """Resident memory of this process, or 0 where the system does not say."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


class Recognisers:
    """The model and its recognisers by name. "ear" hears the stream, the others look at a finished sound."""

    def __init__(self, model: str) -> None:
        self._vosk = _vosk()
        begun = time.perf_counter()
        self._model = self._vosk.Model(model)
        self.load_s = time.perf_counter() - begun
        self._by_name: dict[str, Any] = {}
        self._fed: dict[str, int] = {}
        self._begun = 0  # what the ear had been fed before its stream
        self._known: dict[str, bool] = {}
        self._side_by_side = ThreadPoolExecutor(3)
        self._gave_back = time.monotonic()

    def unknown(self, words: list[str]) -> list[str]:
        """The words that the model does not know."""
        for word in words:
            if word not in self._known:
                self._known[word] = self._model.vosk_model_find_word(word) >= 0
        return [word for word in words if not self._known[word]]

    def grammar(self, name: str, phrases: list[str] | None, scored: bool) -> None:
        """Make a recogniser; with no phrases it hears the model's whole vocabulary.

        SetGrammar would leak 10 kB for a hundred phrases, at every screen and look, and takes as long.
        """
        if phrases is None:
            found = self._vosk.KaldiRecognizer(self._model, RATE)
        else:
            known = [one for one in phrases if one.strip() and not self.unknown(one.split())]
            found = self._vosk.KaldiRecognizer(self._model, RATE, json.dumps(known or ["[unk]"]))
        if scored:
            found.SetMaxAlternatives(1)
        else:
            found.SetWords(True)
        self._by_name[name] = found
        self._fed[name] = 0
        if name == "ear":
            self._begun = 0

    def rest(self) -> None:
        """Nobody speaks: what the hardest utterance of all took is not kept for ever, 11 MB after half an hour."""
        now = time.monotonic()
        if now - self._gave_back > _GIVES_BACK_EACH_S:
            self._gave_back = now
            give_back()

    def reset(self) -> None:
        """Forget the stream so far. Over Vosk's own Reset all features would be kept, 25 kB a second."""
        self.end()

    def hear(self, sound: bytes) -> str:
        """Feed the stream; what it seems to be so far."""
        ear = self._by_name["ear"]
        self._fed["ear"] += len(sound) // 2
        ear.AcceptWaveform(sound)
        return str(json.loads(ear.PartialResult()).get("partial", ""))

    def end(self) -> dict[str, Any]:
        """What the stream was, as a ``look`` at all of it would say; what is heard next begins a new one."""
        words = _words(json.loads(self._by_name["ear"].FinalResult()), self._begun)
        self._begun = self._fed["ear"]
        return words

    def looks(self, names: list[str], sound: bytes) -> list[dict[str, Any]]:
        """As ``look`` by several recognisers, side by side: Vosk lets Python's lock go while it works."""
        return list(self._side_by_side.map(lambda name: self.look(name, sound), names))

    def look(self, name: str, sound: bytes) -> dict[str, Any]:
        """Recognise a finished sound from its start. Times are seconds in that sound."""
        one = self._by_name[name]
        before = self._fed.get(name, 0)
        self._fed[name] = before + len(sound) // 2
        one.Reset()
        one.AcceptWaveform(sound)
        result = json.loads(one.FinalResult())
        if "alternatives" in result:
            best = result["alternatives"][0]
            return {"text": best["text"].strip(), "score": best["confidence"]}
        return _words(result, before)


def _words(result: dict[str, Any], fed: int) -> dict[str, Any]:
    """Words with their times. Vosk's clock counts the ``fed`` samples of earlier sounds too."""
    before = fed / RATE
    return {"words": [[w["word"], w["start"] - before, w["end"] - before, w["conf"]] for w in result.get("result", [])]}


def _answer(letter: bytes, payload: bytes, recognisers: Recognisers) -> dict[str, Any]:
    match letter:
        case b"A":
            return {"partial": recognisers.hear(payload)}
        case b"L":
            names, _, sound = payload.partition(b"\0")
            return {"looks": recognisers.looks(names.decode().split(), sound)}
        case b"G":
            asked = json.loads(payload)
            recognisers.grammar(asked["name"], asked["phrases"], asked["scored"])
        case b"E":
            return recognisers.end()
        case b"R":
            recognisers.reset()
            return {"memory_mb": memory_mb()}
        case b"K":
            asked = json.loads(payload)
            if not asked:
                recognisers.rest()
            return {"unknown": recognisers.unknown(asked)}
    return {}


def main(model: str) -> None:
    """Serve until the other side closes the pipe."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall between the frames
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        recognisers = Recognisers(model)
    except Exception as fault:
        send(sink, b"=", json.dumps({"fault": str(fault)}).encode())
        return
    ready = {"load_s": recognisers.load_s, "memory_mb": memory_mb()}
    send(sink, b"=", json.dumps(ready).encode())
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            letter, payload = receive(source)
            send(sink, b"=", json.dumps(_answer(letter, payload, recognisers)).encode())


if __name__ == "__main__":
    main(sys.argv[1])
