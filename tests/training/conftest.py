"""The built-in model as it ships: the commands that measure build words into it themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.places import shipped
from tests.hearing.conftest import recogniser

__all__ = ["recogniser"]


@pytest.fixture(scope="session")
def model() -> Path:
    """The model's own folder; KIOSK_TEST_MODEL names another one to try."""
    return Path(os.environ.get("KIOSK_TEST_MODEL", shipped() / "assets" / "models" / "kiosk-en"))
