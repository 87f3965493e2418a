"""The built-in model, as the tests of hearing have it."""

from __future__ import annotations

from tests.hearing.conftest import recogniser

__all__ = ["recogniser"]
