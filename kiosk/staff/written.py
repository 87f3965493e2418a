"""A Draft is written down as Markdown, with its pictures named and its telephone numbers made touchable."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kiosk.library.clean import unaccented
from kiosk.staff.formats.parts import Image, Part, Run
from kiosk.staff.shape import Draft

# North American numbers as people write them (NANP: area and exchange begin with 2 to 9).
PHONE = re.compile(r"(?<![\w/.-])(?:\+?1[-. ])?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}(?![\w-])")
TOUCHABLE = re.compile(rf"(?P<web>https?://[^\s<>\"”’)]+[^\s<>\"”’).,;:!?])|{PHONE.pattern}")
KINDS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
ORNAMENT = 48  # pixels; a smaller picture is an icon or a counter


@dataclass(frozen=True)
class Written:
    """The text of an article's file and the pictures that go beside it, by file name."""

    text: str
    pictures: dict[str, bytes]
    sections: tuple[str, ...]
    words: int
    phones: int
    unsure: tuple[str, ...]


def slug(title: str) -> str:
    """A file name from a title: lower-case letters, digits and hyphens, at most 60."""
    folded = unaccented(title.replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-") or "article"


def fingerprint(text: str) -> str:
    """A short hash of an article's file without its line ``x-imported``, to tell whether it was edited
    since.
    """
    same = re.sub(r"^x-imported:.*\n", "", text.replace("\r\n", "\n"), count=1, flags=re.MULTILINE).rstrip()
    return hashlib.sha256(same.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_down(draft: Draft, source: str, name: str) -> Written:
    """The Markdown of a draft that came from the file ``source`` and will be called ``name``.md."""
    lines: list[str] = []
    pictures: dict[str, bytes] = {}
    sections: list[str] = []
    unsure: list[str] = []
    phones = words = 0
    last = ""
    for part in draft.parts:
        if part.kind == "picture":
            assert part.image is not None
            if line := _picture(part.image, name, pictures, unsure):
                lines += ["", line]
            continue
        text, made = _inline(part)
        phones += made
        words += len(part.text.split())
        if part.kind == "heading" and part.level <= 2:
            sections.append(part.text)
            lines += ["", f"## {text}"]
        elif part.kind == "heading":
            lines += ["", f"**{text}**"]
        elif part.kind == "item":
            marker = f"{part.number}." if part.number else "-"
            text = text.replace("\n", "\n" + " " * (len(marker) + 1))
            lines += ([] if last == "item" else [""]) + [f"{marker} {text}"]
        else:
            lines += ["", text]
        last = part.kind
    front = {"title": draft.title, "author": draft.author, "date": draft.date, "source": source}
    head = "".join(f"{key}: {on_a_line(value)}\n" for key, value in front.items() if value)
    body = f"# {_escape(draft.title)}\n" + "\n".join(lines).rstrip() + "\n"
    mark = fingerprint(f"---\n{head}---\n{body}")
    text = f"---\n{head}x-imported: {mark}\n---\n{body}"
    return Written(text, pictures, tuple(sections), words + len(draft.title.split()), phones, tuple(unsure))


def on_a_line(text: str) -> str:
    """A value as it stands in an article's front matter."""
    return " ".join(text.split()).replace('"', "'")


def _inline(part: Part) -> tuple[str, int]:
    linked = part.kind in ("paragraph", "item")
    runs = [_run(run, linked) for run in part.runs]
    marks = [("**" if run.bold else "*" if run.italic else "") if linked else "" for run in part.runs]
    made: list[str] = []
    for n, ((text, _), mark) in enumerate(zip(runs, marks, strict=True)):
        if linked and part.runs[n].ends:
            made.append("\\\n")
            continue
        core = text.strip()
        before = text[: len(text) - len(text.lstrip())] if core else text
        after = text[len(text.rstrip()) :] if core else ""
        left = before or "".join(one for one, _ in runs[:n])
        right = after or "".join(one for one, _ in runs[n + 1 :])
        if not core or (_letter(left[-1:]) and not _letter(core[0])) or (_letter(right[:1]) and not _letter(core[-1])):
            mark = ""  # Markdown would not see it there, and the stars would stand on the glass
        made.append(f"{before}{mark}{core}{mark}{after}")
    line = "".join(made).strip().replace("![", "\\![")  # "Wow!" before a link is no picture
    # what Markdown would take for a heading, a quotation, a list, a rule or a block of code at the start of a line
    line = re.sub(r"^(#{1,6}(?:\s|$)|>|[-+](?:\s|$)|=+$|-+$|~)", r"\\\1", line, flags=re.MULTILINE)
    line = re.sub(r"^(\d{1,9})([.)](?:\s|$))", r"\1\\\2", line, flags=re.MULTILINE)
    return line, sum(count for _, count in runs)


def _letter(mark: str) -> bool:
    """Whether a character is neither white space nor a mark of punctuation, so that a star beside it may not count."""
    return bool(mark) and not mark.isspace() and not unicodedata.category(mark).startswith("P")


def _run(run: Run, linked: bool) -> tuple[str, int]:
    """A run's text in which Markdown sees no marks but those of links, and how many telephone numbers it has."""
    core = run.text.strip()
    if not core:
        return run.text, 0
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    count = 0
    if run.href:
        target = "tel:" + _number(run.href) if run.href.lower().startswith("tel:") else _address(run.href)
        text = f"[{_escape(core)}]({target})"
    elif linked:
        pieces: list[str] = []
        place = 0
        for found in TOUCHABLE.finditer(core):
            pieces.append(_escape(core[place : found.start()]))
            place = found.end()
            if found["web"]:
                shown = re.sub(r"^https?://(?:www\.)?|/$", "", found[0])
                pieces.append(f"[{_escape(shown)}]({_address(found[0])})")
            else:
                pieces.append(f"[{_escape(found[0])}](tel:{_number(found[0])})")
                count += 1
        text = "".join([*pieces, _escape(core[place:])])
    else:
        text = _escape(core)
    return f"{before}{text}{after}", count


def _number(text: str) -> str:
    """A telephone number as it is to be shown and spoken: 1-800-677-1116, or its digits if it has another form."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == 11 and digits[0] == "1":
        return f"1-{digits[1:4]}-{digits[4:7]}-{digits[7:]}"
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits


def _address(href: str) -> str:
    return quote(href, safe=":/?#[]@!$&'*+,;=%~-._")


def _escape(text: str) -> str:
    """Text in which Markdown sees no marks. ``&`` and ``<`` too, since both begin something in CommonMark."""
    text = re.sub(r"([\\`*\[\]<])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def _picture(image: Image, name: str, pictures: dict[str, bytes], unsure: list[str]) -> str:
    ending = next((kind for start, kind in KINDS.items() if image.data.startswith(start)), "")
    if image.data[:4] == b"RIFF" and image.data[8:12] == b"WEBP":
        ending = ".webp"
    shown = image.name or "a picture"
    if not ending:
        unsure.append(f"The picture {shown} is not PNG, JPEG, GIF or WebP and was left out; save it as one of them.")
        return ""
    if _tiny(image.data, ending):
        return ""
    file = f"{name}-{len(pictures) + 1}{ending}"
    pictures[file] = image.data
    if not image.alt:
        unsure.append(f"The picture {file} has no words for those who cannot see it: write them between [ and ].")
    return f"![{_escape(image.alt)}]({file})"


def _tiny(data: bytes, ending: str) -> bool:
    if ending == ".png" and len(data) >= 24:
        wide, high = struct.unpack(">II", data[16:24])
    elif ending == ".gif" and len(data) >= 10:
        wide, high = struct.unpack("<HH", data[6:10])
    else:
        return False
    return int(max(wide, high)) < ORNAMENT


def typed(path: Path) -> str:
    """A path as it is typed into a shell: between quotation marks where it has spaces."""
    return f'"{path}"' if re.search(r"[^\w./\\:~-]", str(path)) else str(path)
