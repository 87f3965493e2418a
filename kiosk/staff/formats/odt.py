"""OpenDocument text (.odt), read straight from its content.xml: no kept library for it has wheels and
stays small.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from kiosk.staff.formats import package
from kiosk.staff.formats.parts import Image, Part, PartKind, Run, Source, UnreadableError, tidy
from kiosk.staff.formats.tables import DOUBT, laid_out, listed

NS = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def _q(name: str) -> str:
    space, local = name.split(":")
    return f"{{{NS[space]}}}{local}"


def _rows(table: ElementTree.Element) -> list[ElementTree.Element]:
    """A table's own rows, not those of a table within."""
    kept = []
    for child in table:
        if child.tag == _q("table:table-row"):
            kept.append(child)
        elif child.tag in (_q("table:table-header-rows"), _q("table:table-rows"), _q("table:table-row-group")):
            kept += _rows(child)
    return kept


_DRAWN = _q("draw:")


def read(path: Path) -> Source:
    """The parts of an OpenDocument text, with its pictures."""
    members = package.unpack(path, "LibreOffice")
    try:
        tree = ElementTree.fromstring(members["content.xml"])
        body = tree.find("office:body/office:text", NS)
        if body is None:
            raise UnreadableError("it is OpenDocument but not a text; open it in LibreOffice and save it as .odt.")
        if b"manifest:encryption-data" in members.get("META-INF/manifest.xml", b""):
            raise UnreadableError("it is locked with a password; open it in LibreOffice and save it without one.")
    except (KeyError, ElementTree.ParseError) as fault:
        raise UnreadableError(
            "it is damaged or locked; open it in LibreOffice and save it without a password."
        ) from fault
    reader = _Reader(members, tree)
    reader.blocks(body)
    return Source(tuple(reader.parts), unsure=tuple(dict.fromkeys(reader.unsure)))


class _Reader:
    def __init__(self, members: dict[str, bytes], tree: ElementTree.Element) -> None:
        self.members = members
        self.parts: list[Part] = []
        self.unsure: list[str] = []
        self.bold: set[str] = set()
        self.italic: set[str] = set()
        self.parent: dict[str, str] = {}
        for style in tree.iter(_q("style:style")):
            name = style.get(_q("style:name"), "")
            self.parent[name] = style.get(_q("style:parent-style-name"), "")
            look = style.find("style:text-properties", NS)
            if look is not None and look.get(_q("fo:font-weight")) == "bold":
                self.bold.add(name)
            if look is not None and look.get(_q("fo:font-style")) == "italic":
                self.italic.add(name)

    def blocks(self, element: ElementTree.Element, kind: PartKind = "paragraph", depth: int = 0) -> None:
        if depth > 50:
            raise UnreadableError("it is nested too deeply to be an article; save only the article's text.")
        for child in element:
            if child.tag == _q("text:h"):
                level = child.get(_q("text:outline-level"), "1")
                self.add("heading", child, int(level) if level.isdigit() else 1)
            elif child.tag == _q("text:p"):
                named = child.get(_q("text:style-name"), "")
                titled = "Title" in (named, self.parent.get(named))
                self.add("title" if titled and kind == "paragraph" else kind, child)
            elif child.tag == _q("table:table"):
                self.table(child, depth)
            elif child.tag in (_q("text:list"), _q("text:list-item")):
                self.blocks(child, "item", depth + 1)
            elif child.tag == _q("draw:frame"):
                self.drawing(child, depth)
            elif child.tag != _q("text:tracked-changes"):
                self.blocks(child, kind, depth + 1)

    def table(self, table: ElementTree.Element, depth: int) -> None:
        kinds = (_q("table:table-cell"), _q("table:covered-table-cell"))
        cells = [[self.inside(cell, depth) for cell in row if cell.tag in kinds] for row in _rows(table)]
        if table.find(".//table:table", NS) is not None or laid_out(cells):
            self.parts += [part for row in cells for cell in row for part in cell]
            return
        self.parts += listed(cells, table.find("table:table-header-rows", NS) is not None)
        self.unsure.append(DOUBT)

    def inside(self, element: ElementTree.Element, depth: int) -> list[Part]:
        """The parts in a cell of a table or in a box."""
        outside, self.parts = self.parts, []
        self.blocks(element, depth=depth + 1)
        within, self.parts = self.parts, outside
        return within

    def add(self, kind: PartKind, element: ElementTree.Element, level: int = 0) -> None:
        runs: list[Run] = []
        drawn: list[ElementTree.Element] = []
        self.inline(element, element.get(_q("text:style-name"), ""), "", runs, drawn)
        if made := tidy(runs):
            self.parts.append(Part(kind, made, level))
        for one in drawn:
            self.drawing(one)

    def drawing(self, drawn: ElementTree.Element, depth: int = 0) -> None:
        """A picture, or what stands in a box of text, which may be a picture with its caption."""
        if drawn.find("draw:image", NS) is not None:
            self.picture(drawn)
            return
        within = self.inside(drawn, depth)
        if len(within) == 2 and within[1].kind == "picture":
            within.reverse()  # the caption is the paragraph that the picture hangs on
        self.parts += within

    def inline(
        self, element: ElementTree.Element, style: str, href: str, runs: list[Run], drawn: list[ElementTree.Element]
    ) -> None:
        def run(text: str | None) -> None:
            runs.append(Run(text or "", style in self.bold, style in self.italic, href))

        run(element.text)
        for child in element:
            if child.tag.startswith(_DRAWN):
                drawn.append(child)
            elif child.tag in (_q("text:s"), _q("text:tab"), _q("text:line-break")):
                run(" ")
            elif child.tag == _q("text:a"):
                link = child.get(_q("xlink:href"), "")
                kept = link if link.lower().startswith(("http://", "https://", "tel:")) else href
                self.inline(child, style, kept, runs, drawn)
            elif child.tag == _q("text:span"):
                self.inline(child, child.get(_q("text:style-name"), style), href, runs, drawn)
            elif child.tag not in (_q("office:annotation"), _q("text:note")):
                self.inline(child, style, href, runs, drawn)
            run(child.tail)

    def picture(self, frame: ElementTree.Element) -> None:
        image = frame.find("draw:image", NS)
        name = image.get(_q("xlink:href"), "") if image is not None else ""
        alt = frame.findtext("svg:desc", "", NS) or frame.findtext("svg:title", "", NS) or ""
        if data := self.members.get(name.removeprefix("./")):
            self.parts.append(Part("picture", image=Image(name.rsplit("/", 1)[-1], data, " ".join(alt.split()))))
        elif name:
            self.unsure.append(f"The picture {name} is not in the file and was left out; add it by hand.")
