"""An e-mail saved as text: its headers, what was forwarded with it, its greeting and its signature.

Of a forwarded message the innermost is the article; what stood above it is set aside and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.staff.furniture import NOTICE, names

HEADER = re.compile(r"^\s*\*?(From|To|Cc|Bcc|Sent|Date|Subject|Reply-To):\*?\s*(.*)$", re.IGNORECASE)
DIVIDER = re.compile(r"^\s*(?:--.*\b(?:original|forwarded)\b|begin forwarded message:\s*$|_{8,}\s*$)", re.IGNORECASE)
GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening))\b[^.?!]{0,40}[,!:]?$", re.IGNORECASE
)
CLOSING = re.compile(
    r"^(?:(?:best|kind|warm|many)?\s*(?:regards|wishes|thanks)|best|sincerely|thank you|thanks|yours|cheers|love|"
    r"see you|take care|warmly|respectfully)\b.{0,30}$",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:please|can you|could you|would you|here'?s|here is|here are|here’s|attached)\b.*"
    r"\b(?:kiosk|article|write-?up|flyer|flier|handout)\b",
    re.IGNORECASE,
)
_REQUEST_WORDS = 30
_ABOVE = 80  # words; more than that above a forwarded message is an article of its own
_ANSWER = 30  # words; the same above a message that was answered, which may be private
_TAIL = 8  # lines of a signature
_WROTE_LINES = 4  # over which an e-mail program may break "On Monday ... wrote:"
_WROTE_LENGTH = 270
_DAY = r"(?:(?:[A-Z][a-z]{2,8} \d\d?,|\d\d? [A-Z][a-z]{2,8},?) 20\d\d|20\d\d-\d\d-\d\d|\d\d?[/.]\d\d?[/.](?:20)?\d\d)"
_TIME = r"\d\d?[:.]\d\d(?::\d\d)? ?(?:[AP]M)?(?: (?:[A-Z]{2,5}(?:[+-]\d[\d:]*)?|[+-]\d{4}|(?:[A-Z][a-z]+ ){1,3}Time))?"
_NAME = r"(?!(?:[AP]M|a|an|the|my|his|her|its|our|their|your|one|some|somebody|someone|we|I|he|she|they|you)\b)\S.*"
_WROTE = re.compile(
    rf"On (?:(?:[A-Z][a-z]{{2,8}},? )?{_DAY},?(?: at)? {_TIME},? {_NAME}|[A-Z][a-z]{{2}}, {_DAY},? {_NAME}"
    r"|.*\d.*<\S*@\S*>) ?wrote:"
)
_SENTENCE = re.compile(r"\b[a-z]{2,}[.!?](?:\s|$)")


@dataclass(frozen=True)
class Letter:
    """The lines of a text that are the article, and what the e-mail's headers say; all else is in ``aside``."""

    lines: tuple[str, ...]
    aside: tuple[str, ...] = ()
    subject: str = ""
    author: str = ""
    date: str = ""
    unsure: tuple[str, ...] = ()


def opened(lines: list[str]) -> Letter:
    """A text without what makes it an e-mail; a text that is none comes back as it is."""
    headers, lines, aside = _headers(lines)
    if not headers:
        return _answer_alone(lines)
    lines, later, inner = _forwarded(lines)
    headers |= {key: value for key, value in inner.items() if value}
    aside += later
    author = re.sub(r"\s*[<\[(].*", "", headers.get("from", "")).strip("\"' ")
    lines, signed, signer = _without_signature(lines, author)
    lines, greeted = _without_greeting(lines)
    lines, asked = _without_request(lines)
    subject = re.sub(r"^(?:(?:fwd?|re|aw|wg):\s*)+", "", headers.get("subject", ""), flags=re.IGNORECASE)
    date = headers.get("date", "") or headers.get("sent", "")
    return Letter(tuple(lines), (*aside, *greeted, *asked, *signed), subject, signer or author, date)


def _answer_alone(lines: list[str]) -> Letter:
    """A text without headers, less the message that it answers: that one was written to one person."""
    for at in range(len(lines)):
        taken = _wrote(lines, at)
        if taken and any(line.strip() for line in lines[:at]):
            below = tuple(line.strip() for line in lines[at:] if line.strip())
            told = f'What stands from "{below[0]}" on was set aside as somebody else\'s message.'
            return Letter(tuple(lines[:at]), below, unsure=(told,))
    return Letter(tuple(lines))


def _wrote(lines: list[str], at: int) -> int:
    """Over how many lines "On Monday ... wrote:" stands there, or 0.

    Only an e-mail program writes an address there, or day, time and name in just this way; in a story a nurse wrote
    at 8:46 in the morning.
    """
    if not re.match(r"\s*On\s", lines[at]):
        return 0
    words: list[str] = []
    for taken, line in enumerate(lines[at : at + _WROTE_LINES], 1):
        words += line.split()
        said = " ".join(words)
        if not line.strip() or len(said) > _WROTE_LENGTH:
            return 0
        if _WROTE.fullmatch(said):
            return taken
    return 0


def _headers(lines: list[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """The headers, if the text begins with at least two of them; the rest; the lines that they stood on."""
    start = next((n for n, line in enumerate(lines) if line.strip() and not DIVIDER.match(line)), len(lines))
    end = start
    found: dict[str, str] = {}
    while end < len(lines) and (match := HEADER.match(lines[end])):
        found[match[1].lower()] = match[2].strip()
        end += 1
    if len(found) < 2:
        return {}, lines, []
    return found, lines[end:], [line.strip() for line in lines[:end] if line.strip()]


def _forwarded(lines: list[str]) -> tuple[list[str], list[str], dict[str, str]]:
    """The innermost message, the lines around it, and its headers where it has any."""
    aside: list[str] = []
    headers: dict[str, str] = {}
    while True:
        at = next((n for n, line in enumerate(lines) if DIVIDER.match(line) or _wrote(lines, n)), -1)
        if at < 0:
            at = next((n for n in range(len(lines)) if _headers(lines[n:])[0] and HEADER.match(lines[n])), -1)
        if at < 0:
            return lines, aside, headers
        above, below = lines[:at], lines[at:]
        answers = _wrote(below, 0)
        if sum(len(line.split()) for line in above) > (_ANSWER if answers else _ABOVE):
            return above, aside + [line.strip() for line in below if line.strip()], headers
        marks = 0 if HEADER.match(below[0]) else answers or 1  # lines of the mark between the two messages
        found, inner, shown = _headers(below[marks:])
        aside += [line.strip() for line in above if line.strip()]
        aside += shown if found else [line.strip() for line in below[:marks]]
        headers |= found
        lines = inner


def _without_greeting(lines: list[str]) -> tuple[list[str], list[str]]:
    at = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if at < len(lines) and GREETING.match(lines[at].strip()):
        return lines[at + 1 :], [lines[at].strip()]
    return lines, []


def _without_request(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without a first paragraph that asks somebody to put the article up: it is for staff, not visitors."""
    at = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
    text = " ".join(line.strip() for line in lines[at:end])
    if REQUEST.search(text) and len(text.split()) <= _REQUEST_WORDS and any(line.strip() for line in lines[end:]):
        return lines[end:], [text]
    return lines, []


def _without_signature(lines: list[str], author: str) -> tuple[list[str], list[str], str]:
    """The lines above the signature, the signature, and the full name in it, if it is the sender's."""
    for index, line in enumerate(lines):
        if line.rstrip() == "--":  # the mark before a signature (RFC 3676, 4.3)
            return lines[:index], [one.strip() for one in lines[index + 1 :] if one.strip()], ""
    known = {word.lower() for word in author.split()}
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].strip()
        if not text or len(text) > 40 or not (names(text) and known & {word.lower() for word in text.split()}):
            continue
        below = _without_notices(lines[index + 1 :])
        if len(below) > _TAIL or any(len(line) > 70 or _in_sentences(line) for line in below):
            break
        start = index
        if index and CLOSING.match(lines[index - 1].strip()):
            start -= 1
        signer = re.split(r"\s*[,|•·–—]\s*", text)[0]
        return lines[:start], [line.strip() for line in lines[start:] if line.strip()], signer
    return lines, [], ""


def _without_notices(lines: list[str]) -> list[str]:
    """The lines that say something, without the paragraphs which begin with a notice of secrecy."""
    kept, noticed = [], False
    for line in lines:
        noticed = bool(line.strip()) and (noticed or bool(NOTICE.search(line)))
        kept += [line] if line.strip() and not noticed else []
    return kept


def _in_sentences(line: str) -> bool:
    """Whether a line is running text, as under "Speaker: Jane Doe", rather than one of a signature."""
    return len(line.split()) > 5 and bool(_SENTENCE.search(line))
