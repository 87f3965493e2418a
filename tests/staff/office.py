"""Files as they reach an activity lead: a flyer, a column, a notice, a blog page, a newsletter, a forwarded e-mail.

Each is made by the tool or library of its format, and each has what such files really have around the article.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tests.staff.samples import picture


def flyer(folder: Path) -> Path:
    """A Word file in which nothing is styled: bold lines for headings, a table, a caption, a running head."""
    import docx as word
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "RIVER COUNTY OFFICE ON AGING"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 2"

    def line(text: str, size: int = 0, italic: bool = False) -> Any:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bool(size), italic
        if size:
            run.font.size = Pt(size)
        return paragraph

    line("Beat the Heat This Summer", 24).alignment = WD_ALIGN_PARAGRAPH.CENTER
    line("A guide from the River County Office on Aging", italic=True)
    line("Hot weather can be dangerous, and older adults are at greater risk than most. Some medicines make it worse.")
    line("Know the warning signs", 14)
    line("Heat exhaustion comes on slowly. Look out for:")
    for text in ("Dizziness or a headache", "Muscle cramps"):
        document.add_paragraph(text, style="List Bullet")
    line("Stay cool at home", 14)
    for text in ("Drink a glass of water every hour.", "Close the blinds on the sunny side."):
        document.add_paragraph(text, style="List Number")
    document.add_picture(io.BytesIO(picture("lightblue")))
    line("Photo: A pitcher of water on a kitchen table", italic=True)
    line("Cooling centers near you", 14)
    table = document.add_table(rows=0, cols=3)
    for row in (("Place", "Hours", "Phone"), ("Maple Library", "Daily, 9 a.m. to 8 p.m.", "(202) 234-0142")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    line("Need a ride? Call the Senior Shuttle at 1-800-234-0134 on any weekday.")
    line("Follow us on Facebook @RiverCountyAging")
    line("© 2026 River County. This publication is available in large print.")
    path = folder / "Beat the Heat flyer FINAL v3.docx"
    document.save(str(path))
    return path


def column(folder: Path) -> Path:
    """An OpenDocument text with two levels of headings, a byline with a role, a link and a table."""
    from odfdo import Document, Header, Link, List, Paragraph, Span, Table

    document = Document("text")
    document.body.clear()
    for element in (
        Header(1, "Planting a Window Box"),
        Paragraph("By Harold Nguyen, Master Gardener"),
        Paragraph("You do not need a yard to grow something beautiful. It asks for only ten minutes a day."),
        Header(2, "What you will need"),
        List(["A box at least eight inches deep", "Potting soil, not garden soil"]),
        Header(2, "How to plant it"),
        Paragraph("Fill the box to an inch below the rim. Set the tallest plants at the back."),
        Header(3, "A tip from Harold"),
        Paragraph("Water in the morning, before the sun is high."),
        Header(2, "Keeping it going"),
    ):
        document.body.append(element)
    table = Table("times", width=2, height=0)
    for row in (["Plant", "Water"], ["Fern", "Every 2 days"]):
        table.append(_row(row))
    document.body.append(table)
    last = Paragraph("There is a list at ")
    last.append(Link("https://extension.example.edu/shade", text="the Extension web site"))
    last.append(Span(", and the librarian can print it for you. Call (202) 234-6677 with questions."))
    document.body.append(last)
    path = folder / "window box.odt"
    document.save(str(path))
    return path


def _row(cells: list[str]) -> Any:
    from odfdo import Cell, Row

    row = Row()
    for text in cells:
        row.append_cell(Cell(text))
    return row


def notice(folder: Path) -> Path:
    """Rich text as LibreOffice writes it: a title of its own in its properties, a field, bullets, accents."""
    path = folder / "hearing loop.rtf"
    path.write_bytes(rb"""{\rtf1\ansi\deff3{\fonttbl{\f0\froman Times New Roman;}{\f3\froman Liberation Serif;}}
{\info{\title Template 4 blue}{\author Owner}}{\*\generator LibreOffice/7.4}
\pard\plain \s1\b\fs36 {The Hearing Loop in Our Hall}
\par \pard\plain \s0\fs24 {Have you ever sat at the back of the hall and heard only a murmur? It sends the speaker\rquote s voice straight into your hearing aid.}
\par \pard\plain \s0\b\fs28 {How do I turn it on?}
\par \pard\plain \s0\fs24 {Press the button on your aid until you hear two beeps.\line If nothing happens, ask for the \ldblquote T\rdblquote  program.}
\par {\listtext\pard\plain \'95\tab}\ls1 {Sit anywhere inside the blue tape.}
\par {\listtext\pard\plain \'95\tab}\ls1 {Turn your volume down a little at first.}
\par \pard\plain \s0\b\fs28 {No hearing aid?}
\par \pard\plain \s0\fs24 {Borrow a headset at the desk. Call {\field{\*\fldinst HYPERLINK "tel:18002345678" }{\fldrslt 1-800-234-5678}} to reserve one. The caf\'e9 tables are inside the loop too.}
\par \pard\plain \s0\fs20 {Carol Bianchi, Activities Coordinator}
\par }""")  # noqa: E501  as the program writes it
    return path


def blog(folder: Path) -> Path:
    """A post of a WordPress blog as a browser saves it, with all that such a page has around the post."""
    name = "Sleep better after 70 – Golden Years Blog"
    saved = folder / f"{name}_files"
    saved.mkdir()
    for file in ("lamp.png", "avatar.png", "logo.png"):
        (saved / file).write_bytes(picture())
    at = f"{name}_files".replace(" ", "%20").replace("–", "%E2%80%93")
    path = folder / f"{name}.html"
    path.write_text(
        f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8">
<title>Sleep better after 70 - Golden Years Blog</title><meta property="og:title" content="Sleep better after 70">
<meta property="article:published_time" content="2026-02-11T08:00:00+00:00"><meta name="author" content="admin">
<script>window.dataLayer=[];</script></head><body class="single"><a class="skip-link" href="#c">Skip to content</a>
<div class="cookie-notice"><p>We use cookies to ensure that we give you the best experience on our website.</p></div>
<header id="masthead"><img src="{at}/logo.png" alt="Golden Years Blog"><nav><ul><li><a href="/">Home</a></li>
<li><a href="/shop">Shop</a></li></ul></nav></header><div id="content"><main><article class="post">
<header class="entry-header"><span class="cat-links"><a href="/c">Health</a></span><h1>Sleep better after 70</h1>
<div class="entry-meta">Posted on <time>February 11, 2026</time> by <a rel="author" href="/m">Margaret West</a> |
<span class="comments-link">14 Comments</span> | 5 min read</div></header><div class="entry-content">
<div class="sharedaddy"><ul><li><a href="#">Click to share on Facebook (Opens in new window)</a></li></ul></div>
<p><em>This post may contain affiliate links. Read our <a href="/d">disclosure</a>.</em></p>
<p>If you wake at three in the morning and lie there counting sheep, you are in good company. About half of people
over 70 say they sleep badly. <strong>Here is what really helps</strong>, and none of it costs a penny.</p>
<figure><img src="{at}/lamp.png"><figcaption>A small lamp glows beside a made bed.</figcaption></figure>
<h2>1. Get up at the same time</h2><p>Even on Sunday. Open the curtains and let the light in.</p>
<div class="wp-block-group ad"><p>Advertisement</p></div>
<h2>2. Walk after lunch</h2><p>A short walk makes the nights deeper. See our post on
<a href="https://goldenyears.example.com/chair-yoga/">chair yoga</a>.</p><h3>What if it rains?</h3>
<p>Walk the halls instead.</p><h2>3. When to see a doctor</h2><p>If you snore loudly, call your doctor. You can also
call the Sleep Line at <a href="tel:+18002345000">800-234-5000</a>.</p><p><strong>Pin this for later!</strong></p>
<h3>Join 12,000 subscribers</h3><p>Our best tips come to your door every week, free of charge, and you may
stop them.</p>
<h3>Related</h3><ul><li><a href="/a">Ten foods for strong bones</a></li></ul></div>
<footer class="entry-footer">Tagged <a href="/t">sleep</a></footer>
<div class="author-box"><img src="{at}/avatar.png" alt="">
<h4>About Margaret West</h4><p>Margaret is a retired nurse who lives in Ohio with two cats.</p></div></article>
<nav class="post-navigation"><a href="/p">Previous Post: Keep your mind sharp</a></nav><div id="comments">
<h2>14 thoughts</h2><p>Bev says: I tried this and slept like a baby! Thank you so much for sharing.</p></div></main>
<aside id="secondary"><h2>Recent Posts</h2><ul><li>Soup season</li></ul></aside></div>
<footer id="colophon"><p>© 2026 Golden Years Blog · Privacy Policy</p></footer></body></html>""",
        encoding="utf-8",
    )
    return path


def newsletter(folder: Path) -> Path:
    """A page of a newsletter as a PDF: a running head above the title, larger type for headings, bullets, a photo."""
    from fpdf import FPDF
    from PIL import Image

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", "I", 9)
            self.cell(0, 6, "Riverside Senior Center - Health Notes", align="R", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", "", 8)
            self.cell(0, 8, str(self.page_no()), align="C")

    paper = Paper()
    paper.add_page()
    paper.set_font("times", "B", 26)
    paper.cell(0, 14, "Your Flu Shot: What to Know", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_font("times", "I", 12)
    paper.cell(0, 8, "by Dr. Alan Pierce", align="C", new_x="LMARGIN", new_y="NEXT")
    for heading, text in (
        ("", "Every fall the flu comes back, and every fall it changes a little. That is why you need a new shot."),
        ("Does it hurt?", "Most people feel a small pinch. Your arm may be sore for a day."),
        ("Where to go", "Come to the center on October 12, or call (202) 234-7788 to make an appointment."),
    ):
        if heading:
            paper.ln(4)
            paper.set_font("times", "B", 16)
            paper.cell(0, 9, heading, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("times", "", 12)
        paper.ln(2)
        paper.multi_cell(0, 6, text, align="J", new_x="LMARGIN", new_y="NEXT")
        if heading == "Does it hurt?":
            for item in ("Wear a shirt with loose sleeves.", "Sit for fifteen minutes afterward."):
                paper.cell(8, 6, chr(149))
                paper.multi_cell(0, 6, item, new_x="LMARGIN", new_y="NEXT")
    photo = io.BytesIO()
    Image.new("RGB", (320, 200), "salmon").save(photo, "JPEG")
    paper.image(photo, w=80)
    path = folder / "flu_newsletter_p3.pdf"
    paper.output(str(path))
    return path


def forwarded(folder: Path) -> Path:
    """An e-mail sent on with a line above it, broken lines, shouting headings, a signature and a notice below."""
    path = folder / "Fwd_ chair volleyball.txt"
    path.write_text(
        """From: Dolores Kim <dkim@riverside.example.org>
Sent: Thursday, October 1, 2026 4:12 PM
To: Activities
Subject: FW: Chair volleyball is back!!

Hi Pat, can you get this on the kiosk by Monday? Thx!! - Dolores

-----Original Message-----
From: Coach Ray
Sent: Wednesday, September 30, 2026 9:03 AM
To: Dolores Kim
Subject: Chair volleyball is back!!

Hello all,

Chair volleyball starts again on Tuesday, October 13 at 10:30 a.m. in the big hall. No
experience is needed. You stay in your chair the whole time, and the ball is a
beach ball, so nobody gets hurt.

WHO CAN PLAY

Anyone who can sit up and lift one arm. We have had players from 62 to 97. If you
use a wheelchair, just roll right in.

WHAT TO WEAR

 * Comfortable clothes
 * Your glasses, on a cord if you have one

HOW TO SIGN UP

Call the front desk at 202-234-0100, or write your name on the sheet. You can read
the rules at https://volley.example.org/chair .

See you there!
Ray Alvarez
Recreation Coach, Riverside Senior Center
(202) 234-0199

Sent from my iPhone

CONFIDENTIALITY NOTICE: This e-mail is for the sole use of the intended recipient(s) and may hold secrets.
""",
        encoding="utf-8",
    )
    return path
