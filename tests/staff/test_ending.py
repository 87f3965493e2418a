"""The facts at the end of a notice, a menu or a recipe are kept; what stands around an article is set aside."""

from __future__ import annotations

import pytest

from kiosk.staff.formats import plain
from kiosk.staff.formats.parts import Part, Source, paragraph
from kiosk.staff.shape import Draft, shape

DANCE = "Join us for an afternoon of music and dancing with the Oak Street Band."


def draft(*lines: str) -> Draft:
    return shape(plain.parse("\n\n".join(lines)), "notice")


def words(made: Draft) -> list[str]:
    return [part.text for part in made.parts]


def test_when_where_and_what_it_costs_are_kept() -> None:
    facts = ["When: Tuesday, May 5, 2 p.m.", "Where: Maple Room", "Cost: Free", "See you there!"]
    made = draft("Spring dance", DANCE, *facts)
    assert words(made) == [DANCE, *facts] and made.unsure == ()


def test_a_menu_of_the_week_is_kept_whole() -> None:
    served = "Lunch is served each day at noon in the main hall. Please sign up by ten."
    week = ["Monday", "Chicken soup, roll, salad", "Tuesday", "Baked fish, rice, peas", "Wednesday", "Closed"]
    made = draft("Lunch menu for May", served, *week, "Menus may change.")
    assert words(made) == [served, *week, "Menus may change."]
    assert [part.text for part in made.parts if part.kind == "heading"] == ["Monday", "Tuesday", "Wednesday"]


def test_a_menu_without_any_sentence_is_kept_below_its_byline() -> None:
    made = draft(
        "Lunch this week", "By Ann Lee", "Monday", "Chicken soup", "Tuesday", "Baked fish", "Wednesday", "Stew"
    )
    assert words(made) == ["Monday", "Chicken soup", "Tuesday", "Baked fish", "Wednesday", "Stew"]
    assert made.author == "Ann Lee"


def test_day_hours_and_place_of_a_sale_are_kept() -> None:
    text = "Come to our yearly rummage sale and find a treasure for very little money."
    facts = ["Saturday, May 11", "9 a.m. to 2 p.m.", "Maple Room", "Clothes, books, toys, lamps", "No dogs, please"]
    assert words(draft("Rummage sale", text, *facts)) == [text, *facts]
    dated = ["May 11, 2024", "9 a.m. to 2 p.m.", "Maple Room"]
    made = draft("Rummage sale", text, *dated)
    assert words(made) == [text, *dated] and made.date == ""


def test_ingredients_in_plain_lines_are_kept() -> None:
    text = "Put all of it in a pot and let it simmer for two hours with the lid on."
    needed = ["Ingredients", "1 pound of beans", "2 onions", "3 carrots", "A ham bone"]
    assert words(draft("Bean soup", text, *needed)) == [text, *needed]


def test_facts_in_the_look_of_headings_are_kept_as_lines() -> None:
    heads = tuple(paragraph(text, "heading", 2) for text in ("When: Friday at two", "Where: Maple Room"))
    made = shape(Source((paragraph("Spring dance", "title"), paragraph(DANCE), *heads)), "dance")
    assert [(part.kind, part.text) for part in made.parts] == [
        ("paragraph", DANCE), ("paragraph", "When: Friday at two"), ("paragraph", "Where: Maple Room"),
    ]  # fmt: skip


def test_a_heading_over_facts_at_the_end_stays() -> None:
    parts = (paragraph("Spring dance", "title"), paragraph(DANCE), paragraph("Who plays", "heading", 2),
             paragraph("The Oak Street Band"), paragraph("The River Choir"))  # fmt: skip
    made = shape(Source(parts), "dance")
    assert words(made)[1:] == ["Who plays", "The Oak Street Band", "The River Choir"]


def test_what_stands_around_an_article_is_set_aside_still() -> None:
    around = ["By: Rosa Delgado", "Student, Riverside College", "March 3, 2024", "Categories", "Health", "Sleep",
              "Subscribe!", "Follow us on Facebook", "Related posts", "Ten foods", "Soup season"]  # fmt: skip
    made = draft("Spring dance", DANCE, *around)
    assert words(made) == [DANCE] and (made.author, made.date) == ("Rosa Delgado", "March 3, 2024")


def test_the_number_of_whoever_signed_is_no_fact() -> None:
    made = draft("Spring dance", DANCE, "Carol Bianchi, Activities Coordinator", "Maple House", "Cell: 202-234-0199")
    assert words(made) == [DANCE] and "Cell: 202-234-0199" in made.aside


def test_thanks_and_a_first_name_are_no_facts() -> None:
    made = draft("Spring dance", DANCE, "Where: Maple Room", "Many thanks!", "Linda")
    assert words(made) == [DANCE, "Where: Maple Room"] and made.unsure == ()


def test_a_line_at_the_end_that_may_belong_to_it_is_named() -> None:
    made = draft("Spring dance", DANCE, "The Maple House Singers")
    assert words(made) == [DANCE] and made.aside == ("The Maple House Singers",)
    assert any("The Maple House Singers" in doubt for doubt in made.unsure)
    assert draft("Spring dance", DANCE, "Subscribe!").unsure == ()


def test_a_list_at_the_end_stays_a_list() -> None:
    made = shape(Source((paragraph("Garden", "title"), paragraph(DANCE), Part("paragraph", paragraph("We grow").runs),
                         paragraph("Beans", "item"), paragraph("Mint", "item"))), "garden")  # fmt: skip
    assert words(made) == [DANCE, "We grow", "Beans", "Mint"]


def test_a_number_for_readers_under_the_thanks_is_kept_or_named() -> None:
    made = draft("Spring dance", DANCE, "Thank you", "RSVP: 202-555-0142")
    assert words(made) == [DANCE, "RSVP: 202-555-0142"]
    made = draft("Spring dance", DANCE, "Thanks,", "Ann", "Call 202-555-0142")
    assert "Call 202-555-0142" in words(made) or any("Call 202-555-0142" in doubt for doubt in made.unsure)


def test_love_is_a_closing() -> None:
    assert words(draft("Spring dance", DANCE, "Love,", "Ann")) == [DANCE]


@pytest.mark.parametrize(
    "own", ["My cell", "Ann Lee", "Ph", "Desk", "Ann Kitchen", "Ann's Daughter", "Ann Lee's Cell"]
)
def test_the_number_of_who_signed_stays_off_the_glass(own: str) -> None:
    assert f"{own}: 202-555-0142" not in words(draft("Spring dance", DANCE, "Thanks,", "Ann", f"{own}: 202-555-0142"))


@pytest.mark.parametrize("line", ["R.S.V.P. 202-555-0142", "Questions? 202-555-0142", "RSVP:202-555-0142", "Call 988"])
def test_a_call_for_readers_under_the_thanks_is_kept_or_named(line: str) -> None:
    made = draft("Spring dance", DANCE, "Thank you", line)
    assert line in words(made) or any(line in doubt for doubt in made.unsure)


def test_a_poem_may_end_in_love() -> None:
    assert words(draft("Three things", DANCE, "Faith", "Hope", "Love"))[-1] == "Love"


@pytest.mark.parametrize("told", [
    "Poison Control: 800-222-1222", "RSVP by phone or email: 202-555-0142", "Mary Ann's Kitchen: 202-555-0142",
    "Lee’s Kitchen: 202-555-0142", "Grace Food Pantry: 202-555-0142", "Rose Garden Diner: 202-555-0142",
])  # fmt: skip
def test_a_public_number_under_a_signature_is_kept(told: str) -> None:
    assert told in words(draft("Spring dance", DANCE, "Carol Bianchi, Activities Coordinator", told))
