"""What stands in a box of text, and a picture with its caption, comes along from LibreOffice and from Word."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kiosk.staff.formats import odt, word
from kiosk.staff.formats.parts import Source
from kiosk.staff.shape import shape
from tests.staff.samples import picture

WALK = "Walk like a penguin when the ground is icy. Keep your hands free."
GRIPS = "Ask the front desk for ice grips. They are free."
BOX = f"<w:txbxContent><w:p><w:r><w:t>{GRIPS}</w:t></w:r></w:p></w:txbxContent>"
IN_SHAPE = (f"<w:drawing><wp:anchor><a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>"
            "</a:graphicData></a:graphic></wp:anchor></w:drawing>")  # fmt: skip
OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}


def words(source: Source) -> list[str]:
    return [part.text for part in source.parts if part.kind != "picture"]


def opened(folder: Path, body: str) -> Source:
    """An OpenDocument text with that body and one picture, read."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in odt.NS.items())
    with zipfile.ZipFile(folder / "a.odt", "w") as package:
        package.writestr("content.xml", f"<office:document-content {spaces}><office:body><office:text>{body}"
                         "</office:text></office:body></office:document-content>")  # fmt: skip
        package.writestr("Pictures/a.png", picture())
    return odt.read(folder / "a.odt")


@pytest.mark.parametrize(
    "box",
    [
        "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
        "<draw:custom-shape><text:p>{}</text:p></draw:custom-shape>",
    ],
)
@pytest.mark.parametrize("body", ["<text:p>{walk}{box}</text:p>", "<text:p>{walk}</text:p>{box}"])
def test_a_box_of_text_comes_after_its_paragraph_in_libreoffice(box: str, body: str, tmp_path: Path) -> None:
    source = opened(tmp_path, body.format(walk=WALK, box=box.format(GRIPS)) + f"<text:p>{WALK}</text:p>")
    assert words(source) == [WALK, GRIPS, WALK]


def test_a_picture_with_a_caption_in_libreoffice_has_it_for_its_words(tmp_path: Path) -> None:
    image = "<draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame>"
    framed = (f"<text:p><draw:frame><draw:text-box><text:p>{image}Illustration 1: A man walks on ice</text:p>"
              "</draw:text-box></draw:frame></text:p>")  # fmt: skip
    made = shape(opened(tmp_path, f"<text:h>Winter walking</text:h><text:p>{WALK}</text:p>{framed}"), "a")
    [image_part] = [part.image for part in made.parts if part.image is not None]
    assert image_part.data == picture() and image_part.alt == "A man walks on ice"
    assert [part.text for part in made.parts if part.kind != "picture"] == [WALK]


@pytest.mark.parametrize(
    "drawn",
    [
        IN_SHAPE,
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{IN_SHAPE}</mc:Choice></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{IN_SHAPE}</mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_box_of_text_comes_once_from_word(drawn: str, tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_paragraph(WALK)
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())
    document.add_paragraph("Salt your steps.")._p.append(parse_xml(f"<w:r {spaces}>{drawn}</w:r>"))
    document.add_paragraph(WALK)
    document.save(str(tmp_path / "a.docx"))
    assert words(word.read(tmp_path / "a.docx")) == [WALK, "Salt your steps.", GRIPS, WALK]
