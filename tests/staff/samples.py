"""One article as an office would send it, made in each format with a real tool."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

TITLE = "Getting Used to a New Hearing Aid"
INTRO = (
    "A hearing aid is a small device that makes sounds louder and clearer. Many people put off getting one"
    " for years, and most of them later wish that they had started sooner. The first weeks take some"
    " patience."
)
SECTIONS = {
    "What should I expect in the first week?": (
        "Your own voice may sound strange, and so may a running tap or a newspaper. Your brain has to learn"
        " these sounds again. Wear the aid for an hour or two on the first day, and a little longer each day"
        " after that."
    ),
    "How do I keep it clean?": (
        "Wipe it with a dry cloth every evening and look for wax in the opening. Never wash it with water."
        " Open the battery door at night so that it can dry."
    ),
    "When to ask for help": (
        "Call the clinic at 1-800-555-0199 if it whistles or hurts. Small changes are normal, and the people"
        " there make them every day."
    ),
}
PROMOTION = "Follow us on all social media platforms and join us weekly for more about hearing."
TAIL = [
    "By: Rosa Delgado",
    "Hearing Care Volunteer at Maple House",
    "Student, Riverside College",
    "Categories",
    "Subscribe!",
]


def picture(colour: str = "teal") -> bytes:
    """A real PNG of 320 x 200."""
    image = Image.new("RGB", (320, 200), colour)
    ImageDraw.Draw(image).ellipse((100, 40, 220, 160), fill="white")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def paragraphs() -> list[str]:
    lines = [TITLE, INTRO]
    for heading, text in SECTIONS.items():
        lines += [heading, text]
    return [*lines, PROMOTION, *TAIL]


def txt(folder: Path) -> Path:
    path = folder / "hearing aid.txt"
    path.write_text("\n\n".join(paragraphs()), encoding="utf-8")
    return path


def md(folder: Path) -> Path:
    path = folder / "aid.md"
    text = f"# {TITLE}\n\n{INTRO}\n"
    for heading, words in SECTIONS.items():
        text += f"\n## {heading}\n\n{words}\n"
    path.write_text(text + "\n![A hand holding a hearing aid](hand.png)\n\nBy Rosa Delgado\n", encoding="utf-8")
    (folder / "hand.png").write_bytes(picture())
    return path


def html(folder: Path) -> Path:
    """A page as a browser saves it: menus above, a column beside, comments and links below."""
    saved = folder / "aid_files"
    saved.mkdir()
    (saved / "hand.png").write_bytes(picture())
    body = "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in SECTIONS.items())
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "Services", "Shop", "Contact"))
    path = folder / "Getting Used.html"
    path.write_text(
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | Maple House Blog</title>
<meta name="author" content="Rosa Delgado"><style>p {{ color: red }}</style></head><body>
<header><a href="/">Maple House</a><nav><ul>{menu}</ul></nav></header>
<div id="page"><div class="post"><h1>{TITLE}</h1><p class="byline">By Rosa Delgado | March 3, 2024</p>
<p>{INTRO} Read more at <a href="https://example.org/aids">the national page</a>.</p>
<p><img src="aid_files/hand.png" alt="A hand holding a hearing aid">
<img src="pixel.gif" width="1" height="1"></p>
{body}<script>alert("junk one")</script>
<p>Write to us or <a href="tel:+18005550111">call the desk</a>, and somebody will answer on weekdays.</p>
<ul><li>Share on Facebook</li><li>Tweet</li></ul></div>
<div class="sidebar"><h3>Popular</h3><ul>{menu}</ul></div></div>
<div id="comments"><h3>2 comments</h3><p>Nice!</p></div>
<footer><p>© 2024 Maple House. All rights reserved.</p><ul>{menu}</ul></footer></body></html>""",
        encoding="utf-8",
    )
    return path


def docx(folder: Path, styled: bool = True) -> Path:
    """A Word file made with python-docx: with Word's styles, or with everything in Normal."""
    import docx as word

    document = word.Document()
    document.add_paragraph(TITLE, style="Title" if styled else None)
    document.add_paragraph("By Rosa Delgado")
    document.add_paragraph(INTRO)
    for heading, text in SECTIONS.items():
        if styled:
            document.add_heading(heading, 1)
        else:
            document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(text)
    for item in ("A dry cloth for the evening", "Two spare batteries in a drawer"):
        document.add_paragraph(item, style="List Bullet")
    shape = document.add_picture(io.BytesIO(picture()))
    shape._inline.docPr.set("descr", "A hand holding a hearing aid")
    document.add_paragraph("Subscribe!")
    path = folder / "hearing.docx"
    document.save(str(path))
    return path


def odt(folder: Path) -> Path:
    """An OpenDocument text made with odfdo."""
    from odfdo import Document, Frame, Header, List, Paragraph

    document = Document("text")
    document.body.clear()
    document.body.append(Paragraph(TITLE, style="Title"))
    document.body.append(Paragraph(INTRO))
    for heading, text in SECTIONS.items():
        document.body.append(Header(1, heading))
        document.body.append(Paragraph(text))
    document.body.append(List(["A dry cloth for the evening", "Two spare batteries in a drawer"]))
    (folder / "hand.png").write_bytes(picture())
    name = document.add_file(str(folder / "hand.png"))
    frame = Frame.image_frame(name, size=("8cm", "5cm"))
    frame.svg_description = "A hand holding a hearing aid"
    holder = Paragraph("")
    holder.append(frame)
    document.body.append(holder)
    document.body.append(Paragraph("By: Rosa Delgado"))
    path = folder / "hearing.odt"
    document.save(str(path))
    return path


def rtf(folder: Path) -> Path:
    """Rich text as WordPad writes it."""

    def cell(text: str, look: str = "") -> str:
        plain = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
        return f"\\pard\\sa200{look} {plain}\\par\n"

    body = cell(TITLE, "\\b\\fs32") + cell(INTRO, "\\b0\\fs22")
    for heading, text in SECTIONS.items():
        body += cell(heading, "\\b") + cell(text, "\\b0")
    body += cell("Ask the nurse “at home” for one.") + cell("By: Rosa Delgado")
    path = folder / "hearing.rtf"
    path.write_bytes(("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\n" + body + "}").encode("ascii"))
    return path


def pdf(folder: Path, password: str = "") -> Path:
    """A PDF of two pages made with fpdf2, with a running head and page numbers."""
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(0, 8, "Maple House Newsletter", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()}", align="C")

    paper = Paper()
    paper.add_page()
    paper.set_font("helvetica", "B", 22)
    paper.multi_cell(0, 11, TITLE, new_x="LMARGIN", new_y="NEXT")
    for index, (heading, text) in enumerate([("", INTRO), *SECTIONS.items()]):
        if index == 2:
            paper.add_page()
        if heading:
            paper.ln(6)
            paper.set_font("helvetica", "B", 15)
            paper.multi_cell(0, 8, heading, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("helvetica", size=11)
        paper.ln(3)
        paper.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT", align="L")
    paper.ln(6)
    paper.multi_cell(0, 6, "By: Rosa Delgado", new_x="LMARGIN", new_y="NEXT")
    if password:
        paper.set_encryption(owner_password="owner", user_password=password)
    path = folder / "hearing.pdf"
    paper.output(str(path))
    return path


MAKERS = {"txt": txt, "md": md, "html": html, "docx": docx, "odt": odt, "rtf": rtf, "pdf": pdf}
