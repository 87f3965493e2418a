"""What an activity lead is sent becomes an article without hand work: each file with all that stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.library.shelf import open_library
from kiosk.staff.importer import Imported, import_file
from kiosk.staff.retouch import in_small_letters
from tests.staff import office


@dataclass(frozen=True)
class Wanted:
    """What a file is to become: its shape, what stands in it, what does not."""

    make: Callable[[Path], Path]
    title: str
    author: str
    sections: tuple[str, ...]
    there: tuple[str, ...]
    away: tuple[str, ...]


FILES = {
    "a flyer in Word": Wanted(
        office.flyer, "Beat the Heat This Summer", "",
        ("Know the warning signs", "Stay cool at home", "Cooling centers near you"),
        ("## Know the warning signs\n", "1. Drink a glass", "![A pitcher of water on a kitchen table](",
         "- Maple Library. Hours: Daily, 9 a.m. to 8 p.m. Phone: [(202) 234-0142](tel:202-234-0142).",
         "[1-800-234-0134](tel:1-800-234-0134)"),
        ("RIVER COUNTY", "Facebook", "©", "Page 1", "Photo:"),
    ),
    "a column in LibreOffice": Wanted(
        office.column, "Planting a Window Box", "Harold Nguyen",
        ("What you will need", "How to plant it", "Keeping it going"),
        ("**A tip from Harold**", "- Fern. Water: Every 2 days.",
         "[the Extension web site](https://extension.example.edu/shade), and the librarian"),
        ("Master Gardener", "Plant: Water"),
    ),
    "a notice in rich text": Wanted(
        office.notice, "The Hearing Loop in Our Hall", "Carol Bianchi",
        ("How do I turn it on?", "No hearing aid?"),
        ("speaker’s voice", "“T” program", "- Sit anywhere", "[1-800-234-5678](tel:1-800-234-5678)", "café"),
        ("Template", "Coordinator", "HYPERLINK"),
    ),
    "a post of a blog": Wanted(
        office.blog, "Sleep better after 70", "Margaret West",
        ("Get up at the same time", "Walk after lunch", "When to see a doctor"),
        ("**Here is what really helps**, and none", "![A small lamp glows beside a made bed.](",
         "**What if it rains?**",
         "[chair yoga](https://goldenyears", "[800-234-5000](tel:1-800-234-5000)", "date: 2026-02-11"),
        ("admin", "affiliate", "Health", "cookies", "Facebook", "Advertisement", "Pin this", "subscribers", "best tips",
         "Related", "strong bones", "Ohio", "Bev", "Soup", "Skip", "Shop", "dataLayer", "1\\."),
    ),
    "a page of a newsletter in PDF": Wanted(
        office.newsletter, "Your Flu Shot: What to Know", "Dr. Alan Pierce", ("Does it hurt?", "Where to go"),
        ("Every fall the flu comes back, and every fall it changes a little. That is", "- Wear a shirt", ".jpg)",
         "[(202) 234-7788](tel:202-234-7788)"),
        ("Health Notes",),
    ),
    "a forwarded e-mail": Wanted(
        office.forwarded, "Chair volleyball is back!", "Ray Alvarez",
        ("Who can play", "What to wear", "How to sign up"),
        ("the ball is a beach ball, so nobody gets hurt.", "- Your glasses", "date: September 30, 2026",
         "[202-234-0100](tel:202-234-0100)", "the rules at [volley.example.org/chair](https://volley.example.org/chair)."),
        ("Dolores", "Thx", "Original", "Hello all", "iPhone", "CONFIDENTIAL", "(202) 234-0199", "Recreation", "WHO"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_real_shaped_file_becomes_an_article_without_hand_work(name: str, tmp_path: Path) -> None:
    wanted = FILES[name]
    made = import_file(wanted.make(tmp_path), tmp_path / "content", shelf="new")
    assert isinstance(made, Imported), made
    assert (made.title, made.author, made.sections) == (wanted.title, wanted.author, wanted.sections)
    for text in wanted.there:
        assert text in made.text, made.text
    article = made.text.replace(f"source: {made.source.name}", "")
    for text in wanted.away:
        assert text not in article, made.text
    library = open_library(tmp_path / "content")
    kept = [fault for fault in library.check() if "was left out; its words stay" not in fault.what]
    assert [fault.code for fault in kept] in ([], ["no alt"])  # the PDF's photo has no words yet


def test_what_was_set_aside_of_an_e_mail_is_shown(tmp_path: Path) -> None:
    made = import_file(office.forwarded(tmp_path), tmp_path / "content")
    assert isinstance(made, Imported)
    for line in ("Hello all,", "Ray Alvarez", "(202) 234-0199", "From: Coach Ray"):
        assert line in made.aside
    assert any("capitals" in doubt for doubt in made.unsure)


@pytest.mark.parametrize(
    ("shouted", "plain"),
    [
        ("HOW TO SIGN UP", "How to sign up"), ("CALL THE CDC NOW", "Call the CDC now"), ("I AM A COOK", "I am a cook"),
        ("CDC", "CDC"), ("What the CDC says", "What the CDC says"), ("DON’T FALL!", "Don’t fall!"),
    ],
)  # fmt: skip
def test_a_line_in_capitals_becomes_a_sentence(shouted: str, plain: str) -> None:
    assert in_small_letters(shouted) == plain


def test_an_answer_above_a_quoted_message_is_the_article(tmp_path: Path) -> None:
    words = "Bring a light jacket, since the bus is cold in the morning and warm at noon. " * 8
    path = tmp_path / "answer.txt"
    path.write_text(
        f"From: Ana Ruiz\nSubject: Re: The bus trip\n\nDear Pat,\n\n{words}\n\nKind regards,\nAna Ruiz\n\n"
        "On Mon, Oct 5, 2026 at 9:00 AM Pat Lee <pat@example.org> wrote:\n\nWhat should we bring?\n",
        encoding="utf-8",
    )
    made = import_file(path, tmp_path / "content")
    assert isinstance(made, Imported)
    assert made.title == "The bus trip" and made.author == "Ana Ruiz"
    assert "light jacket" in made.text and "What should we bring" not in made.text and "Kind regards" not in made.text


def test_an_ordinary_text_with_a_home_section_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "safe.md"
    path.write_text("# Be safe\n\n## Home\n\nClear the floor of shoes and cords every day.\n\n## Street\n\nLook both "
                    "ways before you cross, and take your time.\n", encoding="utf-8")  # fmt: skip
    made = import_file(path, tmp_path / "content")
    assert isinstance(made, Imported) and "Clear the floor" in made.text
