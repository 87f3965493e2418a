"""`kiosk import`: a file from an office or the web becomes an article in content/, or one sentence says
why not.

The file is read in a child process with a limit of time and memory, since a hostile PDF can spin or swell
without end; a file is written under another name and then renamed, so that the running kiosk never sees
half an article.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from kiosk.core.state import SPEEDS_WPM
from kiosk.staff.formats import read
from kiosk.staff.formats.parts import Source, UnreadableError
from kiosk.staff.shape import shape
from kiosk.staff.written import Written, fingerprint, slug, write_down

SECONDS = 60.0  # longer than any honest file takes, on a Raspberry Pi too
MEMORY = 2_000_000_000  # bytes of address space for the child, where the platform can limit it
USUAL_WPM = SPEEDS_WPM[3]

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
    if not path.exists():
        return Refused(path, "there is no such file.")
    source = _read_apart(path)
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
    name = slug(draft.title)
    folder = content / shelf if shelf else content
    target = folder / f"{name}.md"
    made = write_down(draft, path.name, name)
    if why := _stands(target, path.name, replace_edited):
        return Refused(path, why)
    if not dry_run:
        try:
            _write(folder, target, made)
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


def _stands(target: Path, source: str, replace_edited: bool) -> str:
    """Why a file that stands there must not be replaced, or ""."""
    if replace_edited or not target.exists():
        return ""
    try:
        text = target.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return f"{target} stands already and cannot be read; move it away, or use --replace."
    mark = re.search(r"^x-imported: (\w+)$", text, re.MULTILINE)
    came = re.search(r"^source: (.*)$", text, re.MULTILINE)
    if mark is None or mark[1] != fingerprint(text):
        return f"{target} stands already and was edited by hand; use --replace to write over it."
    if came is None or came[1].strip() != source:
        return f"{target} stands already and came from another file; use --replace, or change the title."
    return ""


def _write(folder: Path, target: Path, made: Written) -> None:
    """All files or none: each is written under a hidden name, then all are renamed, the article last."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    waiting: list[tuple[str, Path]] = []
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {**made.pictures, target.name: made.text.encode("utf-8", "replace")}
        for name, data in files.items():
            handle, temporary = tempfile.mkstemp(prefix=".import-", suffix=".tmp", dir=folder)
            waiting.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if os.name == "posix":
                Path(temporary).chmod(0o644)  # mkstemp's 0600 would hide it from the kiosk's own user
        for temporary, final in waiting:
            fresh = not final.exists()
            Path(temporary).replace(final)
            if fresh:
                done.append(final)
    except OSError:
        for temporary, _ in waiting:
            Path(temporary).unlink(missing_ok=True)
        for final in done:
            final.unlink(missing_ok=True)
        for place in missing:
            with contextlib.suppress(OSError):
                place.rmdir()
        raise


def _read_apart(path: Path) -> Source | str:
    """The source read in a child process, or the sentence that says why not."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(path, there), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(SECONDS):
            return f"it took more than {SECONDS:.0f} seconds to read; save only the article's text and import that."
        answer: Source | str = here.recv()
        return answer
    except (EOFError, OSError):
        return (
            "reading it failed in a way that only a damaged file causes; save it again, or copy its text into"
            " a .txt file."
        )
    finally:
        here.close()
        child.kill()
        child.join()


def _child(path: Path, pipe: Connection) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer: Source | str = read(path)
    except UnreadableError as why:
        answer = str(why)
    except MemoryError:
        answer = "it needs more memory than any article; save only the article's text and import that."
    except Exception as fault:  # a format's library may raise anything on a file made to break it
        answer = f"it could not be read ({type(fault).__name__}); save it again, or copy its text into a .txt file."
    pipe.send(answer)
    pipe.close()


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
        for line in made.aside:
            console.print(f"    - {escape(line)}", soft_wrap=True, style="dim")
    for doubt in made.unsure:
        console.print(f"  [yellow]look at this:[/] {escape(doubt)}", soft_wrap=True)
    if made.dry_run:
        console.print(made.text, markup=False, highlight=False, soft_wrap=True)
        console.print("  nothing was written (--dry-run)")
    else:
        console.print(f"  kiosk preview {escape(str(made.path))}", soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
