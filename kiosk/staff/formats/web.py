"""A web page turned into parts; ``page`` takes its article out of the menus first.

Nothing is ever fetched: pictures come from the folder saved beside the page or from the page itself.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kiosk.staff.formats.breaks import heads, without_wraps
from kiosk.staff.formats.page import DROPPED, about, article, caption_of, unfolded, without_clutter, without_footnotes
from kiosk.staff.formats.parts import Image, Part, PartKind, Run, Source, UnreadableError, tidy
from kiosk.staff.formats.plain import decode
from kiosk.staff.formats.tables import DOUBT, laid_out, listed

BLOCKS = set("""p div section article main header footer aside ul ol li dl dt dd blockquote figure figcaption table
    thead tbody tfoot tr h1 h2 h3 h4 h5 h6 pre hr address details summary body html center""".split())
CHARSET = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w-]+)""", re.IGNORECASE)
LINKS = ("http://", "https://", "tel:")
SMALL = 200  # pixels wide; a smaller picture that the page itself gives no words is an ornament


def read(path: Path) -> Source:
    """The parts of a saved page's article."""
    data = path.read_bytes()
    text, doubt = decode(data)
    if doubt and (named := CHARSET.search(data[:4096])):
        with contextlib.suppress(LookupError):
            text, doubt = data.decode(named[1].decode("ascii"), errors="replace"), ""
    source = parts_of(text, path, saved=True)
    return replace(source, unsure=((doubt,) if doubt else ()) + source.unsure)


def parts_of(text: str, path: Path, saved: bool = False, images: dict[str, bytes] | None = None) -> Source:
    """The parts of HTML. ``saved`` says that it is a whole page with menus; ``images`` are pictures by
    their src.
    """
    from lxml import etree, html

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, ValueError) as fault:
        raise UnreadableError("it is not a web page; open it in a browser and save it again.") from fault
    title, author, date = about(tree) if saved else ("", "", "")
    unfolded(tree)
    etree.strip_elements(tree, *DROPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for dot in tree.xpath("//img[@width='0' or @width='1' or @height='0' or @height='1']"):
        dot.drop_tree()  # a counter, not a picture
    notes = without_footnotes(tree)
    whole = len(tree.text_content().split())
    if saved:
        without_clutter(tree)
    reader = _Reader(path, images or {})
    reader.block(article(tree) if saved else tree)
    reader.flush()
    left = whole - sum(len(part.text.split()) for part in reader.parts)
    aside = (f"the page's menus, columns and comments ({left} words)",) if saved and left > 5 else ()
    return Source(tuple(reader.parts), title, author, date, tuple(dict.fromkeys(reader.unsure)), (*aside, *notes))


class _Reader:
    """Walks a tree in reading order and gathers parts."""

    def __init__(self, path: Path, images: dict[str, bytes]) -> None:
        self.path, self.images = path, images
        self.parts: list[Part] = []
        self.unsure: list[str] = []
        self.runs: list[Run] = []
        self.broken = 0  # the first line's runs, where a line was broken within the block
        self.kind: tuple[PartKind, int, int] = ("paragraph", 0, 0)

    def flush(self) -> None:
        kind, level, number = self.kind
        self.runs = without_wraps(self.runs)
        made = [Part(kind, runs, level, number) for lines in self.lines() if (runs := tidy(lines))]
        if len(made) > 1 and not heads(made[0], made[1]):
            made = [Part(kind, tidy(self.runs), level, number)]
        self.parts += made
        self.runs, self.broken = [], 0

    def lines(self) -> tuple[list[Run], ...]:
        """What was gathered, cut after its first line: "What to wear", and under it in the same block the answer."""
        cut = self.broken if self.kind[0] == "paragraph" else 0
        return (self.runs[:cut], self.runs[cut:]) if cut else (self.runs,)

    def block(self, element: Any, bold: bool = False, italic: bool = False, href: str = "") -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        before = self.kind
        if tag in BLOCKS:
            self.flush()
            if re.fullmatch("h[1-6]", tag):
                titled = "title" in (element.get("class") or "").split()
                self.kind = ("title" if titled else "heading", int(tag[1]), 0)
            elif tag == "li":
                ordered = element.getparent() is not None and element.getparent().tag == "ol"
                self.kind = (
                    "item",
                    0,
                    1 + sum(1 for _ in element.itersiblings("li", preceding=True)) if ordered else 0,
                )
            elif tag == "table":
                self.table(element)
                return
        elif tag == "br":
            after = element.getnext()
            if after is not None and after.tag == "br" and not (element.tail or "").strip():
                self.flush()
            else:
                self.broken = self.broken or len(self.runs)
                self.runs.append(Run(" ", bold, italic, href, ends=not href))
        elif tag == "img":
            self.picture(element)
        elif tag == "a":
            link = (element.get("href") or "").strip()
            href = link if link.lower().startswith(LINKS) else href
        bold = (bold or tag in ("b", "strong")) and self.kind[0] not in ("heading", "title")
        italic = italic or tag in ("i", "em", "cite")
        if element.text:
            self.runs.append(Run(element.text, bold, italic, href))
        for child in element:
            self.block(child, bold, italic, href)
            if child.tail:
                self.runs.append(Run(child.tail, bold, italic, href))
        if tag in BLOCKS:
            self.flush()
            self.kind = before

    def table(self, table: Any) -> None:
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")  # its own, not those of a table within
        found = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        headed = bool(found and found[0]) and all(cell.tag == "th" for cell in found[0])
        within = bool(table.xpath(".//table"))
        cells = [[self.inside(cell) for cell in row] for row in found]
        if within or laid_out(cells):
            self.parts += [part for row in cells for cell in row for part in cell]
            return
        self.parts += listed(cells, headed)
        self.unsure.append(DOUBT)

    def inside(self, cell: Any) -> list[Part]:
        """The parts in a cell of a table."""
        reader = _Reader(self.path, self.images)
        cell.tag = "div"
        reader.block(cell)
        self.unsure += reader.unsure
        return reader.parts

    def picture(self, element: Any) -> None:
        source = (element.get("src") or "").strip()
        alt = " ".join((element.get("alt") or "").split())
        if not source:
            return
        under = caption_of(element)
        if under is not None and not alt:
            alt = " ".join(under.text_content().split())
            under.clear(keep_tail=True)
        width = element.get("width") or ""
        if element.get("alt") == "" and not alt and width.isdigit() and int(width) < SMALL:
            return
        name = unquote(source.split("?")[0]).rsplit("/", 1)[-1][:80]
        data = self.images.get(source) or self.fetch(source)
        if data is None:
            shown = "in the page" if source.startswith("data:") else name
            self.unsure.append(f"The picture {shown} is not beside the file and was left out; add it by hand.")
            return
        kind = self.kind
        self.flush()
        self.parts.append(Part("picture", image=Image("" if source.startswith("data:") else name, data, alt)))
        self.kind = kind

    def fetch(self, source: str) -> bytes | None:
        """A picture from the page itself or from a file beside it; never from a network or another folder."""
        if source.startswith("data:"):
            head, _, body = source.partition(",")
            try:
                return base64.b64decode(body, validate=False) if head.endswith(";base64") else None
            except (binascii.Error, ValueError):
                return None
        if re.match(r"[a-zA-Z][\w+.-]*:|//", source):
            return None
        folder = self.path.parent.resolve()
        try:
            place = (folder / unquote(source.split("?")[0].split("#")[0])).resolve()
            if folder in place.parents and place.is_file() and place.stat().st_size < 40_000_000:
                return place.read_bytes()
        except (OSError, ValueError):
            pass
        return None
