"""A random visitor walks through the core, and finds what is wrong when something is."""

from __future__ import annotations

import pytest

from kiosk.staff import walk
from tests.visitor import library


def test_a_random_visitor_never_meets_a_trap_or_a_fault() -> None:
    found = walk.walk(library(), 3000, seed=5)
    assert found.faults == []
    assert found.actions == 3000
    assert found.visits > 0
    assert {"home", "contents", "reading"} <= set(found.places)


def test_a_walk_names_the_action_at_which_something_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("the floor gave way")

    monkeypatch.setattr(walk, "update", broken)
    found = walk.walk(library(), 500, seed=5)
    assert "the floor gave way" in found.faults[0]
