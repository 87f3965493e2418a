"""An article begun from the template is hidden, complete and never written over."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from kiosk.library.front import KEYS
from kiosk.staff.new import TEMPLATE, new


def screen() -> Console:
    return Console(file=io.StringIO(), width=300)


def test_a_new_article_carries_its_title_and_stays_hidden(tmp_path: Path) -> None:
    assert new("  What's a  *good* walk? ", tmp_path, screen(), shelf="moving") == 0
    text = (tmp_path / "moving" / "whats-a-good-walk.md").read_text(encoding="utf-8")
    front, body = text.removeprefix("---\n").split("---\n", 1)
    assert body.startswith("# What's a \\*good\\* walk?\n")
    assert "hidden: true\n" in front
    assert all(line.startswith("#") or ":" in line for line in front.splitlines())
    assert "## " in body and "<!--" not in text


def test_an_article_that_stands_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "my-walk.md").write_text("# Mine\n", encoding="utf-8")
    console = screen()
    assert new("My walk", tmp_path, console) == 1
    assert (tmp_path / "my-walk.md").read_text(encoding="utf-8") == "# Mine\n"


def test_a_title_or_shelf_that_cannot_be_is_refused(tmp_path: Path) -> None:
    assert new(" ?! ", tmp_path, screen()) == 2
    assert new("word " * 40, tmp_path, screen()) == 2
    assert new("My walk", tmp_path, screen(), shelf="../out") == 2
    assert list(tmp_path.iterdir()) == []


def test_the_guide_and_the_template_name_every_line_that_an_article_may_begin_with() -> None:
    guide = (Path(__file__).parents[2] / "content" / "README.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"`{key}`" in guide, key
        assert re.search(rf"^{key}:", TEMPLATE, re.MULTILINE) or key == "note", key
