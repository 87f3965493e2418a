"""No test paints on a real display or sounds on a real loudspeaker, unless it opens a rig of its own."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["KIOSK_NO_SETUP"] = "1"
