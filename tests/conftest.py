"""No test paints on a real display or sounds on a real loudspeaker, unless it opens a rig of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["KIOSK_NO_SETUP"] = "1"
BUILT_IN = Path(__file__).parents[1] / "assets" / "models" / "kiosk-en"


@pytest.fixture(scope="session")
def model() -> Path:
    """The built-in model; KIOSK_TEST_MODEL names another one to try."""
    found = Path(os.environ.get("KIOSK_TEST_MODEL", BUILT_IN))
    if not (found / "am" / "final.mdl").exists():
        pytest.skip("the built-in voice model is not made yet")
    return found
