"""What stands around an article rather than in it: menus, buttons, bylines, dates, notices. One line at a time."""

from __future__ import annotations

import re

from kiosk.staff.formats.parts import Part

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
    | photo\ credit.* | pin\ (this|it)\b.* | related | about\ the\ (author|writer).* | affiliate\ disclosure.*
    | (click\ to\ )?(share|print|email)\b.*\((opens\ in\ new\ window)\) | click\ to\ email\b.* | leave\ a\ reply.*
    | join\ (over\ |the\ )?[\d,]+\ (other\ )?(subscribers|readers|others|followers|people).* | tagged\b.*
    | see\ also | (notes\ and\ )?references | external\ links | further\ reading | footnotes | bibliography
    | get\ (our|the)\ (best|latest|free)\b.*\b(week|month|inbox|email|newsletter).* )$""",
    re.IGNORECASE | re.VERBOSE,
)
LEGAL = re.compile(r"copyright|©|all rights reserved|cookies", re.IGNORECASE)
NOTICE = re.compile(
    r"^confidential(?:ity)?\b.*\b(?:notice|e-?mail|message)\b|\bintended (?:solely )?(?:for|recipient)|"
    r"^this (?:e-?mail|message)\b.*\bconfidential|^(?:this|our) (?:post|page|article|site)\b.*\baffiliate links",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\b(?:we|our partners|(?:this|our) (?:web)?site)\b[^.!?]{0,40}\buses?\b[^.!?]{0,20}\bcookies\b", re.IGNORECASE
)
CONSENT = re.compile(
    r"\b(?:device|browser|web ?site|site|experience|accept|agree|consent|privacy|preferences|traffic|ads)\b", re.I
)
GENERIC = re.compile(r"^(?:admin\w*|editors?|staff|webmaster|wordpress|user|guest|team|author)$", re.IGNORECASE)
AFTER = re.compile(  # a heading that ends the article: what stands under it is no part of it
    r"^(?:related|recommended|recent posts|you (?:may|might) also|more (?:posts|articles|stories)|"
    r"about the (?:author|writer)|join (?:over |the )?[\d,]+|subscribe|newsletter|our newsletter|share this|leave a|"
    r"see also$|(?:notes and )?references$|external links$|further reading$|footnotes$|bibliography$|"
    r"(?:\d+ )?comments?\b|tags?$)",
    re.IGNORECASE,
)
PROMOTION = re.compile(
    r"\b(follow|like|find|join) us\b.*\b(social|facebook|instagram|twitter|weekly|linkedin|newsletter)|"
    r"\bsubscribe to (our|the|this)\b|\bsign up for (our|the)\b.*\b(newsletter|list|emails?)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:written\s+|story\s+|words\s+|text\s+|posted\s+|submitted\s+)?by\s*:?\s+(?P<name>[^,|•·–—]{3,60}?)\s*(?:[,|•·–—]\s*(?P<rest>.*))?$",
    re.I,
)
AUTHOR = re.compile(r"^author\s*:\s*(?P<name>[^,|]{3,60})$", re.IGNORECASE)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(
    rf"^(?:(?:published|updated|posted|last updated)(?:\s+on)?:?\s*)?((?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}})|"
    rf"(?:\d{{1,2}}\s+{MONTH}\s+\d{{4}})|(?:\d{{4}}-\d\d-\d\d)|(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}))\.?$",
    re.IGNORECASE,
)
DAY = re.compile(rf"^(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,?\s+{MONTH}\s+\d{{1,2}})?\s*:?$", re.IGNORECASE)
SHORT = 70  # characters; a heading must fit a tile
WORDS = 12


def short(text: str) -> bool:
    """Whether a line looks like a title or heading: short, and without the end of a sentence."""
    return (
        len(text) <= SHORT
        and len(text.split()) <= WORDS
        and bool(re.search(r"[A-Za-z]", text))
        and not re.search(r"[.!;,…]$", text)
        and not re.search(r"\d{3}[-. )]\d{4}", text)
        and text[:1] not in "“\"'(*"
    )


def reads_on(part: Part) -> bool:
    """Whether a part is text to be read rather than a line standing alone."""
    if part.kind in ("heading", "title", "picture") or boilerplate(part):
        return False
    if promotes(part):
        return False
    if part.kind == "item":
        return len(part.text.split()) > 3
    return len(part.text.split()) > WORDS or bool(re.search(r"[.!?…:][\"”’')]*$", part.text) and len(part.text) > 25)


def tells(part: Part) -> bool:
    """Whether a last short part still tells something: a telephone number, a link, an item of a list."""
    linked = any(run.href for run in part.runs)
    return part.kind == "item" or linked or bool(re.search(r"\d{3}[-. )]\s?\d{4}|\b(?:911|988|211)\b", part.text))


def promotes(part: Part) -> bool:
    """Whether a paragraph asks the reader to follow or subscribe."""
    return bool(PROMOTION.search(part.text)) and len(part.text.split()) < 60


def boilerplate(part: Part) -> bool:
    """Whether a line belongs to the page that the article stood on: a menu, a button, a notice."""
    if NOTICE.search(part.text) and len(part.text.split()) < 120:
        return True
    if COOKIES.search(part.text) and CONSENT.search(part.text) and len(part.text.split()) < 80:
        return True
    if part.text.endswith(".") and len(part.text.split()) > 5 and not LEGAL.search(part.text):
        return False  # "Share this with your doctor before the visit." is a sentence to be read
    text = part.text.strip(" !.:*|»«→←>-")
    return len(text) < 90 and bool(BOILERPLATE.match(text))


def signature(text: str) -> str:
    """The name in a last line such as "Carol Bianchi, Activities Coordinator", or ""."""
    name, comma, rest = text.partition(",")
    return name.strip() if comma and len(text) < 100 and names(name) and role(rest.strip()) else ""


def names(text: str) -> bool:
    """Whether words can be somebody's name: two to six of them, most with a capital, no digits, no "Speaker:"."""
    words = text.replace(".", " ").split()
    capital = sum(word[:1].isupper() for word in words)
    return 1 < len(words) <= 6 and capital >= len(words) - 2 and capital >= 2 and not re.search(r"[\d:]", text)


def role(text: str) -> bool:
    """Whether a line under a byline is what somebody is, rather than a first heading."""
    return (
        short(text)
        and not text.endswith("?")
        and bool(
            re.search(
                r"\b(staff|writer|editor|intern|student|director|manager|nurse|doctor|professor|university|"
                r"college|"
                r"m\.?d\.?|ph\.?d\.?|r\.?n\.?|partners|correspondent|contributor|specialist|coordinator|coach|"
                r"gardener|librarian|volunteer|chaplain|instructor|teacher|therapist|dietitian|pharmacist)\b",
                text,
                re.I,
            )
        )
    )
