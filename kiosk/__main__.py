"""python -m kiosk: the kiosk itself. From a fresh clone it first makes its own environment, once."""

from __future__ import annotations

import sys

from kiosk.setup import at_home, ensure

if __name__ == "__main__":
    if at_home():
        ensure("", ["-m", "kiosk", *sys.argv[1:]])
    from kiosk.guard import main

    main()
