"""A short soak of the whole kiosk on virtual devices, and what it says when something was wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.staff.soak import soak
from kiosk.staff.soaked import Soaked, table

pytestmark = pytest.mark.paced

CONTENT = Path(__file__).resolve().parents[2] / "content"
MISSING = [name for name in ("Xvfb", "pulseaudio", "pactl", "pacat", "xdotool") if shutil.which(name) is None]


@pytest.mark.skipif(bool(MISSING), reason=f"the soak needs {', '.join(MISSING)}")
def test_random_visitors_and_a_fault_leave_the_kiosk_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    told: list[str] = []
    found = soak(CONTENT, 0.45, 1, 1.0, told.append)  # on a slow machine ten seconds go before the kiosk stands
    assert found.wrong == [], told
    assert found.faults >= 1 and found.visits >= 1 and found.actions > 5 and found.walked >= 1000
    assert max(found.latencies) < 5
    assert len(found.descriptors) == len(found.processes) == 2
    assert found.memory and all(40 < each < 300 for each in found.memory), found.memory
    assert "Nothing was wrong." in table(found)


def test_a_fresh_recogniser_or_a_passing_peak_is_no_growth_and_a_slow_rise_is() -> None:
    assert Soaked(memory=[100, 85, 100, 100, 120, 101, 100, 85, 101]).megabytes == [100, 100]
    assert Soaked(memory=[100 + each / 2 for each in range(9)]).megabytes == [100.5, 103.5]


def test_what_was_wrong_stands_at_the_end_of_the_table() -> None:
    wrong = "12 s: loudspeaker changed: it did not recover"
    shown = table(Soaked(wrong=[wrong], recoveries={"disk full": [0.5, 2.0, 1.0]}))
    assert shown.endswith("WRONG: 12 s: loudspeaker changed: it did not recover")
    assert "Nothing was wrong" not in shown
    assert "3 times, median 1.0 s, worst 2.0 s" in shown
