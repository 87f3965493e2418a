"""What is printed on a key is what it does."""

from __future__ import annotations

import pygame
import pytest

from kiosk.screen.keys import Command, intent_of, is_only_held


@pytest.mark.parametrize(
    ("key", "shift", "means"),
    [(pygame.K_SLASH, True, "help"), (pygame.K_SLASH, False, "help"), (pygame.K_F1, False, "help"),
     (pygame.K_EQUALS, True, "louder"), (pygame.K_MINUS, False, "quieter")],
)  # fmt: skip
def test_a_us_keyboard_reports_a_sign_by_the_key_it_stands_on(key: int, shift: bool, means: str) -> None:
    press = pygame.event.Event(pygame.KEYDOWN, key=key, mod=pygame.KMOD_LSHIFT if shift else 0)
    assert intent_of(press) == Command(means)


def test_a_key_that_is_held_beside_another_is_told_from_one_without_a_meaning() -> None:
    """A pad may send Shift or Num Lock before each digit: the voice must not stop for it, and go on at the digit."""
    held = (pygame.K_LSHIFT, pygame.K_RCTRL, pygame.K_NUMLOCKCLEAR, pygame.K_LMETA)
    assert all(is_only_held(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0)) for key in held)
    for key in (pygame.K_KP0, pygame.K_q, pygame.K_F5, pygame.K_SPACE):
        assert not is_only_held(pygame.event.Event(pygame.KEYDOWN, key=key, mod=pygame.KMOD_LSHIFT))
