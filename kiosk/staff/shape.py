"""Parts become the shape of an article: a title, an introduction, headed sections; the rest is set aside
and shown.

Nothing is thrown away in silence: whatever is not carried over is returned in ``aside``, whatever was
guessed in ``unsure``, so that staff can put right in a minute what a program cannot know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kiosk.staff.ending import LABELLED, belonging, calls, signs
from kiosk.staff.formats.parts import Part, Source
from kiosk.staff.furniture import (
    AFTER,
    AUTHOR,
    BYLINE,
    DATE,
    GENERIC,
    boilerplate,
    names,
    promotes,
    reads_on,
    role,
    short,
    signature,
)
from kiosk.staff.headings import headings
from kiosk.staff.retouch import (
    day_of,
    plain_title,
    with_captions,
    with_plain_headings,
    without_echo,
    without_footnote_marks,
)


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
    title, parts, above, guessed = _title(source, name)
    if guessed:
        unsure.append(guessed)
    author, date = "" if GENERIC.match(source.author) else source.author, source.date
    parts = without_echo(without_footnote_marks(with_captions(parts)), title)
    kept: list[Part] = []
    last = max((n for n, part in enumerate(parts) if reads_on(part)), default=-1)
    told = belonging(parts, last + 1)
    doubted: list[str] = []  # set aside at the end without being known for what stands around an article
    menu = False  # a list follows something set aside, such as "Related posts"
    signed = False  # a byline came, and nothing but short lines since
    skipped = 0  # the level of a heading set aside: what stands under it goes with it
    for index, part in enumerate(parts):
        text = part.text.strip()
        ends = index > last  # nothing that reads on follows
        if skipped and not (part.kind == "heading" and part.level <= skipped):
            aside += [text] if text else []
            continue
        skipped = part.level if part.kind == "heading" and boilerplate(part) and AFTER.match(text) else 0
        if part.kind == "picture":
            kept.append(part)
            continue
        if index < above and not reads_on(part) and not BYLINE.match(text) and not DATE.match(text):
            aside.append(text)  # a shelf's name or a running head above the title
            continue
        if ends and (signer := signature(text)):
            author = author or signer
            aside.append(text)
            signed = True
            continue
        if menu and part.kind == "item" and not re.search(r"[.!?]$", text):
            aside.append(text)
            continue
        menu = False
        byline = (BYLINE.match(text) or AUTHOR.match(text)) if len(text) < 120 and not text.endswith("?") else None
        if byline and names(byline["name"]) and (ends or not any(reads_on(one) for one in kept)):
            author = author if author and author != byline["name"] and source.author else byline["name"].strip()
            rest = (byline.groupdict().get("rest") or "").strip()
            if when := DATE.match(rest):
                date = date or when[1]
            elif rest:
                aside.append(rest)
            signed = True
        elif (
            (when := DATE.match(text))
            and index not in told
            and (signed or ends or not any(reads_on(one) for one in kept))
        ):
            date = date or when[1]
            signed = True
        elif (
            boilerplate(part)
            or (promotes(part) and index >= last - 1)
            or (ends and index not in told)
            or (signed and not ends and part.kind == "paragraph" and not reads_on(part) and role(text))
        ):
            aside.append(text)
            signed = signed or (ends and signs(part))
            known = boilerplate(part) or promotes(part) or signs(part)
            if ends and not known and not (signed and (role(text) or len(text.split()) < 3) and not calls(text)):
                doubted.append(text)
            menu = boilerplate(part)
        else:
            signed = signed and ends
            kept.append(part)
    headed, shouted = with_plain_headings(headings(kept))
    if shouted:
        unsure.append("Headings in capitals were put into small letters; give names and short forms their capitals.")
    if not any(part.kind == "heading" for part in headed) and sum(len(part.text.split()) for part in headed) > 250:
        unsure.append(
            'No headings were found in a long text; put a line such as "## A short heading" before each part.'
        )
    if doubted:
        unsure.append(f'Short lines at the end were set aside, such as "{doubted[0]}"; put back what belongs to it.')
    facts: list[Part] = []  # "Where: Maple Room" in the look of a heading
    while headed and headed[-1].kind == "heading":
        part = headed.pop()
        if LABELLED.match(part.text):
            facts.insert(0, replace(part, kind="paragraph", level=0))
        else:
            aside.append(part.text)
    headed += facts
    return Draft(plain_title(title), tuple(headed), author, day_of(date), tuple(aside), tuple(unsure))


def _title(source: Source, name: str) -> tuple[str, list[Part], int, str]:
    """The title, the other parts, how many of them stood above it, and a doubt or ""."""
    parts = list(source.parts)
    shown = [n for n, part in enumerate(parts) if part.kind != "picture"]
    for n in shown:
        if parts[n].kind == "title":
            return parts[n].text, parts[:n] + parts[n + 1 :], n, ""
    same = [n for n in shown[:6] if source.title and parts[n].text.casefold() == source.title.casefold()]
    if same or (source.title and source.sure):
        return source.title, [part for n, part in enumerate(parts) if n not in same], same[0] if same else 0, ""
    heads = [n for n in shown if parts[n].kind == "heading"]
    top = [n for n in heads if parts[n].level == min(parts[h].level for h in heads)]
    if top and (len(top) == 1 or top[0] == shown[0]) and not any(reads_on(parts[n]) for n in shown if n < top[0]):
        return parts[top[0]].text, parts[: top[0]] + parts[top[0] + 1 :], top[0], ""
    for n in shown[:6]:  # menus and dates may stand above it
        if boilerplate(parts[n]) or DATE.match(parts[n].text) or BYLINE.match(parts[n].text):
            continue
        if short(parts[n].text) and parts[n].kind == "paragraph":
            return parts[n].text, parts[:n] + parts[n + 1 :], n, ""
        break
    if source.title:
        return source.title, parts, 0, "The title is the one that the file gives itself; nothing like it stands in it."
    guess = re.sub(r"[\s_-]+", " ", name).strip().capitalize() or "Untitled"
    return (
        guess,
        parts,
        0,
        f'No title was found; the file\'s name became "{guess}". Change the line that begins with "#".',
    )
