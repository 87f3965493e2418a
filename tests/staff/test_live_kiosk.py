"""The whole kiosk, without a display or a loudspeaker, takes up a new article while it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, threading, time
from pathlib import Path
from kiosk.app import House, Options
from kiosk.config import Config

content = Path(sys.argv[1])
house = House(Config.model_validate({"speech": {"engine": "none"}}), Options(content, (1280, 720)))

def staff():
    def ids():
        return {entry.id for shelf in house.rooms.library.shelves for entry in shelf.entries}
    def waits(wanted):
        end = time.monotonic() + 20
        while ids() != wanted and time.monotonic() < end:
            time.sleep(0.05)
        print(sorted(ids()), flush=True)
    time.sleep(1.5)
    waits({"one"})
    (content / "two.md").write_text("# Two\\n\\nThese words are whole and good to hear.\\n")
    waits({"one", "two"})
    for place in list(content.iterdir()):
        place.unlink()
    time.sleep(3)
    waits({"one", "two"})
    house._closing = True

house.open()
threading.Thread(target=staff, daemon=True).start()
house.run()
house.close()
"""


def test_a_running_kiosk_shows_what_is_new_and_keeps_what_was_lost(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "one.md").write_text("# One\n\nThese words are whole and good to hear.\n", encoding="utf-8")
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(content)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=90,
        env={
            **os.environ,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "LOCALAPPDATA": str(tmp_path / "cache"),
        },
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-3:] == ["['one']", "['one', 'two']", "['one', 'two']"]
