"""A machine without a sound card must not fill its log."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOOK = """
from kiosk.speech import alsa
import ctypes, pygame
from pathlib import Path
if {silence}: alsa.silence()
packed = Path(pygame.__file__).resolve().parent.parent / "pygame_ce.libs"
names = [*map(str, packed.glob("libasound*")), "libasound.so.2"]
for name in names:
    try: library = ctypes.CDLL(name)
    except OSError: continue
    library.snd_pcm_open(ctypes.byref(ctypes.c_void_p()), b"no such card", 0, 0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux's")
def test_alsa_keeps_its_remarks_to_itself() -> None:
    told = {}
    for silence in (False, True):
        done = subprocess.run([sys.executable, "-c", LOOK.format(silence=silence)], env=dict(os.environ),
                              capture_output=True, text=True, timeout=60)  # fmt: skip
        assert done.returncode == 0, done.stderr
        told[silence] = done.stderr
    assert "ALSA" in told[False] and "ALSA" not in told[True]
