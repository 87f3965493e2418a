"""What is printed on a key is what it does."""

from __future__ import annotations

import pygame
import pytest

from kiosk.screen.keys import Command, intent_of


@pytest.mark.parametrize(
    ("key", "shift", "means"),
    [(pygame.K_SLASH, True, "help"), (pygame.K_SLASH, False, "help"), (pygame.K_F1, False, "help"),
     (pygame.K_EQUALS, True, "louder"), (pygame.K_MINUS, False, "quieter")],
)  # fmt: skip
def test_a_us_keyboard_reports_a_sign_by_the_key_it_stands_on(key: int, shift: bool, means: str) -> None:
    press = pygame.event.Event(pygame.KEYDOWN, key=key, mod=pygame.KMOD_LSHIFT if shift else 0)
    assert intent_of(press) == Command(means)
