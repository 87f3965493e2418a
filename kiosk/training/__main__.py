"""python -m kiosk.training: how the built-in voice model is made and measured. Sets a fresh clone up first."""

from __future__ import annotations

import sys

from kiosk.setup import at_home, ensure

if __name__ == "__main__":
    if at_home():
        ensure("test,train", ["-m", "kiosk.training", *sys.argv[1:]])
    from kiosk.training.cli import app

    app()
