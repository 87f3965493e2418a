"""What a draft says is what its Markdown shows: no mark of a format reaches the glass, and no line becomes a block."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from kiosk.staff.formats.parts import Part, Run, paragraph
from kiosk.staff.shape import Draft
from kiosk.staff.written import write_down


def shown(*parts: Part) -> tuple[list[str], set[str]]:
    """The words of a draft's paragraphs as a reader of Markdown sees them, and the kinds of its blocks."""
    text = write_down(Draft("Walking", parts), "walking.txt", "walking").text
    tokens = MarkdownIt("commonmark").parse(text.split("---\n", 2)[2])
    lines = ["".join(one.content for one in token.children or ()) for token in tokens if token.type == "inline"]
    return lines[1:], {token.type for token in tokens if token.nesting >= 0 and token.type != "inline"}


@pytest.mark.parametrize(
    "runs",
    [
        (Run("Note:", bold=True), Run("bring a coat.")),
        (Run("Call us", bold=True), Run("today", italic=True), Run(", or come by.")),
        (Run("“Stop!”", bold=True), Run("he said.")),
        (Run("(free)", italic=True), Run("coffee at nine.")),
        (Run("It is"), Run("“free”", bold=True), Run(" today.")),
        (Run("It is"), Run("(free)", italic=True), Run("today.")),
        (Run("“Stop!”", bold=True), Run("he said", italic=True), Run(" to all.")),
        (Run("Stop", bold=True), Run("(all)", italic=True), Run(" of you.")),
        (Run("read", bold=True), Run("ing is good.")),
        (Run("Note:", bold=True), Run(" "), Run("bring", italic=True), Run(" a coat.")),
    ],
)
def test_bold_and_italic_show_no_stars(runs: tuple[Run, ...]) -> None:
    lines, _ = shown(Part("paragraph", runs))
    assert lines == ["".join(run.text for run in runs)]


def test_marks_that_can_be_closed_are_kept() -> None:
    bold = Part("paragraph", (Run("Note:", bold=True), Run(" bring a "), Run("warm", italic=True), Run(" coat.")))
    assert "**Note:** bring a *warm* coat.\n" in write_down(Draft("A", (bold,)), "a.txt", "a").text


def test_a_bold_link_that_touches_the_next_word_shows_no_stars() -> None:
    link = Run("the page", bold=True, href="https://example.org/")
    lines, _ = shown(Part("paragraph", (Run("Read "), link, Run("today."))))
    assert lines == ["Read the pagetoday."]


@pytest.mark.parametrize(
    "line",
    ["~~~", "~~~ soup", "-----", "=====", "+ two", "+", "-", "1. one", "1.", "12)", "# one", "#", "######", "> more",
     ">", "    four spaces", "\ta tab", "* * *", "___", "_ _ _", "```", "- - -", "<div>", "[a]: b", "| a |"],
)  # fmt: skip
def test_no_line_becomes_a_block_of_markdown(line: str) -> None:
    lines, blocks = shown(paragraph("Walk every day."), paragraph(line), paragraph("Rest at night."))
    assert lines == ["Walk every day.", line.strip(), "Rest at night."]
    assert blocks == {"heading_open", "paragraph_open"}


def test_a_mark_of_exclamation_before_a_link_makes_no_picture() -> None:
    lines, _ = shown(Part("paragraph", (Run("Look!"), Run("the page", href="https://example.org/"))))
    assert lines == ["Look!the page"]
