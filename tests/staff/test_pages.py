"""Pages as they are saved: wholly in a form, with answers that are hidden, with a site's name in the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.staff.formats import read
from kiosk.staff.formats.parts import paragraph
from kiosk.staff.furniture import boilerplate
from kiosk.staff.shape import Draft, shape

FALLS = ("Falls are the most common way that older people get hurt at home. A few small changes in each room can keep "
         "you on your feet for years. Start with the light in the hall, then look at the bath.")  # fmt: skip
ANSWER = "Most people pay nothing for it if they worked for ten years or more and paid the tax."


def draft(folder: Path, body: str, head: str = "<title>Prevent Falls</title>") -> Draft:
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return shape(read(path), "page")


def words(made: Draft) -> str:
    return "\n".join(part.text for part in made.parts)


@pytest.mark.parametrize("more", ["", f"<p>{FALLS.replace('Falls', 'Trips')}</p>"])
def test_a_page_that_lies_wholly_in_a_form_is_read(more: str, tmp_path: Path) -> None:
    top = "<div id='top'><a href='/'>River County</a></div>"
    form = ("<form method='post' action='/x.aspx'><input type='hidden' value='junk'><select><option>English</option>"
            f"</select><div><h1>Prevent Falls</h1><p>{FALLS}</p>{more}</div><button>Go</button></form>")  # fmt: skip
    made = draft(tmp_path, top + form + "<footer><p>River County, 12 Main Street. Open all week.</p></footer>")
    assert made.title == "Prevent Falls" and FALLS in words(made)
    for junk in ("junk", "English", "Go", "Main Street"):
        assert junk not in words(made)


def test_a_small_form_in_a_page_still_goes(tmp_path: Path) -> None:
    form = "<form><p>Type your e-mail address and get a letter each week.</p><input><button>Send</button></form>"
    made = draft(tmp_path, f"<main><h1>Prevent Falls</h1><p>{FALLS}</p>{form}<p>{FALLS}</p></main>")
    assert "e-mail address" not in words(made)


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        ("<h2><button aria-expanded='false'>What does it cost?</button></h2>", "<div hidden>{}</div>"),
        ("<h2><button>What does it cost?</button></h2>", "<div aria-hidden='true'>{}</div>"),
        ("<div><h2><button aria-controls='b'>What does it cost?</button></h2></div>", "<div id='b' hidden>{}</div>"),
        ("<button><h2>What does it cost?</h2></button>", "<div hidden>{}</div>"),
    ],
)
def test_questions_to_touch_keep_their_hidden_answers(heading: str, answer: str, tmp_path: Path) -> None:
    hidden = answer.format(f"<p>{ANSWER}</p>")
    secret = "<div hidden><p>This is shown to nobody but those who made it.</p></div>"
    made = draft(tmp_path, f"<main><h1>Prevent Falls</h1><p>{FALLS}</p>{heading}{hidden}{secret}</main>")
    assert [part.text for part in made.parts if part.kind == "heading"] == ["What does it cost?"]
    assert ANSWER in words(made) and "nobody" not in words(made)


@pytest.mark.parametrize("between", [" | ", " – ", " - ", ": "])
def test_the_site_behind_a_page_s_own_title_is_cut_off(between: str, tmp_path: Path) -> None:
    whole = f"Prevent Falls{between}National Council"
    head = f"<title>{whole}</title><meta property='og:title' content='{whole}'>"
    made = draft(tmp_path, f"<main><h1>Prevent Falls</h1><p>{FALLS}</p><h2>At home</h2><p>{FALLS}</p></main>", head)
    assert made.title == "Prevent Falls"
    assert [part.text for part in made.parts if part.kind == "heading"] == ["At home"]


def test_a_title_that_goes_on_or_begins_with_the_site_is_left_whole(tmp_path: Path) -> None:
    head = "<meta property='og:title' content='Falls in Winter'>"
    assert draft(tmp_path, f"<main><h1>Falls</h1><p>{FALLS}</p></main>", head).title == "Falls in Winter"
    head = "<meta property='og:title' content='Oak House | Falls'><meta property='og:site_name' content='Oak House'>"
    made = draft(tmp_path, f"<h1>Oak House</h1><main><p>{FALLS}</p></main>", head)
    assert made.title == "Oak House | Falls"


@pytest.mark.parametrize(
    ("text", "junk"),
    [
        ("We value your privacy. We and our partners use cookies to keep things on a device. Click to agree.", True),
        ("This website uses cookies to give you a better experience.", True),
        ("For the base of this pie we use cookies, and butter on top.", False),
        ("In our kitchen we bake cookies each Friday, and you may use the oven.", False),
    ],
)
def test_a_box_about_cookies_is_known_by_its_words(text: str, junk: bool) -> None:
    assert boilerplate(paragraph(text)) == junk
