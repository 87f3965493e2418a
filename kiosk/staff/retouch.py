"""Small things put right in an article that was read from a file, before it is written down."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.staff.checks.words import in_dictionary
from kiosk.staff.formats.parts import Part, Run
from kiosk.staff.furniture import MONTH

FOOTNOTE = re.compile(r"(?<=[\w.,;:!?”\"’)])(?:\[(?:\d{1,3}|citation needed)\])+")  # "every year.[1]"
CAPTION = re.compile(r"^(?:photo|picture|figure|image|illustration|caption)\s*\d*\s*[:.–—-]\s*(?=\S)", re.IGNORECASE)
NUMBERED = re.compile(r"^\(?\d{1,2}[.):]\s+(?=\S)")
DAY = re.compile(
    rf"{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d", re.IGNORECASE
)


def without_footnote_marks(parts: list[Part]) -> list[Part]:
    """Text without the numbers of notes that the kiosk does not have: "every year.[1]"."""
    return [
        replace(part, runs=tuple(replace(run, text=FOOTNOTE.sub("", run.text)) for run in part.runs))
        if "[" in part.text else part for part in parts
    ]  # fmt: skip


def without_echo(parts: list[Part], title: str) -> list[Part]:
    """Parts whose first does not say the title once more, as a subject and the first line of an e-mail do."""
    first = parts[0] if parts else None
    same = first is not None and first.kind in ("heading", "paragraph") and _letters(first.text) == _letters(title)
    return parts[1:] if same else parts


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def with_captions(parts: list[Part]) -> list[Part]:
    """A caption under a picture that has no words of its own becomes those words."""
    made: list[Part] = []
    for part in parts:
        before = made[-1] if made else None
        image = before.image if before is not None and before.kind == "picture" else None
        if image is not None and not image.alt and part.kind == "paragraph" and len(part.text.split()) <= 25:
            slanted = all(run.italic for run in part.runs if run.text.strip())
            if slanted or CAPTION.match(part.text):
                made[-1] = replace(made[-1], image=replace(image, alt=CAPTION.sub("", part.text)))
                continue
        made.append(part)
    return made


def with_plain_headings(parts: list[Part]) -> tuple[list[Part], bool]:
    """Headings without numbers of their own (the kiosk numbers them) and without shouting; whether any shouted."""
    numbered = sum(part.kind == "heading" and bool(NUMBERED.match(part.text)) for part in parts)
    made, shouted = [], False
    for part in parts:
        if part.kind == "heading":
            text = NUMBERED.sub("", part.text) if numbered > 1 else part.text
            quiet = in_small_letters(text)
            shouted = shouted or quiet != text
            part = replace(part, runs=(Run(quiet),))
        made.append(part)
    return made, shouted


def in_small_letters(text: str) -> str:
    """A line in capitals as a sentence; a word that no dictionary has may be a short form and keeps its capitals."""
    letters = [mark for mark in text if mark.isalpha()]
    if len(letters) < 5 or not all(mark.isupper() for mark in letters):
        return text
    words = [
        word.lower() if word.strip(".,:;!?“”\"'()") == "A" or in_dictionary(re.sub(r"[^\w’']", "", word)) else word
        for word in text.split()
    ]
    words = ["I" + word[1:] if re.fullmatch(r"i(?:['’]\w+)?[.,!?]*", word) else word for word in words]
    plain = " ".join(words)
    return plain[:1].upper() + plain[1:]


def plain_title(title: str) -> str:
    """A title on one line, with at most one mark at its end and no shouting."""
    return in_small_letters(re.sub(r"([!?])[!?]+$", r"\1", " ".join(title.split())))


def day_of(date: str) -> str:
    """The day in a date that may hold a weekday and a time too."""
    found = DAY.search(date)
    return found[0] if found else date
