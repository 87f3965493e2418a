"""A library that stands still is told from a sound server that hangs."""

from __future__ import annotations

import threading
import time

from kiosk.afresh import Afresh
from kiosk.standstill import AFTER_S, CONFIRMED_S, Standstill


class Watched(Standstill):
    """Asked as the loop asks, at moments of our choice."""

    def __init__(self, answers: bool) -> None:
        self.asked = threading.Event()
        self.server = answers
        super().__init__(self._server)

    def _server(self) -> bool:
        self.asked.set()
        return self.server

    def ends(self) -> None:
        """The question has been answered."""
        assert self.asked.wait(2)
        self.asked.clear()
        if self._thread is not None:
            self._thread.join(2)


def test_we_still_wait_though_the_server_answers_others() -> None:
    watched, now = Watched(True), time.monotonic()
    assert not watched.known(AFTER_S + 0.1, now)
    watched.ends()
    assert not watched.known(AFTER_S + 0.2, now + 0.1)  # we may be served in a moment
    assert watched.known(AFTER_S + 0.2 + CONFIRMED_S, now + 0.2 + CONFIRMED_S)


def test_a_server_that_hangs_is_waited_for_and_asked_again() -> None:
    watched, now = Watched(False), time.monotonic()
    assert not watched.known(AFTER_S + 0.1, now)
    watched.ends()
    assert not watched.known(AFTER_S + 9, now + 9)
    watched.ends()
    assert not watched.known(AFTER_S + 18, now + 18)


def test_what_was_answered_while_we_waited_for_something_else_says_nothing() -> None:
    watched, now = Watched(True), time.monotonic()
    watched.known(AFTER_S + 0.1, now)
    watched.ends()
    assert not watched.known(AFTER_S + 0.1, now + 60)
    assert watched.asked.wait(2)


def test_nobody_is_asked_while_all_is_well() -> None:
    watched = Watched(True)
    assert not watched.known(AFTER_S - 0.1, time.monotonic())
    assert not watched.asked.wait(0.2)


def test_the_kiosk_begins_again_at_once_even_in_a_visit() -> None:
    afresh = Afresh()
    afresh.told("sound", True, 1.0)
    assert not afresh.due(True, AFTER_S, 9.0, stands=True)  # the sound is not lost
    afresh.told("sound", False, 8.0)
    assert afresh.due(True, AFTER_S, 9.0, stands=True) and not afresh.due(True, AFTER_S, 9.0)
