"""Parts become the shape of an article: a title, an introduction, headed sections; the rest is set aside
and shown.

Nothing is thrown away in silence: whatever is not carried over is returned in ``aside``, whatever was
guessed in ``unsure``, so that staff can put right in a minute what a program cannot know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kiosk.staff.formats.parts import Part, Source

BOILERPLATE = re.compile(
    r"""^(?: subscribe(\ (now|today|to\b.*))? | categor(y|ies)(:.*)? | tags?(:.*)? | posted\ (in|on|by)\b.*
    | filed\ under.* | share(\ (this|on|with|via)\b.*)? | tweet(\ this)? | pin\ it
    | (print|email|e-mail|save)(\ this\b.*)? | follow\ us\b.* | like\ us\b.* | find\ us\ on\b.*
    | join\ our\b.* | sign\ up\b.* | read\ more.* | learn\ more | continue\ reading.* | click\ here.*
    | (leave|add|post)\ a\ (comment|reply).* | (\d+\ )?comments?(\ are\ closed)?
    | related\ (posts?|articles?|stories|content).* | you\ (may|might)\ also\ (like|enjoy).*
    | recommended\ for\ you | (previous|next|older|newer)\ (posts?|articles?|story|page|entry)\b.*
    | recent\ posts? | archives? | search | menu | home | (back\ )?to\ (the\ )?top | skip\ to\b.*
    | advertisements?.* | sponsored.* | (we\ use|this\ site\ uses)\ cookies.*
    | accept(\ all)?(\ cookies)? | privacy\ policy.* | terms\ of\ (use|service).*
    | all\ rights\ reserved.* | (copyright|©|\(c\)).* | our\ newsletter.* | newsletter.* | facebook
    | twitter | instagram | linkedin | pinterest | youtube | whatsapp | rss | sent\ from\ my\b.*
    | unsubscribe.* | view\ in\ (your\ )?browser.* | \d+\ min(ute)?s?\ read | page\ \d+(\ of\ \d+)?
    | photo\ credit.* )$""",
    re.IGNORECASE | re.VERBOSE,
)
LEGAL = re.compile(r"copyright|©|all rights reserved|cookies", re.IGNORECASE)
PROMOTION = re.compile(
    r"\b(follow|like|find|join) us\b.*\b(social|facebook|instagram|twitter|weekly|linkedin|newsletter)|"
    r"\bsubscribe to (our|the|this)\b|\bsign up for (our|the)\b.*\b(newsletter|list|emails?)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:written\s+|story\s+|words\s+)?by\s*:?\s+(?P<name>[^,|•·–—]{3,60}?)\s*(?:[,|•·–—]\s*(?P<rest>.*))?$",
    re.I,
)
AUTHOR = re.compile(r"^author\s*:\s*(?P<name>[^,|]{3,60})$", re.IGNORECASE)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(
    rf"^(?:(?:published|updated|posted|last updated)(?:\s+on)?:?\s*)?((?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}})|"
    rf"(?:\d{{1,2}}\s+{MONTH}\s+\d{{4}})|(?:\d{{4}}-\d\d-\d\d)|(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}))\.?$",
    re.IGNORECASE,
)
SHORT = 70  # characters; a heading must fit a tile
WORDS = 12


@dataclass(frozen=True)
class Draft:
    """An article before it is written down. Its parts hold headings of level 2 (a section) and 3 (a bold
    line).
    """

    title: str
    parts: tuple[Part, ...]
    author: str = ""
    date: str = ""
    aside: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def shape(source: Source, name: str) -> Draft:
    """The article in a source; ``name`` (the file's, without its ending) is the last resort for a title."""
    aside, unsure = list(source.aside), list(source.unsure)
    title, parts, guessed = _title(source, name)
    if guessed:
        unsure.append(guessed)
    author, date = source.author, source.date
    kept: list[Part] = []
    last = max((n for n, part in enumerate(parts) if _reads_on(part)), default=-1)
    menu = False  # a list follows something set aside, such as "Related posts"
    signed = False  # a byline came, and nothing but short lines since
    for index, part in enumerate(parts):
        text = part.text.strip()
        ends = index > last  # nothing that reads on follows
        if part.kind == "picture":
            kept.append(part)
            continue
        if menu and part.kind == "item" and not re.search(r"[.!?]$", text):
            aside.append(text)
            continue
        menu = False
        byline = (BYLINE.match(text) or AUTHOR.match(text)) if len(text) < 120 and not text.endswith("?") else None
        if byline and _names(byline["name"]) and (ends or not any(_reads_on(one) for one in kept)):
            author = author if author and author != byline["name"] and source.author else byline["name"].strip()
            rest = (byline.groupdict().get("rest") or "").strip()
            if when := DATE.match(rest):
                date = date or when[1]
            elif rest:
                aside.append(rest)
            signed = True
        elif (when := DATE.match(text)) and (signed or ends or not any(_reads_on(one) for one in kept)):
            date = date or when[1]
            signed = True
        elif (
            _boilerplate(part)
            or (_promotes(part) and index >= last - 1)
            or (
                not _reads_on(part)
                and ((ends and not _tells(part)) or (signed and part.kind == "paragraph" and (ends or _role(text))))
            )
        ):
            aside.append(text)
            menu = _boilerplate(part)
        else:
            signed = signed and ends
            kept.append(part)
    headed = _headings(kept)
    if not any(part.kind == "heading" for part in headed) and sum(len(part.text.split()) for part in headed) > 250:
        unsure.append(
            'No headings were found in a long text; put a line such as "## A short heading" before each part.'
        )
    while headed and headed[-1].kind == "heading":
        aside.append(headed.pop().text)
    return Draft(title, tuple(headed), author, date, tuple(aside), tuple(unsure))


def _title(source: Source, name: str) -> tuple[str, list[Part], str]:
    parts = list(source.parts)
    shown = [n for n, part in enumerate(parts) if part.kind != "picture"]
    for n in shown:
        if parts[n].kind == "title":
            return parts[n].text, parts[:n] + parts[n + 1 :], ""
    if source.title:
        same = [n for n in shown if parts[n].text.casefold() == source.title.casefold() and n in shown[:6]]
        return source.title, [part for n, part in enumerate(parts) if n not in same], ""
    heads = [n for n in shown if parts[n].kind == "heading"]
    top = [n for n in heads if parts[n].level == min(parts[h].level for h in heads)]
    if top and (len(top) == 1 or top[0] == shown[0]) and not any(_reads_on(parts[n]) for n in shown if n < top[0]):
        return parts[top[0]].text, parts[: top[0]] + parts[top[0] + 1 :], ""
    for n in shown[:6]:  # menus and dates may stand above it
        if _boilerplate(parts[n]) or DATE.match(parts[n].text) or BYLINE.match(parts[n].text):
            continue
        if _short(parts[n].text) and parts[n].kind == "paragraph":
            return parts[n].text, parts[:n] + parts[n + 1 :], ""
        break
    guess = re.sub(r"[\s_-]+", " ", name).strip().capitalize() or "Untitled"
    return (
        guess,
        parts,
        f'No title was found; the file\'s name became "{guess}". Change the line that begins with "#".',
    )


def _headings(parts: list[Part]) -> list[Part]:
    """Marked headings brought to levels 2 and 3; where none is marked, short lines standing alone become
    sections.
    """
    levels = sorted({part.level for part in parts if part.kind == "heading"})
    if levels:
        # one heading above many of the next level divides nothing: take the first level that does
        count = {level: sum(part.kind == "heading" and part.level <= level for part in parts) for level in levels}
        cut = next((level for level in levels if count[level] >= 2), levels[-1])
        return [
            replace(part, level=2 if part.level <= cut else 3) if part.kind == "heading" else part for part in parts
        ]
    made: list[Part] = []
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        follows = after is not None and (after.kind in ("item", "picture") or _reads_on(after))
        if part.kind == "paragraph" and _short(part.text) and follows and not _list_follows(part, after):
            made.append(replace(part, kind="heading", level=2))
        else:
            made.append(part)
    return made


def _list_follows(part: Part, after: Part | None) -> bool:
    return part.text.endswith(":") and after is not None and after.kind == "item"


def _short(text: str) -> bool:
    """Whether a line looks like a title or heading: short, and without the end of a sentence."""
    return (
        len(text) <= SHORT
        and len(text.split()) <= WORDS
        and bool(re.search(r"[A-Za-z]", text))
        and not re.search(r"[.!;,…]$", text)
        and not re.search(r"\d{3}[-. )]\d{4}", text)
        and text[:1] not in "“\"'(*"
    )


def _reads_on(part: Part) -> bool:
    """Whether a part is text to be read rather than a line standing alone."""
    if part.kind in ("heading", "title", "picture") or _boilerplate(part):
        return False
    if _promotes(part):
        return False
    if part.kind == "item":
        return len(part.text.split()) > 3
    return len(part.text.split()) > WORDS or bool(re.search(r"[.!?…][\"”’')]*$", part.text) and len(part.text) > 25)


def _tells(part: Part) -> bool:
    """Whether a last short part still tells something: a telephone number, a link, an item of a list."""
    linked = any(run.href for run in part.runs)
    return part.kind == "item" or linked or bool(re.search(r"\d{3}[-. )]\s?\d{4}|\b(?:911|988|211)\b", part.text))


def _promotes(part: Part) -> bool:
    return bool(PROMOTION.search(part.text)) and len(part.text.split()) < 60


def _boilerplate(part: Part) -> bool:
    if part.text.endswith(".") and len(part.text.split()) > 5 and not LEGAL.search(part.text):
        return False  # "Share this with your doctor before the visit." is a sentence to be read
    text = part.text.strip(" !.:*|»«→←>-")
    return len(text) < 90 and bool(BOILERPLATE.match(text))


def _names(text: str) -> bool:
    """Whether words can be somebody's name: two to six of them, most with a capital, no digits."""
    words = text.replace(".", " ").split()
    capital = sum(word[:1].isupper() for word in words)
    return 1 < len(words) <= 6 and capital >= len(words) - 2 and capital >= 2 and not re.search(r"\d", text)


def _role(text: str) -> bool:
    """Whether a line under a byline is what somebody is, rather than a first heading."""
    return (
        _short(text)
        and not text.endswith("?")
        and bool(
            re.search(
                r"\b(staff|writer|editor|intern|student|director|manager|nurse|doctor|professor|university|"
                r"college|"
                r"m\.?d\.?|ph\.?d\.?|r\.?n\.?|partners|correspondent|contributor|specialist|coordinator)\b",
                text,
                re.I,
            )
        )
    )
