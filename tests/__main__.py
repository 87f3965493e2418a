"""python3 -m tests: every test, from a fresh clone. Makes its own environment in .venv, once.

What may run side by side does, with one process more than there are cores, since many a test waits, and gives way to
what goes on in real time on devices of its own, two at a time. Last, one after another and with nothing beside, what
tight delays are measured of. ``--last-failed`` tries again what failed in any of them.
"""

from __future__ import annotations

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
_NONE_LEFT = 5  # pytest's exit status where there was no test to run


def _holding(mark: str) -> list[str]:
    """The files with tests of that mark: to read all the others takes longer than many a test."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if f"mark.{mark}" in path.read_text(encoding="utf-8")]


def _begun(name: str, words: list[str], out: int | None = None, yielding: bool = False) -> subprocess.Popen[bytes]:
    """A round of its own, that remembers apart from the others what failed."""
    cache = ["-o", f"cache_dir={ROOT / '.pytest_cache' / name}"]
    gives_way = partial(os.nice, 19) if yielding and hasattr(os, "nice") else None
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} if yielding else {}  # more would wait
    return subprocess.Popen([sys.executable, "-m", "pytest", *cache, *words], cwd=ROOT, stdout=out, stderr=out,
                            env={**os.environ, **threads}, preexec_fn=gives_way)  # fmt: skip


def _all(*more: str) -> int:
    """All rounds; pytest's exit status, the worst of them."""
    with tempfile.TemporaryFile() as kept:
        side_by_side = _begun("side-by-side", [*_SIDE_BY_SIDE, *more], yielding=True)
        paced = _begun("paced", [*_PACED, *_holding("paced"), *more], kept.fileno())
        both = [side_by_side.wait(), paced.wait()]
        kept.seek(0)
        sys.stdout.write(kept.read().decode(errors="replace"))
        sys.stdout.flush()
    alone = _begun("alone", [*_ALONE, *_holding("alone"), *more]).wait()
    return max(0 if each == _NONE_LEFT and more else each for each in (*both, alone))


def main(asked: list[str]) -> int:
    """Every test, or what is ``asked`` for in pytest's own words."""
    if not asked:
        return _all()
    if asked == ["--last-failed"]:
        return _all("--last-failed", "--last-failed-no-failures=none")
    return subprocess.run([sys.executable, "-m", "pytest", *asked], cwd=ROOT).returncode


if __name__ == "__main__":
    ensure("test,train", ["-m", "tests", *sys.argv[1:]])
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
