"""A visit goes on while 200 files are changed, broken, moved and deleted: no crash, no junk, no sentence cut."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.library.shelf import Shelves

ROOT = Path(__file__).resolve().parents[2]
CHANGES = 200
BROKEN = (
    b"# Title\n\n\xff\xfe\x00 junk that is no text \x00",
    "# Title\n\njunk in another code".encode("utf-16"),
    b"",
    b"---\ntitle: junk\nsource: junk\n",
    b"| junk | junk |\n|---|---|\n| junk | junk |\n",
    b"<div onclick='junk'>junk</div>\n",
)
SIX = ("The day is warm and bright.", "We walk to the old bridge.", "Birds sing in the green trees.",
       "You may rest on a bench.", "Then we all go home again.")  # fmt: skip


def article(name: str, dice: random.Random) -> str:
    """Every sentence has six words, headings too, so that the journal shows a sentence cut short."""
    parts = [f"# Title of article {name} is here\n"]
    for word in ("one", "two", "three"):
        parts.append(f"## This is the part called {word}\n\n" + " ".join(dice.choice(SIX) for _ in range(4)) + "\n")
    return "\n".join(parts)


def stir(content: Path, dice: random.Random, step: int) -> None:
    """One change of the kinds that staff, a copy over the network and an accident make."""
    places = sorted(content.rglob("*.md"))
    place = dice.choice(places) if places else content / "walks" / "first.md"
    for folder in (place.parent, content / "walks"):
        folder.mkdir(parents=True, exist_ok=True)
    match dice.randrange(7):
        case 0:
            (content / "walks" / f"new{step}.md").write_text(article(f"new{step}", dice), encoding="utf-8")
        case 1:
            place.write_text(article(f"again{step}", dice), encoding="utf-8")
        case 2:
            place.write_bytes(dice.choice(BROKEN))
        case 3:
            other = content / f"shelf{dice.randrange(3)}" / f"moved{step}.md"
            other.parent.mkdir(parents=True, exist_ok=True)
            place.rename(other)
        case 4 if len(places) > 8:
            place.unlink()
        case 5:
            fresh = place.with_suffix(".md.tmp")
            fresh.write_text(article(f"put{step}", dice), encoding="utf-8")
            fresh.replace(place)  # as rsync and Syncthing do
        case _:
            text = article(f"slow{step}", dice)
            with place.open("w", encoding="utf-8") as stream:  # a copy that takes its time
                stream.write(text[: len(text) // 2])
                stream.flush()
                time.sleep(0.2)
                stream.write(text[len(text) // 2 :])


def cut_sentences(events: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Sentences of articles that ended before their sixth word, and not by the visitor's own choice."""
    spoken: list[tuple[dict[str, Any], list[int], bool]] = []
    for event in events:
        if event["event"] == "line":
            spoken.append((event, [], False))
        elif event["event"] == "word" and spoken:
            spoken[-1][1].append(event["index"])
        elif event["event"] in ("chosen", "closing") and spoken:
            spoken[-1] = (spoken[-1][0], spoken[-1][1], True)
    return [(line, len(words)) for line, words, ended in spoken if line["index"] >= 0 and not ended and len(words) < 6]


def test_a_visit_sees_no_crash_no_junk_and_no_sentence_cut_while_200_files_change(tmp_path: Path) -> None:
    content, journal, stop = tmp_path / "content", tmp_path / "journal.jsonl", tmp_path / "stop"
    dice = random.Random(3)
    for number in range(20):
        place = content / f"shelf{number % 3}" / f"a{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(article(f"a{number}", dice), encoding="utf-8")
    environment = {
        **os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache"),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.staff.visited", str(content), str(journal), str(stop)]
    kiosk = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True)  # fmt: skip
    try:
        while not journal.exists() and kiosk.poll() is None:
            time.sleep(0.1)
        for step in range(CHANGES):
            stir(content, dice, step)
            time.sleep(1.8 if step % 12 == 0 else dice.uniform(0.0, 0.25))  # now and then a moment to settle
        stop.write_text("", encoding="utf-8")
        out, err = kiosk.communicate(timeout=60)
    finally:
        kiosk.kill()
    assert kiosk.returncode == 0, err[-2000:]
    assert "Traceback" not in err, err[-2000:]
    events = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    lines = [event for event in events if event["event"] == "line" and event["index"] >= 0]
    assert len(lines) >= 10 and len([event for event in events if event["event"] == "place"]) >= 10
    assert cut_sentences(events) == []
    assert not [each for each in events if each["event"] in ("fault", "lost") and each["what"] != "content"]
    for one, two in pairwise(event for event in events if event["event"] == "word"):
        assert two["line"] != one["line"] or two["index"] in (0, one["index"] + 1)
    there = {one.id for shelf in Shelves(content, None).shelves for one in shelf.entries}
    assert there <= set(json.loads(out.splitlines()[-1]))
