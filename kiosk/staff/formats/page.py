"""A saved web page: what it says of itself, and where in it the article is.

HTML's own words for it (``article``, ``main``) are trusted first; where a page has none, readability-lxml judges by
density of text.
"""

from __future__ import annotations

import re
from typing import Any

from kiosk.staff.furniture import GENERIC

DROPPED = """script style noscript template iframe object embed svg math form button input select textarea nav
dialog canvas audio video title link meta""".split()
OUTSIDE = (
    "//footer | //aside | //*[@hidden or @aria-hidden='true'] | //*[@role='navigation' or @role='banner' or "
    "@role='contentinfo' or @role='search' or @role='complementary' or @role='dialog']"
)
HEADING = re.compile(r"^h[1-6]$")
CLUTTER = re.compile(
    r"(?:^|[-_\s])(?:share|sharing|sharedaddy|social|relatedposts?|related|newsletter|subscribe|subscription|mailchimp|"
    r"cookies?|gdpr|consent|author-?(?:box|bio|info)|about-author|breadcrumbs?|sidebar|widgets?|comments?|respond|disqus|"
    r"advert(?:isement)?s?|ads?|promo|popup|modal|skip-link|sr-only|screen-reader-text|post-navigation|nav-links|"
    r"pagination|tags?-links|cat-links|post-tags|entry-footer|masthead|menu|"
    r"editsection|hatnote|noprint|toc|reflist|references|reference|navbox|catlinks|sitesub)(?:$|[-_\s])",
    re.IGNORECASE,
)


def about(tree: Any) -> tuple[str, str, str]:
    """Title, author and date as a page gives them of itself."""

    def meta(*names: str) -> str:
        for name in names:
            found = tree.xpath("//meta[@property=$n or @name=$n]/@content", n=name)
            if found and found[0].strip() and not found[0].startswith("http"):
                return " ".join(found[0].split())
        return ""

    title = meta("og:title", "twitter:title")
    heads = [" ".join(head.text_content().split()) for head in tree.xpath("//h1")]
    whole = " ".join((tree.findtext(".//title") or "").split())
    # The tab's title is "Article - Site" or the reverse, and a site's name may be a heading too: the page's own word
    # for its title comes first, then the longest heading that stands in the tab's title.
    inside = sorted((head for head in heads if head and head.lower() in whole.lower()), key=len)
    title = _without_site(title, heads, meta("og:site_name")) or (
        inside[-1] if inside else heads[0] if len(heads) == 1 else ""
    )
    named = tree.xpath("//article//*[@rel='author'] | //main//*[@rel='author']")
    rel = " ".join(named[0].text_content().split()) if named else ""
    if not title:
        title = re.split(r"\s+[|–—»-]\s+", whole)[0]
    author = meta("author", "article:author")
    if not author or GENERIC.match(author):  # "admin" is nobody
        author = rel or author
    return title, author, meta("article:published_time", "date")[:10]


def _without_site(title: str, heads: list[str], site: str) -> str:
    """A page's word for its title without the name of its site behind it, where a heading gives the title alone."""
    alone = [
        head for head in heads
        if head and head.lower() != site.lower() and title.lower().startswith(head.lower())
        and re.match(r"\s*[|–—»:·]\s|\s+-\s", title[len(head) :])
    ]  # fmt: skip
    return max(alone, key=len) if alone else title


def unfolded(tree: Any) -> None:
    """Keep what a page has in a form or under a button though it is no form to fill in and no control: pages that lie
    wholly in a form, and questions to touch, whose answers are hidden until then.
    """
    whole = len(tree.text_content().split())
    for form in tree.xpath("//form"):
        if form.xpath(".//h1 | .//article | .//main") or len(form.text_content().split()) * 4 > whole:
            form.drop_tag()
    for button in tree.xpath("//button[ancestor::*[re:test(name(), '^h[1-6]$')] or .//*[re:test(name(), '^h[1-6]$')]]",
                             namespaces={"re": "http://exslt.org/regular-expressions"}):  # fmt: skip
        heading = next((one for one in button.iterancestors() if HEADING.match(str(one.tag))), button)
        for answer in (heading.getnext(), *tree.xpath("//*[@id=$n]", n=button.get("aria-controls") or "-")):
            if answer is not None:
                for name in ("hidden", "aria-hidden"):
                    answer.attrib.pop(name, None)
        button.drop_tag()


def without_clutter(tree: Any) -> None:
    """Take away what a page's own names for its parts call buttons, boxes and lists around the article."""
    most = len(tree.text_content().split()) / 4
    for element in tree.xpath("//body//*[@class or @id]"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if CLUTTER.search(named) and element.tag not in ("article", "main") and element.getparent() is not None:
            words = len(element.text_content().split())
            if words <= most and not element.xpath(".//h1 | .//article | .//main"):
                element.drop_tree()


def without_footnotes(tree: Any) -> list[str]:
    """Take away the marks that lead to notes, which nobody can follow by ear, and the notes themselves; those are
    returned.
    """
    notes = []
    for note in tree.xpath(
        "//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-') or starts-with(@id, 'cite_note')]"
    ):
        notes.append(" ".join(note.text_content().split()).strip("^↑ "))
        note.drop_tree()
    for mark in tree.xpath("//sup"):
        text = "".join(mark.text_content().split())
        leads = mark.xpath(".//a[starts-with(@href, '#')]")
        if re.fullmatch(r"(?:\[[^\]]{1,30}\])+", text) or (text.isdigit() and leads):
            mark.drop_tree()
    return notes


def caption_of(picture: Any) -> Any:
    """The element that holds a picture's caption, or None: a figure's, or that of a box which is named for it."""
    found = picture.xpath("ancestor::figure[1]//figcaption") or picture.xpath(
        "ancestor::div[contains(@class, 'caption') or contains(@class, 'thumb')][1]"
        "//*[contains(@class, 'caption') and not(.//img)]"
    )
    return found[0] if found and len(found[0].text_content().split()) <= 40 else None


def article(tree: Any) -> Any:
    """The element that holds the article."""
    from lxml import etree, html
    from readability import Document  # type: ignore[attr-defined, unused-ignore]  # untyped; not so in all versions

    page = etree.tostring(tree, encoding="unicode", method="html")
    for element in tree.xpath(OUTSIDE):
        if (parent := element.getparent()) is not None:
            if element.tail:
                _keep_tail(element, parent)
            parent.remove(element)

    def size(element: Any) -> int:
        return len(element.text_content().split())

    for tag in ("article", "main", "*[@role='main']"):
        marked = sorted(tree.xpath(f"//{tag}"), key=size)
        if marked and size(marked[-1]) >= 30:
            return marked[-1]
    found = html.fromstring(Document(page).summary(html_partial=True))
    etree.strip_elements(found, *DROPPED, with_tail=False)
    return found if size(found) >= 30 else tree


def _keep_tail(element: Any, parent: Any) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
