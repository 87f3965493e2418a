"""`kiosk import`: a file from an office or the web becomes an article in content/, or one sentence says why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from kiosk.core.state import SPEEDS_WPM
from kiosk.staff.apart import read_apart
from kiosk.staff.placed import put, stands
from kiosk.staff.shape import shape
from kiosk.staff.written import slug, typed, write_down

USUAL_WPM = SPEEDS_WPM[3]
LONG_MIN = 20  # minutes; nobody stands at a kiosk for longer
_SHOWN = 40  # lines set aside; an article has a dozen

Ask = Callable[[str], str]


@dataclass(frozen=True)
class Imported:
    """What was made of a file. ``text`` is the article's whole file; with ``dry_run`` nothing was written."""

    source: Path
    path: Path
    title: str
    author: str
    sections: tuple[str, ...]
    words: int
    minutes: float
    phones: int
    pictures: tuple[Path, ...]
    aside: tuple[str, ...]
    unsure: tuple[str, ...]
    text: str
    dry_run: bool = False


@dataclass(frozen=True)
class Refused:
    """Why a file was not imported, in one sentence."""

    source: Path
    why: str


def import_file(
    path: Path,
    content: Path,
    shelf: str = "",
    dry_run: bool = False,
    replace_edited: bool = False,
    ask: Ask | None = None,
) -> Imported | Refused:
    """Make an article of a file in ``content``/``shelf``. ``ask`` gives the words for a picture that has
    none.
    """
    if re.search(r'[\\/:*?"<>|\0]', shelf) or shelf.startswith("."):
        return Refused(path, f'"{shelf}" cannot be the name of a shelf; use letters, digits and spaces.')
    try:
        if not path.exists():
            return Refused(path, "there is no such file.")
        if path.is_dir():
            return Refused(path, "it is a folder; name the files in it.")
    except OSError as fault:
        return Refused(path, f"it cannot be looked at ({fault.strerror}).")
    source = read_apart(path)
    if isinstance(source, str):
        return Refused(path, source)
    if ask is not None:
        source = replace(
            source,
            parts=tuple(
                (
                    replace(part, image=replace(part.image, alt=ask(part.image.name)))
                    if part.image is not None and not part.image.alt
                    else part
                )
                for part in source.parts
            ),
        )
    draft = shape(source, path.stem)
    if not any(part.kind in ("paragraph", "item") for part in draft.parts):
        return Refused(
            path,
            "no text was found in it beside headings and menus; copy the article's text into a .txt file.",
        )
    words = sum(len(part.text.split()) for part in draft.parts)
    if words > LONG_MIN * USUAL_WPM:
        doubt = f"It takes {words / USUAL_WPM:.0f} minutes to hear; cut it into several articles."
        draft = replace(draft, unsure=(*draft.unsure, doubt))
    name = slug(draft.title)
    folder = content / shelf if shelf else content
    target = folder / f"{name}.md"
    made = write_down(draft, path.name, name)
    try:
        if why := stands(target, path.name, replace_edited):
            return Refused(path, why)
        if not dry_run:
            put(folder, target, made)
    except OSError as fault:
        return Refused(path, f"{target} could not be written ({fault.strerror or fault}); nothing was changed.")
    return Imported(
        path,
        target,
        draft.title,
        draft.author,
        made.sections,
        made.words,
        made.words / USUAL_WPM,
        made.phones,
        tuple(folder / picture for picture in made.pictures),
        draft.aside,
        draft.unsure + made.unsure,
        made.text,
        dry_run,
    )


def import_files(
    files: list[Path],
    content: Path,
    console: Console,
    shelf: str = "",
    dry_run: bool = False,
    replace_edited: bool = False,
    ask: Ask | None = None,
) -> int:
    """Import each file and print what came of it. Exit code 0 when all were imported, else 1."""
    refused = 0
    for file in files:
        outcome = import_file(file, content, shelf, dry_run, replace_edited, ask)
        if isinstance(outcome, Refused):
            refused += 1
            console.print(f"[red]{escape(file.name)}[/]: {escape(outcome.why)}", soft_wrap=True)
        else:
            show(outcome, console)
    return 1 if refused else 0


def show(made: Imported, console: Console) -> None:
    """Print what was made, what was set aside and what staff should look at."""
    console.print(f"[green]{escape(made.source.name)}[/] -> [bold]{escape(made.title)}[/]", soft_wrap=True)
    if made.author:
        console.print(f"  by {escape(made.author)}")
    console.print(
        f"  {_count(len(made.sections), 'headed section')}, {made.words} words, "
        f"{max(1, round(made.minutes))} min to listen"
    )
    for section in made.sections:
        console.print(f"    · {escape(section)}", soft_wrap=True)
    if made.phones:
        console.print(f"  {_count(made.phones, 'telephone number')} to touch")
    if made.pictures:
        console.print(f"  {_count(len(made.pictures), 'picture')}")
    if made.aside:
        console.print("  set aside:")
        for line in made.aside[:_SHOWN]:
            console.print(f"    - {escape(line)}", soft_wrap=True, style="dim")
        if len(made.aside) > _SHOWN:
            console.print(f"    and {len(made.aside) - _SHOWN} more lines; is the file really an article?")
    for doubt in made.unsure:
        console.print(f"  [yellow]look at this:[/] {escape(doubt)}", soft_wrap=True)
    if made.dry_run:
        console.print(made.text, markup=False, highlight=False, soft_wrap=True)
        console.print("  nothing was written (--dry-run)")
    else:
        console.print(f"  kiosk preview {escape(typed(made.path))}", soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
