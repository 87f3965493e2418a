"""Word (.docx): mammoth turns its styles into HTML, and the web page's reader goes on from there."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from kiosk.staff.formats import package, web
from kiosk.staff.formats.parts import TRACKED, Source, UnreadableError

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => p:fresh
p[style-name='Intense Quote'] => p:fresh
"""
DOCUMENT = "word/document.xml"
BOXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
UNSEEN = "//wps:txbx[not(ancestor::mc:AlternateContent[mc:Fallback//w:txbxContent])]/w:txbxContent"
CORE = {"dc": "http://purl.org/dc/elements/1.1/"}


def read(path: Path) -> Source:
    """The parts of a Word file, with its pictures."""
    import mammoth

    members = package.unpack(path, "Word or LibreOffice")
    if DOCUMENT not in members:
        raise UnreadableError("it is a zip but not a Word file; open it in its own program and save it as .docx.")
    images: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            source = f"picture-{len(images) + 1}"
            images[source] = stream.read()
        return {"src": source}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(_with_boxes(path.read_bytes(), members)),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
        )
    except (
        ExpatError,
        ElementTree.ParseError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        OSError,
    ) as fault:
        raise UnreadableError("the Word file is damaged; open it in Word or LibreOffice and save it again.") from fault
    source = web.parts_of(f"<html><body>{made.value}</body></html>", path, images=images)
    unsure = source.unsure
    if b"<w:ins " in members[DOCUMENT] or b"<w:del " in members[DOCUMENT]:
        unsure = (*unsure, TRACKED)
    # Word fills in "author" with whoever owns the computer, so it is no byline and is left out.
    return replace(source, date=_date(members.get("docProps/core.xml", b"")), unsure=unsure)


def _with_boxes(data: bytes, members: dict[str, bytes]) -> bytes:
    """The file, the text of each box that mammoth does not see below the paragraph that the box hangs on."""
    if b"txbxContent" not in members[DOCUMENT]:
        return data
    from lxml import etree

    try:
        tree = etree.fromstring(members[DOCUMENT], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return data
    boxes = tree.xpath(UNSEEN, namespaces=BOXES)
    for box in boxes:
        hanger = next((one for one in box.iterancestors() if one.tag == f"{{{BOXES['w']}}}p"), None)
        if hanger is not None:
            for paragraph in reversed(box):
                hanger.addnext(paragraph)
    if not boxes:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, member in members.items():
            written.writestr(name, etree.tostring(tree) if name == DOCUMENT else member)
    return made.getvalue()


def _date(data: bytes) -> str:
    try:
        return (ElementTree.fromstring(data).findtext("dc:date", "", CORE) or "")[:10]
    except ElementTree.ParseError:
        return ""
