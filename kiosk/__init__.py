"""A reading kiosk: large print, read aloud, and every choice by touch, voice and key.

A place becomes a Screen (plain data); painter, voice and ear each follow the Screen; finger, key and speech
each arrive at one Choice, whose Message goes through ``update`` to give the next State. ARCHITECTURE.md
describes the rooms and who may look at whom.
"""

import os as _os

_os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would stand in every command's output
