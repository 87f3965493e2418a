"""python3 -m tests: every test, from a fresh clone. Makes its own environment in .venv, once."""

from __future__ import annotations

import os
import sys

from kiosk.setup import ROOT, ensure

if __name__ == "__main__":
    ensure("test,train", ["-m", "tests", *sys.argv[1:]])
    import pytest

    os.chdir(ROOT)
    sys.exit(pytest.main(sys.argv[1:]))
