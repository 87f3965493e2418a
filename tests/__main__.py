"""python3 -m tests: every test, from a fresh clone. Makes its own environment in .venv, once.

What may run side by side does, with one process more than there are cores, since many a test waits, and gives way to
what goes on in real time on devices of its own, two at a time. Last, one after another and with nothing beside, what
tight delays are measured of. ``--last-failed`` tries again what failed in any of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial

from kiosk.setup import ROOT, ensure

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]  # what a file has made is made once, the longest first
_SIDE_BY_SIDE = ["-m", "not paced and not alone", "-n", str(min(_CORES + 1, 4)), *_BY_FILE]
_PACED = ["-m", "paced and not alone", "-n", str(min(_CORES, 2)), *_BY_FILE]
_ALONE = ["-m", "alone"]
_CACHES = ROOT / ".pytest_cache"
_NO_TESTS = 5  # as pytest says it


def _holding(mark: str) -> list[str]:
    """The files with tests of that mark: to read all the others takes longer than many a test."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if f"mark.{mark}" in path.read_text(encoding="utf-8")]


def _begun(name: str, words: list[str], out: int | None = None, yielding: bool = False) -> subprocess.Popen[bytes]:
    """A round of its own, that remembers apart from the others what failed."""
    cache = ["-o", f"cache_dir={_CACHES / name}"]
    gives_way = partial(os.nice, 19) if yielding and hasattr(os, "nice") else None
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} if yielding else {}  # more would wait
    return subprocess.Popen([sys.executable, "-m", "pytest", *cache, *words], cwd=ROOT, stdout=out, stderr=out,
                            env={**os.environ, **threads}, preexec_fn=gives_way)  # fmt: skip


def _all() -> int:
    """All rounds; pytest's exit status, the worst of them: 1 where tests failed, more where a round came to grief."""
    with tempfile.TemporaryFile() as kept:
        side_by_side = _begun("side-by-side", _SIDE_BY_SIDE, yielding=True)
        paced = _begun("paced", [*_PACED, *_holding("paced")], kept.fileno())
        both = [side_by_side.wait(), paced.wait()]
        kept.seek(0)
        sys.stdout.write(kept.read().decode(errors="replace"))
        sys.stdout.flush()
    return max(map(abs, (*both, _begun("alone", [*_ALONE, *_holding("alone")]).wait())))


def _last_failed() -> int:
    """Once more what failed in each round, one test after another."""
    failed = {path.parents[2].name: path.read_text() for path in _CACHES.glob("*/v/cache/lastfailed")}
    again = [name for name, tests in failed.items() if json.loads(tests)]
    return max((abs(_begun(name, ["--last-failed"]).wait()) for name in again), default=_NO_TESTS)


def main(asked: list[str]) -> int:
    """Every test, or what is ``asked`` for in pytest's own words."""
    if not asked:
        return _all()
    if asked == ["--last-failed"]:
        return _last_failed()
    return subprocess.run([sys.executable, "-m", "pytest", *asked], cwd=ROOT).returncode


if __name__ == "__main__":
    ensure("test,train", ["-m", "tests", *sys.argv[1:]])
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
