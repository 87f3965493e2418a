"""The whole kiosk, without a display or a loudspeaker, takes up a new article while it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
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


def run(script: str, place: Path, folder: Path) -> list[str]:
    """What a script with a whole kiosk in it prints."""
    environment = {
        **os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy",
        "XDG_CACHE_HOME": str(folder / "cache"), "LOCALAPPDATA": str(folder / "cache"),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script, str(place)], cwd=ROOT, env=environment, capture_output=True,
                          text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [line for line in done.stdout.splitlines() if "pygame" not in line]


def test_a_running_kiosk_shows_what_is_new_and_keeps_what_was_lost(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "one.md").write_text("# One\n\nThese words are whole and good to hear.\n", encoding="utf-8")
    assert run(SCRIPT, content, tmp_path) == ["['one']", "['one', 'two']", "['one', 'two']"]


PREVIEW = """
import sys, threading, time
from pathlib import Path
from kiosk.app import House, Options
from kiosk.config import Config
from kiosk.core.messages import Read
from kiosk.page.plan import Run

file = Path(sys.argv[1])
settings = Config.model_validate({"speech": {"engine": "none"}, "hearing": {"microphone": "none"}})
house = House(settings, Options(file.parent, (1280, 720), article="draft"))

def shown():
    return " ".join(one.text for one in house.frame.plan.items if isinstance(one, Run))

def author():
    def waits(words):
        end = time.monotonic() + 20
        while words not in shown() and time.monotonic() < end:
            time.sleep(0.05)
        print(words in shown(), house.frame.screen.place, flush=True)
    time.sleep(1)
    waits("A draft")
    house._update(Read(0))
    waits("first words")
    began = time.monotonic()
    file.write_text(file.read_text().replace("first words", "better words"))
    waits("better words")
    print(time.monotonic() - began < 10, flush=True)
    house._closing = True

house.open()
threading.Thread(target=author, daemon=True).start()
house.run()
house.close()
"""


def test_a_preview_shows_a_hidden_draft_and_each_save_of_it_where_the_author_is_reading(tmp_path: Path) -> None:
    file = tmp_path / "content" / "draft.md"
    file.parent.mkdir()
    file.write_text("---\nhidden: true\n---\n# A draft\n\n## One part\n\nThese are the first words.\n", "utf-8")
    reading = "True reading/draft/1"
    assert run(PREVIEW, file, tmp_path) == ["True contents/draft", reading, reading, "True"]
