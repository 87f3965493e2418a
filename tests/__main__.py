"""python3 -m tests: every test, from a fresh clone. Makes its own environment in .venv, once.

First what can run side by side, with one process more than there are cores, since many a test waits; then, two at a
time, what goes on in real time on devices of its own; then, one after another, what tight delays are measured of.
"""

from __future__ import annotations

import os
import subprocess
import sys

from kiosk.setup import ROOT, ensure

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]  # what a file has made is made once, the longest first
_SIDE_BY_SIDE = ["-m", "not paced and not alone", "-n", str(min(_CORES + 1, 4)), *_BY_FILE]
_PACED = ["-m", "paced and not alone", "-n", str(min(_CORES, 2)), *_BY_FILE]
_ALONE = ["-m", "alone"]


def _holding(mark: str) -> list[str]:
    """The files with tests of that mark: to read all the others takes longer than many a test."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if f"mark.{mark}" in path.read_text(encoding="utf-8")]


def main(asked: list[str]) -> int:
    """Every test, or what is ``asked`` for in pytest's own words; pytest's exit status, the worst of the rounds."""
    every = [_SIDE_BY_SIDE, [*_PACED, *_holding("paced")], [*_ALONE, *_holding("alone")]]
    rounds = [asked] if asked else every
    return max(subprocess.run([sys.executable, "-m", "pytest", *each], cwd=ROOT).returncode for each in rounds)


if __name__ == "__main__":
    ensure("test,train", ["-m", "tests", *sys.argv[1:]])
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
