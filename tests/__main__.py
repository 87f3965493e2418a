"""python3 -m tests: every test, from a fresh clone. Makes its own environment in .venv, once.

First what can run side by side, on every core; then, one after another, what is measured in real time.
"""

from __future__ import annotations

import os
import subprocess
import sys

from kiosk.setup import ROOT, ensure

_SIDE_BY_SIDE = ["-m", "not alone", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
_ALONE = ["-m", "alone"]


def main(asked: list[str]) -> int:
    """Every test, or what is ``asked`` for in pytest's own words; pytest's exit status, the worst of the two."""
    rounds = [asked] if asked else [_SIDE_BY_SIDE, _ALONE]
    return max(subprocess.run([sys.executable, "-m", "pytest", *each], cwd=ROOT).returncode for each in rounds)


if __name__ == "__main__":
    ensure("test,train", ["-m", "tests", *sys.argv[1:]])
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
