"""The speech that tests are made with is the same in whatever order they run."""

from __future__ import annotations

import os

import numpy as np
import pytest

from tests.hearing.speech import say


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no copy of a process here")
def test_a_text_sounds_the_same_whatever_was_said_before_it() -> None:
    first = say("stop", "en-us+m3")
    for between in ("en-us+grandma", "en-gb+klatt"):
        say("how long is it", between, 180)
        say.cache_clear()
        assert np.array_equal(say("stop", "en-us+m3"), first)
    assert len(first) > 4000 and np.abs(first).max() > 2000
