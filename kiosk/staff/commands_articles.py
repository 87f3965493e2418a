"""The commands ``kiosk import``, ``kiosk new`` and ``kiosk preview``: an article from an office's file to the glass."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.staff import options
from kiosk.staff.options import ConfigOption, ContentOption

ShelfOption = Annotated[str, typer.Option("--shelf", help="the shelf (folder) to put it on")]


def import_command(
    files: Annotated[list[Path], typer.Argument(help=".txt, .md, .html, .docx, .odt, .rtf or .pdf")],
    shelf: ShelfOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would be made, write nothing")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="write over an article that was edited")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Make articles of files from an office or the web."""
    from rich.console import Console
    from rich.prompt import Prompt

    from kiosk.staff.importer import import_files

    console = Console(emoji=False)
    folder = options.own_content(content, config)

    def ask(name: str) -> str:
        asked = f"What does the picture {name or 'in the text'} show? (empty: later)"
        return Prompt.ask(asked, default="", show_default=False)

    ask_here = ask if sys.stdin.isatty() and not dry_run else None
    raise typer.Exit(import_files(files, folder, console, shelf, dry_run, replace, ask_here))


def new_command(
    title: Annotated[str, typer.Argument(help="the title of the article")],
    shelf: ShelfOption = "",
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Begin an article from a template with notes."""
    from rich.console import Console

    from kiosk.staff.new import new

    raise typer.Exit(new(title, options.own_content(content, config), Console(emoji=False), shelf))


def preview_command(
    file: Annotated[Path, typer.Argument(help="an article (.md)")],
    pictures: Annotated[Path | None, typer.Option(help="paint all its pages into this folder instead")] = None,
    audio: Annotated[Path | None, typer.Option(help="write each section's sound into this folder instead")] = None,
    size: Annotated[str, typer.Option(help="of the window or the pictures, in pixels")] = "1280x720",
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Show one article on the real kiosk in a window, renewed as its file is saved."""
    from rich.console import Console

    from kiosk.staff import preview

    console = Console(emoji=False)
    settings = options.settings(config, content)
    wide, _, high = size.lower().partition("x")
    found = preview.find(file, options.content_folder(content, config))
    if isinstance(found, str) or not (wide.isdigit() and high.isdigit() and int(wide) >= 320 and int(high) >= 240):
        console.print(found if isinstance(found, str) else "--size takes a size such as 1280x720.", markup=False,
                      soft_wrap=True)  # fmt: skip
        raise typer.Exit(1 if isinstance(found, str) else 2)
    try:
        code = preview.pictures(found, pictures, settings, (int(wide), int(high)), console) if pictures else 0
        code = (preview.audio(found, audio, settings, console) if audio else 0) or code
    except OSError as fault:
        console.print(f"{fault.filename} cannot be written ({fault.strerror}).", markup=False, soft_wrap=True)
        raise typer.Exit(1) from fault
    if not (pictures or audio):
        from kiosk.app import Options, run
        from kiosk.screen.window import NoDisplayError

        try:
            run(settings, Options(found.content, (int(wide), int(high)), article=found.article.id))
        except NoDisplayError as fault:
            console.print(str(fault), markup=False, soft_wrap=True)
            raise typer.Exit(1) from fault
    raise typer.Exit(code)
