"""An article is shown before visitors see it: every page as a picture, every section as sound."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.core.state import Comfort, Reading
from kiosk.core.text import Cursor
from kiosk.core.update import opening
from kiosk.library.shelf import Shelves
from kiosk.staff.live import settled
from kiosk.staff.preview import Found, find

TEXT = "---\nhidden: true\n---\n# A walk\n\n## First steps\n\n{words}\n\n## Going home\n\nTurn round if you tire.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "content" / "moving" / "02-a-walk.md"
    place.parent.mkdir(parents=True)
    place.write_text(TEXT.format(words="Put on good shoes and go slowly. " * 40), encoding="utf-8")
    return place


def kiosk(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_every_page_is_painted_even_while_the_article_is_hidden(file: Path, tmp_path: Path) -> None:
    code, said = kiosk("preview", str(file), "--pictures", str(tmp_path / "out"), "--size", "800x600")
    assert code == 0, said
    names = sorted(place.name for place in (tmp_path / "out").iterdir())
    assert names[:2] == ["0-contents.png", "1-first-steps-page-1.png"]
    assert "1-first-steps-page-2.png" in names and names[-1] == "2-going-home-page-1.png"
    shown = set()
    for name in names:
        with Image.open(tmp_path / "out" / name) as picture:
            assert picture.size == (800, 600)
            shown.add(picture.tobytes())
    assert len(shown) == len(names)  # no two pages look alike


def test_every_section_becomes_a_sound_of_about_its_length(file: Path, tmp_path: Path) -> None:
    code, said = kiosk("preview", str(file), "--audio", str(tmp_path / "out"))
    assert code == 0, said
    lengths = {}
    for place in (tmp_path / "out").iterdir():
        with wave.open(str(place)) as sound:
            lengths[place.name] = sound.getnframes() / sound.getframerate()
    assert sorted(lengths) == ["1-first-steps.wav", "2-going-home.wav"]
    assert lengths["1-first-steps.wav"] == pytest.approx((2 + 7 * 40) / 125 * 60, rel=0.1)


def test_a_file_that_is_no_article_is_told_in_a_sentence(file: Path, tmp_path: Path) -> None:
    (file.parent / "empty.md").write_text("", encoding="utf-8")
    for name, word in (("empty.md", "empty.md"), ("none.md", "no file"), ("a.docx", "kiosk import")):
        if name.endswith("docx"):
            (file.parent / name).write_bytes(b"x")
        code, said = kiosk("preview", str(file.parent / name), "--pictures", str(tmp_path / "out"))
        assert code == 1 and word in said.replace("\n", " ")
    assert kiosk("preview", str(file), "--size", "big")[0] == 2
    assert not (tmp_path / "out").exists()


def test_an_article_outside_the_content_folder_is_found_too(file: Path, tmp_path: Path) -> None:
    found = find(file, tmp_path / "elsewhere")
    assert isinstance(found, Found) and found.article.title == "A walk"
    found = find(file, tmp_path / "content")
    assert isinstance(found, Found) and found.article.id == "moving/a-walk"


def test_a_section_that_went_away_leads_to_the_last_one(file: Path, tmp_path: Path) -> None:
    state = replace(opening(Comfort()), place=Reading("moving/a-walk", 5), cursor=Cursor(9, 9))
    after = settled(state, Shelves(tmp_path / "content", None))
    assert (after.place, after.cursor) == (Reading("moving/a-walk", 1), Cursor())
