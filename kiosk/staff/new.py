"""`kiosk new "Title"`: an article begun from a template whose notes tell what makes it good to listen to.

The notes stand in the front matter, where the kiosk shows nothing, and the article stays hidden until
somebody takes the line ``hidden`` away: a half-written article must not reach the wall.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from kiosk.staff.written import slug, typed

TEMPLATE = """---
title: {title}
# Lines that begin with # up here are notes for you. Visitors never see them.
# Take this line away when the article is ready:
hidden: true
# How the title is to be spoken, if not as it is written (such as: doctor Lee for Dr. Li):
say:
# Other words that should open it, parted by semicolons (such as: falls; balance):
also:
# Who wrote it, where it comes from, and when:
author:
source:
date:
# A picture for its button, a file in this folder:
picture:
# Good for older readers: one thought a sentence, under 20 words. Say "you". Explain each short form once.
# A heading says what its part is about. A part takes one to three minutes to hear.
# A picture: ![What it shows, in words](file.jpg)   A number: [Eldercare Locator](tel:1-800-677-1116)
# Another article: [its name](../shelf/file.md)     Then: kiosk check, and kiosk preview FILE to hear it
---
# {title}

Say in two or three sentences what this is about and why it matters to the reader.

## A short heading, perhaps a question

Begin with the most useful thing. Then say how to do it.

- A list is good for steps.
- Each item is one short sentence.

## Who can help?

Name a person or a number to call.
"""


def new(title: str, content: Path, console: Console, shelf: str = "") -> int:
    """Begin an article in ``content``/``shelf``. Exit code 0, 1 (cannot be written) or 2 (wrong words)."""
    title = " ".join(title.split())
    if not re.search(r"\w", title) or len(title) > 120:
        console.print('Give the article a title of a few words: kiosk new "Steady on your feet"')
        return 2
    if re.search(r'[\\/:*?"<>|\0]', shelf) or shelf.startswith("."):
        console.print(f'"{escape(shelf)}" cannot be the name of a shelf; use letters, digits and spaces.')
        return 2
    path = (content / shelf if shelf else content) / f"{slug(title)}.md"
    plain = TEMPLATE.replace("title: {title}", f"title: {title}")
    escaped = re.sub(r"([\\`*_\[\]<])", r"\\\1", title)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(plain.replace("{title}", escaped))
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        console.print(f"{escape(str(path))} stands already; choose another title, or edit that one.", soft_wrap=True)
        return 1
    except OSError as fault:
        console.print(f"{escape(str(path))} cannot be written ({fault.strerror}).", soft_wrap=True)
        return 1
    console.print(f"{escape(str(path))} is begun; write in it, then:", soft_wrap=True)
    console.print(f"  kiosk preview {escape(typed(path))}", soft_wrap=True)
    return 0
