"""Files from an office or the web become Parts: headings, paragraphs, items and pictures, still unjudged.

One small module for each format; which one reads a file is told by its ending and then by what stands in
it, since a mislabelled file is the commonest broken one. Each format's library is loaded only when a file
of that format comes.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from kiosk.staff.formats.parts import Source, UnreadableError, seen

MB = 1_000_000
MOST_WORDS = 100_000  # a thick book; the founding article has 500
MOST_PARTS = 10_000

# ending: the module that reads it, the largest file in MB (text is never that long; pictures may be)
READERS = {
    ".txt": ("plain", 5),
    ".md": ("markdown", 5),
    ".html": ("web", 20),
    ".htm": ("web", 20),
    ".docx": ("word", 60),
    ".odt": ("odt", 60),
    ".rtf": ("rtf", 20),
    ".pdf": ("pdf", 60),
}

INSTEAD = {
    ".doc": "open it in Word or LibreOffice and save it as .docx.",
    ".pages": "open it in Pages and export it as Word.",
    ".eml": "copy its text into a .txt file.",
    ".mht": 'save the page as "web page, complete" (.html).',
    ".mhtml": 'save the page as "web page, complete" (.html).',
    ".wps": "save it as .docx.",
}


def read(path: Path) -> Source:
    """The parts of a file. Raises UnreadableError with one sentence that says what is wrong and what to
    do.
    """
    ending = path.suffix.lower()
    if ending not in READERS:
        fallback = f"save it as one of {', '.join(READERS)}."
        raise UnreadableError(
            f"{ending or 'a file without an ending'} cannot be imported: {INSTEAD.get(ending, fallback)}"
        )
    module, most = READERS[ending]
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableError("it is not a file.")
        if size == 0:
            raise UnreadableError("the file is empty; save it again and import that.")
        if size > most * MB:
            raise UnreadableError(
                f"it has {size / MB:.0f} MB, more than an article needs (at most {most} MB for "
                f"{ending}); save only the article's text."
            )
        reader = importlib.import_module(f"kiosk.staff.formats.{module}")
        source: Source = reader.read(path)
    except OSError as fault:
        raise UnreadableError(f"it cannot be read ({fault.strerror or fault}).") from fault
    except RecursionError as fault:
        raise UnreadableError("it is nested too deeply to be an article; save only the article's text.") from fault
    source = seen(source)
    if not any(part.text for part in source.parts):
        raise UnreadableError(
            "no words were found in it; open it in its own program, and copy what you see into a .txt file."
        )
    words = sum(len(part.text.split()) for part in source.parts)
    if words > MOST_WORDS or len(source.parts) > MOST_PARTS:
        raise UnreadableError(f"it has {words} words in {len(source.parts)} paragraphs; save only the article's text.")
    return source
